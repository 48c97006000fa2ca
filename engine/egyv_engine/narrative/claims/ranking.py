"""Orders findings, and the items of a basket together, by how much a reader should hear of them; ties stay together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.caveats import has_care
from egyv_engine.narrative.claims.changes import change_of, comparison_of
from egyv_engine.narrative.claims.claim_kinds import change_share, is_compared, is_gap, net
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.report_context import ReportContext

Alike = tuple[Finding, ...]  # one finding, or the items of one indicator that one claim states together
Measure = Callable[[Alike, "Ranking"], Fraction]
_FEWEST_ITEMS = 3  # both of two, or one of them, says little of a basket


class Ranking:
    """The measures that order findings. is_by_points: whether bases are so large that changes are compared as shares."""

    def __init__(self, context: ReportContext, findings: Sequence[Finding]) -> None:
        self.context = context
        self.make = FactMaker(context)
        least = context.linked.programme.file.minimum.base_for_percentages
        levels = [level for f in findings for level in (f.from_level, f.to_level) if level is not None]
        self.is_by_points = any(level.base >= least for level in levels)

    def basket_of(self, finding: Finding) -> list[Finding]:
        """Return the compared findings of the indicator's items, in the cohort and comparison of this one."""
        found = self.context.findings_for(finding.principle, finding.cohort, comparison_of(finding))
        return [f for f in found if f.indicator == finding.indicator and is_compared(f)]


def _share_of_items(alike: Alike, ranking: Ranking) -> Fraction:
    """Return the share of the basket's items that moved the same way; in a basket of two items, that of units.

    It orders what is said of several items together, and leaves the order of single findings to the other measures.
    """
    first, context = alike[0], ranking.context
    if len(alike) < 2:
        return Fraction(0)
    basket = ranking.basket_of(first)
    if len(basket) < _FEWEST_ITEMS:
        return _mean(abs(change_share(f, context.judged_on(f))) for f in alike)
    return Fraction(len(alike), len(basket))


def _net_change(alike: Alike, ranking: Ranking) -> Fraction:
    """Return the change per finding: in points of share where bases are large, in units where they are small."""
    if ranking.is_by_points:
        return _mean(abs(change_share(f, ranking.context.judged_on(f))) for f in alike)
    return _mean(abs(_units_changed(f, ranking.context)) for f in alike)


def _units_changed(finding: Finding, context: ReportContext) -> Fraction:
    """Return the net change in units; where two shares are judged, how many units of the later base their difference is."""
    judged_on, later = context.judged_on(finding), finding.to_level
    if judged_on == "all" and later is not None:
        return change_share(finding, judged_on) * later.base
    return Fraction(net(finding))


def _firm(alike: Alike, _: Ranking) -> Fraction:
    """Return how firm the verdicts are: against any missing answer, against those that the programme names, or neither."""

    def firmness(finding: Finding) -> Fraction:
        certainty = finding.certainty
        if certainty is None:
            return Fraction(0)
        return Fraction((certainty.certainty == "firm") + (certainty.certainty_surveyed == "firm"))

    return _mean(map(firmness, alike))


def _published(alike: Alike, ranking: Ranking) -> Fraction:
    waves = [(f.finding, wave) for f in alike for wave in (f.from_wave, f.to_wave) if wave is not None]
    return Fraction(sum(each in ranking.context.published for each in waves), len(waves) or 1)


def _without_care(alike: Alike, ranking: Ranking) -> Fraction:
    return _mean(Fraction(not has_care(f, ranking.make)) for f in alike)


def _scored(alike: Alike, ranking: Ranking) -> Fraction:
    return Fraction(ranking.context.indicator(alike[0]).scored)


def _count_change(alike: Alike, _: Ranking) -> Fraction:
    levels = [(f.from_level, f.to_level) for f in alike]
    return _mean(Fraction(abs(a.count - b.count)) for b, a in levels if a is not None and b is not None)


# The measures that a block may name to order by; the order here is the default.
MEASURES: Mapping[str, Measure] = {
    "share_of_items": _share_of_items,
    "net_change": _net_change,
    "firm": _firm,
    "published": _published,
    "without_care": _without_care,
    "scored": _scored,
    "count_change": _count_change,
}
DEFAULT_RANK = tuple(MEASURES)


