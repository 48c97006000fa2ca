"""Compares published counts with the engine's."""

from collections.abc import Iterator, Mapping, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.first_named import same_is_true
from egyv_engine.diagnostics.span import Positions
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.findings import Finding, Findings, Level
from egyv_engine.model.plan import Plan
from egyv_engine.model.records_document import PublishedFigures
from egyv_engine.model.supplementary_data import ALL_COHORTS, PublishedCount
from egyv_engine.model.supplements import PublishedComparison


def check_published_waves(
    linked: LinkedProgramme, plan: Plan, counts: Sequence[PublishedCount]
) -> Iterator[Diagnostic]:
    """Yield an error for published counts that no one level stands against, once for each indicator and wave.

    Args:
        linked: The programme.
        plan: Its compiled rules.
        counts: The published counts.
    """
    looking_back = {each.indicator for each in plan.indicators if each.looks_back}
    ends = [later for _, later in plan.comparisons]
    found: dict[tuple[str, str], list[PublishedCount]] = {}
    for one in counts:
        if one.indicator in looking_back and ends.count(one.wave) > 1:
            found.setdefault((one.indicator, one.wave), []).append(one)
    for (indicator, wave), (first, *others) in found.items():
        yield diagnostic(
            linked.positions,
            "EGY500",
            first.wave_span,
            f"'{indicator}' has a level in '{wave}' for each of {ends.count(wave)} comparisons, and the row names none of them"
            f"{same_is_true(len(others), 'row')}",
            hint="in the rule, name the earlier wave by its id in place of 'from', so that there is one level; or remove the row",
            related=[(linked.indicators[indicator].indicator.met_when.doc_path, "the rule")],
        )


def compare_published(
    counts: Sequence[PublishedCount], findings: Findings, everyone: str | None = None
) -> tuple[PublishedComparison, ...]:
    """Compare each published count with the engine's count and base for its finding and wave.

    Args:
        counts: The published counts; each names a finding and a wave that exist.
        findings: The findings, and their ledger.
        everyone: The id of the group of all units; None if it is not declared, and totals are sums over cohorts.

    Returns:
        One comparison per published count: in the order of the findings, a sum before its cohorts, then of the waves
        in the ledger, then by source.
    """
    if not counts:
        return ()
    cohorts_of: dict[tuple[str, str | None], dict[str | None, Finding]] = {}
    for f in findings.findings:
        cohorts_of.setdefault((f.indicator, f.item), {}).setdefault(f.cohort, f)
    levels = {(row.finding, row.wave): row.level for row in findings.ledger}
    waves = list(dict.fromkeys(row.wave for row in findings.ledger))
    order = {name: i for i, name in enumerate(dict.fromkeys(f.finding for f in findings.findings))}
    compared = []
    for published in counts:
        by_cohort = cohorts_of[published.indicator, published.item]
        cohort = published.cohort if published.cohort in by_cohort else everyone
        parts = [by_cohort[cohort]] if cohort in by_cohort else list(by_cohort.values())
        comparison = _comparison(published, parts, levels)
        position = order[parts[0].finding], len(parts) == 1, waves.index(published.wave), published.source
        compared.append((position, comparison))
    return tuple(comparison for _, comparison in sorted(compared, key=lambda pair: pair[0]))


def _comparison(
    published: PublishedCount, parts: Sequence[Finding], levels: Mapping[tuple[str, str], Level]
) -> PublishedComparison:
    """Compare a published count with the sum over findings: over one, or over those of all cohorts."""
    known = (levels.get((part.finding, published.wave)) for part in parts)
    asked = [level for level in known if level is not None and level.asked]
    first = parts[0]
    total = f"{first.finding.partition('@')[0]}@{ALL_COHORTS}"
    return PublishedComparison(
        source=published.source,
        principle=first.principle,
        finding=first.finding if published.cohort == first.cohort else total,
        wave=published.wave,
        count=published.count,
        base=published.base,
        found_count=sum(level.count for level in asked) if asked else None,
        found_base=sum(level.base for level in asked) if asked else None,
        declared_reason=published.reason,
    )


def reported_differences(
    declared: PublishedFigures, compared: Sequence[PublishedComparison], positions: Positions
) -> list[Diagnostic]:
    """Return one warning for all published counts that differ without a reason (EGY529); none if there are no such.

    One for all reasons that are given for counts which agree is added (EGY527).

    Args:
        declared: The rule that names the file of published counts.
        compared: The comparisons.
        positions: The positions of the rule files.
    """
    return [*_unexplained(declared, compared, positions), *_needless(declared, compared, positions)]


def _needless(
    declared: PublishedFigures, compared: Sequence[PublishedComparison], positions: Positions
) -> Iterator[Diagnostic]:
    needless = [one for one in compared if one.outcome == "agree" and one.declared_reason is not None]
    if needless and declared.differences is not None:
        first, number = needless[0], len(needless)
        reasons = "1 reason is" if number == 1 else f"{number:,} reasons are"
        yield diagnostic(
            positions,
            "EGY527",
            declared.differences.doc_path / "file",
            f"{reasons} given for published figures that agree with the engine's results",
            hint=f"for example {first.finding} in '{first.wave}', from '{first.source}'; remove the reason",
        )


def _unexplained(
    declared: PublishedFigures, compared: Sequence[PublishedComparison], positions: Positions
) -> list[Diagnostic]:
    unexplained = [one for one in compared if one.outcome == "differ" and one.reason is None]
    if not unexplained:
        return []
    first, number = unexplained[0], len(unexplained)
    figures = "1 published figure differs" if number == 1 else f"{number:,} published figures differ"
    base = "" if first.base is None else f" of {first.base}"
    return [
        diagnostic(
            positions,
            "EGY529",
            declared.doc_path / "file",
            f"{figures} from the engine's results, and no reason is given",
            hint=f"for example {first.finding} in '{first.wave}': published {first.count}{base}, found "
            f"{first.found_count} of {first.found_base}; correct the rule, or give the reason in a file of differences",
        )
    ]
