"""Drafts the question of a column: a scale of labels or of words, several answers in a cell, or number, date or text."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from egyv_engine.data.no_answer_codes import words_for_none
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.cell_words import items_between_spaces, mark_of_several, never_apart
from egyv_engine.exchange.draft import Draft, DraftItem, DraftQuestion, id_of
from egyv_engine.exchange.drafts_of_scales import counted_together, labelled_scale, words_scale
from egyv_engine.exchange.found_table import FoundColumn
from egyv_engine.exchange.stem_columns import NO_QUESTION, SELECTED_CHOICE
from egyv_engine.exchange.written_numbers import is_written_number
from egyv_engine.exchange.yaml_text import flow_list
from egyv_engine.link.special_answers import usual_key
from egyv_engine.model.typed_values import days, is_number

_FEW_NUMBERS = 5
_ONE_IN_OTHER = 4  # cells of a column of numbers may have none
_FEW_SHOWN = 4
_PADDED = re.compile("0[0-9]+")
_CODE = re.compile("[A-Za-z]*[0-9]+[A-Za-z][A-Za-z0-9]*|[A-Za-z]+[0-9]+")  # 101A among 101 and 102
_SERIAL = re.compile("[0-9]{5}")
_FIRST_OF_EXCEL = date(1899, 12, 30)


def add_column(draft: Draft, name: str, found: Mapping[str, FoundColumn]) -> None:
    """Add the question of a column.

    Args:
        draft: The draft.
        name: The name of the column.
        found: The column in each wave that has it.
    """
    asks = next((column.label for column in found.values() if column.label), name)
    asks = asks.removesuffix(SELECTED_CHOICE)
    for end in NO_QUESTION:
        asks = asks.removesuffix(end)
    asks = " ".join(asks.split())
    made = draft.free_id(asks if asks != " ".join(name.split()) and name.endswith(NO_QUESTION) else name)
    question = DraftQuestion(
        id=made,
        asks=asks,
        scale="text",
        column={} if made == name else dict.fromkeys(found, name),
        waves=list(found),
    )
    question.decide += dict.fromkeys(c.note for c in found.values() if c.note is not None)
    labels, conflicts = codes_of(found)
    question.decide += conflicts
    missing = list(dict.fromkeys(code for column in found.values() for code in column.missing))
    question.scale = _scale(draft, question, [column.counts for column in found.values()], labels, missing)
    spell_with_spaces(draft, question, found.values())
    note_words_among_numbers(question, found.values())
    draft.questions.append(question)


def spell_with_spaces(draft: Draft, question: DraftQuestion, columns: Iterable[FoundColumn]) -> None:
    """Add the answers that cells have with spaces around them to the scale of a question, as other spellings.

    Args:
        draft: The draft.
        question: The question, with its scale.
        columns: Its columns.
    """
    scale = draft.scales.get(question.scale)
    if scale is None:
        return  # numbers, dates and texts are read without the spaces around them
    for column in columns:
        for word, written in column.spaced.items():
            scale.spell(word, written)


def note_words_among_numbers(question: DraftQuestion, columns: Iterable[FoundColumn]) -> None:
    """Add the few words among the numbers of columns to the blank words of their question, and what to decide about them.

    Args:
        question: The question.
        columns: Its columns.
    """
    words = list(dict.fromkeys(word for column in columns for word in column.words))
    question.blank += words
    if len(words) == 1:
        question.decide.append(
            f"is {scalar(words[0])} no answer? It is the only word among numbers. If it is a don't-know, move it to dont_know."
        )
    elif words:
        question.decide.append(
            f"are these no answers: {flow_list(words)}? They are the only words among numbers. Move a don't-know to dont_know, "
            "and write the number of one that means a number under codes."
        )


def codes_of(found: Mapping[str, FoundColumn]) -> tuple[dict[str, str], list[str]]:
    """Return the labels of a column's codes in all waves, and what to decide where two waves label a code differently.

    Args:
        found: The column in each wave that has it.
    """
    labels: dict[str, str] = {}
    decide = []
    for wave, column in found.items():
        for code, label in column.codes.items():
            if labels.setdefault(code, label) != label:
                decide.append(
                    f"{code} is '{labels[code]}' in one file, but '{label}' in that of {wave}: is it the same? If not, write "
                    f"answers: labels in surveys/files.yaml for the file of {wave}, so that its labels are read"
                )
    return labels, decide


def _scale(
    draft: Draft,
    question: DraftQuestion,
    by_wave: Sequence[Counter[str]],
    codes: Mapping[str, str],
    missing: list[str],
) -> str:
    """Return the scale of a column: one of its labels, one of its words, or number, date or text."""
    counts = counted_together(by_wave)
    if codes and counts.keys() <= codes.keys():
        made = labelled_scale(question.id, codes, missing)
        if made is not None:
            return draft.add_scale(made)
    ordinary = _ordinary(question, list(counts), codes, missing)
    if not ordinary:
        return "text"
    if all(map(is_number, ordinary)):
        _ask_about_numbers(question, ordinary)
        return "number"
    if all(days(value) is not None for value in ordinary):
        return "date"
    several = mark_of_several(counts)
    if several is not None:
        return _several(draft, question, *several, dict(zip(question.waves, by_wave, strict=True)))
    words = words_scale(question.id, by_wave)
    if words is not None:
        items = items_between_spaces(words.answers)
        if items:
            question.decide.append(
                f"may a cell have several of {flow_list(items)}, with spaces between them? Then give the question items (a basket "
                'of these), several: " " and a scale of two answers, such as [Not ticked, Ticked].'
            )
        _ask_about_other_numbers(question, _only(counts, words.answers))
        return draft.add_scale(words)
    _ask_about_other_numbers(question, _only(counts, ordinary))
    for_none = words_for_none(ordinary)
    if for_none:
        question.blank += for_none
        question.decide.append(f"is it right to list {flow_list(for_none)} under blank?")
    return "text"


def _ordinary(
    question: DraftQuestion, different: Sequence[str], codes: Mapping[str, str], missing: Sequence[str]
) -> list[str]:
    """List the values of a column that are no answers under their keys of the question, and return the others."""
    ordinary = [value for value in different if value not in missing]
    question.blank = [value for value in different if value in missing]
    keys = {code: key for code in ordinary if code in codes and (key := usual_key(codes[code])) is not None}
    for code, key in keys.items():
        getattr(question, key).append(code)
        question.decide.append(f"is it right to list {code} ({codes[code]}) under {key}?")
    ordinary = [value for value in ordinary if value not in keys]
    others = [f"{code} ({label})" for code, label in codes.items() if code in ordinary]
    if others:
        question.decide.append(
            f"a number? These values have labels: {', '.join(others)}. Is one of them no answer?"
        )
    if any(value in missing for value in different):
        question.decide.append(
            "the file declares as missing what is listed under blank; is one a don't-know?"
        )
    return ordinary


def _ask_about_numbers(question: DraftQuestion, ordinary: Sequence[str]) -> None:
    """Note what else the numbers of a column may be: codes, or days as Excel stores them."""
    padded = next((value for value in ordinary if _PADDED.fullmatch(value)), None)
    if padded is not None and len(ordinary) > _FEW_NUMBERS:
        question.decide.append(
            f"a number, or codes, such as {padded}? As numbers, {padded} is {int(padded)}."
        )
    if len(ordinary) <= _FEW_NUMBERS:
        question.decide.append(
            f"a number, or codes of answers ({', '.join(sorted(ordinary))})? Codes need a scale that has codes."
        )
    if _are_serial(ordinary):
        first = min(ordinary, key=int)
        day = _FIRST_OF_EXCEL + timedelta(days=int(first))
        question.decide.append(
            f"a number, or a date as Excel stores it? {first} would be {day}. If so, save the column as dates, and write scale: date."
        )


def _only(counts: Counter[str], values: Iterable[str]) -> Counter[str]:
    """Return the counts of some values alone."""
    kept = set(values)
    return Counter({value: number for value, number in counts.items() if value in kept})


def _ask_about_other_numbers(question: DraftQuestion, counts: Counter[str]) -> None:
    """Note that most cells of a column have numbers, so that a number is read where the others are dealt with."""
    every = written = counts.total()
    fewest = max(_FEW_NUMBERS, every - every // _ONE_IN_OTHER)
    others = []
    for value, cells in counts.items():
        if not is_written_number(value):
            others.append(value)
            written -= cells
        if written < fewest:
            return
    if every < fewest or (others and all(map(_CODE.fullmatch, others))):
        return
    if others:
        shown = ", ".join(map(scalar, others[:_FEW_SHOWN])) + (", ..." if len(others) > _FEW_SHOWN else "")
        which = f"{written:,} of {every:,} cells have one, and the others are {shown}"
    else:
        shown = " and ".join(scalar(value) for value in _written_otherwise(list(counts)))
        which = f"its cells have numbers in several ways, such as {shown}"
    question.decide.append(
        f"a number? {which}. If so, write scale: number; egyv-engine check then says how each of them is read."
    )


def _written_otherwise(values: Sequence[str]) -> tuple[str, str]:
    """Return the first of some numbers, and the first that is written in another way, as where it alone has a sign."""
    first = values[0]
    forms = {re.sub("[0-9]+", "", value): value for value in reversed(values)}
    own = re.sub("[0-9]+", "", first)
    return first, next((value for form, value in forms.items() if form != own), values[-1])


def _are_serial(values: Sequence[str]) -> bool:
    """Return whether all values may be the days since 1899-12-30 of dates from 2000 to 2049, as Excel stores them."""
    return len(values) > _FEW_NUMBERS and all(
        _SERIAL.fullmatch(value) and 36526 <= int(value) <= 54788 for value in values
    )


def _several(
    draft: Draft,
    question: DraftQuestion,
    mark: str,
    items: Sequence[str],
    by_wave: Mapping[str, Iterable[str]],
) -> str:
    """Make a question of a column whose cells hold all items that were ticked; return its scale."""
    question.several = mark
    for label in items:
        item = id_of(label, question.items)
        question.items[item] = DraftItem(label=label)
    question.decide.append(
        "are these all the items that could be ticked? The file has only those that somebody ticked."
    )
    question.decide += [
        f"is {scalar(label)} one item? The other commas of its cells separate items."
        for label in items
        if mark in label
    ]
    together = (
        never_apart(list(dict.fromkeys(cell for cells in by_wave.values() for cell in cells if cell)), mark)
        if mark == ","
        else []
    )
    for first, second in together:
        if first in items and second in items:  # else a comma inside an item, which is asked about above
            label, ids = (
                f"{first}, {second}",
                [i for i, about in question.items.items() if about.label in (first, second)],
            )
            question.decide.append(
                f"is {scalar(label)} one item? Nobody ticked one of the two alone. If so, write {{label: {scalar(label)}}} in "
                f"rules/baskets.yaml in place of {' and '.join(ids)}."
            )
    for wave, cells in by_wave.items():
        parts = {part.strip() for cell in cells for part in cell.split(mark)}
        missing = [
            i for i, about in question.items.items() if mark not in about.label and about.label not in parts
        ]
        if missing:
            question.decide.append(
                f"nobody ticked {flow_list([question.items[i].label for i in missing])} in {wave}. If it could not be ticked then, write "
                f"not_asked: [{{wave: {scalar(wave)}, items: {flow_list(missing)}}}]"
            )
    return draft.add_ticked({})
