"""Drafts questions and scales from the columns of tables, of whatever kind of file."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise, repeat, takewhile

from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import first_named
from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.diagnostics.span import Span
from egyv_engine.exchange.answers_in_languages import ask_about_languages
from egyv_engine.exchange.draft import Draft, DraftFile, DraftQuestion, DraftWave
from egyv_engine.exchange.drafts_of_columns import add_column
from egyv_engine.exchange.drafts_of_scales import counted_together
from egyv_engine.exchange.drafts_of_stems import add_stem
from egyv_engine.exchange.form_tools import form_tool, tool_columns
from egyv_engine.exchange.found_table import FoundColumn, FoundTable, of_rows
from egyv_engine.exchange.item_column import RowsOfItems, add_questions_of_items
from egyv_engine.exchange.stem_columns import OTHER, CellsOfColumns, StemColumns, stem_columns
from egyv_engine.exchange.unfinished_returns import rows_of_finished
from egyv_engine.exchange.unit_column import unit_column
from egyv_engine.exchange.wave_columns import wave_columns
from egyv_engine.exchange.yaml_text import flow_list

_MOST_NAMED = 12
_NAMED = 0.5  # of the rows at most, where a column names a group in its first row alone


def draft_of_tables(
    title: str,
    waves: Sequence[DraftWave],
    tables: Sequence[FoundTable],
    found: DiagnosticCollector,
    rows_of_items: Sequence[RowsOfItems] = (),
) -> Draft | None:
    """Return a draft of a programme whose waves have these tables; None if it has faults (EGY581, EGY584).

    Args:
        title: The name of the programme.
        waves: The waves, in order.
        tables: The table of each wave.
        found: Receives the faults.
        rows_of_items: What each wave has for each item, where its file has a row for each item of a unit.
    """
    key = unit_column(tables, found)
    if key is None:
        return None
    for table in tables:
        _fill_down_groups(key.name, table)
    draft = Draft(title=title, key=key.name, about_key=key.decide, units=key.units, waves=list(waves))
    by_name: dict[str, dict[str, FoundColumn]] = {}
    for wave, table in zip(waves, tables, strict=True):
        of_tool = tool_columns(form_tool([c.name for c in table.columns]), [c.name for c in table.columns])
        for column in table.columns:
            is_read = column.name not in (key.name, *of_tool) and not column.has_row_names
            if is_read and column.counts:
                by_name.setdefault(column.name, {})[wave.id] = column
    blank = {
        (wave.id, column.name): column
        for wave, table in zip(waves, tables, strict=True)
        for column in table.columns
        if not column.counts
    }
    _add_questions(draft, by_name, blank)
    ask_about_languages(draft, tables)
    if rows_of_items:
        add_questions_of_items(draft, waves, rows_of_items)
    if not draft.questions:
        found.report(
            "EGY584",
            Span(tables[0].file),
            f"the file has no column with answers besides the id of the unit, '{key.name}'",
            hint="give a file with a column for each question",
        )
        return None
    return draft


def _add_questions(
    draft: Draft,
    by_name: dict[str, dict[str, FoundColumn]],
    blank: Mapping[tuple[str, str], FoundColumn],
) -> None:
    """Add the questions in the order of the first of their columns.

    Args:
        draft: The draft.
        by_name: Each column in the waves in which it is filled.
        blank: The columns that are blank, by wave and name.
    """
    heights = {wave: len(c.values) for found in by_name.values() for wave, c in found.items()}

    def cells_of_waves(name: str) -> Iterator[str]:
        for wave, height in heights.items():
            found = by_name[name].get(wave)
            yield from repeat("", height) if found is None else found.values

    cells = CellsOfColumns(
        counts={
            name: counted_together(found[wave].counts for wave in heights if wave in found)
            for name, found in by_name.items()
        },
        rows=lambda names: zip(*map(cells_of_waves, names), strict=True),
        height=sum(heights.values()),
    )
    codes = {name: _codes(found) for name, found in by_name.items()}
    sets = {
        name: column.of_set
        for name, of_waves in by_name.items()
        for column in of_waves.values()
        if column.of_set is not None and not set(column.missing) & column.counts.keys()
    }
    stems = {name: group for group in stem_columns(cells, codes, sets) for name in group.columns.values()}
    for of_ticks in {group.pattern: group for group in stems.values() if group.ticks}.values():
        _add_unticked(of_ticks, by_name, blank)
    tickable = {group.stem for group in stems.values() if group.codes}
    for name, found in by_name.items():
        group = stems.get(name)
        if group is None:
            if name not in tickable:  # the items of the question, all in one cell, and then one by one
                add_column(draft, name, found)
        elif name == next(iter(group.columns.values())):
            add_stem(draft, group, by_name)
    for of_waves in wave_columns([name for name in by_name if name not in stems]):
        question = _question_of(draft, of_waves.names[0])
        if question is not None:
            question.decide.append(of_waves.advice)
    for first, second in pairwise(by_name):
        if second not in stems and OTHER.search(second):
            _ask_about_others(draft, by_name[first], (second, by_name[second]))


def _ask_about_others(
    draft: Draft, answers: Mapping[str, FoundColumn], others: tuple[str, Mapping[str, FoundColumn]]
) -> None:
    """Note that a text in the column after a question stands for another answer, where the question is blank in all such rows."""
    name, texts = others
    pairs = [
        (answer, text)
        for wave in answers
        if wave in texts
        for answer, text in zip(answers[wave].values, texts[wave].values, strict=True)
    ]
    rows = [answer for answer, text in pairs if text]
    first = next(iter(answers.values()))
    question = _question_of(draft, first.name)
    if question is None or question.scale not in draft.scales or not rows or any(rows):
        return
    question.decide.append(
        f"{len(rows):,} row{'s have' if len(rows) > 1 else ' has'} no answer here, but a text in {scalar(name)}. Did they give another answer? "
        "They are in no base; to count them, write Other in these cells of the file, and add it to the scale."
    )


def _question_of(draft: Draft, column: str) -> DraftQuestion | None:
    """Return the question that is drafted from a column, without items; None if there is none."""
    return next((q for q in draft.questions if column in (q.id, *q.column.values())), None)


def _fill_down_groups(key: str | None, table: FoundTable) -> None:
    """Put the word of a group into all of its rows, in columns left of the id that have it in the first row alone.

    Without an id, these are the columns left of the first one without blank cells.
    """
    left = list(takewhile(lambda c: c.name != key and (key is not None or c.has_blank), table.columns))
    groups = [column for column in left if _names_groups(column.values)]
    unbroken = [column for column in groups if _is_unbroken(column)]
    for column in groups:
        if column not in unbroken:
            column.note = (
                "the first row of each group alone has a word, and the rows below are blank, as where cells are merged. Is this "
                f"the group of those rows? Then write 'fill_down: [{scalar(column.name)}]' for the file in surveys/files.yaml."
            )
    for column in unbroken:
        column.values = list(accumulate(column.values, _filled_down))
    if unbroken:
        table.options["fill_down"] = (
            f"{flow_list([column.name for column in unbroken])}  # decide: does a word in the first row of a group hold for the blank cells "
            "below it, as where cells are merged?"
        )


def _filled_down(above: str, value: str) -> str:
    return value or above


def _is_unbroken(column: FoundColumn) -> bool:
    """Return whether the row above each blank cell is the one above it in the file, without a blank row between them."""
    lines = [
        None if column.cell_at is None else column.cell_at(row).line for row in range(len(column.values))
    ]
    return all(
        value or (above is not None and line == above + 1)
        for value, above, line in zip(column.values[1:], lines, lines[1:], strict=False)
    )


def _names_groups(values: Sequence[str]) -> bool:
    words = [value for value in values if value]
    return bool(values[0]) and 1 < len(words) <= len(values) * _NAMED and len(set(words)) == len(words)


def _add_unticked(
    group: StemColumns,
    by_name: dict[str, dict[str, FoundColumn]],
    blank: Mapping[tuple[str, str], FoundColumn],
) -> None:
    """Add the blank columns of items that nobody ticked in a wave in which others of the question were ticked."""
    names = group.columns.values()
    for wave in dict.fromkeys(wave for name in names for wave in by_name[name]):
        for name in names:
            if (wave, name) in blank:
                by_name[name][wave] = blank[wave, name]


def _codes(found: Mapping[str, FoundColumn]) -> dict[str, str]:
    return {code: label for column in found.values() for code, label in column.codes.items()}


def add_file_options(draft: Draft, file: DraftFile, table: FoundTable) -> None:
    """Add to a file how it is written, and the columns that are not read.

    Args:
        draft: The draft, with its questions.
        file: A file of the draft.
        table: The table of the file, without the column that names the wave.
    """
    waves = [wave.id for wave in draft.waves if wave.file is file]
    read = {draft.key, *(name for q in draft.questions for wave in waves for name in _columns_of(q, wave))}
    read |= {
        name for wave in draft.waves if wave.file is file for name in (wave.items, *wave.values.values())
    }
    others = [column.name for column in table.columns if column.name not in read]
    file.options |= table.options
    if others or table.has_nameless:
        tool = form_tool([column.name for column in table.columns])
        of_tool = tool_columns(tool, others)
        item_by_item = {q.columns.partition("/{")[0] for q in draft.questions if isinstance(q.columns, str)}
        again = [name for name in others if name in item_by_item]
        rest = [name for name in others if name not in (*of_tool, *again)]
        notes = [f"{_named(of_tool)}: added by {tool.name}"] if tool is not None and of_tool else []
        notes += [f"{_named(again)}: read item by item"] if again else []
        notes += [f"decide: is any of these a question? {_named(rest)}"] if rest else []
        notes += ["some have no name"] if table.has_nameless else []
        file.options["other_columns"] = f"ignored  # {'; '.join(notes)}"
    if table.conditions:
        decide = f"decide: {table.left_out}, and left out here"
        file.options["rows"] = f"{_conditions(table.conditions)}  # {decide}"
    finished = rows_of_finished(table)
    if finished is not None:
        condition, number = finished
        rows = _conditions([*table.conditions, condition])
        replaced = " and without the line above" if table.conditions else ""
        decide = f"decide: {of_rows(number)} not finished; "
        file.options.setdefault("other_columns", "refused")
        file.options["# rows"] = (
            f"{rows}  # {decide}without the first # of this line{replaced}, they are left out"
        )


def _conditions(conditions: Sequence[str]) -> str:
    return conditions[0] if len(conditions) == 1 else f"[{', '.join(conditions)}]"


def _columns_of(question: DraftQuestion, wave: str) -> list[str]:
    """Return the columns of a question in a wave."""
    if not question.items or question.several not in (None, "columns"):
        return [question.column.get(wave, question.id)]
    if isinstance(question.columns, str):
        return [
            question.columns.replace("{item}", item).replace("{label}", about.in_sentence)
            for item, about in question.items.items()
        ]
    return list((question.columns or {}).values())


def _named(names: Sequence[str]) -> str:
    return first_named([" ".join(name.split()) for name in names], _MOST_NAMED)
