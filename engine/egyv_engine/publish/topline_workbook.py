"""Writes toplines as a workbook: a sheet per wave, a row per answer, and count and per cent of each group side by side."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from egyv_engine.model.toplines import ReadSurvey, Topline
from egyv_engine.publish.topline_rows import OUTSIDE

LONGEST_SHEET_NAME = 31
_REFUSED_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
HEADS = ("Question", "Item", "Wording", "Answer")
_WIDTHS = (22, 22, 50, 26)
_ALL = "All"


def workbook_of_toplines(read: ReadSurvey) -> bytes:
    """Return the bytes of an xlsx file. Texts of the data are written as texts, never as formulas.

    Args:
        read: What was read.

    Raises:
        ImportError: xlsxwriter is not installed.
    """
    import xlsxwriter

    data = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(data, options) as book:
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "bold": book.add_format({"bold": True, "top": 4}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top", "top": 4}),
            "count": book.add_format({"num_format": "#,##0"}),
            "share": book.add_format({"num_format": "0.0%"}),
        }
        used: set[str] = set()
        for wave in dict.fromkeys(one.wave for one in read.toplines):
            found = [one for one in read.toplines if one.wave == wave]
            _sheet(book.add_worksheet(_sheet_name(wave, used)), read, found, styles)
        if not read.toplines:
            book.add_worksheet("Nothing was read")
    return data.getvalue()


def _sheet_name(wave: str, used: set[str]) -> str:
    """Return a name that a workbook takes and that no other sheet has, whatever its case."""
    name = wave.translate(_REFUSED_IN_NAMES)[:LONGEST_SHEET_NAME] or "wave"
    number = 1
    while name.casefold() in used or name.casefold() == "history":
        number += 1
        end = f" {number}"
        name = name[: LONGEST_SHEET_NAME - len(end)] + end
    used.add(name.casefold())
    return name


def _sheet(sheet: Any, read: ReadSurvey, found: Sequence[Topline], styles: Mapping[str, Any]) -> None:
    """Write the sheet of one wave."""
    groups = list(dict.fromkeys(one.group for one in found))
    for column, (head, width) in enumerate(zip(HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, styles["head"])
    for i, group in enumerate(groups):
        label = _ALL if group is None else read.groups.get(group, group)
        for j, head in enumerate(("n", "% of base")):
            column = len(HEADS) + 2 * i + j
            sheet.set_column(column, column, 11)
            sheet.write_string(0, column, f"{label}\n{head}", styles["head"])
    sheet.freeze_panes(1, len(HEADS))
    row = 1
    by_column: dict[tuple[str, str | None], list[Topline]] = {}
    for one in found:
        by_column.setdefault((one.question, one.item), []).append(one)
    for (question, item), ones in by_column.items():
        sheet.write_string(row, 0, question, styles["bold"])
        label = "" if item is None else read.items.get((question, item), item)
        sheet.write_string(row, 1, label, styles["bold"])
        sheet.write_string(row, 2, read.questions[question], styles["wrap"])
        row = _block(sheet, row, ones, styles)


def _block(sheet: Any, row: int, ones: Sequence[Topline], styles: Mapping[str, Any]) -> int:
    """Write the rows of one question and item, and return the next free row."""
    first = ones[0]
    names = ["Base", *(answer.answer for answer in first.answers)]
    numbers = [[(one.base, None), *((a.count, one.share(a)) for a in one.answers)] for one in ones]
    if first.number_of_values is not None:
        names.append("Values")
        for one, own in zip(ones, numbers, strict=True):
            own.append((one.number_of_values or 0, None))
    names += [kind.replace("_", " ").capitalize() for kind in OUTSIDE]
    for one, own in zip(ones, numbers, strict=True):
        own += [(getattr(one, kind), None) for kind in OUTSIDE]
    for i, name in enumerate(names):
        is_first = i == 0
        sheet.write_string(row + i, 3, name, styles["bold"] if is_first else None)
        for column, own in enumerate(numbers):
            count, share = own[i]
            at = len(HEADS) + 2 * column
            sheet.write_number(row + i, at, count, styles["bold"] if is_first else styles["count"])
            if share is not None:
                sheet.write_number(row + i, at + 1, float(share), styles["share"])
    row += len(names)
    for name in dict.fromkeys(name for one in ones for name in one.values):
        sheet.write_string(row, 3, name.capitalize())
        for column, one in enumerate(ones):
            sheet.write_string(row, len(HEADS) + 2 * column, one.values.get(name, ""))
        row += 1
    return row
