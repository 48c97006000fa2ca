"""Derives findings from tables alone: levels, changes, verdicts and their certainty."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from egyv_engine.evaluation import bounds, mcnemar, quantity_bands
from egyv_engine.evaluation.count_tables import Counted, LevelKey, Tables, WaveCount
from egyv_engine.evaluation.outcome_lookup import OUTCOMES, Pairs
from egyv_engine.model.findings import CertaintyWord, Finding, LedgerRow, Level, Verdict, finding_name
from egyv_engine.model.plan import Plan, PlannedIndicator

LevelsByKey = Mapping[LevelKey, Level]


class Levels:
    """Makes the levels of each table once: a finding and the ledger have the same, and so have equal indicators."""

    def __init__(self) -> None:
        """Set up without any level."""
        self._made: dict[int, tuple[Counted, LevelsByKey]] = {}

    def of(self, counted: Counted) -> LevelsByKey:
        """Return every level of an indicator's tables."""
        made = self._made.get(id(counted))
        if made is None:
            found = {key: _level(count) for key, count in counted.levels.items()}
            made = self._made[id(counted)] = counted, found
        return made[1]


def judge(plan: Plan, tables: Tables, levels: Levels | None = None) -> tuple[Finding, ...]:
    """Return one finding per indicator, cohort and comparison; without comparisons, one per indicator and cohort.

    Args:
        plan: The compiled rules.
        tables: The counts of the survey, in the order of the plan's indicators.
        levels: The levels that the ledger of these tables uses as well.
    """
    findings: list[Finding] = []
    levels = levels or Levels()
    for indicator, counted in zip(plan.indicators, tables.indicators, strict=True):
        made = levels.of(counted)
        for cohort in plan.cohorts:
            if not plan.comparisons:
                findings.append(_level_only(plan, indicator, counted, made, cohort))
            for earlier, later in plan.comparisons:
                findings.append(_compared(plan, indicator, counted, made, (cohort, earlier, later)))
    return tuple(findings)


def ledger(plan: Plan, tables: Tables, levels: Levels | None = None) -> tuple[LedgerRow, ...]:
    """Return the level of every finding in every wave, once per comparison if it depends on the comparison.

    Args:
        plan: The compiled rules.
        tables: The counts of the survey, in the order of the plan's indicators.
        levels: The levels that the findings of these tables use as well.
    """
    rows: list[LedgerRow] = []
    levels = levels or Levels()
    # A level where no unit was asked, by cohort and wave.
    of_nobody = {
        key: _level(WaveCount((0, no_return, not_analysed, analysed, *(0,) * (OUTCOMES - 4)), 0))
        for key, (no_return, not_analysed, analysed) in tables.status.items()
    }
    for indicator, counted in zip(plan.indicators, tables.indicators, strict=True):
        made = levels.of(counted)
        for cohort in plan.cohorts:
            name = finding_id(indicator, cohort)
            for wave in plan.waves:
                plain = made.get((cohort, wave, None, None))
                within = [] if plain else [p for p in plan.comparisons if (cohort, wave, *p) in made]
                for earlier, later in within:
                    level = made[cohort, wave, earlier, later]
                    rows.append(
                        LedgerRow(finding=name, wave=wave, level=level, from_wave=earlier, to_wave=later)
                    )
                if not within:
                    level = plain or of_nobody[cohort, wave]
                    rows.append(LedgerRow(finding=name, wave=wave, level=level, from_wave=None, to_wave=None))
    return tuple(rows)


def finding_id(indicator: PlannedIndicator, cohort: str | None) -> str:
    """Return the id of a finding: principle.indicator[.item][@cohort].

    Args:
        indicator: The indicator, for one item if it is repeated over a basket.
        cohort: The cohort's id; None in a programme without cohorts.
    """
    return finding_name(indicator.principle, indicator.indicator, indicator.item, cohort)


def _level(count: WaveCount) -> Level:
    _, no_return, not_analysed, not_asked, unknown, not_met, met = count.counted
    asked = unknown + not_met + met
    analysed = not_asked + asked
    returned = not_analysed + analysed
    return Level(
        surveyed=no_return + returned,
        returned=returned,
        analysed=analysed,
        asked=asked,
        base=not_met + met,
        count=met,
        dont_know=count.dont_know,
    )


def _level_only(
    plan: Plan, indicator: PlannedIndicator, counted: Counted, levels: LevelsByKey, cohort: str | None
) -> Finding:
    wave = plan.waves[-1]
    level = levels[cohort, wave, None, None] if indicator.asked[cohort, wave] else None
    score, band, target = _of_level(plan, indicator, level)
    pairs = (
        None if level is None else bounds.pairs_of_one_wave(counted.levels[cohort, wave, None, None].outcomes)
    )
    return Finding(
        finding=finding_id(indicator, cohort),
        principle=indicator.principle,
        indicator=indicator.indicator,
        item=indicator.item,
        cohort=cohort,
        from_wave=None,
        to_wave=wave,
        from_level=None,
        to_level=level,
        change=None,
        verdict="not_judged",
        reason=None,
        with_caution=False,
        certainty=None,
        p_exact=None,
        p_smallest=None,
        score=score,
        band=band,
        target_met=target,
        target_certainty=_target_certainty(plan, indicator, pairs, target),
        judged_move=None,
    )


