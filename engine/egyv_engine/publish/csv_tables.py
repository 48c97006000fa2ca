"""The tables of an evaluation as CSV, in declared order."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter

from egyv_engine.model.decimals import decimal
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import BasketVerdict, Finding, Findings, Level, Movement
from egyv_engine.model.supplements import Supplements
from egyv_engine.publish.supplement_tables import supplement_tables

FINDING_COLUMNS = (
    *("finding", "principle", "indicator", "item", "cohort", "from_wave", "to_wave"),
    *("from_count", "from_base", "to_count", "to_base"),
    *("matched", "gained", "lost", "kept", "never", "net"),
    *("verdict", "reason", "care", "certainty", "net_low", "net_high", "certainty_surveyed"),
    *("p_exact", "p_smallest", "score", "band", "target_met"),
)
LEDGER_COLUMNS = ("finding", "wave", *(f.name for f in fields(Level)), "from_wave", "to_wave")
BASKET_COLUMNS = tuple(f.name for f in fields(BasketVerdict))
MOVEMENT_COLUMNS = tuple(f.name for f in fields(Movement))
_level = attrgetter(*(f.name for f in fields(Level)))


def tables(findings: Findings, accounts: Supplements, programme: Programme) -> Mapping[str, bytes]:
    """Each table by name, as the bytes of its CSV file (UTF-8, newline endings, a header)."""
    declared = supplement_tables(accounts, programme)
    return {
        "findings": _csv(FINDING_COLUMNS, map(finding_row, findings.findings)),
        "ledger": _csv(
            LEDGER_COLUMNS,
            ((r.finding, r.wave, *_level(r.level), r.from_wave, r.to_wave) for r in findings.ledger),
        ),
        "baskets": _csv(BASKET_COLUMNS, map(attrgetter(*BASKET_COLUMNS), findings.baskets)),
        "movements": _csv(MOVEMENT_COLUMNS, map(attrgetter(*MOVEMENT_COLUMNS), findings.movements)),
        **{name: _csv(table.columns, table.rows) for name, table in declared.items()},
    }


def finding_row(f: Finding) -> tuple[object, ...]:
    """A finding as the cells of its row; None where there is nothing to state."""
    change, certainty = f.change, f.certainty
    return (
        *(f.finding, f.principle, f.indicator, f.item, f.cohort, f.from_wave, f.to_wave),
        *((f.from_level.count, f.from_level.base) if f.from_level else (None, None)),
        *((f.to_level.count, f.to_level.base) if f.to_level else (None, None)),
        *(
            (change.matched, change.gained, change.lost, change.met_both, change.met_neither, change.net)
            if change
            else (None,) * 6
        ),
        *(f.verdict, f.reason, "with_care" if f.with_caution else None),
        *(
            (certainty.certainty, certainty.net_low, certainty.net_high, certainty.certainty_surveyed)
            if certainty
            else (None,) * 4
        ),
        *(decimal(f.p_exact, 4), decimal(f.p_smallest, 4), decimal(f.score, 1), f.band),
        None if f.target_met is None else "yes" if f.target_met else "no",
    )


def _csv(columns: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()
