"""Makes a workbook in which answers are entered: a sheet per wave, with lists of the allowed answers."""

from io import BytesIO
from typing import Any

from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.exchange.choice_names import form_name
from egyv_engine.exchange.fieldwork import Fieldwork, SurveyedUnit
from egyv_engine.exchange.sheets import column_letter
from egyv_engine.link.answer_limits import AnswerLimits, answer_limits
from egyv_engine.link.condition_words import condition_in_words
from egyv_engine.model.decimals import number_text
from egyv_engine.model.documents import Question, Wave
from egyv_engine.model.typed_values import date_text
from egyv_engine.publish.office_files import CREATED

EMPTY_ROWS = 500  # of a sheet whose units nobody knows before they answer
_LONGEST_LIST = 255  # characters of a drop-down list that is not in a sheet
_LONGEST_SHEET_NAME = 31
_LONGEST_COMMENT = 1000
_SHEET_SIGNS = "[]:*?/\\'"
_GREY = "#D9D9D9"
_FIRST_DATE = "1900-01-01"


def entry_workbook(fieldwork: Fieldwork) -> bytes:
    """Return the workbook as xlsx.

    Cells that are not asked of a unit's cohort are grey and locked. Lists that are too long for a cell's own drop-down
    are in the sheet `answers`.

    Args:
        fieldwork: The waves and the units.
    """
    return _EntryWorkbook(fieldwork).data()


def sheet_names(fieldwork: Fieldwork) -> dict[str, str]:
    """Return the name of each wave's sheet: its id, as far as a sheet can be called so."""
    found: dict[str, str] = {}
    for wave in fieldwork.waves:
        text = "".join("_" if sign in _SHEET_SIGNS else sign for sign in wave.id)
        taken = {"answers", *found.values()}
        found[wave.id] = form_name(text[: _LONGEST_SHEET_NAME - 3], taken)
    return found


