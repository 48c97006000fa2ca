"""Opens an SPSS or Stata file (.sav, .zsav, .por, .dta) as a table of columns.

`variable_labels` returns what such a file says of its variables: their labels, and the labels of their values.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Literal

import polars as pl

from egyv_engine.data.source_table import HeldCells, NamedPositions, SourceTable, TableColumn, counted_rows
from egyv_engine.data.sources.cells_again import CellsAgain
from egyv_engine.data.sources.extras import has_library
from egyv_engine.data.sources.native_code import DamagedFileError
from egyv_engine.data.sources.statistics_process import statistics_texts
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.files.folder import open_file
from egyv_engine.model.frozen import Frozen


class TickedSet(Frozen):
    """A set of variables that are the answers to one question, each ticked or not: a multiple response set of SPSS.

    Attributes:
        name: The name of the set.
        label: The label of the set, such as the wording of the question; empty if it has none.
        ticked: The value, as a text, that says that an answer was ticked.
    """

    name: str
    label: str
    ticked: str


class VariableLabels(Frozen):
    """The description of one variable in its file.

    Attributes:
        name: The name of the variable, which is the name of its column.
        label: The label of the variable, such as the wording of the question; empty if it has none.
        values: The label of each value that has one, by the text of the value.
        missing: The values that an SPSS file declares as missing: single texts, or pairs of the lowest and the highest.
        of_set: The set of answers that it belongs to; None if it is a question of its own.
    """

    name: str
    label: str
    values: Mapping[str, str]
    missing: tuple[str | tuple[str, str], ...]
    of_set: TickedSet | None = None


def open_statistics(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    *,
    answers: Literal["codes", "labels"] = "codes",
) -> SourceTable | None:
    """Return the table in an SPSS or Stata file, or None if it cannot be read (EGY502, EGY561, EGY562).

    Values that are declared as missing are kept, because a refusal is not a blank; the missing value of the system is a
    blank cell.

    Args:
        files: All files of the programme's folder.
        file: The file.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
        answers: Whether a value that has a label is read as its code or as its label.
    """
    read = _read(files, file, named_at, diagnostics)
    if read is None:
        return None
    variables, cells = read
    if not cells.height:
        diagnostics.report(
            "EGY502",
            Span(file),
            f"the file has no {'rows' if variables else 'columns'}",
            hint="the file needs a column with the unit and at least one row",
            related=((named_at, "the file is named here"),),
        )
        return None
    return SourceTable(
        file=file,
        columns=tuple(
            TableColumn(
                name=variable.name,
                cells=HeldCells(texts.replace(variable.values) if answers == "labels" else texts),
                source=i,
                missing=variable.missing,
                labels={} if answers == "labels" else variable.values,
                file_labels=variable.values,
            )
            for i, (variable, texts) in enumerate(zip(variables, cells.iter_columns(), strict=True))
        ),
        rows=counted_rows(cells.height),
        positions=NamedPositions(
            file=file,
            names=[variable.name for variable in variables],
            texts=CellsAgain(partial(_cells_again, files, file)).text,
        ),
        libraries=frozenset({"pyreadstat"}),
    )


def _cells_again(files: Mapping[PurePosixPath, bytes], file: PurePosixPath) -> Mapping[int, pl.Series]:
    with open_file(files, file) as stream:
        _, cells = statistics_texts(stream.read(), file.suffix.lower(), only_labels=False)
    return dict(enumerate(cells.iter_columns()))


def variable_labels(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
) -> list[VariableLabels] | None:
    """Return what an SPSS or Stata file says of each variable; None if it cannot be read (EGY561, EGY562).

    Args:
        files: All files of the programme's folder.
        file: The file.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
    """
    read = _read(files, file, named_at, diagnostics, only_labels=True)
    return None if read is None else read[0]


def _read(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    *,
    only_labels: bool = False,
) -> tuple[list[VariableLabels], pl.DataFrame] | None:
    if not has_library("pyreadstat", "an SPSS or Stata file", named_at, diagnostics):
        return None
    with open_file(files, file) as stream:
        data = stream.read()
    try:
        variables, cells = statistics_texts(data, file.suffix.lower(), only_labels=only_labels)
    except DamagedFileError as error:
        diagnostics.report(
            "EGY562",
            Span(file),
            f"the file is damaged, or is not what its name says{f': {error}' if str(error) else ''}",
            hint="export it again from SPSS or Stata, or save the table as CSV in UTF-8",
            related=((named_at, "the file is named here"),),
        )
        return None
    return [_labels(variable) for variable in variables], cells


def _labels(variable: Mapping[str, Any]) -> VariableLabels:
    return VariableLabels(
        name=variable["name"],
        label=variable["label"],
        values=variable["values"],
        missing=tuple(low if low == high else (low, high) for low, high in variable["missing"]),
        of_set=TickedSet(**variable["of_set"]) if variable["of_set"] else None,
    )
