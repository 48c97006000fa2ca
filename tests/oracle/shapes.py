"""Read data files in the shapes that files.yaml, waves and questions declare, row by row, into cells by question and item."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from tests.oracle.reading import NUMBER, as_list, number, read_yaml

if TYPE_CHECKING:
    from tests.oracle.programme import Programme

Row = dict[str, str]
ROW = "(row)"  # the column of ids of a survey in which each row is another unit

NOT_CHOSEN = ("", "0", "no", "na", "false", "not selected")  # as the cases write it


class Shapes:
    """The tables of a programme: one row per unit, with the cells of `question` and `question.item` as answers."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.key: str = programme.top["register"].get("key", ROW)
        text = programme.texts.get("surveys/files.yaml")
        self.files: dict[str, Any] = read_yaml(text)["files"] if text is not None else {}

    # files

    def rows(self, file: str) -> list[Row]:
        """The rows of a file that its entry keeps, with the unit under the register's key as well."""
        entry = self.files.get(file, {})
        text = self.programme.texts[file].decode(entry.get("encoding", "utf-8-sig"))
        below = "".join(text.splitlines(keepends=True)[int(entry.get("skip_rows", 0)) :])
        usual = "tab" if file.endswith((".tsv", ".tab")) else ","
        separator = entry.get("separator", usual).replace("tab", "\t")
        every = list(csv.reader(io.StringIO(below, newline=""), delimiter=separator))
        cells = [row for row in filled_down(every, as_list(entry.get("fill_down"))) if row]
        number_of_names = int(entry.get("header_rows", 1))
        cells = cells[: len(cells) - int(entry.get("footer_rows", 0))]
        names = cells[0]
        if entry.get("names") == "joined":
            names = joined(cells[:number_of_names])
        read = [dict(zip(names, row, strict=True)) for row in cells[number_of_names:]]
        if self.key == ROW:
            read = [row | {ROW: self.id_of_row(file, i, len(read))} for i, row in enumerate(read, 1)]
        read = [row for row in read if self.are_kept(row, entry.get("rows"))]
        blank = [number(word) if NUMBER.match(word) else word for word in as_list(entry.get("blank"))]
        return [
            self.merged(
                {name: "" if as_value(point(cell, entry)) in blank else cell for name, cell in row.items()},
                entry,
            )
            | {self.key: row[entry.get("key", self.key)]}
            for row in read
        ]

    def merged(self, row: Row, entry: dict[str, Any]) -> Row:
        """A row with the columns that are made of several: the answer whose column is filled, and not with a no."""
        merged = dict(row)
        for name, columns in entry.get("merged_columns", {}).items():
            filled = [
                a
                for a, c in columns.items()
                if row[c].strip() == a or row[c].strip().lower() not in NOT_CHOSEN
            ]
            assert len(filled) <= 1
            merged[name] = filled[0] if filled else ""
        return merged

    def id_of_row(self, file: str, number: int, rows: int) -> str:
        """The id of a row, which names the file where several have answers."""
        sources = [wave["answers"] for wave in self.programme.waves.values()]
        files = {source["file"] if isinstance(source, dict) else source for source in sources}
        before = f"{PurePosixPath(file).stem} " if len(files) > 1 else ""
        return f"{before}row {str(number).zfill(len(str(rows)))}"

    def are_kept(self, row: Row, conditions: Any) -> bool:
        return all(self.is_kept(row, condition) for condition in as_list(conditions))

    def is_kept(self, row: Row, condition: dict[str, Any]) -> bool:
        cell = as_value(row[condition["column"]].strip())
        if "is_not" in condition:
            return bool(cell != as_value(condition["is_not"]))
        words = condition.get("is_one_of") or [condition["is"]]
        return cell in [as_value(word) for word in words]

    def chosen(self, rows: list[Row], entry: dict[str, Any], keys: list[str]) -> list[Row]:
        """One row for each value of the keys: the first or last by a column, or in the order of the file."""
        several = entry.get("of_several_rows")
        if several is None:
            return rows
        kept: dict[tuple[str, ...], tuple[Any, Row]] = {}
        for position, row in enumerate(rows):
            order = (
                position
                if "by" not in several
                else moment(row[several["by"]], of_wave(entry.get("dates"), several["by"]))
            )
            same = tuple(row[key] for key in keys)
            if same not in kept or (order > kept[same][0]) == (several["keep"] == "last"):
                kept[same] = order, row
        return [row for _, row in kept.values()]

    # waves

    def answers(self, wave: str) -> dict[str, Row]:
        """The answers of each unit in a wave, with its other cells."""
        source = self.programme.waves[wave]["answers"]
        source = source if isinstance(source, dict) else {"file": source}
        entry = self.files.get(source["file"], {})
        rows = [row for row in self.rows(source["file"]) if self.are_kept(row, source.get("rows"))]
        found: dict[str, Row] = {}
        wide = [
            one["answers"]["file"]
            for one in self.programme.waves.values()
            if isinstance(one["answers"], dict) and "columns_end" in one["answers"]
        ]
        if "items" in source:
            for row in self.chosen(rows, entry, [self.key, source["items"]]):
                unit = found.setdefault(row[self.key], {})
                unit |= {name: cell for name, cell in row.items() if cell or name not in unit}
                for question, column in source["values"].items():
                    item = self.item(question, row[source["items"]])
                    if item is not None:
                        unit[f"{question}.{item}"] = self.read(
                            question, row[column], in_column(entry, column)
                        )
            others = [name for name in self.programme.questions if name not in source["values"]]
            return {
                unit: row | self.cells_of(others, wave, row, source, entry) for unit, row in found.items()
            }
        for row in self.chosen(rows, entry, [self.key]):
            cells = self.cells_of(list(self.programme.questions), wave, row, source, entry)
            if source["file"] not in wide or any(cells.values()):  # else nothing was answered in this wave
                found[row[self.key]] = row | cells
        return found

    def cells_of(
        self, questions: list[str], wave: str, row: Row, source: dict[str, Any], entry: dict[str, Any]
    ) -> Row:
        """The answers in a row, as the scale of each question has them."""
        cells: Row = {}
        end = source.get("columns_end", "")
        for question in questions:
            declared = self.programme.questions[question]
            items = self.programme.items_of(declared["items"]) if "items" in declared else []
            separator = of_wave(declared.get("several"), wave)
            if separator == "columns":
                cells |= self.ticked_columns(question, wave, row, end)
            elif separator is not None:
                cell = row.get(self.named(declared.get("column"), question, wave, end), "")
                cells |= self.ticked(question, cell, separator)
            elif not items:
                column = self.named(declared.get("column"), question, wave, end)
                cells |= (
                    {question: self.read(question, row[column], in_column(entry, column))}
                    if column in row
                    else {}
                )
            else:
                for item in items:
                    column = self.column_of_item(question, item, wave, end)
                    named = f"{question}.{item}"
                    cells |= (
                        {named: self.read(question, row[column], in_column(entry, column))}
                        if column in row
                        else {}
                    )
        return cells

    @staticmethod
    def named(column: Any, own: str, wave: str, end: str) -> str:
        if isinstance(column, dict):
            return str(column[wave]) if wave in column else own + end
        return (column or own) + end

    def column_of_item(self, question: str, item: str, wave: str, end: str) -> str:
        columns: Any = self.programme.questions[question].get("columns")
        label = self.label(question, item)
        if isinstance(columns, dict) and set(columns) & set(self.programme.waves):
            columns, end = columns.get(wave), "" if wave in columns else end
        if isinstance(columns, dict):
            columns = columns.get(item)
        written = f"{question}.{item}" if columns is None else columns
        return str(written).replace("{item}", item).replace("{label}", label) + end

    def label(self, question: str, item: str) -> str:
        items = self.programme.baskets[self.programme.questions[question]["items"]]["items"]
        declared = items[item] if isinstance(items, dict) else item
        return str(declared.get("label", item) if isinstance(declared, dict) else declared or item)

    def words(self, question: str, item: str) -> list[str]:
        """The id, the label and the other spellings of an item."""
        items = self.programme.baskets[self.programme.questions[question]["items"]]["items"]
        declared = items[item] if isinstance(items, dict) else {}
        return [item, self.label(question, item), *(declared or {}).get("spellings", [])]

    def item(self, question: str, word: str) -> str | None:
        """The item with this id or label."""
        items = self.programme.items_of(self.programme.questions[question]["items"])
        named = [item for item in items if word.strip() in self.words(question, item)]
        return named[0] if named else None

    # cells

    def ticked(self, question: str, cell: str, separator: str) -> Row:
        items = self.programme.items_of(self.programme.questions[question]["items"])
        words = [word.strip() for word in cell.split(separator) if word.strip()]
        special = [word for words in self.programme.special(question).values() for word in words]
        if len(words) == 1 and words[0] in special:
            return {f"{question}.{item}": words[0] for item in items}
        unticked, *_, ticked = self.programme.scales[self.programme.kind(question)].answers
        named = {self.item(question, word) for word in words}
        return {
            f"{question}.{item}": "" if not words else ticked if item in named else unticked for item in items
        }

    def ticked_columns(self, question: str, wave: str, row: Row, end: str) -> Row:
        declared = self.programme.questions[question]
        items = self.programme.items_of(declared["items"])
        unticked, *_, ticked = self.programme.scales[self.programme.kind(question)].answers
        cells = {item: row.get(self.column_of_item(question, item, wave, end), "").strip() for item in items}
        if not any(cells.values()):
            return {f"{question}.{item}": "" for item in items}
        found = {}
        for item, cell in cells.items():
            read = self.read(question, cell, {})
            is_tick = self.item(question, cell) == item or (
                bool(cell)
                and read == cell
                and declared.get("other_answers") == "ignored"
                and cell not in self.programme.scales[self.programme.kind(question)].answers
            )
            found[f"{question}.{item}"] = unticked if not cell else ticked if is_tick else read
        return found

    def read(self, question: str, cell: str, entry: dict[str, Any]) -> str:
        """A cell as the answer, number or date that it means."""
        kind = self.programme.kind(question)
        scale = self.programme.rules.get("scales", {}).get(kind, {})
        if isinstance(scale, dict):
            for code, answer in scale.get("codes", {}).items():
                if as_value(cell) == as_value(code):
                    return str(answer)
            for answer, spellings in scale.get("spellings", {}).items():
                if cell in spellings:
                    return str(answer)
        codes = self.programme.questions[question].get("codes", {})
        special = [word for words in self.programme.special(question).values() for word in words]
        if cell in codes or cell in special or not cell.strip():
            return str(codes.get(cell, cell))
        if kind == "number":
            return number_of(cell, entry)
        return date_of(cell, entry["dates"], entry) if kind == "date" and "dates" in entry else cell


