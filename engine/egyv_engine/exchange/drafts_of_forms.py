"""Drafts questions, scales and skip logic from an XLSForm."""

from collections.abc import Mapping, Sequence

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.diagnostics.span import Span
from egyv_engine.exchange.draft import (
    OPEN_SCALES,
    Draft,
    DraftItem,
    DraftQuestion,
    DraftScale,
    DraftWave,
    id_of,
)
from egyv_engine.exchange.form_constraint import constraint_limits
from egyv_engine.exchange.form_relevant import relevant_condition
from egyv_engine.exchange.form_sheets import FormRow, FoundForm
from egyv_engine.exchange.found_table import FoundTable
from egyv_engine.exchange.unit_column import UnitColumn, unit_column

_OPEN_TYPES = {
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "date",
    "datetime": "date",
    "dateTime": "date",
    "text": "text",
}
_NO_ANSWERS = UnitColumn(
    name="_uuid",
    decide=["which column will have the id of the unit? The form tool gives each answered form a _uuid."],
)


def draft_of_form(
    title: str,
    form: FoundForm,
    waves: Sequence[DraftWave],
    tables: Sequence[FoundTable],
    found: DiagnosticCollector,
) -> Draft | None:
    """Return a draft of a form, with its answers as other files give them; None if it has faults (EGY581, EGY584).

    Args:
        title: The name of the programme.
        form: The form.
        waves: The waves, in order.
        tables: The answers of each wave; empty if there are none yet.
        found: Receives the faults.
    """
    key = unit_column(tables, found) if tables else _NO_ANSWERS
    if key is None:
        return None
    headers = {wave.id: [c.name for c in table.columns] for wave, table in zip(waves, tables, strict=False)}
    draft = _FormDraft(title, form, key, waves, headers).draft()
    if not draft.questions:
        in_files = " whose answers are in the files" if tables else ""
        found.report(
            "EGY584",
            Span(form.file),
            f"the form has no question{in_files}",
            hint="export the answers with names, and not with labels, as the names of the columns"
            if tables
            else "give a form with questions in its sheet 'survey'",
        )
        return None
    for file in draft.files:
        file.options["other_columns"] = "ignored  # decide: the columns that the form tool adds are not read"
    return draft


class _FormDraft:
    def __init__(
        self,
        title: str,
        form: FoundForm,
        key: UnitColumn,
        waves: Sequence[DraftWave],
        headers: Mapping[str, Sequence[str]],
    ) -> None:
        self._form = form
        self._headers = headers
        self._choices = form.choices
        self._draft = Draft(
            title=title, key=key.name, about_key=key.decide, units=key.units, waves=list(waves)
        )
        self._by_name: dict[str, DraftQuestion] = {}
        self._scales: dict[str, str] = {}  # the id of the scale of each list

    def draft(self) -> Draft:
        relevant: list[str] = []
        for row in self._form.rows:
            if row.kind.startswith("begin_"):
                relevant.append(row.relevant)
            elif row.kind.startswith("end_"):
                del relevant[-1:]
            elif (question := self._question(row)) is not None:
                self._skip(question, [*relevant, row.relevant])
                _limit(question, row)
                self._draft.questions.append(question)
                self._by_name[row.name] = question
        return self._draft

    def _question(self, row: FormRow) -> DraftQuestion | None:
        """Return the question of a row; None if it is none, or if no file has its answers."""
        is_select = row.kind in ("select_one", "select_multiple") and row.list_name in self._choices
        columns = self._columns(row)
        is_key = bool(self._headers) and self._draft.key in columns.values()
        if not (is_select or row.kind in _OPEN_TYPES) or is_key or (self._headers and not columns):
            return None
        made = self._draft.free_id(row.name)
        question = DraftQuestion(id=made, asks=row.label or row.name, scale="text", waves=list(columns))
        named = columns or {wave.id: row.name for wave in self._draft.waves}
        question.column = {} if set(named.values()) == {made} else named
        choices = self._choices.get(row.list_name, {})
        if row.kind == "select_multiple" and choices:
            question.scale, question.several = self._draft.add_ticked({}), " "
            for name, label in choices.items():
                item = id_of(name, question.items)
                question.items[item] = DraftItem(label=label, spellings=[] if item == name else [name])
        elif row.kind == "select_one" and len(choices) >= 2:
            question.scale = self._scale(row.list_name)
        else:
            question.scale = _OPEN_TYPES.get(row.kind, "text")
        return question

    def _columns(self, row: FormRow) -> dict[str, str]:
        """Return the column of a question in each wave: its name, with or without those of its groups, or its label."""
        found = {}
        for wave, names in self._headers.items():
            column = next((n for n in names if n == row.name), None) or next(
                (n for n in names if n.endswith((f"/{row.name}", f"-{row.name}"))),
                next((n for n in names if row.label and " ".join(n.split()) == row.label), None),
            )
            if column is not None:
                found[wave] = column
        return found

    def _scale(self, of: str) -> str:
        if of not in self._scales:
            answers: dict[str, str] = {}
            for name, label in self._choices[of].items():
                answers[name] = label if label not in answers.values() else f"{label} ({name})"
            is_yes_no = {answer.lower() for answer in answers.values()} == {"no", "yes"}
            order = "are the answers listed weakest first? They are in the order of the form. Is one a don't-know?"
            made = DraftScale(
                id=id_of(of, (*OPEN_SCALES, *self._draft.scales)),
                answers=sorted(answers.values(), key=str.lower) if is_yes_no else list(answers.values()),
                has_order=True,
                codes={name: answer for name, answer in answers.items() if name != answer},
                decide=[] if is_yes_no else [order],
            )
            self._draft.scales[made.id] = made
            self._scales[of] = made.id
        return self._scales[of]

    def _skip(self, question: DraftQuestion, relevant: list[str]) -> None:
        """Set the conditions of a question and of its groups, or note that they could not be said."""
        written = [text for text in relevant if text]
        made = [relevant_condition(text, self._leaf) for text in written]
        for text, condition in zip(written, made, strict=True):
            if condition is None:
                question.decide.append(f"who was asked this? The form says: {text}")
        known = [condition for condition in made if condition is not None]
        if len(known) == 1:
            question.asked_if = known[0]
        elif known:
            question.asked_if = f"{{all: [{', '.join(known)}]}}"

    def _leaf(self, name: str, comparator: str, value: str) -> str | None:
        question = self._by_name.get(name)
        if question is None:
            return None
        if question.several is not None:
            item = next((i for i, a in question.items.items() if value in (i, *a.spellings)), None)
            if comparator != "is" or item is None:
                return None
            return f"{{question: {question.id}, item: {item}, is: Ticked}}"
        if comparator == "is" and value == "":
            return f"{{question: {question.id}, answered: false}}"
        scale = self._draft.scales.get(question.scale)
        if scale is not None:
            value = scale.codes.get(value, value)
            if comparator != "is" or (value not in scale.answers and value):
                return None
        elif question.scale == "text" and comparator != "is":
            return None
        return f"{{question: {question.id}, {comparator or 'is'}: {scalar(value)}}}"


def _limit(question: DraftQuestion, row: FormRow) -> None:
    """Set the lowest and the highest answer to a question, and note what else its constraint says."""
    limits = constraint_limits(row.constraint, question.scale, is_whole=row.kind == "integer")
    question.at_least, question.at_most = limits.at_least, limits.at_most
    question.decide += [f"which answers can there be? The form says: {text}" for text in limits.others]
