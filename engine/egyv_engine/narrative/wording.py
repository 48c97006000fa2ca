"""Joins the files of a phrasebook with the wording of a programme, whose phrases and words come first."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from egyv_engine.model.documents import Programme
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.language import Language
from egyv_engine.model.report_document import WordingFile
from egyv_engine.narrative.plain_words import Extent, find_numbers, is_number_alone
from egyv_engine.rules.load import SHIPPED_PHRASEBOOK
from egyv_engine.rules.parse_document import parse_shipped

OF_RECORDS = "_of_records"  # ends the name of a heading in place of another, where nobody was asked
# What a hint says where a word is refused because of what it mostly means.
ALLOWED_USAGE = (
    "a word that means something else here can be listed under allowed_words in reports/wording.yaml"
)
# What a hint says where a number may be a part of a name.
NAME_USAGE = (
    "a name that has a number, such as Key Stage 2, can be listed under allowed_words in reports/wording.yaml"
)


class Wording(Frozen):
    """The phrases by kind of claim, the headings of tables by name, and the words that templates and texts may not use.

    names: those that have a number and may be used, such as Key Stage 2.
    """

    phrases: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, str]
    language: Language
    forbidden_words: tuple[str, ...]
    forbidden_words_without_history: tuple[str, ...]
    rise_words: tuple[str, ...]
    fall_words: tuple[str, ...]
    number_words: tuple[str, ...]
    names: tuple[str, ...]
    denials: tuple[str, ...]
    quantity_words: tuple[str, ...]
    reporting_words: tuple[str, ...]
    continuing_words: tuple[str, ...]

    def numbers_in(self, text: str) -> dict[str, Extent]:
        """Return the place of each number in a text, but for those of names that may be used.

        Args:
            text: The text.
        """
        return find_numbers(text, self.number_words, self.names)

    def heading(self, name: str, *, is_records: bool) -> str:
        """Return the heading of a name.

        Args:
            name: The name.
            is_records: Whether it is about records, for which some headings have other words.

        Raises:
            KeyError: There is no such heading.
        """
        own = self.headings[name]
        return self.headings.get(f"{name}{OF_RECORDS}", own) if is_records else own


def wording_of(programme: Programme) -> Wording | None:
    """Return the wording of a programme's report; None for a programme without a report.

    Args:
        programme: The programme.
    """
    if programme.report is None:
        return None
    own = programme.own_wording
    if not own:
        return shipped_wording()
    is_complete = bool(programme.phrasebook) and not any(file.based_on for file in programme.phrasebook)
    return _joined(own if is_complete else (*_shipped_files(), *own))


@cache
def shipped_wording() -> Wording:
    """Return the wording that comes with the engine."""
    return _joined(_shipped_files())


@cache
def _shipped_files() -> tuple[WordingFile, ...]:
    folder = PurePosixPath("phrasebooks", SHIPPED_PHRASEBOOK)
    names = sorted(each.name for each in files("egyv_engine").joinpath(str(folder)).iterdir())
    return tuple(parse_shipped("wording", folder / name, {}) for name in names)


def _joined(parts: Sequence[WordingFile]) -> Wording:
    """Return several files as one wording; of two phrases of a kind, the later, and so of two headings.

    A heading also takes the place of the earlier one that was for records.
    """
    headings: dict[str, str] = {}
    for part in parts:
        own = part.headings or {}
        for name in own:
            headings.pop(f"{name}{OF_RECORDS}", None)
        headings |= own
    languages = [part.language for part in parts if part.language is not None]
    every_allowed = [word for part in parts for word in part.allowed_words]
    allowed = {word.casefold() for word in every_allowed}
    number_words = tuple(dict.fromkeys(word for part in parts for word in part.number_words))

    def words(name: str) -> tuple[str, ...]:
        every = dict.fromkeys(word for part in parts for word in getattr(part, name))
        return tuple(word for word in every if word.casefold() not in allowed)

    return Wording(
        phrases={
            kind: (phrase,) if isinstance(phrase, str) else phrase
            for part in parts
            for kind, phrase in (part.phrases or {}).items()
        },
        headings=headings,
        language=languages[-1] if languages else shipped_wording().language,
        forbidden_words=words("forbidden_words"),
        forbidden_words_without_history=words("forbidden_words_without_history"),
        rise_words=words("rise_words"),
        fall_words=words("fall_words"),
        number_words=number_words,
        names=tuple(
            word
            for word in every_allowed
            if find_numbers(word, number_words) and not is_number_alone(word, number_words)
        ),
        denials=words("denials"),
        quantity_words=words("quantity_words"),
        reporting_words=words("reporting_words"),
        continuing_words=words("continuing_words"),
    )
