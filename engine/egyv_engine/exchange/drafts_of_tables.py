"""Drafts questions and scales from the columns of tables: CSV files, workbooks, and files of SPSS and Stata."""

from collections.abc import Mapping, Sequence

from egyv_engine.exchange.draft import (
    CannotDraftError,
    Draft,
    DraftQuestion,
    DraftScale,
    DraftWave,
    id_of,
    shared_scale,
)
from egyv_engine.exchange.found_table import FoundColumn, FoundTable
from egyv_engine.model.typed_values import days, number

MOST_ANSWERS = 12  # different words of a column that is drafted as a scale
FEWEST_REPEATS = 2  # rows per different word, on average, below which a column is drafted as text
_YES_NO = ("no", "yes")
_IGNORED = {"other_columns": "ignored  # decide: these columns are not read"}


def draft_of_tables(title: str, waves: Sequence[DraftWave], tables: Sequence[FoundTable]) -> Draft:
    """Return a draft of a programme whose waves have these tables.

    Args:
        title: The name of the programme.
        waves: The waves, in order.
        tables: The table of each wave.

    Raises:
        CannotDraftError: No column can be the id of the unit.
    """
    key = _key(tables)
    draft = Draft(title=title, key=key, key_is_found=True, waves=list(waves))
    names = dict.fromkeys(column.name for table in tables for column in table.columns)
    for name in names:
        found = {
            wave.id: column
            for wave, table in zip(waves, tables, strict=True)
            for column in table.columns
            if column.name == name
        }
        if name != key:
            _add_question(draft, name, found)
    for wave, table in zip(draft.waves, tables, strict=True):
        read = {q.column or q.id for q in draft.questions} | {key}
        wave.options |= table.options
        if any(column.name not in read for column in table.columns):
            wave.options |= _IGNORED
    if not draft.questions:
        raise CannotDraftError("the files have no column with answers besides the id of the unit")
    return draft


def _key(tables: Sequence[FoundTable]) -> str:
    """Return the first column that has another value in each row of each table, and no dates or decimals."""
    for column in tables[0].columns:
        in_each = [next((c for c in table.columns if c.name == column.name), None) for table in tables]
        if all(c is not None and "" not in c.values and _is_unique(c.values) for c in in_each) and not any(
            "." in value or _is_date(value) for value in column.values
        ):
            return column.name
    raise CannotDraftError(
        "no column has another value in each row, so none can be the id of the unit; add one to each file"
    )


def _is_date(value: str) -> bool:
    return days(value.partition("T")[0]) is not None


def _is_unique(values: Sequence[str]) -> bool:
    return len(set(values)) == len(values)


def _add_question(draft: Draft, name: str, found: Mapping[str, FoundColumn]) -> None:
    """Add the question of a column, unless the column is blank in every wave."""
    values = [value for column in found.values() for value in column.values if value]
    if not values:
        return
    made = id_of(name, (q.id for q in draft.questions))
    first = next(iter(found.values()))
    question = DraftQuestion(
        id=made,
        asks=first.label or name,
        scale="text",
        column=None if made == name else name,
        waves=list(found),
    )
    question.scale = _scale(draft, question, values, found)
    draft.questions.append(question)


def _scale(draft: Draft, question: DraftQuestion, values: list[str], found: Mapping[str, FoundColumn]) -> str:
    """Return the scale of a column: one of its labels, one of its words, or number, date or text."""
    codes = {code: label for column in found.values() for code, label in column.codes.items()}
    missing = {code for column in found.values() for code in column.missing}
    different = list(dict.fromkeys(values))
    if codes and set(different) <= set(codes):
        made = _labelled(question.id, codes, missing)
        if made is not None:
            return _add_scale(draft, made)
    if codes:
        question.decide.append("only some values have labels; is it a number? Are labelled values blanks?")
    if all(number(value) is not None for value in different):
        if len(different) <= 5:
            question.decide.append(f"a number, or codes of answers ({', '.join(sorted(different))})?")
        return "number"
    if all(_is_date(value) for value in different):
        if any("T" in value for value in different):
            for wave in draft.waves:
                wave.options["dates"] = "year-month-day  # the times after the dates are dropped"
        return "date"
    is_repeated = len(values) >= FEWEST_REPEATS * len(different)
    if 2 <= len(different) <= MOST_ANSWERS and is_repeated:
        return _add_scale(draft, _of_words(question.id, different))
    return "text"


def _labelled(question: str, codes: Mapping[str, str], missing: set[str]) -> DraftScale | None:
    """Return the scale of value labels, in the order of their codes; None if fewer than two are ordinary."""
    answers: dict[str, str] = {}
    for code, label in codes.items():
        text = label.strip() or code
        answers[code] = text if text not in answers.values() else f"{text} ({code})"
    ordinary = [answer for code, answer in answers.items() if code not in missing]
    if len(ordinary) < 2:
        return None
    return DraftScale(
        id=question,
        answers=ordinary,
        has_order=True,
        codes=answers,
        blank=[answer for code, answer in answers.items() if code in missing],
        decide="are the answers listed weakest first? They are in the order of their codes. Is one a don't-know?",
    )


def _of_words(question: str, words: list[str]) -> DraftScale:
    if sorted(word.lower() for word in words) == list(_YES_NO):
        ordered = sorted(words, key=str.lower)
        return DraftScale(id="yes_no", answers=ordered, has_order=True)
    return DraftScale(
        id=question,
        answers=words,
        has_order=False,
        decide="do the answers have an order? Then write 'answers', weakest first. Is one a don't-know?",
    )


def _add_scale(draft: Draft, made: DraftScale) -> str:
    """Add a scale, unless another question has the same one; return its id."""
    shared = shared_scale(draft.scales, made)
    if shared is not None:
        return shared
    made.id = id_of(made.id, (*draft.scales, "number", "date", "text"))
    draft.scales[made.id] = made
    return made.id