def in_column(entry: dict[str, Any], column: str) -> dict[str, Any]:
    """The entry of a file for one of its columns, with the pattern of dates of this column."""
    dates = entry.get("dates")
    if not isinstance(dates, dict):
        return entry
    others = {key: value for key, value in entry.items() if key != "dates"}
    return others | ({"dates": dates[column]} if column in dates else {})


def of_wave(value: Any, wave: str) -> Any:
    return value.get(wave) if isinstance(value, dict) else value


def point(cell: str, entry: dict[str, Any]) -> str:
    """The cell without spaces around it, with a point for decimals if it is a number."""
    text = cell.strip()
    return (
        text.replace(",", ".") if re.fullmatch(r"-?\d+,\d+", text) and entry.get("decimal") == "," else text
    )


def as_value(text: str) -> Any:
    return number(text) if NUMBER.match(text) else text


def number_of(cell: str, entry: dict[str, Any]) -> str:
    """A number without its sign, with a point for decimals, and with all digits that its exponent stands for."""
    text = cell.strip()
    for flag in as_list(entry.get("flags")):
        text = text.removesuffix(flag).strip()
    if "()" in as_list(entry.get("minus")) and "(" in text:
        text = "-" + text.replace("(", "").replace(")", "")
    for dash in as_list(entry.get("minus")):
        text = "-" + text.removeprefix(dash) if text.startswith(dash) else text
    for sign in as_list(entry.get("signs")):
        text = text.replace(sign, "").strip()
    text = text.replace(entry.get("thousands", ","), "") if "thousands" in entry else text
    text = text.replace(",", ".") if entry.get("decimal") == "," else text
    return f"{Decimal(text):f}" if re.fullmatch(r"-?[\d.]+[eE][+-]?\d+", text) else text


