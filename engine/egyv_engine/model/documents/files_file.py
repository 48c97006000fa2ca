"""surveys/files.yaml: the form of data files that are not plain tables with a column per question."""

from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.documents.answers_source import ROWS, RowsKept, conditions_of
from egyv_engine.model.shapes import (
    ANSWER,
    COLUMN,
    TEXT,
    ListOf,
    MapOf,
    NumberShape,
    ObjectOf,
    OneOf,
    TextShape,
    WordOr,
    key,
)
from egyv_engine.model.sources import Sourced


class OneOfSeveralRows(Declaration):
    """The row that is kept of a unit that has several."""

    keep: str = key(OneOf(("first", "last")), "The row that is kept.", "last")
    by: str | None = key(
        COLUMN,
        "The column that orders the rows; the order of the file if left out.",
        "submitdate",
        default=None,
    )


class DataFile(Sourced):
    """The form of a data file: how it is written."""

    separator: str | None = key(
        TextShape("separator"),
        "What separates the cells of a CSV file: one character, or the word tab.",
        ";",
        default=None,
    )
    decimal: str = key(OneOf((".", ",")), "The decimal mark of numbers.", ",", default=".")
    thousands: str | None = key(
        OneOf((",", ".", " ", "'", "\u2019", "_")),
        "The mark between thousands, which is removed; numbers with one are refused if left out.",
        ",",
        default=None,
    )
    signs: tuple[str, ...] = key(
        ListOf(TextShape("sign")),
        "The signs before or after numbers, which are removed; numbers with one are refused if left out.",
        ["%"],
        default=(),
    )
    minus: tuple[str, ...] = key(
        ListOf(OneOf(("()", "\u2013", "\u2014"))),
        "How numbers below zero are written besides with -: in brackets, or with a dash; such numbers are refused if left out.",
        ["()"],
        default=(),
    )
    flags: tuple[str, ...] = key(
        ListOf(TextShape("sign")),
        "The flags after numbers, such as b for a break in the series, which are removed and counted.",
        ["b", "[p]"],
        default=(),
    )
    encoding: str | None = key(
        TEXT, "The encoding of a CSV file; UTF-8 if left out.", "windows-1252", default=None
    )
    skip_rows: Fraction = key(
        NumberShape(minimum=0, whole=True),
        "The lines before the header, which are skipped.",
        4,
        default=Fraction(0),
    )
    footer_rows: Fraction = key(
        NumberShape(minimum=0, whole=True),
        "The rows below the table, such as totals and notes, which are skipped.",
        2,
        default=Fraction(0),
    )
    header_rows: Fraction = key(
        NumberShape(minimum=1, whole=True),
        "The rows of the header: the names are in the first, the others are skipped.",
        3,
        default=Fraction(1),
    )
    names: str = key(
        OneOf(("first", "joined")),
        "Of a header of several rows: whether a column is named by the first, or by all of them with / between them.",
        "joined",
        default="first",
    )
    dates: str | Mapping[str, str] | None = key(
        WordOr(TextShape("dates"), MapOf(TextShape("dates"))),
        "How dates are written, in the whole file or by column: day, month and year in their order; YYYY-MM-DD if left out.",
        "day/month/year",
        default=None,
    )
    years_from: Fraction | None = key(
        NumberShape(minimum=1000, maximum=9900, whole=True),
        "With dates: the first year that two digits may mean; years of two digits are refused if left out.",
        1930,
        default=None,
    )
    fill_down: tuple[str, ...] = key(
        ListOf(COLUMN),
        "The columns whose blank cells have the value above them, as where cells are merged over the rows of a group.",
        ["site"],
        default=(),
    )
    blank: tuple[str, ...] = key(
        ListOf(ANSWER), "The words that stand for a blank cell.", ["NA", "-99"], default=()
    )
    other_columns: str = key(
        OneOf(("refused", "ignored")), "The columns that nothing reads.", "ignored", default="refused"
    )
    merged_columns: Mapping[str, Mapping[str, str]] = key(
        MapOf(MapOf(COLUMN, at_least=2)),
        "Columns that are made of several: each by the answers that it has, with the column that is filled for each answer.",
        {"tenure": {"Owns": "Q5_1", "Rents": "Q5_2"}},
        default={},
    )
    rows: tuple[RowsKept, ...] | RowsKept | None = key(
        ROWS,
        "The rows that are kept, which meet each condition; the others are counted in the receipt.",
        {"column": "Finished", "is": "True"},
        default=None,
    )
    of_several_rows: OneOfSeveralRows | None = key(
        ObjectOf(OneOfSeveralRows),
        "The row that is kept of a unit that has several; they are refused if left out.",
        {"keep": "last", "by": "submitdate"},
        default=None,
    )
    sheet: str | None = key(TEXT, "The sheet of a workbook; the first if left out.", "Overview", default=None)
    answers: str | None = key(
        OneOf(("codes", "labels")),
        "Of SPSS and Stata files: whether answers are read as codes or as their labels; codes if left out.",
        "labels",
        default=None,
    )
    key: str | None = key(
        COLUMN, "The column with the unit's id, where it is not the register's key.", "_uuid", default=None
    )

    @property
    def conditions(self) -> tuple[RowsKept, ...]:
        """Return the conditions that each row meets which is kept."""
        return conditions_of(self.rows)


class FilesFile(Sourced):
    """surveys/files.yaml: how the data files are written."""

    files: Mapping[str, DataFile] = key(
        MapOf(ObjectOf(DataFile, "data_file")),
        "Each data file by its path.",
        {"surveys/raw/export.csv": {"separator": ";", "decimal": ","}},
    )
