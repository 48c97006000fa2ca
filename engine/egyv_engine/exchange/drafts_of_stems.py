"""Drafts one question over items from columns with a common stem."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile

from egyv_engine.data.no_answer_codes import means_no
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.draft import (
    NOT_TICKED,
    TICKED_ANSWER,
    Draft,
    DraftItem,
    DraftQuestion,
    DraftScale,
    id_of,
)
from egyv_engine.exchange.drafts_of_columns import codes_of, note_words_among_numbers, spell_with_spaces
from egyv_engine.exchange.drafts_of_scales import counted_together, labelled_scale, words_scale
from egyv_engine.exchange.found_table import FoundColumn
from egyv_engine.exchange.stem_columns import SELECTED_CHOICE, StemColumns
from egyv_engine.exchange.yaml_text import flow_list, flow_map
from egyv_engine.model.typed_values import YEAR, is_number

_SHORTEST_COMMON = (
    8  # letters that the labels of all columns begin with, before that is taken as the question
)
_FEWEST_OF_ONE_ANSWER = 10  # rows
_END_OF_QUESTION, _SPACE = re.compile(r"\s[-\u2013]\s|[:?/\[(]\s*"), re.compile(r"\s")
_CODED = re.compile(r"[A-Z]{0,3}[0-9]+")  # SQ001, 1: an item without words
_EDGES = " -\u2013:/."
_BRACKETS = (("(", ")"), ("[", "]"))


def add_stem(draft: Draft, group: StemColumns, by_name: Mapping[str, Mapping[str, FoundColumn]]) -> None:
    """Add the question of columns with a common stem.

    Args:
        draft: The draft.
        group: The columns.
        by_name: Each column in the waves that have it.
    """
    stem, labels = _asks(group, by_name)
    made = draft.free_id(group.stem)
    question = DraftQuestion(id=made, asks=stem, scale="text")
    for written, name in group.columns.items():
        label = labels.get(name) or group.labels.get(written) or group.ticks.get(written, written)
        if label.isdigit() or (label in set(group.ticks.values()) and _is_one_word(group)):
            label = written
        item = id_of(label if written.isdigit() else written, question.items)
        others = (
            {group.ticks[written]} - {label} if written in group.ticks and not _is_one_word(group) else set()
        )
        question.items[item] = DraftItem(label=label, spellings=sorted(others))
    question.columns = _columns(group, question)
    question.waves = list(dict.fromkeys(wave for n in group.columns.values() for wave in by_name[n]))
    for wave in question.waves:
        lacking = [
            item
            for item, name in zip(question.items, group.columns.values(), strict=True)
            if wave not in by_name[name]
        ]
        if lacking:
            question.lacking[wave] = lacking
    if not group.asks:  # else the file says that it is one question
        question.decide.append("one question over several items? Their columns have the same words.")
    if any(_CODED.fullmatch(about.label) for about in question.items.values()):
        question.decide.append("what are the items? Write their words as labels in rules/baskets.yaml.")
    if all(map(YEAR.fullmatch, group.columns)):
        first = next(iter(group.columns))
        end = group.pattern.partition("{}")[2]
        before = group.pattern.partition("{}")[0].removeprefix(group.stem)
        question.decide.append(
            f"are {flow_list(list(group.columns))} waves? Then write a wave for each in programme.yaml, with its own "
            f"answers: {{file: ..., columns_end: {scalar(before + first + end)}}}, and the question without items, columns and several."
        )
    question.scale = _scale(draft, group, question, by_name)
    rows = _rows_of_one_answer(group, by_name)
    if rows >= _FEWEST_OF_ONE_ANSWER:
        labels_of_items = [about.label for about in question.items.values()]
        merged = dict(zip(labels_of_items, group.columns.values(), strict=True))
        question.decide.append(
            f"one question with one answer? In each of the {rows:,} rows with an answer, exactly one of these columns is ticked. "
            "If so, the share of each answer is that of its item. For one scale instead, remove items, several and columns, list the "
            f"answers as choices: {flow_list(list(merged))}, and write 'merged_columns: {{{made}: {flow_map(merged)}}}' for the file in "
            "surveys/files.yaml."
        )
    for name in group.columns.values():
        spell_with_spaces(draft, question, by_name[name].values())
    columns = (column for name in group.columns.values() for column in by_name[name].values())
    note_words_among_numbers(question, columns)
    draft.questions.append(question)


def _rows_of_one_answer(group: StemColumns, by_name: Mapping[str, Mapping[str, FoundColumn]]) -> int:
    """Return the number of rows with an answer if each of them has exactly one item ticked, and some have another one; else 0."""
    found = [by_name[name] for name in group.columns.values()]
    answered = []
    for wave in dict.fromkeys(wave for columns in found for wave in columns):
        cells = [columns[wave].values for columns in found if wave in columns]
        answered += [row for row in zip(*cells, strict=True) if any(row)]
    ticks = [[bool(cell) and group.codes.get(cell) != NOT_TICKED for cell in row] for row in answered]
    is_ticked = bool(group.codes or group.ticks)
    is_one = is_ticked and all(sum(row) == 1 for row in ticks) and len({row.index(True) for row in ticks}) > 1
    return len(answered) if is_one else 0


def _is_one_word(group: StemColumns) -> bool:
    """Return whether every ticked cell has the same word, such as Y, and not the name of its item."""
    return len(set(group.ticks.values())) == 1


def _asks(group: StemColumns, by_name: Mapping[str, Mapping[str, FoundColumn]]) -> tuple[str, dict[str, str]]:
    """Return the text that the labels of all columns begin with, and the rest of each label."""
    found = {
        name: next((c.label for c in by_name[name].values() if c.label), "")
        for name in group.columns.values()
    }
    if group.asks:
        return group.asks, {name: label for name, label in found.items() if label}
    if not all(found.values()):
        return group.stem, {}
    # What these two share, all texts between them share, too.
    first, last = min(found.values()), max(found.values())
    common = first[
        : next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    ]
    marks = [m.end() for m in _END_OF_QUESTION.finditer(common)]
    ends = marks or [m.end() for m in _SPACE.finditer(common)]
    common = common[: max(ends, default=0)]
    if len(common) < _SHORTEST_COMMON:
        return group.stem, found
    rest = {name: label[len(common) :] for name, label in found.items()}
    end = "" if marks else _common_end(list(rest.values()))
    if end:  # the item is in the middle, as in the texts of a block that is shown once for each item
        return f"{common.strip()} ... {end}", {
            name: text.removesuffix(end).strip() for name, text in rest.items()
        }
    rest = {name: _without_edges(text) for name, text in rest.items()}
    return _without_edges(common).removesuffix(SELECTED_CHOICE).strip(), rest if all(rest.values()) else {}


def _common_end(texts: Sequence[str]) -> str:
    """Return the words that all texts end with, one word of each text left out."""
    words = [text.split() for text in texts]
    most = min(map(len, words)) - 1
    same = (len({tuple(of_text[-n:]) for of_text in words}) == 1 for n in range(1, most + 1))
    number = sum(1 for _ in takewhile(bool, same))
    return " ".join(words[0][-number:]) if number else ""


def _without_edges(text: str) -> str:
    """Return a text without the marks that joined it to another one; brackets that are closed in it are a part of it."""
    before = None
    while text != before:
        before, text = text, text.strip(_EDGES)
        for opening, closing in _BRACKETS:
            if text.count(opening) < text.count(closing):
                text = text.removesuffix(closing).removeprefix(closing)
            elif text.count(opening) > text.count(closing):
                text = text.removeprefix(opening).removesuffix(opening)
    return text


def _columns(group: StemColumns, question: DraftQuestion) -> str | dict[str, str]:
    """Return the name of the columns with a place for the item, or the column of each item."""
    if list(question.items) == list(group.columns):
        return group.pattern.replace("{}", "{item}")
    if [about.in_sentence for about in question.items.values()] == list(group.columns):
        return group.pattern.replace("{}", "{label}")
    return dict(zip(question.items, group.columns.values(), strict=True))


def _scale(
    draft: Draft,
    group: StemColumns,
    question: DraftQuestion,
    by_name: Mapping[str, Mapping[str, FoundColumn]],
) -> str:
    columns = [by_name[name] for name in group.columns.values()]
    counts = _counts(columns)
    codes, conflicts = codes_of(columns[0])
    question.decide += conflicts
    if group.codes:
        return draft.add_ticked(group.codes)
    if group.ticks:
        question.several = "columns"
        question.decide.append("a blank cell is read as not ticked, where the row has another item ticked.")
        return _ticked(draft, group, question, by_name)
    if codes:
        missing = list(dict.fromkeys(m for found in columns for c in found.values() for m in c.missing))
        made = labelled_scale(question.id, codes, missing)
    elif all(map(is_number, counts)):
        question.decide.append("a number, or codes of answers? Codes need a scale that has codes.")
        return "number"
    else:
        made = words_scale(question.id, [counts])
    return "text" if made is None else draft.add_scale(made)


def _ticked(
    draft: Draft,
    group: StemColumns,
    question: DraftQuestion,
    by_name: Mapping[str, Mapping[str, FoundColumn]],
) -> str:
    """Return the scale of columns that are blank unless their item was ticked; a text in that of other answers is a tick."""
    ticked = dict.fromkeys(set(group.ticks.values()), TICKED_ANSWER) if _is_one_word(group) else {}
    question.ignores_others = bool(group.others)
    if group.others:
        question.decide.append(
            f"any text under {flow_list(group.others)} is a tick, and the text is not read; is that right?"
        )
    texts = _counts([by_name[group.columns[item]] for item in group.others])
    unticked = {text: NOT_TICKED for text in texts if means_no(text) and text not in group.ticks.values()}
    if not unticked:
        return draft.add_ticked(ticked)
    question.decide.append(f"is it right that {flow_list(list(unticked))} is no other answer?")
    made = DraftScale(
        id=question.id, answers=[NOT_TICKED, TICKED_ANSWER], has_order=True, codes=ticked | unticked
    )
    return draft.add_scale(made)


def _counts(columns: Sequence[Mapping[str, FoundColumn]]) -> Counter[str]:
    return counted_together(column.counts for found in columns for column in found.values())
