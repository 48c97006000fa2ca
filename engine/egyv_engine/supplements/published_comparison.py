"""Compares published counts with the engine's."""

from collections.abc import Iterable, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import Positions
from egyv_engine.model.findings import Findings
from egyv_engine.model.records_document import PublishedFigures
from egyv_engine.model.supplementary_data import PublishedCount
from egyv_engine.model.supplements import PublishedComparison


def compare_published(
    counts: Iterable[PublishedCount], findings: Findings
) -> tuple[PublishedComparison, ...]:
    """Compare each published count with the engine's count and base for its finding and wave.

    Args:
        counts: The published counts; each names a finding and a wave that exist.
        findings: The findings, and their ledger.

    Returns:
        One comparison per published count, in the order of the file.
    """
    ids = {(f.indicator, f.item, f.cohort): f.finding for f in findings.findings}
    levels = {(row.finding, row.wave): row.level for row in reversed(findings.ledger)}
    compared: list[PublishedComparison] = []
    for published in counts:
        finding = ids[published.indicator, published.item, published.cohort]
        level = levels[finding, published.wave]
        compared.append(
            PublishedComparison(
                source=published.source,
                finding=finding,
                wave=published.wave,
                count=published.count,
                base=published.base,
                found_count=level.count,
                found_base=level.base,
                reason=published.reason,
            )
        )
    return tuple(compared)


def unexplained_differences(
    declared: PublishedFigures, compared: Sequence[PublishedComparison], positions: Positions
) -> list[Diagnostic]:
    """Return one warning for all published counts that differ without a reason (EGY529); none if there are no such.

    Args:
        declared: The rule that names the file of published counts.
        compared: The comparisons.
        positions: The positions of the rule files.
    """
    unexplained = [one for one in compared if not one.agrees and one.reason is None]
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
