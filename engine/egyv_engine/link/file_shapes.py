"""Completes what surveys/files.yaml says of a data file by what holds where it says nothing."""

import codecs
from collections.abc import Mapping
from pathlib import PurePosixPath

from egyv_engine.diagnostics.suggest import did_you_mean
from egyv_engine.model import documents as d
from egyv_engine.model.date_pattern import DatePattern, date_pattern
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.file_kinds import FileKind, read_as, usual_separator
from egyv_engine.model.frozen import Frozen, replace

TAB = "tab"  # the word for the separator that cannot be seen


class FileShape(Frozen):
    """The form of a data file: how it is written.

    Attributes:
        kind: The kind of file by the ending of its name; of no meaning for a query.
        separator: What separates the cells of a CSV file.
        decimal: The mark before the decimals of its numbers.
        thousands: The mark between thousands of its numbers; None if they have none.
        signs: The signs before or after its numbers.
        minus: How its numbers below zero are written besides with `-`.
        flags: The flags after its numbers.
        encoding: The codec of a CSV file, as Python names it; None where nothing is declared, which is UTF-8.
        skip_rows: The number of lines before the header.
        footer_rows: The number of rows below the table.
        header_rows: The number of rows of the header, of which the first has the names.
        has_joined_names: Whether the name of a column is the texts of all these rows, one after the other.
        dates: How its dates are written; None for YYYY-MM-DD.
        dates_of_columns: How those of single columns are written, by the name of the column.
        fill_down: The columns whose blank cells have the value above them.
        blank: The words that stand for a blank cell.
        merged_columns: The columns that are made of several: by the name of each, its answers, with the column of each.
        rows: The conditions that each row meets which is kept.
        ignores_other_columns: Whether columns that nothing reads are skipped.
        key: The column with the unit's id.
        has_own_key: Whether its entry in surveys/files.yaml names this column.
        sheet: The sheet of a workbook; None for the first.
        reads_labels: Whether the answers of an SPSS or Stata file are their labels.
        doc_path: The entry of surveys/files.yaml; None if there is none.
    """

    kind: FileKind
    separator: str
    decimal: str
    thousands: str | None
    signs: tuple[str, ...]
    minus: tuple[str, ...]
    flags: tuple[str, ...]
    encoding: str | None
    skip_rows: int
    footer_rows: int
    header_rows: int
    has_joined_names: bool
    dates: DatePattern | None
    dates_of_columns: Mapping[str, DatePattern]
    fill_down: tuple[str, ...]
    blank: tuple[str, ...]
    ignores_other_columns: bool
    merged_columns: Mapping[str, Mapping[str, str]]
    rows: tuple[d.RowsKept, ...]
    of_several_rows: d.OneOfSeveralRows | None
    key: str
    has_own_key: bool
    sheet: str | None
    reads_labels: bool
    doc_path: DocumentPath | None


def declared_file(programme: d.Programme, file: PurePosixPath) -> d.DataFile | None:
    """Return the entry of a data file in surveys/files.yaml; None if there is none.

    Args:
        programme: The programme.
        file: The path of the file, or the name of a query.
    """
    entries = programme.files.files if programme.files else {}
    for name, entry in entries.items():
        if PurePosixPath(name) == file:
            return entry
    return next((entries[name] for name, meant in meant_files(programme).items() if meant == file), None)


def meant_files(programme: d.Programme) -> dict[str, PurePosixPath]:
    """Return the file that each entry probably means which names one that nothing reads, by the name in the entry.

    The entry is reported (EGY453). What it says of the file still holds, so that the file is not reported as well.

    Args:
        programme: The programme.
    """
    entries = programme.files.files if programme.files else {}
    named = {name: PurePosixPath(name) for name in entries}
    read = [PurePosixPath(name) for name in programme.data_files()] if entries else []
    left = [str(file) for file in read if file not in named.values()]
    found: dict[str, PurePosixPath] = {}
    for name, file in named.items():
        near = did_you_mean(name, left) if file not in read else None
        if near is not None:
            left.remove(near)
            found[name] = PurePosixPath(near)
    return found


def file_shape(programme: d.Programme, file: PurePosixPath) -> FileShape | None:
    """Return how a data file is written; None if its entry in surveys/files.yaml has a fault, which is reported.

    Args:
        programme: The programme.
        file: The path of the file, or the name of a query.
    """
    if any(programme.is_broken("data_file", name) for name in _spellings(programme, file)):
        return None
    entry = declared_file(programme, file) or d.DataFile(doc_path=DocumentPath(file))
    encoding = codec_of(entry.encoding) if entry.encoding is not None else None
    if (
        (entry.encoding is not None and encoding is None)
        or not all(condition.is_sound for condition in entry.conditions)
        or entry.thousands == entry.decimal
    ):
        return None
    return FileShape(
        kind=read_as(file),
        separator="\t" if entry.separator == TAB else entry.separator or usual_separator(file),
        decimal=entry.decimal,
        thousands=entry.thousands,
        signs=entry.signs,
        minus=entry.minus,
        flags=entry.flags,
        encoding=encoding,
        skip_rows=int(entry.skip_rows),
        footer_rows=int(entry.footer_rows),
        header_rows=int(entry.header_rows),
        has_joined_names=entry.names == "joined",
        dates=None if isinstance(entry.dates, Mapping) else _dates(entry, entry.dates),
        dates_of_columns=_dates_of_columns(entry),
        fill_down=entry.fill_down,
        blank=entry.blank,
        ignores_other_columns=entry.other_columns == "ignored",
        merged_columns=entry.merged_columns,
        rows=entry.conditions,
        of_several_rows=entry.of_several_rows,
        key=entry.key or programme.file.register.unit_column,
        has_own_key=entry.key is not None,
        sheet=entry.sheet,
        reads_labels=entry.answers == "labels",
        doc_path=entry.doc_path if entry.doc_path.steps else None,
    )


def _dates_of_columns(entry: d.DataFile) -> Mapping[str, DatePattern]:
    if not isinstance(entry.dates, Mapping):
        return {}
    patterns = {column: _dates(entry, text) for column, text in entry.dates.items()}
    return {column: pattern for column, pattern in patterns.items() if pattern is not None}


def _dates(entry: d.DataFile, text: str | None) -> DatePattern | None:
    pattern = date_pattern(text) if text is not None else None
    if pattern is None or entry.years_from is None:
        return pattern
    return replace(pattern, years_from=int(entry.years_from))


def codec_of(name: str) -> str | None:
    """Return the name that Python has for the encoding of a text; None if there is no such encoding."""
    try:
        b"".decode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _spellings(programme: d.Programme, file: PurePosixPath) -> tuple[str, ...]:
    """Return the file's path as the rules write it: a broken entry is noted by its text."""
    return tuple(
        {
            str(file),
            *(name for kind, name in programme.broken if kind == "data_file" and PurePosixPath(name) == file),
        }
    )