def _compared(
    plan: Plan,
    indicator: PlannedIndicator,
    counted: Counted,
    levels: LevelsByKey,
    key: tuple[str | None, str, str],
) -> Finding:
    cohort, earlier, later = key
    known = indicator.comparability[key]
    pairs = counted.pairs.get(key)
    seen = None if pairs is None else bounds.observed(pairs)
    before, after = (_level_in(levels, key, wave) for wave in (earlier, later))
    from_level, to_level = before if known.from_asked else None, after if known.to_asked else None
    assert from_level is not None or not known.from_asked
    assert to_level is not None or not known.to_asked
    reason = "not_asked" if _was_nobody_asked(before) or _was_nobody_asked(after) else known.reason
    change = seen.change if seen is not None and known.has_change and reason != "not_asked" else None
    if reason is None and (change is None or change.matched < plan.minimum_matched):
        reason = "too_few_matched"
    if reason is None and not known.same_groups:
        reason = "different_groups"
    score, band, target = _of_level(plan, indicator, to_level)
    verdict: Verdict = "not_comparable"
    certainty, p_exact, p_smallest, move = None, None, None, None
    if reason is None and pairs is not None and seen is not None and change is not None:
        verdict = bounds.verdict(indicator.criterion, indicator.direction, seen)
        move = bounds.judged_move(indicator.criterion, indicator.direction, seen)
        certainty = bounds.certainty(
            pairs,
            indicator.criterion,
            indicator.direction,
            plan.missing,
            may_leave_base=indicator.may_leave_base,
        )
        p_exact, p_smallest = mcnemar.p_exact(change.gained, change.lost), mcnemar.p_smallest(change.matched)
    return Finding(
        finding=finding_id(indicator, cohort),
        principle=indicator.principle,
        indicator=indicator.indicator,
        item=indicator.item,
        cohort=cohort,
        from_wave=earlier,
        to_wave=later,
        from_level=from_level,
        to_level=to_level,
        change=change,
        verdict=verdict,
        reason=reason,
        with_caution=known.care and reason is None,
        certainty=certainty,
        p_exact=p_exact,
        p_smallest=p_smallest,
        score=score,
        band=band,
        target_met=target,
        target_certainty=_target_certainty(plan, indicator, pairs, target),
        judged_move=move,
    )


def _level_in(levels: LevelsByKey, key: tuple[str | None, str, str], wave: str) -> Level | None:
    """Return the level of a wave in a comparison; None if the indicator has none."""
    cohort, earlier, later = key
    plain = levels.get((cohort, wave, None, None))
    return plain or levels.get((cohort, wave, earlier, later))


def _was_nobody_asked(level: Level | None) -> bool:
    """Return whether skip logic, or the base, left out every unit that is analysed in a wave."""
    return level is not None and level.asked == 0 and level.analysed > 0


def _of_level(
    plan: Plan, indicator: PlannedIndicator, level: Level | None
) -> tuple[Fraction | None, str | None, bool | None]:
    """Return score, band and target_met; None for each if there is no base."""
    if level is None or level.base == 0:
        return None, None, None
    share, band = _share(level.count, level.base)
    if indicator.direction == "lower":
        share, _ = _share(level.base - level.count, level.base)
    if level.base < plan.base_for_words:
        band = None
    return share, band, _is_target_met(indicator, level.count, level.base)


@lru_cache(maxsize=65536)
def _share(count: int, base: int) -> tuple[Fraction, str | None]:
    """Return a share as a percentage, and in words."""
    return Fraction(100 * count, base), quantity_bands.band(count, base)


def _is_target_met(indicator: PlannedIndicator, count: int, base: int) -> bool | None:
    """Return whether a count of a base meets the target; None if there is no target."""
    if indicator.target_at_least is not None:
        return Fraction(100 * count, base) >= indicator.target_at_least
    if indicator.target_at_most is not None:
        return Fraction(100 * count, base) <= indicator.target_at_most
    return None


def _target_certainty(
    plan: Plan, indicator: PlannedIndicator, pairs: Pairs | None, found: bool | None
) -> CertaintyWord | None:
    """Return whether missing outcomes of the later wave could change if the target is met; None if it is not tested."""
    if found is None or pairs is None:
        return None
    corners = (bounds.corner(pairs, plan.missing, low=low) for low in (True, False))
    agree = all(_is_target_met(indicator, c.to_count, c.to_base) == found for c in corners)
    return "firm" if agree else "open"
