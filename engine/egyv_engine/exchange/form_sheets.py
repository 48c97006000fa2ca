"""Reads the sheets of an XLSForm through the reader of workbooks, and reports what a form cannot have (EGY583)."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from egyv_engine.data.source_table import SourceTable, cells_of
from egyv_engine.data.sources.open_source import open_source
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.model.frozen import Frozen

FORM_SHEETS = frozenset({"survey", "choices"})
_LIST_NAMES = ("list_name", "list name")
_BEGINS, _ENDS = ("begin_group", "begin_repeat"), ("end_group", "end_repeat")
_SPACED = re.compile(r"^(begin|end|select)\s+(group|repeat|one|multiple)\b")
_MARKUP = re.compile(r"<[^>]+>|[*_#]{2,}")


class FormRow(Frozen):
    """A row of the sheet `survey`.

    Attributes:
        kind: What the row is: `select_one`, `integer`, `begin_group`.
        list_name: The list of answers of a select.
    """

    kind: str
    list_name: str
    name: str
    label: str
    relevant: str
    constraint: str


class FoundForm(Frozen):
    """A form.

    Attributes:
        choices: The label of each name in each list of answers.
    """

    file: PurePosixPath
    rows: tuple[FormRow, ...]
    choices: Mapping[str, Mapping[str, str]]


def read_form(
    files: Mapping[PurePosixPath, bytes],
    file: PurePosixPath,
    sheets: Mapping[str, str],
    found: DiagnosticCollector,
) -> FoundForm | None:
    """Return a form, or None if it has no rows; its faults are reported (EGY583).

    Args:
        files: The files by path.
        file: The form.
        sheets: The name of each sheet by its name in small letters.
        found: Receives the faults.
    """
    survey = open_source(files, file, Span(file), found, {"sheet": sheets["survey"]})
    unused = DiagnosticCollector(found.positions)  # a form of open questions has an empty sheet of choices
    choices = open_source(files, file, Span(file), unused, {"sheet": sheets["choices"]})
    if survey is None:
        return None
    missing = [name for name in ("type", "name") if name not in _header(survey)]
    for name in missing:
        found.report(
            "EGY583",
            survey.header_span(survey.columns[0]),
            f"the sheet '{sheets['survey']}' has no column '{name}'",
            hint=hint(name, list(survey.names), "columns of the sheet"),
        )
    if missing:
        return None
    lists = _lists(choices) if choices is not None else {}
    return FoundForm(file=file, rows=_FormReader(survey, lists, found).rows(), choices=lists)


class _FormReader:
    def __init__(
        self, survey: SourceTable, lists: Mapping[str, Mapping[str, str]], found: DiagnosticCollector
    ) -> None:
        self._survey = survey
        self._lists = lists
        self._found = found
        self._open: list[int] = []  # the rows that begin a group which has not ended yet

    def rows(self) -> tuple[FormRow, ...]:
        made = []
        for number, cells in enumerate(_named_rows(self._survey)):
            kind, _, of = _SPACED.sub(r"\1_\2", cells.get("type", "")).partition(" ")
            row = FormRow(
                kind=kind,
                list_name=of.replace("or_other", "").strip(),
                name=cells.get("name", ""),
                label=_label(cells),
                relevant=" ".join(cells.get("relevant", "").split()),
                constraint=" ".join(cells.get("constraint", "").split()),
            )
            self._check(number, row)
            made.append(row)
        for number in self._open:
            self._report(number, "type", "this group does not end", "add a row with the type end_group")
        return tuple(made)

    def _check(self, number: int, row: FormRow) -> None:
        if row.kind in _BEGINS:
            self._open.append(number)
        elif row.kind in _ENDS:
            if not self._open:
                self._report(number, "type", "no group begins that could end here", "remove the row")
            del self._open[-1:]
        elif row.kind in ("select_one", "select_multiple") and row.list_name not in self._lists:
            advice = hint(row.list_name, list(self._lists), "lists of the sheet choices")
            self._report(number, "type", f"there is no list '{row.list_name}' in the sheet 'choices'", advice)
        if row.kind and row.kind not in _ENDS and not row.name and row.kind != "note":
            self._report(number, "type", "this row has no name", "fill in the column 'name'")

    def _report(self, number: int, column: str, message: str, advice: str) -> None:
        at = next(c for c in self._survey.columns if c.name.strip().lower() == column)
        self._found.report("EGY583", self._survey.cell_span(number, at), message, hint=advice)


def _header(table: SourceTable) -> list[str]:
    return [name.strip().lower() for name in table.names]


def _named_rows(table: SourceTable) -> list[dict[str, str]]:
    texts = [cells_of(column) for column in table.columns]
    return [dict(zip(_header(table), row, strict=True)) for row in zip(*texts, strict=True)]


def _lists(choices: SourceTable) -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    for row in _named_rows(choices):
        of = next((row[name] for name in _LIST_NAMES if row.get(name)), "")
        if of and row.get("name"):
            lists.setdefault(of, {})[row["name"]] = _label(row) or row["name"]
    return lists


def _label(row: Mapping[str, str]) -> str:
    """Return the label of a row, in the first language that it has, without marks of layout."""
    names = ["label", *(name for name in row if name.startswith("label::"))]
    text = next((row[name] for name in names if row.get(name)), "")
    return " ".join(_MARKUP.sub("", text).split())
