"""The kinds of data file, by the endings of their names."""

from pathlib import PurePosixPath
from typing import Literal, TypeAlias

FileKind: TypeAlias = Literal["csv", "parquet", "workbook", "spss", "portable", "stata"]
ENDINGS: dict[FileKind, tuple[str, ...]] = {  # the first is the usual one
    "csv": (".csv", ".tsv", ".tab", ".txt"),
    "parquet": (".parquet",),
    "workbook": (".xlsx", ".xlsm", ".xls", ".ods"),
    "spss": (".sav", ".zsav"),
    "portable": (".por",),
    "stata": (".dta",),
}
KIND_NAMES: dict[FileKind, str] = {
    "csv": "a CSV file",
    "parquet": "a Parquet file",
    "workbook": "a workbook",
    "spss": "an SPSS file",
    "portable": "a portable SPSS file",
    "stata": "a Stata file",
}
_TABBED = (".tsv", ".tab")


def file_kind(file: PurePosixPath) -> FileKind | None:
    """Return the kind of a file by the ending of its name; None for any other ending."""
    ending = file.suffix.lower()
    return next((kind for kind, endings in ENDINGS.items() if ending in endings), None)


def read_as(file: PurePosixPath) -> FileKind:
    """Return the kind as which a data file is read: one with an ending of no kind is read as a CSV file."""
    return file_kind(file) or "csv"


def usual_separator(file: PurePosixPath) -> str:
    """Return what separates the cells of a CSV file for which nothing else is declared."""
    return "\t" if file.suffix.lower() in _TABBED else ","
