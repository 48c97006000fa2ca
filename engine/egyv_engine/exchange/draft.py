"""Holds a drafted programme: what was found in other programs' files, and what a person must decide."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from unicodedata import combining, normalize

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40
TICKED = "ticked"
NOT_TICKED, TICKED_ANSWER = "Not ticked", "Ticked"
OPEN_SCALES = ("number", "date", "text")


@dataclass(slots=True, kw_only=True)
class DraftScale:
    """A scale; its answers in the order in which they were found.

    Attributes:
        has_order: Whether the answers are known to be listed weakest first.
        codes: The answer of each code in the files.
        spellings: The answers that files write with spaces around them, as they do.
        special: The answers that are not ordinary, by the key that lists them: blank, dont_know or not_applicable.
        decide: What a person must decide.
    """

    id: str
    answers: list[str]
    has_order: bool
    codes: dict[str, str] = field(default_factory=dict)
    spellings: dict[str, list[str]] = field(default_factory=dict)
    special: dict[str, list[str]] = field(default_factory=dict)
    decide: list[str] = field(default_factory=list)

    def spell(self, word: str, written: Iterable[str]) -> None:
        """Add other forms of one of the answers, where files write it otherwise.

        Args:
            word: The answer, or one of its codes; others are not added.
            written: Its forms in the files.
        """
        if word in self.codes:
            self.codes |= dict.fromkeys(written, self.codes[word])
            return
        forms = next((words for words in self.special.values() if word in words), None)
        if forms is None and word in self.answers:
            forms = self.spellings.setdefault(word, [])
        if forms is not None:
            forms += [form for form in written if form not in forms]


@dataclass(slots=True, kw_only=True)
class DraftItem:
    """An item of a basket; `spellings` has how files write it, besides its id and its label."""

    label: str
    spellings: list[str] = field(default_factory=list)

    @property
    def in_sentence(self) -> str:
        """Return its label as a part of a sentence."""
        return inside_sentence(self.label)


@dataclass(slots=True, kw_only=True)
class DraftQuestion:
    """A question, or several with the same answers that are asked over items.

    Attributes:
        scale: The id of a scale, or number, date or text.
        column: Its column in each wave, where that is not its id.
        items: The items by their ids; empty for a question without items.
        columns: The name of the items' columns with a place for the item, or the column of each item.
        several: What separates the items in a cell that holds all that were ticked.
        ignores_others: Whether other texts in the columns of items are ticks.
        blank: The words that are as good as no answer.
        dont_know: The words that say that somebody does not know.
        not_applicable: The words that say that the question does not apply.
        at_least: The lowest answer that there can be.
        at_most: The highest answer that there can be.
        asked_if: A condition, as YAML on one line.
        waves: The waves whose files have the column.
        lacking: For each wave, the items that its file has no column of.
        decide: What a person must decide.
    """

    id: str
    asks: str
    scale: str
    column: dict[str, str] = field(default_factory=dict)
    items: dict[str, DraftItem] = field(default_factory=dict)
    columns: str | dict[str, str] | None = None
    several: str | None = None
    ignores_others: bool = False
    blank: list[str] = field(default_factory=list)
    dont_know: list[str] = field(default_factory=list)
    not_applicable: list[str] = field(default_factory=list)
    at_least: str | None = None
    at_most: str | None = None
    asked_if: str | None = None
    waves: list[str] = field(default_factory=list)
    lacking: dict[str, list[str]] = field(default_factory=dict)
    decide: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class DraftFile:
    """A file with the answers of one wave or several.

    Attributes:
        path: The path within the programme's folder.
        data: The bytes of the file; None if there are no answers yet.
        options: The keys of the file in surveys/files.yaml, each with its value as YAML.
    """

    path: str
    data: bytes | None
    options: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class DraftWave:
    """A wave and its file.

    Attributes:
        label: Its words in a sentence.
        file: Its file.
        rows: The condition that its rows meet, as YAML; None if all rows of the file are its own.
        items: The column that names the item of each row; None if each row is a unit.
        values: Each question over these items, and the column with its answers.
        decide: What a person must decide.
    """

    id: str
    label: str
    file: DraftFile
    rows: str | None = None
    items: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    decide: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A drafted programme.

    Attributes:
        key: The column with the id of the unit; None if each row is another unit.
        about_key: What a person must decide about the key.
        units: The number of units in the files; None if there are no answers yet.
    """

    title: str
    key: str | None
    about_key: list[str]
    units: int | None
    waves: list[DraftWave]
    scales: dict[str, DraftScale] = field(default_factory=dict)
    questions: list[DraftQuestion] = field(default_factory=list)

    def free_id(self, name: str) -> str:
        """Return an id for a question that no other question has, and that is not the key.

        Args:
            name: The name of its column.
        """
        key = () if self.key is None else (self.key,)
        return id_of(name, (*key, *(q.id for q in self.questions)))

    def add_scale(self, made: DraftScale) -> str:
        """Add a scale, unless there is one with the same answers and codes; return its id.

        Args:
            made: The scale.
        """
        for one in self.scales.values():
            if (
                set(one.answers) == set(made.answers)
                and _without_spaces(one.codes) == _without_spaces(made.codes)
                and one.special == made.special
                and one.has_order == made.has_order
            ):
                one.codes |= made.codes
                for word, forms in made.spellings.items():
                    one.spell(word, forms)
                return one.id
        made.id = id_of(made.id, (*self.scales, *OPEN_SCALES))
        self.scales[made.id] = made
        return made.id

    @property
    def files(self) -> list[DraftFile]:
        """Return the files of the waves, each once."""
        return list({wave.file.path: wave.file for wave in self.waves}.values())

    def add_ticked(self, codes: Mapping[str, str]) -> str:
        """Add the scale of what can be ticked, or the codes that it lacks; return its id.

        Args:
            codes: Its answer `Ticked` or `Not ticked` for each code.
        """
        scale = self.scales.setdefault(
            TICKED, DraftScale(id=TICKED, answers=[NOT_TICKED, TICKED_ANSWER], has_order=True)
        )
        if any(scale.codes.get(code, answer) != answer for code, answer in codes.items()):
            return self.add_scale(replace(scale, codes=dict(codes), spellings={}))
        scale.codes |= codes
        return TICKED


def _without_spaces(codes: Mapping[str, str]) -> dict[str, str]:
    return {code.strip(): answer for code, answer in codes.items()}


def id_of(text: str, taken: Iterable[str] = ()) -> str:
    """Return a text as an id of small letters, digits and `_`, numbered if another one has it.

    Args:
        text: The name of a column, a label, or an answer.
        taken: The ids that others have.
    """
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    made = _NOT_IN_IDS.sub("_", plain).strip("_")[:_LONGEST_ID].strip("_") or "question"
    made = made if made[0].isalpha() else f"q_{made}"
    others, number, found = set(taken), 2, made
    while found in others:
        found, number = f"{made}_{number}", number + 1
    return found


def inside_sentence(text: str) -> str:
    """Return a text as a label, which is a part of a sentence: no mark at its end, and no article with a capital.

    Args:
        text: The text, as a file has it.
    """
    first, space, others = (text.rstrip(" .?!:;") or text).partition(" ")
    is_article = others and first in ("A", "An", "The")
    return f"{first.lower() if is_article else first}{space}{others}"
