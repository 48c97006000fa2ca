"""Derives findings from tables alone: levels, changes, verdicts and their certainty."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from egyv_engine.evaluation import bounds, mcnemar, quantity_bands
from egyv_engine.evaluation.count_tables import Counted, Tables, WaveCount
from egyv_engine.evaluation.outcome_lookup import OUTCOMES, Pairs
from egyv_engine.model.findings import CertaintyWord, Finding, LedgerRow, Level, Verdict
from egyv_engine.model.plan import Plan, PlannedIndicator


def judge(plan: Plan, tables: Tables) -> tuple[Finding, ...]:
    """Return one finding per indicator, cohort and comparison; without comparisons, one per indicator and cohort.

    Args:
        plan: The compiled rules.
        tables: The counts of the survey, in the order of the plan's indicators.
    """
    findings: list[Finding] = []
    for indicator, counted in zip(plan.indicators, tables.indicators, strict=True):
        for cohort in plan.cohorts:
            if not plan.comparisons:
                findings.append(_level_only(plan, indicator, counted, cohort))
            for earlier, later in plan.comparisons:
                findings.append(_compared(plan, indicator, counted, (cohort, earlier, later)))
    return tuple(findings)


def ledger(plan: Plan, tables: Tables) -> tuple[LedgerRow, ...]:
    """Return the level of every finding in every wave, once per comparison if it depends on the comparison.

    Args:
        plan: The compiled rules.
        tables: The counts of the survey, in the order of the plan's indicators.
    """
    rows: list[LedgerRow] = []
    for indicator, counted in zip(plan.indicators, tables.indicators, strict=True):
        for cohort in plan.cohorts:
            name = finding_id(indicator, cohort)
            for wave in plan.waves:
                for pair, count in _levels(plan, counted, tables, cohort, wave):
                    rows.append(
                        LedgerRow(
                            finding=name, wave=wave, level=_level(count), from_wave=pair[0], to_wave=pair[1]
                        )
                    )
    return tuple(rows)


def finding_id(indicator: PlannedIndicator, cohort: str | None) -> str:
    """Return the id of a finding: principle.indicator[.item][@cohort].

    Args:
        indicator: The indicator, for one item if it is repeated over a basket.
        cohort: The cohort's id; None in a programme without cohorts.
    """
    item = "" if indicator.item is None else f".{indicator.item}"
    return f"{indicator.principle}.{indicator.indicator}{item}" + ("" if cohort is None else f"@{cohort}")


def _levels(
    plan: Plan, counted: Counted, tables: Tables, cohort: str | None, wave: str
) -> Iterator[tuple[tuple[str | None, str | None], WaveCount]]:
    plain = counted.levels.get((cohort, wave, None, None))
    if plain is not None:
        yield (None, None), plain
        return
    within = [p for p in plan.comparisons if (cohort, wave, *p) in counted.levels]
    for earlier, later in within:
        yield (earlier, later), counted.levels[cohort, wave, earlier, later]
    if not within:
        no_return, not_analysed, analysed = tables.status[cohort, wave]
        yield (None, None), WaveCount((0, no_return, not_analysed, analysed, *(0,) * (OUTCOMES - 4)), 0)


@lru_cache(maxsize=65536)  # a finding and the ledger have the same levels
def _level(count: WaveCount) -> Level:
    _, no_return, not_analysed, not_asked, unknown, not_met, met = count.counted
    asked = unknown + not_met + met
    return Level(
        surveyed=no_return + not_analysed + not_asked + asked,
        returned=not_analysed + not_asked + asked,
        analysed=not_asked + asked,
        asked=asked,
        base=not_met + met,
        count=met,
        dont_know=count.dont_know,
    )


def _level_only(plan: Plan, indicator: PlannedIndicator, counted: Counted, cohort: str | None) -> Finding:
    wave = plan.waves[-1]
    level = _level(counted.levels[cohort, wave, None, None]) if indicator.asked[cohort, wave] else None
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
    plan: Plan, indicator: PlannedIndicator, counted: Counted, key: tuple[str | None, str, str]
) -> Finding:
    cohort, earlier, later = key
    known = indicator.comparability[key]
    pairs = counted.pairs.get(key)
    seen = None if pairs is None else bounds.observed(pairs)
    from_level = _asked_level(counted, known.from_asked, key, earlier)
    to_level = _asked_level(counted, known.to_asked, key, later)
    reason = "not_asked" if _was_nobody_asked(counted, key) else known.reason
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


def _asked_level(
    counted: Counted, is_asked: bool, key: tuple[str | None, str, str], wave: str
) -> Level | None:
    if not is_asked:
        return None
    found = _level_in(counted, key, wave)
    assert found is not None
    return found


def _level_in(counted: Counted, key: tuple[str | None, str, str], wave: str) -> Level | None:
    """Return the level of a wave in a comparison; None if the indicator has none."""
    cohort, earlier, later = key
    levels = counted.levels
    count = levels.get((cohort, wave, earlier, later)) or levels.get((cohort, wave, None, None))
    return None if count is None else _level(count)


def _was_nobody_asked(counted: Counted, key: tuple[str | None, str, str]) -> bool:
    """Return whether skip logic, or the base, left out every unit that is analysed in one of the two waves."""
    levels = (_level_in(counted, key, wave) for wave in key[1:])
    return any(level is not None and level.analysed > 0 and level.asked == 0 for level in levels)


def _of_level(
    plan: Plan, indicator: PlannedIndicator, level: Level | None
) -> tuple[Fraction | None, str | None, bool | None]:
    """Return score, band and target_met; None for each if there is no base."""
    if level is None or level.base == 0:
        return None, None, None
    share = Fraction(100 * level.count, level.base)
    score = 100 - share if indicator.direction == "lower" else share
    band = quantity_bands.band(level.count, level.base) if level.base >= plan.base_for_words else None
    return score, band, _is_target_met(indicator, level.count, level.base)


def _is_target_met(indicator: PlannedIndicator, count: int, base: int) -> bool | None:
    """Return whether a count of a base meets the target; None if there is no target."""
    share = Fraction(100 * count, base)
    if indicator.target_at_least is not None:
        return share >= indicator.target_at_least
    if indicator.target_at_most is not None:
        return share <= indicator.target_at_most
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
