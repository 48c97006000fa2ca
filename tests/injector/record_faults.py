"""Faults of data files: cells and columns of the register, the answers and the records; published figures."""

import itertools
import re
from collections.abc import Callable, Iterator

from tests.injector.edits import CsvText, Fault, Programme
from tests.injector.rule_faults import VALUES, full_width, misspelt, variants

DATA = "cells and columns"
RECORDS = "records"
PUBLISHED = "published figures"
CAUSES = ("led to", "because of", "thanks to")
CONTROLS = ("\u202e", "\x07", "\x1b[31m", "\u200b", "\u2066")


def survey(p: Programme) -> Iterator[Fault]:
    """Cells and columns of the register and the answers."""
    for file in (p.register, *p.answers):
        table = p.table(file)
        yield from _columns(p, DATA, table)
        yield from _rows(p, DATA, table)
        for column in table.header:
            for row, cell in list(table.cells(column))[:1]:
                made = [
                    misspelt(cell),
                    full_width(cell),
                    f"{cell}\u200b",
                    f"{cell} ",
                    f"\u00a0{cell}",
                    cell.upper(),
                    "",
                ]
                made += [f"{cell}\x1b[31m", f"{cell}\u202e"]
                if re.fullmatch(r"[0-9.]+", cell):
                    made += [f"{cell}0" * 30, f"-{cell}-", f"{cell},5", "9" * 5000, "\u00b2", "\u00bd"]
                for new in made:
                    if new != cell and not (new == "" and file != p.register):
                        yield _cell(p, DATA, table, row, column, new)
    for file in p.answers:
        wide = p.table(file).rows
        more = [f"x{i}" for i in range(2000)]
        rows = [[*wide[0], *more], *([*row, *more] for row in wide[1:])]
        text = "\n".join(",".join(f'"{c}"' for c in row) for row in rows) + "\n"
        yield p.fault("extremes", file, "2,000 more columns", text, str(file), "x0")
        key = wide[0].index(p.key)
        others = [[f"w{i}" if n == key else cell for n, cell in enumerate(wide[1])] for i in range(3000)]
        yield p.fault("extremes", file, "3,000 wrong ids", _text([wide[0], *others]), str(file), "w0")


def records(p: Programme) -> Iterator[Fault]:
    """Cells, rows and columns of every other data file."""
    for file in p.records:
        table = p.table(file)
        yield from _columns(p, RECORDS, table)
        if len(table.rows) > 1 and "published" not in file.stem:
            yield from _rows(p, RECORDS, table)
        for column in table.header:
            for row, cell in list(table.cells(column))[:1]:
                is_optional = "" in (r[table.header.index(column)] for r in table.rows)
                for new in _wrong(cell)[1 if is_optional else 0 :]:
                    yield _cell(p, RECORDS, table, row, column, new)
                for new in variants(cell) if " " not in cell or len(cell) < 30 else ():
                    yield _cell(p, VALUES, table, row, column, new)
            for row, cell in list(table.cells(column))[:1]:
                if len(cell) > 60:
                    yield from (
                        _cell(p, RECORDS, table, row, column, f"{cell} It {c} change.") for c in CAUSES
                    )
                    yield _cell(p, RECORDS, table, row, column, f"<b>{cell}</b>")
    yield from _sift(p)
    yield from _statuses(p)


def published(p: Programme) -> Iterator[Fault]:
    """Published figures that cannot be or that differ, and sound edits of rules that make them differ."""
    for file in p.records:
        table = p.table(file)
        if "base" not in table.header:
            continue
        for count, base in (("count", "base"), ("published_count", "published_base")):
            if count not in table.header:
                continue
            at = [n for n, _ in table.cells(count)][:2]
            for n in at:
                number = int(table.rows[n][table.header.index(base)])
                first = int(table.rows[n][table.header.index(count)])
                news = [
                    (count, number + 1),
                    (count, first - 1 if first else 1),
                    (base, 0),
                    (base, number + 1),
                ]
                news += [(count, -1)]
                yield from (_cell(p, PUBLISHED, table, n, c, str(new), by_figures=True) for c, new in news)
        yield p.fault(PUBLISHED, file, "row 1 twice", table.with_row(table.rows[1]), table.rows[1][0])
    compared = p.yaml("rules/records.yaml").value("published", "file")
    if not compared:
        return
    figures = {name for _, name in p.table(compared).cells("indicator")}
    for file in p.principles:
        yaml = p.yaml(file)
        ids = {s.path[:-1]: s.value for s in yaml.at("indicators", "*", "id")}
        for scalar in yaml.at("met_when", "is") + yaml.at("met_when", "at_least"):
            if ids[scalar.path[:2]] not in figures:
                continue
            new = {"Yes": "No", "No": "Yes", "Fairly good": "Very good", "Regularly": "Sometimes"}.get(
                scalar.value
            )
            new = new or {
                "Sometimes": "Regularly",
                "Minor role": "Major role",
                "A little": "Substantial",
            }.get(scalar.value)
            if new is not None:
                where = "/".join(map(str, scalar.path))
                text = yaml.put(scalar, new)
                yield p.fault(PUBLISHED, file, f"{where} = {new}", text, scalar.value, by_figures=True)


