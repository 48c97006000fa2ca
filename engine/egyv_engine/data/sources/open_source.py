"""Opens a data file as a table: the end of its name decides how it is read, and its first bytes have to agree.

The sound table of a small file is kept in the process, so that a run after an edit of a rule does not read it again. A query is
opened by `query_source.open_query`.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from egyv_engine.data.source_table import SourceTable
from egyv_engine.data.sources.csv_source import open_csv
from egyv_engine.data.sources.first_bytes import is_of_other_kind
from egyv_engine.data.sources.hidden_cells import report_hidden_characters
from egyv_engine.data.sources.native_code import DamagedFileError
from egyv_engine.data.sources.parquet_source import open_parquet, report_damage
from egyv_engine.data.sources.statistics_source import open_statistics
from egyv_engine.data.sources.workbook_source import open_workbook
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.files.folder import open_file, size_of
from egyv_engine.model.file_kinds import FileKind, read_as

Files = Mapping[PurePosixPath, bytes]
_MOST_KEPT = 32  # tables
_MOST_KEPT_BYTES = 4_000_000  # of a file whose table is kept
_Opener = Callable[..., SourceTable | None]

# Each kind of file with the function that opens it, and the options that are its arguments.
OPENERS: Mapping[FileKind, tuple[_Opener, tuple[str, ...]]] = {
    "csv": (
        open_csv,
        ("separator", "encoding", "skip_rows", "footer_rows", "header_rows", "names"),
    ),
    "parquet": (open_parquet, ("read",)),
    "workbook": (open_workbook, ("sheet", "skip_rows", "footer_rows", "header_rows", "names")),
    "spss": (open_statistics, ("answers",)),
    "portable": (open_statistics, ("answers",)),
    "stata": (open_statistics, ("answers",)),
}

# Tables by what they were read from: the path and the bytes of the file, and the options.
_kept: dict[tuple[PurePosixPath, bytes, frozenset[tuple[str, Any]]], SourceTable] = {}


def open_source(
    files: Files,
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    options: Mapping[str, Any],
) -> SourceTable | None:
    """Return the table in a file, or None if it cannot be read, which is reported.

    Args:
        files: All files of the programme's folder.
        file: The file.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
        options: How the file is written, by the keys of surveys/files.yaml; and `read`, the columns of a Parquet file that
            are read, if others are ignored. Those of other kinds of file are not used.
    """
    if size_of(files, file) > _MOST_KEPT_BYTES:
        return _opened(files, file, named_at, diagnostics, options)
    with open_file(files, file) as stream:
        data = stream.read()
    before = len(diagnostics)
    content = file, data, frozenset(options.items())
    table = _kept.get(content)
    if table is None:
        table = _opened({file: data}, file, named_at, diagnostics, options)
        if table is not None and len(diagnostics) == before:
            _kept[content] = table
            if len(_kept) > _MOST_KEPT:
                _kept.pop(next(iter(_kept)), None)
    return table


def _opened(
    files: Files,
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    options: Mapping[str, Any],
) -> SourceTable | None:
    if not size_of(files, file):
        diagnostics.report(
            "EGY502",
            Span(file),
            "the file is empty",
            hint="the file needs a header and at least one row below it",
            related=((named_at, "the file is named here"),),
        )
        return None
    if is_of_other_kind(files, file, named_at, diagnostics, encoding=options.get("encoding")):
        return None
    opener, keys = OPENERS[read_as(file)]
    table = opener(files, file, named_at, diagnostics, **{k: options[k] for k in keys if k in options})
    before = len(diagnostics)
    try:
        if table is not None:
            report_hidden_characters(table, diagnostics, encoding=options.get("encoding"))
    except DamagedFileError as error:  # in a column that is read only now
        del diagnostics[before:]
        report_damage(file, named_at, error, diagnostics)
        return None
    return table
