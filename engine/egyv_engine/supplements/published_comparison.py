"""Compares published counts with the engine's."""

from collections.abc import Iterable

from egyv_engine.model.findings import Findings
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
