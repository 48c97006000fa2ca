"""Makes an XLSForm of the instrument: the form that KoboToolbox, ODK and others show on a telephone."""

import re
from collections.abc import Iterator

from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.exchange.choice_names import choice_names, form_name
from egyv_engine.exchange.fieldwork import Fieldwork
from egyv_engine.exchange.form_conditions import (
    FormConditions,
    FormNames,
    NotSayableError,
    joined_formulas,
    literal,
)
from egyv_engine.exchange.form_values import FormValues, Row, cohort_names, form_values
from egyv_engine.link.answer_limits import answer_limits
from egyv_engine.link.items import item_of
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import answers, sides, walk
from egyv_engine.model.documents import Question
from egyv_engine.model.frozen import Frozen

SURVEY = ("type", "name", "label", "required", "relevant", "constraint", "constraint_message")
_NOT_IN_XML_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")
_NUMBER = "-?[0-9]+([.][0-9]+)?"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NOBODY = "false()"
_TYPES = {"number": "decimal", "date": "date", "text": "text"}


class FormSheets(Frozen):
    """The sheets of a form, and what a person should know of them.

    Attributes:
        codes: For each scale, the answers whose name in the form is not the answer itself, by that name.
        columns: The questions whose name in the form is not the column that the programme reads: column and name.
        spaced: The questions whose ticked items the form separates by spaces, and the programme's files by other signs.
        not_said: The questions whose condition the form cannot say, with the reason; it asks them of everyone.
    """

    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: Row
    codes: dict[str, dict[str, str]]
    columns: tuple[tuple[str, str], ...]
    spaced: tuple[str, ...]
    not_said: tuple[tuple[str, str], ...]


def make_form(fieldwork: Fieldwork) -> FormSheets:
    """Return the form of the exported waves; a form of several waves asks first for which of them it is filled in."""
    return _Form(fieldwork).sheets()


