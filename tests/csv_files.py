"""The CSV files that a run writes, in memory."""

from collections.abc import Container, Mapping

from egyv_engine.pipeline.run import Outputs
from egyv_engine.publish.column_tables import render_csv
from egyv_engine.publish.result_tables import result_tables


def tables_of(made: Outputs, names: Container[str] | None = None) -> Mapping[str, bytes]:
    """The bytes of each CSV file, or of some, by its name without the ending; none without findings."""
    if made.findings is None or made.programme is None:
        return {}
    found = result_tables(made.findings, made.supplements, made.programme)
    return {
        one.table.name: render_csv(one.table, one.rows)
        for one in found
        if names is None or one.table.name in names
    }