class _EntryWorkbook:
    def __init__(self, fieldwork: Fieldwork) -> None:
        import xlsxwriter

        self._fieldwork = fieldwork
        self._linked = fieldwork.linked
        self._stream = BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        self._book.set_properties({"title": self._linked.programme.file.programme, "created": CREATED})
        add = self._book.add_format
        self._header = add({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._unit = add({"num_format": "@", "bold": True})
        self._not_asked = add({"bg_color": _GREY})
        self._text = add({"num_format": "@", "locked": False})
        self._forms = {
            "number": add({"locked": False}),
            "date": add({"num_format": "yyyy-mm-dd", "locked": False}),
        }
        self._ranges: dict[tuple[str, ...], str] = {}
        self._long_lists: list[tuple[str, ...]] = []

    def data(self) -> bytes:
        names = sheet_names(self._fieldwork)
        for wave in self._fieldwork.waves:
            self._sheet(wave, self._book.add_worksheet(names[wave.id]))
        if self._long_lists:
            self._answers_sheet(self._book.add_worksheet("answers"))
        self._book.close()
        return self._stream.getvalue()

    def _sheet(self, wave: Wave, sheet: Any) -> None:
        key, columns = self._linked.programme.file.register.key, self._fieldwork.columns[wave.id]
        units = self._fieldwork.units
        listed = [u for u in units if wave.id in u.returns] if units is not None else []
        rows = len(listed) if units is not None else EMPTY_ROWS
        if key is not None:
            sheet.write_string(0, 0, key, self._header)
            sheet.set_column(0, 0, 18, self._text if units is None else self._unit)
        for row, unit in enumerate(listed, 1):
            sheet.write_string(row, 0, unit.id, self._unit)
        place = int(key is not None)
        if units is None:
            for name in self._linked.programme.file.register.attributes:
                self._attribute_column(sheet, place, name, wave)
                place += 1
        different = {
            column.name: column for column in reversed(columns)
        }  # items that share a cell have one column
        for i, column in enumerate(reversed(list(different.values())), place):
            self._column(sheet, i, column, listed, rows)
        sheet.freeze_panes(1, int(key is not None))
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})

    def _attribute_column(self, sheet: Any, place: int, name: str, wave: Wave) -> None:
        declared = self._linked.programme.file.register.declared(name)
        sheet.write_string(
            0, place, self._linked.programme.file.register.column_of(name, wave.id), self._header
        )
        kind = declared.type or "text" if declared is not None else "text"
        sheet.set_column(place, place, 14, self._forms.get(kind, self._text))
        values = declared.values if declared is not None else None
        rule = self._list_rule(values) if values else self._size_rule(kind, (), place)
        if rule is not None:
            sheet.data_validation(1, place, EMPTY_ROWS, place, rule)

    def _column(
        self, sheet: Any, place: int, column: ExpectedColumn, listed: list[SurveyedUnit], rows: int
    ) -> None:
        question = column.question
        sheet.write_string(0, place, column.name, self._header)
        comment = self._comment(column)
        sheet.write_comment(0, place, comment, {"x_scale": 2.5, "y_scale": 1 + comment.count("\n") / 3})
        form = self._forms.get(question.scale, self._text)
        sheet.set_column(place, place, max(12, min(len(column.name) + 2, 30)), form)
        for row, unit in enumerate(listed, 1):
            is_asked = column.asked[unit.cohort]
            sheet.write_blank(row, place, None, form if is_asked else self._not_asked)
        special = self._linked.special_answers(question).words
        answers = self._linked.labels(question) if column.several is None else ()
        rule = (
            self._list_rule((*answers, *special))
            if answers
            else self._size_rule(question.scale, special, place, answer_limits(question))
        )
        if rule is not None and rows:
            sheet.data_validation(1, place, rows, place, rule)

    def _list_rule(self, answers: tuple[str, ...]) -> dict[str, Any]:
        """Return a drop-down list; long ones, and answers with commas, need cells that hold them."""
        is_short = len(",".join(answers)) <= _LONGEST_LIST and not any("," in a for a in answers)
        shown = ", ".join(answers)
        return {
            "validate": "list",
            "source": list(answers) if is_short else self._range(answers),
            "error_title": "Not an allowed answer",
            "error_message": f"Choose one of: {shown}"[:_LONGEST_LIST],
        }

    def _range(self, answers: tuple[str, ...]) -> str:
        if answers not in self._ranges:
            letter = column_letter(len(self._long_lists))
            self._long_lists.append(answers)
            self._ranges[answers] = f"=answers!${letter}$1:${letter}${len(answers)}"
        return self._ranges[answers]

    def _size_rule(
        self, scale: str, special: tuple[str, ...], place: int, limits: AnswerLimits | None = None
    ) -> dict[str, Any] | None:
        """Return the check of a number or a date, which may also be one of a few words; None for a text."""
        if scale not in self._forms:
            return None
        cell = f"{column_letter(place)}2"
        words = "".join(f',{cell}="{word.replace(chr(34), chr(34) * 2)}"' for word in special)
        what = "a date, such as 2024-05-31" if scale == "date" else "a number"
        is_valid = f'{cell}>=DATEVALUE("{_FIRST_DATE}")' if scale == "date" else "TRUE"
        if limits is not None:
            what += f", {limits.words}"
            for sign, end in ((">=", limits.lowest), ("<=", limits.highest)):
                if end is not None:
                    written = f'DATEVALUE("{date_text(end)}")' if scale == "date" else number_text(end)
                    is_valid += f",{cell}{sign}{written}"
        return {
            "validate": "custom",
            "value": f"=OR(AND(ISNUMBER({cell}),{is_valid}){words})",
            "error_title": f"Not a {scale}",
            "error_message": f"Enter {what}{''.join(f', or {w}' for w in special)}"[:_LONGEST_LIST],
        }

    def _comment(self, column: ExpectedColumn) -> str:
        """Return the question as asked, its answers, and who is asked."""
        question, item = column.question, column.item
        lines = [question.asks]
        if column.several is not None:
            listed = ", ".join(str(one) for one in self._linked.items(question))
            lines.append(f"All that apply, with {column.several.strip() or 'a space'} between them: {listed}")
        else:
            if item is not None:
                assert question.items is not None
                basket = self._linked.baskets[self._linked.baskets[question.items].whole]
                lines.append(basket.labels[item].label)
            lines.append(_what_is_entered(question, self._linked.labels(question)))
        if question.asked_if is not None:
            lines.append(f"Asked only if {condition_in_words(question.asked_if)}")
        return "\n".join(lines)[:_LONGEST_COMMENT]

    def _answers_sheet(self, sheet: Any) -> None:
        for place, answers in enumerate(self._long_lists):
            sheet.set_column(place, place, 30)
            for row, answer in enumerate(answers):
                sheet.write_string(row, place, answer)
        sheet.protect()


def _what_is_entered(question: Question, answers: tuple[str, ...]) -> str:
    """Return what a cell may hold, in words."""
    if answers:
        return f"Answers: {', '.join(answers)}"
    limits = answer_limits(question)
    entered = {"number": "A number", "date": "A date (YYYY-MM-DD)"}.get(question.scale, "Text")
    return entered if limits is None else f"{entered} {limits.words}"
