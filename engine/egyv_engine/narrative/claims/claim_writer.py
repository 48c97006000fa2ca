"""Says one finding: the facts of its claim, given to the declared phrase of its kind."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Sentence
from egyv_engine.narrative.claims.claim_kinds import (
    by_size,
    direction_of,
    is_compared,
    is_partial,
    kind_of,
    net,
)
from egyv_engine.narrative.claims.facts import Bases, ClaimFacts
from egyv_engine.narrative.language.numbers import decimal
from egyv_engine.narrative.report_context import ReportContext
from egyv_engine.narrative.templates.phrasebook import Phrasebook
from egyv_engine.narrative.templates.placeholders import Placeholders

# What a phrase of each kind may read.
SIDES = ("before", "after")
FINDING = (
    "says",
    "title",
    *SIDES,
    "gained",
    "lost",
    "net",
    "matched",
    "answered_once",
    "is_lower_better",
    "is_rise",
)
LATER = ("says", "title", "after", "before_label", "is_lower_better")
KINDS: dict[str, tuple[str, ...]] = {
    "level": LATER,
    **dict.fromkeys(
        ("rise", "rise_by_one", "fall", "fall_by_one", "flat", "churn", "floor", "ceiling", "all_gained"),
        FINDING,
    ),
    **dict.fromkeys(("counts_moved", "units_moved"), FINDING),
    **dict.fromkeys(("first_asked", "reworded", "different_leaves", "too_few_matched"), LATER),
    "unanswered": ("title", "after_label"),
    "not_asked_later": ("says", "title", "before_label", "after_label"),
    "looks_back": LATER,
    "answered_before_only": ("once", "before_label"),
    "answered_after_only": ("once", "after_label"),
    **dict.fromkeys(("in_cohort", "in_other_cohort"), ("cohort", "claim")),
    "partial": ("after", "low", "high"),
    "target": ("says", "title", "after", "target", "is_at_most", "is_met"),
}


class ClaimWriter:
    """Says findings in the words of a phrasebook."""

    def __init__(self, context: ReportContext, book: Phrasebook) -> None:
        self.context = context
        self.book = book

    def finding(
        self,
        finding: Finding,
        bases: Bases,
        *,
        cohort: str | None = None,
        opening: str = "in_cohort",
        is_bare: bool = False,
        among: tuple[str, ...] = (),
    ) -> list[Sentence]:
        """The claim of one finding, and of its bounds and target where there is something to say.

        cohort: named first by the phrase `opening`, where the paragraph is not of one cohort alone. is_bare: the claim and nothing else.
        among: the findings it was picked or ordered among; what was said before it decides which bases it leaves out.
        """
        kind = self._kind(finding)
        placeholders = Placeholders()
        facts = self._facts(finding, kind, ClaimFacts(self.context, placeholders), bases)
        mentions = (finding.finding,)
        basis = among or mentions
        if cohort is None:
            said = [
                self.book.say(kind, placeholders, facts, basis=basis, mentions=mentions, turn=finding.finding)
            ]
        else:
            claim = self.book.part(kind, facts, turn=finding.finding)
            said = [
                self.book.say(
                    opening,
                    placeholders,
                    {"cohort": placeholders.term(cohort), "claim": claim},
                    basis=basis,
                    mentions=mentions,
                )
            ]
        if is_bare:
            return said
        if is_partial(finding) and kind not in ("floor", "ceiling"):
            said.append(self._partial(finding))
        if finding.target_met is not None:
            said.append(self._target(finding))
        return said

    def _kind(self, finding: Finding) -> str:
        """Its kind of claim; where lower is better, that all could gain it is no claim of its own."""
        kind = kind_of(finding, self.context.judge(finding))
        is_lower = self.context.indicator(finding).direction == "lower"
        return "rise" if kind == "all_gained" and is_lower else kind

    def _facts(self, finding: Finding, kind: str, speaker: ClaimFacts, bases: Bases) -> dict[str, Any]:
        indicator = self.context.indicator(finding)
        facts: dict[str, Any] = {
            "says": speaker.says(finding),
            "title": speaker.placeholders.term(indicator.title),
            "is_lower_better": indicator.direction == "lower",
        }
        before, after, change = finding.from_level, finding.to_level, finding.change
        levels = []
        if before is not None and finding.from_wave is not None and "before" in KINDS[kind]:
            levels.append((finding.from_wave, before))
        if after is not None:
            levels.append((finding.to_wave, after))
        stated = bases.are_stated(levels)
        bases.state(levels)
        for name, wave, level in (("before", finding.from_wave, before), ("after", finding.to_wave, after)):
            if wave is not None:
                facts[f"{name}_label"] = speaker.placeholders.term(self.context.said(wave))
                if level is not None:
                    facts[name] = speaker.level(finding.finding, wave, level, is_base_stated=stated)
        if change is not None and before is not None and after is not None:
            ref = change_ref(finding)
            for name, value in (
                ("gained", change.gained),
                ("lost", change.lost),
                ("net", abs(change.net)),
                ("matched", change.matched),
            ):
                facts[name] = speaker.number(f"{ref}.{name}", value)
            facts["is_rise"] = change.net > 0 if change.net else after.count > before.count
            facts["answered_once"] = self._answered_once(finding, speaker, facts)
        return facts

    def _answered_once(self, finding: Finding, speaker: ClaimFacts, facts: dict[str, Any]) -> str:
        """Units that answered in one of the two waves only, as a clause; empty where there are none."""
        clauses = []
        kinds = ("answered_before_only", "answered_after_only")
        for kind, units in zip(kinds, answered_once(finding), strict=True):
            if units:
                once = speaker.number(f"{change_ref(finding)}.{kind}", units)
                clauses.append(self.book.part(kind, {**facts, "once": once}))
        return " and ".join(clauses)

    def _waves_said(self, finding: Finding, placeholders: Placeholders) -> dict[str, Any]:
        waves = (("before_label", finding.from_wave), ("after_label", finding.to_wave))
        return {name: placeholders.term(self.context.said(wave)) for name, wave in waves if wave is not None}

    def _partial(self, finding: Finding) -> Sentence:
        level = finding.to_level
        assert level is not None
        placeholders = Placeholders()
        speaker = ClaimFacts(self.context, placeholders)
        ref = f"{finding.finding}#{finding.to_wave}"
        facts = {
            "after": speaker.level(finding.finding, finding.to_wave, level),
            "low": speaker.number(f"{ref}.count", level.count),
            "high": speaker.number(f"{ref}.count_high", level.count + level.asked - level.base),
        }
        return self.book.say("partial", placeholders, facts, basis=(finding.finding,), turn=finding.finding)

    def _target(self, finding: Finding) -> Sentence:
        indicator = self.context.indicator(finding)
        assert indicator.target is not None
        assert finding.to_level is not None
        target = indicator.target
        share = target.share_at_most if target.share_at_least is None else target.share_at_least
        placeholders = Placeholders()
        speaker = ClaimFacts(self.context, placeholders)
        facts = {
            "says": speaker.says(finding),
            "title": placeholders.term(indicator.title),
            "after": speaker.level(finding.finding, finding.to_wave, finding.to_level),
            "target": placeholders.decimal(
                f"{finding.principle}.{finding.indicator}#target", f"{decimal(share or Fraction(0))}%"
            ),
            "is_at_most": target.share_at_least is None,
            "is_met": finding.target_met,
        }
        return self.book.say("target", placeholders, facts, basis=(finding.finding,))

    def _sign(self, finding: Finding) -> int:
        return direction_of(finding, self.context.judge(finding))


def in_order(findings: Sequence[Finding], is_gap: Callable[[Finding], bool]) -> list[Finding]:
    """As a paragraph says them: widest change first, then gaps, what is flat, and what cannot be compared."""
    compared = by_size([f for f in findings if is_compared(f)])
    moved = [f for f in compared if net(f)]
    still = [f for f in compared if not net(f)]
    gaps = [f for f in still if is_gap(f)]
    return [*moved, *gaps, *(f for f in still if f not in gaps), *(f for f in findings if not is_compared(f))]


def answered_once(finding: Finding) -> tuple[int, int]:
    """Units in the base of the earlier wave alone, and of the later wave alone."""
    before, after, change = finding.from_level, finding.to_level, finding.change
    assert before is not None
    assert after is not None
    assert change is not None
    return before.base - change.matched, after.base - change.matched


def change_ref(finding: Finding) -> str:
    """The path of a finding's change."""
    return f"{finding.finding}#{finding.from_wave}:{finding.to_wave}"
