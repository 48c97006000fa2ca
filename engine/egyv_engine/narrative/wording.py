"""Joins the wording that comes with the engine with that of a programme, whose phrases and words come first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from egyv_engine.model.documents import Programme
from egyv_engine.model.report_document import WordingFile

PHRASEBOOK = "english"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The phrases by kind of claim, the headings of tables by name, and the words that templates and texts may not use."""

    phrases: Mapping[str, tuple[str, ...]]
    headings: Mapping[str, str]
    forbidden_words: tuple[str, ...]
    forbidden_words_without_history: tuple[str, ...]
    rise_words: tuple[str, ...]
    fall_words: tuple[str, ...]
    number_words: tuple[str, ...]


def wording_of(programme: Programme) -> Wording | None:
    """Return the wording of a programme's report; None for a programme without a report.

    Args:
        programme: The programme.
    """
    if programme.report is None:
        return None
    shipped, own = shipped_wording(), programme.wording
    return shipped if own is None else _with_own(shipped, own)


@cache
def shipped_wording() -> Wording:
    """Return the wording that comes with the engine."""
    import yaml

    folder = files("egyv_engine") / "phrasebooks" / PHRASEBOOK
    read: dict[str, Any] = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        content = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
        for key, value in content.items():
            match value:
                case dict():
                    read[key] = {**read.get(key, {}), **value}
                case list():
                    read[key] = (*read.get(key, ()), *value)
    return Wording(
        phrases={kind: _several(phrase) for kind, phrase in read["phrases"].items()},
        headings=read.get("headings", {}),
        forbidden_words=read["forbidden_words"],
        forbidden_words_without_history=read["forbidden_words_without_history"],
        rise_words=read["rise_words"],
        fall_words=read["fall_words"],
        number_words=read["number_words"],
    )


def _with_own(shipped: Wording, own: WordingFile) -> Wording:
    allowed = {word.casefold() for word in own.allowed_words}

    def joined(words: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in dict.fromkeys((*words, *more)) if word.casefold() not in allowed)

    return Wording(
        phrases={
            **shipped.phrases,
            **{kind: _several(phrase) for kind, phrase in (own.phrases or {}).items()},
        },
        headings={**shipped.headings, **(own.headings or {})},
        forbidden_words=joined(shipped.forbidden_words, own.forbidden_words),
        forbidden_words_without_history=joined(
            shipped.forbidden_words_without_history, own.forbidden_words_without_history
        ),
        rise_words=joined(shipped.rise_words, own.rise_words),
        fall_words=joined(shipped.fall_words, own.fall_words),
        number_words=joined(shipped.number_words, own.number_words),
    )


def _several(phrase: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (phrase,) if isinstance(phrase, str) else tuple(phrase)
