"""Drafts questions, scales and skip logic from an XLSForm."""

import re
from collections.abc import Mapping, Sequence

from egyv_engine.exchange.draft import (
    CannotDraftError,
    Draft,
    DraftQuestion,
    DraftScale,
    DraftWave,
    id_of,
)
from egyv_engine.exchange.form_relevant import relevant_condition
from egyv_engine.exchange.found_table import FoundTable
from egyv_engine.exchange.yaml_text import scalar

_OPEN_TYPES = {
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "date",
    "datetime": "date",
    "today": "date",
    "text": "text",
}
_TICKED = "ticked"
_KEYS = ("_uuid", "KEY", "_id", "instanceID")  # the ids that form tools give to what is sent in
_MARKUP = re.compile(r"<[^>]+>|[*_#]{2,}")
Rows = Sequence[Mapping[str, str]]


def named_rows(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Return the rows of a sheet by the names in its first row.

    Args:
        rows: The rows as texts.
    """
    header = [name.strip().lower() for name in rows[0]] if rows else []
    return [dict(zip(header, (cell.strip() for cell in row), strict=False)) for row in rows[1:]]


def draft_of_form(
    title: str, survey: Rows, choices: Rows, waves: Sequence[DraftWave], tables: Sequence[FoundTable]
) -> Draft:
    """Return a draft of a form, with its answers as other files give them.

    Args:
        title: The name of the programme.
        survey: The rows of the sheet `survey`.
        choices: The rows of the sheet `choices`.
        waves: The waves, in order.
        tables: The answers of each wave; empty if there are none yet.

    Raises:
        CannotDraftError: The form has no questions, or no answers are in the files.
    """
    headers = {wave.id: [c.name for c in table.columns] for wave, table in zip(waves, tables, strict=False)}
    draft = _FormDraft(title, survey, choices, waves, headers).draft()
    if not draft.questions:
        raise CannotDraftError("the form has no question whose answers are in the files")
    for wave, table in zip(draft.waves, tables, strict=False):
        wave.options |= {**table.options, "other_columns": "ignored  # decide: these columns are not read"}
    return draft


class _FormDraft:
    def __init__(
        self,
        title: str,
        survey: Rows,
        choices: Rows,
        waves: Sequence[DraftWave],
        headers: Mapping[str, Sequence[str]],
    ) -> None:
        self._survey = survey
        self._headers = headers
        self._lists: dict[str, dict[str, str]] = {}
        for row in choices:
            labels = self._lists.setdefault(row.get("list_name") or row.get("list name", ""), {})
            if row.get("name"):
                labels[row["name"]] = _label(row) or row["name"]
        key = next((k for k in _KEYS if headers and all(k in names for names in headers.values())), None)
        self._draft = Draft(title=title, key=key or "_uuid", key_is_found=key is not None, waves=list(waves))
        self._by_name: dict[str, DraftQuestion] = {}

    def draft(self) -> Draft:
        relevant: list[str] = []
        for row in self._survey:
            kind = row.get("type", "").replace("begin group", "begin_group").replace("end group", "end_group")
            if kind.startswith(("begin_group", "begin_repeat", "begin repeat")):
                relevant.append(row.get("relevant", ""))
            elif kind.startswith(("end_group", "end_repeat", "end repeat")):
                del relevant[-1:]
            elif (question := self._question(kind, row)) is not None:
                self._skip(question, [*relevant, row.get("relevant", "")])
                self._draft.questions.append(question)
                self._by_name[row["name"]] = question
        return self._draft

    def _question(self, kind: str, row: Mapping[str, str]) -> DraftQuestion | None:
        """Return the question of a row; None if it is none, or if no file has its answers."""
        word, _, of = kind.partition(" ")
        of = of.replace("or_other", "").strip()
        is_question = word in ("select_one", "select_multiple") or word in _OPEN_TYPES
        columns = self._columns(row.get("name", ""))
        if not is_question or not row.get("name") or (self._headers and not columns):
            return None
        made = id_of(row["name"], (q.id for q in self._draft.questions))
        column = next(iter(columns.values()), row["name"])
        question = DraftQuestion(id=made, asks=_label(row) or row["name"], scale="text", waves=list(columns))
        question.column = None if made == column else column
        if len(set(columns.values())) > 1:
            question.decide.append(
                f"the column has other names in other waves: {', '.join(columns.values())}"
            )
        if word == "select_multiple" and of in self._lists:
            question.scale, question.several, question.column = self._ticked(), " ", column
            taken: list[str] = []
            for name, label in self._lists[of].items():
                taken.append(id_of(name, taken))
                question.items[taken[-1]] = label
                if taken[-1] != name:
                    question.decide.append(f"the item {taken[-1]} is '{name}' in the file")
        elif word == "select_one" and len(self._lists.get(of, {})) >= 2:
            question.scale = self._scale(of)
        else:
            question.scale = _OPEN_TYPES.get(word, "text")
        return question

    def _columns(self, name: str) -> dict[str, str]:
        """Return the column of a question in each wave, with or without the names of its groups."""
        found = {}
        for wave, names in self._headers.items():
            column = next((n for n in names if n == name), None) or next(
                (n for n in names if n.endswith((f"/{name}", f"-{name}"))), None
            )
            if column is not None:
                found[wave] = column
        return found

    def _ticked(self) -> str:
        self._draft.scales[_TICKED] = DraftScale(id=_TICKED, answers=["Not ticked", "Ticked"], has_order=True)
        return _TICKED

    def _scale(self, of: str) -> str:
        made = id_of(of)
        if made not in self._draft.scales:
            answers: dict[str, str] = {}
            for name, label in self._lists[of].items():
                answers[name] = label if label not in answers.values() else f"{label} ({name})"
            codes = {name: answer for name, answer in answers.items() if name != answer}
            is_yes_no = sorted(a.lower() for a in answers.values()) == ["no", "yes"]
            self._draft.scales[made] = DraftScale(
                id=made,
                answers=sorted(answers.values(), key=str.lower) if is_yes_no else list(answers.values()),
                has_order=True,
                codes=codes,
                decide=None
                if is_yes_no
                else "are the answers listed weakest first? They are in the order of the form. Is one a don't-know?",
            )
        return made

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
            if comparator != "is" or value not in question.items:
                return None
            return f"{{question: {question.id}, item: {value}, is: Ticked}}"
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


def _label(row: Mapping[str, str]) -> str:
    """Return the label of a row, in the first language that it has, without marks of layout."""
    names = ["label", *(name for name in row if name.startswith("label::"))]
    text = next((row[name] for name in names if row.get(name)), "")
    return " ".join(_MARKUP.sub("", text).split())
