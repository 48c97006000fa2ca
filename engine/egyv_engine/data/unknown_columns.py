"""Reports the columns of a wave's table that belong to no question, together unless one is probably meant (EGY505)."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from egyv_engine.data.columns_read import columns_of_file, shaping_columns
from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import CommonFault, DiagnosticCollector
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.link.columns import column_pattern
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Wave, names_of_columns

Related = tuple[tuple[Location, str], ...]

_MOST_COMPARED = 200  # columns for which the one that is meant is looked for
_IGNORED = "'other_columns: ignored' for the file in surveys/files.yaml"


def declaration_of(linked: LinkedProgramme, column: ExpectedColumn) -> Related:
    """Return the positions of a column's question and item.

    Args:
        linked: The programme.
        column: The column.
    """
    named = [key for key in ("column", "columns") if getattr(column.question, key) is not None]
    question: Related = tuple(
        (column.question.doc_path / key, "the question") for key in (named or ["id"])[:1]
    )
    if column.item is None or column.question.items is None:
        return question
    item = linked.baskets[column.question.items].labels[column.item]
    return (*question, (KeyAt(item.doc_path), "the item"))


def report_unknown_columns(
    linked: LinkedProgramme,
    wave: Wave,
    table: SourceTable,
    expected: Mapping[str, ExpectedColumn],
    known: Collection[str],
    diagnostics: DiagnosticCollector,
) -> set[str]:
    """Report the columns that belong to no question; return the missing columns that they probably are.

    A column that may belong to a question with a fault is not reported, because the fault is.

    Args:
        linked: The programme.
        wave: The wave.
        table: The table of a wave's answers.
        expected: The columns that the instrument provides, by name.
        known: Other columns that the table may have.
        diagnostics: Receives the faults.
    """
    present = set(table.names)
    misnamed = {name for name, _ in shaping_columns(linked, wave.source_name) if name not in present}
    meant_by_rules = {did_you_mean(name, table.names) for name in misnamed}  # the rule is wrong, and reported
    names = Counter(
        column.name for column in columns_of_file(linked, wave).values() if column.several is None
    )
    shared = [
        name for name, number in names.items() if number > 1
    ]  # one of two has another column, as is reported
    missing = tuple(name for name in expected if name not in present)
    is_of_broken_question = _broken_questions(linked, wave)
    unknown = [
        column
        for column in table.columns
        if column.name not in known
        and column.name not in expected
        and column.name not in meant_by_rules
        and did_you_mean(column.name, shared) is None
        and not is_of_broken_question(column.name)
    ]
    compared = unknown[:_MOST_COMPARED] if missing else ()
    near = {column.name: did_you_mean(column.name, missing) for column in compared}
    nameless = [column.name for column in unknown if not column.name.strip()]
    if len(missing) == len(nameless) == 1:
        near[nameless[0]] = missing[0]
    renamed = _renamed_questions(linked, expected, missing, [column.name for column in compared])
    near.update({name: meant for of_one in renamed.values() for name, meant in of_one.items()})
    rest = [name for name in missing if name not in near.values() and any(expected[name].asked)]
    unlike = [column.name for column in unknown if near.get(column.name) is None]
    if len(rest) == len(unlike) == 1:
        near[unlike[0]] = rest[0]
    of_question: dict[str, list[TableColumn]] = {}
    absent = _absent_questions(expected, present)
    strange = []
    for column in unknown:
        meant = near.get(column.name)
        if meant is None:
            strange.append(column)
            continue
        if any(column.name in of_one for of_one in renamed.values()):
            continue
        if expected[meant].question.id in absent:
            of_question.setdefault(expected[meant].question.id, []).append(column)
            continue
        is_like = column.name not in unlike
        diagnostics.report(
            "EGY505",
            table.header_span(column),
            f"no question has a column '{column.name}'" + ("" if is_like else f", and '{meant}' is missing"),
            hint=_hint_of_name(column.name, expected[meant])
            if is_like
            else _hint_of_other_name(linked, table, expected[meant]),
            related=declaration_of(linked, expected[meant]),
            common=_fault_of(linked, column.name, expected[meant]),
        )
    for (before, question), of_one in renamed.items():
        _report_renamed(linked, table, before, question, of_one, diagnostics)
    for columns in of_question.values():
        meant = near[columns[0].name]
        assert meant is not None
        _report_of_question(linked, table, columns, expected[meant], diagnostics)
    if strange:
        asked = [name for name in missing if any(expected[name].asked)]
        _report_strange(linked, table, strange, asked, expected, diagnostics)
    return {meant for meant in near.values() if meant is not None}


def _hint_of_name(name: str, meant: ExpectedColumn) -> str:
    """Return what to do where a column is probably the missing one of a question, under another name."""
    if not name.strip():
        return f"did you mean '{meant.name}', which is missing? write this name in the header"
    key = "column" if meant.item is None else "columns"
    return (
        f"did you mean '{meant.name}', which is missing? correct the header, or name this column with '{key}' of the question "
        f"'{meant.question.id}'"
    )


def _hint_of_other_name(linked: LinkedProgramme, table: SourceTable, meant: ExpectedColumn) -> str:
    """Return what to do where the only column of no question is perhaps the only missing one."""
    key = "column" if meant.item is None else "columns"
    attribute = ", list it under attributes of the register" * (
        linked.programme.file.register.made_of is not None
    )
    remove = "leave it out of the query" if table.is_query else f"remove it{attribute}, or write {_IGNORED}"
    return (
        f"if it holds the answers to '{meant.question.id}', correct the header, or name this column with '{key}' of the question; "
        f"otherwise {remove}, and add '{meant.name}', or declare with not_asked that the question was not asked"
    )


def _fault_of(linked: LinkedProgramme, name: str, meant: ExpectedColumn) -> CommonFault:
    """Return what is at fault where a column is probably the missing one of a question: its item, or the column."""
    question, _, item = name.partition(".")
    items = {one for basket in linked.baskets.values() for one in basket.items}
    is_of_item = meant.item is not None and meant.name == f"{meant.question.id}.{meant.item}"
    if is_of_item and question == meant.question.id and item not in items:
        return CommonFault("item", item)
    return CommonFault("column", f"{name} for {meant.name}")


def _renamed_questions(
    linked: LinkedProgramme,
    expected: Mapping[str, ExpectedColumn],
    missing: Collection[str],
    unknown: Collection[str],
) -> dict[tuple[str, str], dict[str, str]]:
    """Return the questions that rules and the file have under another id: by both ids, each column and the one it is to be.

    All columns of the question are missing, and the file has all of them under the name that rules have and no question.
    """
    of_question: dict[str, list[ExpectedColumn]] = {}
    for name in missing:
        of_question.setdefault(expected[name].question.id, []).append(expected[name])
    numbers = Counter(column.question.id for column in expected.values())
    found: dict[tuple[str, str], dict[str, str]] = {}
    for before in sorted(linked.questions_unknown):
        fits = {
            question: {before + one.name.removeprefix(question): one.name for one in columns}
            for question, columns in of_question.items()
            if len(columns) == numbers[question]
            and all(one.name.startswith(question) for one in columns)
            and columns[0].question.column is None
            and columns[0].question.columns is None
        }
        fits = {question: names for question, names in fits.items() if set(names) <= set(unknown)}
        near = did_you_mean(before, fits)
        if near is not None or len(fits) == 1:
            question = near or next(iter(fits))
            found[before, question] = fits[question]
    return found


def _report_renamed(
    linked: LinkedProgramme,
    table: SourceTable,
    before: str,
    question: str,
    names: Collection[str],
    diagnostics: DiagnosticCollector,
) -> None:
    """Report a question whose id was changed in the instrument alone, in place of all that has the id that it had."""
    declared = next(q for q in linked.programme.instrument.questions if q.id == question)
    headers = [table.header_span(column) for column in table.columns if column.name in names]
    diagnostics.report(
        "EGY505",
        declared.doc_path / "id",
        f"rules and answers have a question '{before}', which is not declared, and '{question}' has no column",
        hint=f"if '{question}' is what they call '{before}', give it the id '{before}' here, or rename it in the rules and in the header, "
        f"too; otherwise declare '{before}' as well, and add the columns of '{question}'",
        related=[(span, f"a column of '{before}'") for span in headers[:1]],
        common=CommonFault("question", before, is_cause=True),
    )


def _absent_questions(expected: Mapping[str, ExpectedColumn], present: Collection[str]) -> set[str]:
    """Return the questions over several items of which the table has no column."""
    numbers = Counter(column.question.id for column in expected.values())
    there = {column.question.id for name, column in expected.items() if name in present}
    return {question for question, number in numbers.items() if number > 1 and question not in there}


def _report_of_question(
    linked: LinkedProgramme,
    table: SourceTable,
    columns: Sequence[TableColumn],
    meant: ExpectedColumn,
    diagnostics: DiagnosticCollector,
) -> None:
    """Report in one message the columns that are probably those of one question, of which the table has none."""
    first, *others = columns
    question = meant.question
    key = "its id" if question.columns is None else "its columns"
    diagnostics.report(
        "EGY505",
        table.header_span(first),
        f"{len(columns):,} columns belong to no question; the first of them is '{first.name}'"
        if others
        else f"no question has a column '{first.name}'",
        hint=f"did you mean '{meant.name}'? the table has no column of '{question.id}': correct {key}, or the header",
        related=(
            *declaration_of(linked, meant),
            *further_places(table.header_span(column) for column in others),
        ),
        is_last=True,
        common=CommonFault("column", f"{first.name} for {meant.name}"),
    )


def _report_strange(
    linked: LinkedProgramme,
    table: SourceTable,
    strange: Sequence[TableColumn],
    missing: Sequence[str],
    expected: Mapping[str, ExpectedColumn],
    diagnostics: DiagnosticCollector,
) -> None:
    """Report in one message the columns that resemble no missing column."""
    first = strange[0]
    many = len(strange) > 1
    attribute = ", list it under attributes of the register" * (
        linked.programme.file.register.made_of is not None
    )
    advice = f"remove the column{'s' * many}{attribute}, or write {_IGNORED}"
    if table.is_query:
        advice = f"leave the column{'s' * many} out of the query"
    diagnostics.report(
        "EGY505",
        table.header_span(first),
        f"{len(strange):,} columns belong to no question; the first of them is '{first.name}'"
        if many
        else f"no question has a column '{first.name}'",
        hint=f"{hint('', missing, 'missing columns')}; otherwise {advice}"
        if missing
        else f"{advice}; every question that was asked has its columns already",
        related=(
            *_related(linked, first.name, missing, expected),
            *further_places(table.header_span(column) for column in strange[1:]),
        ),
        is_last=True,
    )


def _related(
    linked: LinkedProgramme, name: str, missing: Sequence[str], expected: Mapping[str, ExpectedColumn]
) -> Related:
    """Return the declaration of the question that a column names, or of the missing column that may be meant."""
    question, _, item = name.partition(".")
    of_question = [x for x in missing if x.startswith(f"{question}.")]
    if question in linked.questions and not of_question:
        return ((linked.questions[question].doc_path / "id", "the question"),)
    of_item = [x for x in missing if item and x.partition(".")[2] == item]
    candidate = next(iter(of_question or of_item or missing), None)
    return declaration_of(linked, expected[candidate]) if candidate is not None else ()


def _broken_questions(linked: LinkedProgramme, wave: Wave) -> Callable[[str], bool]:
    """Return whether a column belongs to a question that has a fault itself, which is reported."""
    sound = {**linked.questions, **linked.questions_unplaced}
    broken = [q for q in linked.programme.instrument.questions if sound.get(q.id) is not q]
    ids = {question.id for question in broken}
    declared = {*linked.programme.columns_of_broken_questions}
    declared.update(
        name for question in broken for name in names_of_columns(question.column, question.columns)
    )
    end = wave.answers.columns_end or ""
    names = "|".join(f"{column_pattern(name)}(?:{re.escape(end)})?" for name in declared)

    def is_broken(column: str) -> bool:
        question = column.partition(".")[0]
        is_named = bool(names) and re.fullmatch(names, column) is not None
        is_own = question in ids or linked.programme.is_broken("question", question)
        return is_named or is_own

    return is_broken