def _columns(p: Programme, kind: str, table: CsvText) -> Iterator[Fault]:
    for column in table.header[:12]:
        file = table.file
        for new in (
            misspelt(column),
            f"{column} ",
            f"{column}\u200b",
            full_width(column),
            column.upper(),
            "",
        ):
            yield p.fault(
                kind, file, f"column {column} named {new!r}", table.with_header(column, new), column
            )
        yield p.fault(kind, file, f"without column {column}", table.without_column(column), column)


def _rows(p: Programme, kind: str, table: CsvText) -> Iterator[Fault]:
    row = table.rows[1]
    yield p.fault(kind, table.file, "row 1 twice", table.with_row(row), row[0])
    yield p.fault(kind, table.file, "a row with a cell too many", table.with_row([*row, "x"]), row[0])
    yield p.fault(kind, table.file, "a row with a cell too few", table.with_row(row[:-1]), row[0])
    yield p.fault(kind, table.file, "a blank row", table.with_row([""] * len(row)), str(table.file))
    for column in table.header[:1]:
        stranger = [
            "no-such-unit" if name == column else cell for name, cell in zip(table.header, row, strict=True)
        ]
        if column == p.key and table.file != p.register:
            yield p.fault(kind, table.file, "a stranger", table.with_row(stranger), "no-such-unit")
    if table.file != p.register and p.key == table.header[0]:
        yield p.fault(kind, table.file, "without row 1", table.without(1), row[0])


def _wrong(cell: str) -> list[str]:
    made = ["", *(f"{cell}{c}" for c in CONTROLS)]
    if re.fullmatch(r"[0-9]+", cell):
        made += [f"-{cell}", f"{cell}.5", "99999", "9" * 5000, full_width(cell), "\u00b2", f"{cell}0%"]
    return made


def _sift(p: Programme) -> Iterator[Fault]:
    named = p.yaml("rules/selection.yaml").value("mean_of", "file")
    if not named:
        return
    table = p.table(named)
    column = p.yaml("rules/selection.yaml").value("mean_of", "value")
    for new in ("99", "-3", "0.5", "n/a"):
        yield _cell(p, RECORDS, table, 1, column, new)
    yield p.fault(RECORDS, table.file, "without row 1", table.without(1), *table.rows[1][:2])
    yield p.fault(RECORDS, table.file, "row 1 twice", table.with_row(table.rows[1]), *table.rows[1][:2])


def _statuses(p: Programme) -> Iterator[Fault]:
    yaml = p.yaml("rules/records.yaml")
    values = yaml.at("status", "values", "*")
    for first, second in itertools.pairwise(values):
        text = yaml.edited((first, f'"{second.value}"'), (second, f'"{first.value}"'))
        yield p.fault(
            RECORDS,
            yaml.file,
            f"{first.value} exchanged with {second.value}",
            text,
            first.value,
            second.value,
        )
    for file in p.records:
        table = p.table(file)
        if "reason" in table.header and "status" in table.header:
            full = next((n for n, s in table.cells("status") if s == values[0].value), None)
            if full is not None:
                yield _cell(p, RECORDS, table, full, "reason", "financial")


def _cell(
    p: Programme, kind: str, table: CsvText, row: int, column: str, new: str, *, by_figures: bool = False
) -> Fault:
    shown = new if len(new) < 40 else f"{new[:20]} ({len(new)} characters)"
    old = table.rows[row][table.header.index(column)]
    words = tuple(w for w in (old, new.strip()) if 2 < len(w) < 200)
    what = f"row {row} {column} = {shown!r}"
    return p.fault(kind, table.file, what, table.put(row, column, new), *words, by_figures=by_figures)


def _text(rows: list[list[str]]) -> str:
    return "\n".join(",".join(f'"{c}"' for c in row) for row in rows) + "\n"


KINDS: tuple[tuple[Callable[[Programme], Iterator[Fault]], int], ...] = (
    (survey, 5),
    (records, 1),
    (published, 1),
)