class _Form:
    def __init__(self, fieldwork: Fieldwork) -> None:
        self._fieldwork = fieldwork
        self._linked = fieldwork.linked
        found: dict[tuple[str, str | None], ExpectedColumn] = {}
        for columns in fieldwork.columns.values():
            found = {(c.question.id, c.item): c for c in columns} | found
        order = {question: i for i, question in enumerate(self._linked.questions)}
        self._columns = dict(sorted(found.items(), key=lambda kv: order[kv[0][0]]))
        self._taken = {"meta"}
        self._names: dict[tuple[str, str | None], str] = {}
        shared: dict[str, str] = {}  # the name of each column that several items share
        for (question, item), column in self._columns.items():
            name = shared.get(question) or self._xml_name(column.name)
            self._names[question, item] = name
            if column.several is not None:
                shared[question] = name
        self._choices = choice_names(self._linked)
        self._lists = {scale: form_name(scale) for scale in self._linked.programme.scales.scales}
        self._values: FormValues
        self._conditions: FormNames
        self._not_said: dict[str, str] = {}
        self._items: list[Row] = []

    def sheets(self) -> FormSheets:
        by_question: dict[str, list[ExpectedColumn]] = {}
        for column in self._columns.values():
            by_question.setdefault(column.question.id, []).append(column)
        groups = {
            q: self._xml_name(q)
            for q, columns in by_question.items()
            if columns[0].item is not None and columns[0].several is None
        }
        self._values = form_values(self._fieldwork, self._taken, set(self._lists.values()))
        self._conditions = FormNames(
            columns=self._names,
            attributes=self._values.attributes,
            choices=self._choices,
            wave=self._fieldwork.waves[0].id if len(self._fieldwork.waves) == 1 else None,
            asked_if=self._relevant,
        )
        survey = list(self._values.survey)
        for question, columns in by_question.items():
            if columns[0].several is not None:
                survey.append(self._ticked(columns[0]))
                continue
            rows = [row for row in map(self._row, columns) if row.get("relevant") != _NOBODY]
            survey += self._group(groups[question], columns[0].question, rows) if question in groups else rows
        used = dict.fromkeys(c.question.scale for c in self._columns.values())
        choices = [
            {"list_name": self._lists[scale], "name": name, "label": _label(answer)}
            for scale in used
            for answer, name in self._choices.get(scale, {}).items()
        ]
        file = self._linked.programme.file
        return FormSheets(
            survey=tuple(survey),
            choices=(*self._values.choices, *self._items, *choices),
            settings={"form_title": _label(file.programme), "form_id": _xml_form(file.programme.lower())},
            codes={
                scale: renamed
                for scale in used
                if (renamed := {n: a for a, n in self._choices.get(scale, {}).items() if a != n})
            },
            columns=tuple(
                dict.fromkeys(
                    (c.name, name)
                    for c in self._columns.values()
                    if (name := self._names[c.question.id, c.item]) != c.name
                )
            ),
            spaced=tuple(
                dict.fromkeys(c.question.id for c in self._columns.values() if (c.several or " ").strip())
            ),
            not_said=tuple(self._not_said.items()),
        )

    def _xml_name(self, text: str) -> str:
        name = form_name(_xml_form(text), self._taken)
        self._taken.add(name)
        return name

    def _group(self, name: str, question: Question, rows: list[Row]) -> list[Row]:
        """Return the questions on the items of a basket, with the question as asked above them."""
        if not rows:
            return []
        first = {
            "type": "begin_group",
            "name": name,
            "label": _label(question.asks),
            "appearance": "field-list",
        }
        if len({row.get("relevant") for row in rows}) == 1 and (relevant := rows[0].pop("relevant", None)):
            first["relevant"] = relevant
            for row in rows[1:]:
                del row["relevant"]
        return [first, *rows, {"type": "end_group", "name": name}]

    def _row(self, column: ExpectedColumn) -> Row:
        question, item = column.question, column.item
        label = question.asks
        if item is not None:
            assert question.items is not None
            label = self._label_of_item(question.items, item)
        row = {"type": "", "name": self._names[question.id, item], "label": _label(label)}
        row |= self._type(question)
        parts = [*self._exclusions(question, item), self._relevant(question, item)]
        if any(parts):
            row["relevant"] = _NOBODY if _NOBODY in parts else joined_formulas([p for p in parts if p], "and")
        return row

    def _ticked(self, column: ExpectedColumn) -> Row:
        """Return a question of which several items can be ticked: one column has them all."""
        question = column.question
        of = form_name(f"{question.id}_items", self._lists.values())
        self._lists[of] = of
        for item in self._linked.items(question):
            assert question.items is not None
            assert item is not None
            label = _label(self._label_of_item(question.items, item))
            self._items.append({"list_name": of, "name": item, "label": label})
        row = self._row(column)
        row |= {"type": f"select_multiple {of}", "label": _label(question.asks)}
        return row

    def _exclusions(self, question: Question, item: str | None) -> Iterator[str]:
        """Yield what leaves out waves and cohorts, also those that were not asked what `asked_if` reads."""
        column = self._columns.get((question.id, item))
        if column is None:
            yield _NOBODY
            return
        yield self._not_asked(column)
        for part in walk(question.asked_if) if question.asked_if is not None else ():
            for side in sides(part) if isinstance(part, c.Leaf) else ():
                for answer in answers(side):
                    if answer.wave in (None, self._conditions.wave):
                        read = self._linked.questions[answer.question]
                        yield from self._exclusions(read, item_of(self._linked, answer, question.items, item))

    def _label_of_item(self, basket: str, item: str) -> str:
        linked = self._linked.baskets[basket]
        return self._linked.baskets[linked.whole].labels[item].label

    def _type(self, question: Question) -> Row:
        """Return the type of a question; a number or date that may be a word is entered as text, and checked."""
        if not self._linked.is_open(question):
            return {"type": f"select_one {self._lists[question.scale]}"}
        words = self._linked.special_answers(question).words
        if question.scale == "text":
            return {"type": _TYPES["text"]}
        limits = answer_limits(question)
        allowed = "" if limits is None else f" {limits.words}"
        within = _within(question, is_text=bool(words))
        if not words:
            typed = {"type": _TYPES[question.scale]}
            if not within:
                return typed
            message = f"Enter a {question.scale}{allowed}"
            return typed | {"constraint": joined_formulas(within, "and"), "constraint_message": message}
        form = _NUMBER if question.scale == "number" else _DATE
        value = joined_formulas([f"regex(., '^{form}$')", *within], "and")
        return {
            "type": "text",
            "constraint": joined_formulas([value, *(f". = {literal(word)}" for word in words)], "or"),
            "constraint_message": f"Enter a {question.scale}{' as YYYY-MM-DD' * (question.scale == 'date')}{allowed}, or: "
            + ", ".join(words),
        }

    def _not_asked(self, column: ExpectedColumn) -> str:
        """Return the formula that leaves out the cohorts and waves that are not asked; empty if there are none."""
        cohorts, excluded = cohort_names(self._fieldwork), []
        for wave, asked in self._fieldwork.asked_in(column).items():
            parts = [f"${{{self._values.wave}}} = {literal(wave)}"] if self._values.wave is not None else []
            if all(asked):
                continue
            if any(asked):
                of = [name for name, is_asked in zip(cohorts, asked, strict=True) if not is_asked]
                if self._values.cohort is None:
                    continue  # an unknown cohort: reported where the register is read
                parts.append(
                    joined_formulas([f"${{{self._values.cohort}}} = {literal(name)}" for name in of], "or")
                )
            excluded.append(joined_formulas(parts, "and"))
        return f"not({joined_formulas(excluded, 'or')})" if excluded else ""

    def _relevant(self, question: Question, item: str | None) -> str:
        """Return the formula of `asked_if`; empty if there is none, or if the form cannot say it."""
        if question.asked_if is None:
            return ""
        try:
            return FormConditions(self._linked, self._conditions, question, item).formula(question.asked_if)
        except NotSayableError as reason:
            self._not_said[question.id] = str(reason)
            return ""


def _xml_form(text: str) -> str:
    """Return a text as XML allows it as a name."""
    name = _NOT_IN_XML_NAMES.sub("_", text).strip("_.-") or "question"
    return name if name[0].isalpha() else f"q_{name}"


def _within(question: Question, *, is_text: bool) -> list[str]:
    """Return the formulas that an answer within the limits of a question meets."""
    found = []
    for key, sign in (("at_least", ">="), ("at_most", "<=")):
        text = getattr(question, key)
        if text is not None and question.scale == "number":
            found.append(f"{'number(.)' if is_text else '.'} {sign} {text}")
        elif text is not None:
            found.append(f"{'date(.)' if is_text else '.'} {sign} date('{text}')")
    return found


def _label(text: str) -> str:
    """Return a text as a label, in which `${` would be read as a reference."""
    return text.replace("${", "$ {")