def ranked(
    findings: Sequence[Finding], context: ReportContext, rank: Sequence[str] = DEFAULT_RANK
) -> list[list[Finding]]:
    """Return findings with the first of the order in front; those that tie in every measure are one group.

    Args:
        findings: The findings, in declared order, which is kept within a group.
        context: The programme and its results.
        rank: The measures to order by, the first of which counts most; keys of MEASURES.
    """
    groups = ranked_together([(finding,) for finding in findings], context, rank)
    return [[alike[0] for alike in group] for group in groups]


def widest_first(
    findings: Sequence[Finding], context: ReportContext, rank: Sequence[str] = DEFAULT_RANK
) -> list[Finding]:
    """Return findings as `ranked` orders them, one after another.

    Args:
        findings: The findings, in declared order, which decides where all measures tie.
        context: The programme and its results.
        rank: The measures to order by, the first of which counts most; keys of MEASURES.
    """
    return [finding for group in ranked(findings, context, rank) for finding in group]


def in_paragraph_order(findings: Sequence[Finding], context: ReportContext) -> list[Finding]:
    """Return the findings as a paragraph states them: widest change first, then gaps, the level, the not comparable.

    Where the programme compares nothing, gaps come first, too.

    Args:
        findings: The findings, in declared order, which decides between equals.
        context: The programme and its results.
    """
    compared = [f for f in findings if is_compared(f)]
    moved = [f for f in compared if change_share(f, context.judged_on(f))]
    still = [f for f in compared if f not in moved]
    gaps = [f for f in still if is_gap(f, context.direction(f))]
    level = [f for f in still if f not in gaps]
    others = [f for f in findings if not is_compared(f)]
    others.sort(key=lambda f: f.from_wave is not None or not is_gap(f, context.direction(f)))
    return [*widest_first(moved, context), *gaps, *level, *others]


def ranked_together(
    groups: Sequence[Alike], context: ReportContext, rank: Sequence[str] = DEFAULT_RANK
) -> list[list[Alike]]:
    """Return findings that are said together, ordered as `ranked` orders single ones, by their means.

    Args:
        groups: The findings that one claim states, in declared order.
        context: The programme and its results.
        rank: The measures to order by, the first of which counts most; keys of MEASURES.
    """
    ranking = Ranking(context, [f for alike in groups for f in alike])
    tied = [list(groups)] if groups else []
    # Most findings differ in the first measures, so that the others need not be taken of them.
    for name in rank:
        tied = [part for several in tied for part in _by_measure(several, MEASURES[name], ranking)]
    return tied


def _by_measure(tied: list[Alike], measure: Measure, ranking: Ranking) -> list[list[Alike]]:
    """Return what ties so far, divided by one more measure, the largest first."""
    if len(tied) == 1:
        return [tied]
    measured = [(measure(alike, ranking), alike) for alike in tied]
    measured.sort(key=itemgetter(0), reverse=True)  # a stable sort keeps declared order
    return [[alike for _, alike in several] for _, several in groupby(measured, key=itemgetter(0))]


def size_of_change(findings: Sequence[Finding], context: ReportContext) -> Callable[[Finding], Fraction]:
    """Return what measures the change of one of some findings: in points where their bases are large, in units where small.

    Args:
        findings: The findings that are picked from.
        context: The programme and its results.
    """
    ranking = Ranking(context, findings)
    return lambda finding: _net_change((finding,), ranking)


def as_large_as(findings: Sequence[Finding], context: ReportContext) -> Callable[[Finding], object]:
    """Return what gives the same for two of some findings only if they changed by as much, in their order and as it is shown.

    Shown are percentage points where a sentence on the finding says shares, and else units.

    Args:
        findings: The findings that are picked from.
        context: The programme and its results.
    """
    size = size_of_change(findings, context)

    def measured(finding: Finding) -> object:
        _, before, after, change = change_of(finding)
        if context.says_shares(before, after):
            return size(finding), "points", abs(change_share(finding, "all"))
        is_of_counts = context.judged_on(finding) == "all"
        return size(finding), "units", abs(after.count - before.count if is_of_counts else change.net)

    return measured


def _mean(values: Iterable[Fraction]) -> Fraction:
    found = list(values)
    if len(found) == 1:
        return found[0]
    return sum(found, Fraction(0)) / len(found) if found else Fraction(0)