def date_of(cell: str, pattern: str, entry: dict[str, Any] | None = None) -> str:
    """The date at the start of a cell, as YYYY-MM-DD."""
    names = re.findall("day|month|year", pattern)
    words = re.findall(r"\d+|[A-Za-z]+", cell)[:3]
    found = dict(zip(names, words, strict=True))
    month = found["month"]
    if month.isalpha():
        month = f"{datetime.strptime(month[:3], '%b').replace(tzinfo=UTC):%m}"
    year = int(found["year"])
    if len(found["year"]) == 2 and entry:
        (year,) = (
            y for y in range(int(entry["years_from"]), int(entry["years_from"]) + 100) if y % 100 == year
        )
    return f"{year:04}-{int(month):02}-{int(found['day']):02}"


def moment(cell: str, pattern: str | None) -> tuple[Any, ...]:
    """A number, or the parts of a date and a time, in the order in which they compare."""
    if NUMBER.match(cell):
        return (number(cell),)
    found = re.split(r"[T ]", cell, maxsplit=1)
    time = found[1] if len(found) > 1 else "00:00"
    read = datetime.fromisoformat(f"{date_of(cell, pattern or 'year-month-day')}T{time}")
    return (read.timestamp() if read.tzinfo else read.replace(tzinfo=UTC).timestamp(),)


def filled_down(rows: list[list[str]], columns: list[str]) -> list[list[str]]:
    """The rows with the value above in each blank cell of some columns; a blank row ends what stands above it."""
    places = [rows[0].index(column) for column in columns] if columns else []
    above: dict[int, str] = {}
    filled = [rows[0]]
    for row in rows[1:]:
        if not any(row):
            above = {}
        else:
            above = {place: (row[place].strip() and row[place]) or above[place] for place in places}
        filled.append([above.get(place, cell) for place, cell in enumerate(row)])
    return filled


def joined(header: list[list[str]]) -> list[str]:
    """One name for each column of a header with two rows: the first row continues over columns named only below."""
    names, last = [], ""
    for above, below in zip(*header, strict=True):
        last = last if not above.strip() and below.strip() else above.strip()
        names.append(" / ".join(text for text in (last, below.strip()) if text))
    return names
