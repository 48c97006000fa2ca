"""Puts facts into the declared phrases, and makes sentences of them."""

import zlib
from collections.abc import Mapping
from typing import Any

from egyv_engine.model.report import Policy, Sentence
from egyv_engine.narrative.language.sentences import realise
from egyv_engine.narrative.templates.placeholders import Count, Placeholders
from egyv_engine.narrative.templates.template import TemplateFaultError, render

COMMON = ("unit", "units")  # what the programme calls a unit, and several


class PhraseError(ValueError):
    """A phrase that cannot be said: kind and template name it."""

    def __init__(self, kind: str, template: str, fault: str) -> None:
        super().__init__(fault)
        self.kind = kind
        self.template = template


class Phrasebook:
    """The declared phrases by kind, and how numbers are written."""

    def __init__(
        self, phrases: Mapping[str, tuple[str, ...]], policy: Policy, common: Mapping[str, str]
    ) -> None:
        """common: what every phrase may read (COMMON)."""
        self.phrases = phrases
        self.policy = policy
        self.common = common

    def say(
        self,
        kind: str,
        placeholders: Placeholders,
        facts: Mapping[str, Any],
        *,
        basis: tuple[str, ...],
        mentions: tuple[str, ...] = (),
        turn: str = "",
    ) -> Sentence:
        """The sentence of a claim. turn: what picks among several phrases, the same for the same claim always.

        Raises PhraseError where the phrase cannot be said with these facts.
        """
        rendered = self.part(kind, facts, turn=turn)
        return realise(placeholders.split(rendered), self.policy, kind=kind, basis=basis, mentions=mentions)

    def text(
        self, template: str, placeholders: Placeholders, facts: Mapping[str, Any], *, basis: tuple[str, ...]
    ) -> Sentence:
        """The sentences of a declared text. basis: where it holds a number, what that was counted from."""
        parts = placeholders.split(_render("text", template, {**self.common, **facts}))
        has_number = any(isinstance(part, Count) for part in parts)
        return realise(parts, self.policy, kind="text", basis=basis if has_number else ())

    def part(self, kind: str, facts: Mapping[str, Any], *, turn: str = "") -> str:
        """A phrase as marked text, to stand in another."""
        phrases = self.phrases[kind]
        chosen = phrases[zlib.crc32(turn.encode()) % len(phrases)]
        return _render(kind, chosen, {**self.common, **facts})


def _render(kind: str, template: str, facts: Mapping[str, Any]) -> str:
    try:
        return render(template, facts).strip()
    except TemplateFaultError as fault:
        raise PhraseError(kind, template, str(fault)) from fault
