"""Resolves what the register and the waves say of the source of their rows."""

from collections.abc import Mapping

from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.columns import several_in
from egyv_engine.link.exclusive_keys import one_key_of
from egyv_engine.link.names import NameTable
from egyv_engine.model import documents as d


def resolve_register(names: NameTable) -> None:
    """Report a register that is not one file, query or set of answers, and attributes with two declarations.

    Args:
        names: The declared names, and the collector of what is unknown.
    """
    register = names.programme.file.register
    if not register.doc_path.steps:  # a register that could not be read has no position
        return
    names.add(one_key_of(names.collector.positions, register, "file", "made_of", "query"))
    _query(names, register)
    _key(names, register)
    for name in register.attributes:
        found = register.declared(name)
        if found is None:
            continue
        if found.values is not None and found.type is not None:
            names.add(one_key_of(names.collector.positions, found, "values", "type"))
        for wave in found.column if isinstance(found.column, Mapping) else ():
            names.resolve("wave", wave, KeyAt(found.doc_path / "column" / wave), names.waves)


def resolve_answers(names: NameTable, wave: d.Wave) -> None:
    """Report the faults in the source of a wave's answers, and the unknown questions that it names.

    Args:
        names: The declared names, and the collector of what is unknown.
        wave: The wave.
    """
    answers = wave.answers
    names.add(one_key_of(names.collector.positions, answers, "file", "query"))
    _query(names, answers)
    for rows in answers.conditions:
        names.add(one_key_of(names.collector.positions, rows, "is", "is_one_of", "is_not"))
    given = [key for key in ("items", "values") if getattr(answers, key) is not None]
    if len(given) == 1:
        other = "values" if given == ["items"] else "items"
        names.report(
            "EGY456",
            KeyAt(answers.doc_path / given[0]),
            f"'{given[0]}' is given without '{other}', and a row for each item needs both",
            hint=f"add {other}: "
            + (
                "each question that is asked over items, with the column of its answers"
                if other == "values"
                else "the column that names the item"
            ),
        )
    _values(names, wave)


def _query(names: NameTable, declared: d.Register | d.AnswersSource) -> None:
    """Report a query without a database, and a database without a query (EGY455)."""
    given = [key for key in ("query", "database") if getattr(declared, key) is not None]
    if len(given) != 1:
        return
    is_query = given == ["query"]
    names.report(
        "EGY455",
        KeyAt(declared.doc_path / given[0]),
        "the query has no database" if is_query else "the database has no query",
        hint=f"add database: {d.DATABASE} and the variable of the environment that holds its address"
        if is_query
        else "add query: with the rows to read, or remove database",
    )


def _key(names: NameTable, register: d.Register) -> None:
    """Report a register without a key, and one with a key whose units are rows (EGY441)."""
    if register.lacks_key:
        names.report(
            "EGY441",
            register.doc_path,
            "the register has no 'key', the column with the id of the unit",
            hint="add key: and the column; if no column has ids, write made_of: rows, and each row is another unit",
        )
    elif register.key is not None and register.has_row_units:
        names.report(
            "EGY441",
            KeyAt(register.doc_path / "key"),
            "each row is another unit here, so no column has its id",
            hint=f"remove key, or write made_of: answers if '{register.key}' has the id of the unit",
            related=((register.doc_path / "made_of", "each row is another unit"),),
        )


def _values(names: NameTable, wave: d.Wave) -> None:
    """Report the questions of `values` that are unknown, that have no items, or that name their columns otherwise."""
    values = wave.answers.doc_path / "values"
    seen: dict[str, str] = {}
    for name, column in (wave.answers.values or {}).items():
        question = names.questions.get(name)
        if not names.resolve("question", name, KeyAt(values / name), names.questions) or question is None:
            continue
        declared = ((question.doc_path / "id", "the question"),)
        if question.items is None:
            names.report(
                "EGY456",
                KeyAt(values / name),
                f"the question '{name}' has no items, and each row of these answers is about one item",
                hint=f"remove it from values; a question without items has its own column, such as column: {column}",
                related=declared,
            )
        elif several_in(question, wave.id) is not None:
            names.report(
                "EGY456",
                KeyAt(values / name),
                f"each row has the answer to '{name}' for one item, but 'several' says that a cell has several items",
                hint="remove it from values, or give several by wave, without this wave",
                related=((KeyAt(question.doc_path / "several"), "'several'"),),
            )
        elif isinstance(question.columns, dict) and wave.id in question.columns:
            names.report(
                "EGY456",
                KeyAt(values / name),
                f"the answers to '{name}' are in the column '{column}' here, but the question names other columns for '{wave.id}'",
                hint="remove one of the two",
                related=((KeyAt(question.doc_path / "columns" / wave.id), "the other columns"),),
            )
        if column in seen:
            names.report(
                "EGY460",
                values / name,
                f"the questions '{seen[column]}' and '{name}' have the same column '{column}'",
                hint="name for each question the column of its own answers",
                related=((values / seen[column], f"the column of '{seen[column]}'"),),
            )
        seen.setdefault(column, name)
