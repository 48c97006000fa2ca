"""Says the items of one basket in a paragraph: what moved, widest first, what did not, and what was first asked."""

from collections.abc import Sequence
from typing import Any

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Sentence
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_gap, net
from egyv_engine.narrative.claims.claim_writer import SIDES, ClaimWriter, answered_once, change_ref
from egyv_engine.narrative.claims.facts import Bases, ClaimFacts
from egyv_engine.narrative.claims.grouping import Group, alike, alike_later
from egyv_engine.narrative.templates.placeholders import Placeholders

# What a phrase of each kind may read.
KINDS: dict[str, tuple[str, ...]] = {
    "basket_verdict": (
        *("basket", "compared", "rose", "fell", "steady", "is_lower_better", "improved", "declined"),
        *("all_rose", "all_fell", "all_steady"),
    ),
    **dict.fromkeys(
        ("basket_rise", "basket_rise_by_one", "basket_fall", "basket_fall_by_one"),
        ("items", "items_say", "were", *SIDES, "net", "is_lower_better", "is_rise", "is_many"),
    ),
    "basket_units_moved": (
        "items",
        "items_say",
        "were",
        *SIDES,
        "net",
        "is_rise",
        "is_many",
        "answered_once",
    ),
    **dict.fromkeys(("basket_rise_more", "basket_fall_more"), ("items", *SIDES, "net", "is_many")),
    "basket_gap": ("items", "items_say", "were", "after", "is_many"),
    "basket_ceiling": ("items", "items_say", "were", "after", "before", "is_many"),
    "basket_floor": ("items", "items_say", "were", "after", "before", "is_many"),
    "basket_first_asked": ("items", "items_say", "clauses", "after", "number"),
    "basket_first_asked_more": ("items", "after"),
    "basket_level": ("items", "items_say", "were", "after", "is_many"),
}


