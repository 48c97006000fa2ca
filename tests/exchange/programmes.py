"""Programmes as the exporting modules take them."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from egyv_engine.exchange.fieldwork import Fieldwork, read_fieldwork
from egyv_engine.pipeline.run import Until, run


def fieldwork_of(files: Mapping[PurePosixPath, bytes], *waves: str) -> Fieldwork:
    """The fieldwork of a programme without errors."""
    checked = run(files, until=Until.RULES)
    assert checked.linked is not None
    assert [d.message for d in checked.diagnostics if d.severity == "error"] == []
    fieldwork, found = read_fieldwork(checked.linked, files, waves)
    assert fieldwork is not None, found
    return fieldwork
