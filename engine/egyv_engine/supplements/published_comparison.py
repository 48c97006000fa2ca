"""Sets published counts beside those found."""

from collections.abc import Iterable

from egyv_engine.model.findings import Findings
from egyv_engine.model.supplementary_data import PublishedCount
from egyv_engine.model.supplements import PublishedComparison


def compare_published(
    figures: Iterable[PublishedCount], findings: Findings
) -> tuple[PublishedComparison, ...]:
    """Each published count with the engine's count and base of its finding and wave, in the file's order."""
    ids = {(f.indicator, f.item, f.cohort): f.finding for f in findings.findings}
    levels = {(row.finding, row.wave): row.level for row in reversed(findings.ledger)}
    compared: list[PublishedComparison] = []
    for figure in figures:
        finding = ids[figure.indicator, figure.item, figure.cohort]
        level = levels[finding, figure.wave]
        compared.append(
            PublishedComparison(
                source=figure.source,
                finding=finding,
                wave=figure.wave,
                count=figure.count,
                base=figure.base,
                found_count=level.count,
                found_base=level.base,
                reason=figure.reason,
            )
        )
    return tuple(compared)