class BasketWriter(ClaimWriter):
    """Says findings, and the items of baskets, in the words of a phrasebook."""

    def basket(self, findings: Sequence[Finding], most: int) -> Paragraph | None:
        """A paragraph on an indicator over its items; None where none of them can be compared or has a level."""
        indicator = self.context.indicator(findings[0])
        basis = tuple(f.finding for f in findings)
        bases = Bases()
        if findings[0].from_wave is None:
            groups = alike_later([f for f in findings if f.to_level is not None and f.to_level.base])
            levels = tuple(self._group("basket_level", group, basis, bases) for group in groups[:most])
            return Paragraph(sentences=levels, lead=indicator.title) if levels else None
        # An answer counted in both waves, so none has an empty base.
        compared = [f for f in findings if is_compared(f)]
        if not compared:
            return None
        said = [] if len(compared) < 2 else [self._verdict(compared, basis)]
        agree = [f for f in compared if self._kind(f) not in ("counts_moved", "units_moved")]
        moves = [
            ("rise", [f for f in agree if self._sign(f) > 0]),
            ("fall", [f for f in agree if self._sign(f) < 0]),
        ]
        moves.sort(
            key=lambda move: -max((abs(net(f)) for f in move[1]), default=0)
        )  # the wider first, rises in a tie
        for direction, moved_so in moves:
            groups = alike(moved_so, order=lambda f: -abs(net(f)))[:most]
            for i, group in enumerate(groups):
                kind = f"basket_{direction}"
                if abs(net(group.first)) == 1:
                    kind += "_by_one" if i == 0 else "_more"
                elif i:
                    kind += "_more"
                said.append(self._group(kind, group, basis, bases))
        moved = [f for f in compared if self._kind(f) == "units_moved"]
        said += [
            self._group("basket_units_moved", g, basis, bases)
            for g in alike(moved, order=lambda f: -abs(net(f)), apart=answered_once)[:1]
        ]
        still = [f for f in compared if self._sign(f) == 0]
        said += self._still(still, indicator.direction, basis, bases)
        return Paragraph(sentences=tuple(said), lead=indicator.title) if said else None

    def _still(
        self, still: Sequence[Finding], direction: str, basis: tuple[str, ...], bases: Bases
    ) -> list[Sentence]:
        """Items that did not move: the widest gaps, then those that could not rise."""
        floor = [f for f in still if self._kind(f) == "floor"]
        ceiling = [f for f in still if self._kind(f) == "ceiling"]
        if direction == "lower":
            # None of what there should be none of needs no saying; all of it is a gap.
            ceiling, floor = [], []
        gaps = [f for f in still if is_gap(f, direction) and f not in floor]
        widest = alike_later(gaps, lowest=direction != "lower")
        groups = (
            *(("basket_floor", g) for g in alike(floor, order=_as_declared)[:1]),
            *(("basket_gap", g) for g in widest[:1]),
            *(("basket_ceiling", g) for g in alike(ceiling, order=_as_declared)[:1]),
        )
        return [self._group(kind, group, basis, bases) for kind, group in groups]

    def _verdict(self, compared: Sequence[Finding], basis: tuple[str, ...]) -> Sentence:
        first = compared[0]
        indicator = self.context.indicator(first)
        placeholders = Placeholders()
        speaker = ClaimFacts(self.context, placeholders)
        ref = basket_ref(first)
        counts = {
            "compared": len(compared),
            "rose": sum(self._sign(f) > 0 for f in compared),
            "fell": sum(self._sign(f) < 0 for f in compared),
            "steady": sum(self._sign(f) == 0 for f in compared),
            "improved": sum(f.verdict == "improved" for f in compared),
            "declined": sum(f.verdict == "declined" for f in compared),
        }
        facts: dict[str, Any] = {
            name: speaker.number(f"{ref}.{name}", value) for name, value in counts.items()
        }
        facts["basket"] = placeholders.term(self.context.basket_label(indicator))
        facts["is_lower_better"] = indicator.direction == "lower"
        for name in ("rose", "fell", "steady"):
            facts[f"all_{name}"] = counts[name] == counts["compared"]
        return self.book.say("basket_verdict", placeholders, facts, basis=basis, turn=ref)

    def _group(self, kind: str, group: Group, basis: tuple[str, ...], bases: Bases) -> Sentence:
        first = group.first
        indicator = self.context.indicator(first)
        placeholders = Placeholders()
        speaker = ClaimFacts(self.context, placeholders)
        facts: dict[str, Any] = {
            "items": speaker.items(indicator, group.items),
            "items_say": speaker.items_say(indicator, group.items),
            "were": speaker.were(indicator, group.items),
            "is_many": len(group.items) > 1,
            "is_lower_better": indicator.direction == "lower",
        }
        levels = [
            (name, wave, level)
            for name, wave, level in (
                ("before", first.from_wave, first.from_level),
                ("after", first.to_wave, first.to_level),
            )
            if wave is not None and level is not None and name in KINDS[kind]
        ]
        stated = bases.are_stated([(wave, level) for _, wave, level in levels])
        bases.state([(wave, level) for _, wave, level in levels])
        for name, wave, level in levels:
            facts[name] = speaker.level(first.finding, wave, level, is_base_stated=stated)
        if first.change is not None:
            facts["net"] = speaker.number(f"{change_ref(first)}.net", abs(first.change.net))
            facts["is_rise"] = first.change.net > 0
            if kind == "basket_units_moved":
                facts["answered_once"] = self._answered_once(
                    first, speaker, self._waves_said(first, placeholders)
                )
        stated_of = tuple(f.finding for f in group.findings)
        return self.book.say(
            kind, placeholders, facts, basis=basis, mentions=stated_of, turn=f"{kind}{first.finding}"
        )

    def first_asked(self, findings: Sequence[Finding], most: int) -> list[Sentence]:
        """Levels of items first asked about at the later wave: the largest first, ties together."""
        basis = tuple(f.finding for f in findings)
        bases = Bases()
        groups = alike_later([f for f in findings if f.to_level is not None and f.to_level.base])
        starts = range(0, len(groups), most)
        return [self._first_asked(groups[start : start + most], basis, bases) for start in starts]

    def _first_asked(self, groups: Sequence[Group], basis: tuple[str, ...], bases: Bases) -> Sentence:
        placeholders = Placeholders()
        speaker = ClaimFacts(self.context, placeholders)
        indicator = self.context.indicator(groups[0].first)
        parts = []
        after = None
        for i, group in enumerate(groups):
            wave, level = group.first.to_wave, group.first.to_level
            assert level is not None
            stated = bases.are_stated([(wave, level)])
            bases.state([(wave, level)])
            facts = speaker.level(group.first.finding, wave, level, is_base_stated=stated)
            if i == 0:
                after = facts
            else:
                more = {"items": speaker.items(indicator, group.items), "after": facts}
                parts.append(self.book.part("basket_first_asked_more", more))
        said = {
            "items": speaker.items(indicator, groups[0].items),
            "items_say": speaker.items_say(indicator, groups[0].items),
            "after": after,
            "clauses": _clauses(parts),
            "number": speaker.number(f"{basket_ref(groups[0].first)}.first_asked", len(basis)),
        }
        mentions = tuple(f.finding for group in groups for f in group.findings)
        return self.book.say(
            "basket_first_asked", placeholders, said, basis=basis, mentions=mentions, turn=basis[0]
        )


def basket_ref(finding: Finding) -> str:
    """The path of an indicator's basket in a cohort and comparison."""
    cohort = "" if finding.cohort is None else f"@{finding.cohort}"
    return f"{finding.principle}.{finding.indicator}{cohort}#{finding.from_wave}:{finding.to_wave}"


def _as_declared(_: Finding) -> int:
    return 0


def _clauses(parts: Sequence[str]) -> str:
    """Clauses after a comma; "and" before the last."""
    if not parts:
        return ""
    if len(parts) == 1:
        return f" and {parts[0]}" if " and " not in parts[0] else f", and {parts[0]}"
    return (
        f", {', '.join(parts[:-1])} and {parts[-1]}"
        if " and " not in parts[-1]
        else f", {', '.join(parts[:-1])}, and {parts[-1]}"
    )
