"""Resolves the waves and items in the columns of a question, and reports columns that do not fit the question."""

from collections.abc import Mapping
from functools import partial

from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.diagnostics.suggest import did_you_mean
from egyv_engine.link.columns import COLUMNS, ITEM, LABEL, is_by_wave, is_pattern, several_in
from egyv_engine.link.linked_programme import LinkedBasket
from egyv_engine.link.names import NameTable
from egyv_engine.model import documents as d
from egyv_engine.model.document_path import DocumentPath

_BY_WAVE = "write the columns of the items below the wave"


def resolve_columns(names: NameTable, question: d.Question, basket: LinkedBasket | None) -> None:
    """Report the faults in `column`, `columns` and `several` of a question.

    Args:
        names: The declared names, and the collector of what is unknown.
        question: The question.
        basket: The basket over which it is asked; None if there is none, or if it has a fault.
    """
    for key in ("column", "several"):
        declared = getattr(question, key)
        for wave in declared if isinstance(declared, Mapping) else ():
            names.resolve("wave", wave, KeyAt(question.doc_path / key / wave), names.waves)
    _several(names, question)
    fits = names.resolves(partial(_column_or_columns, names, question))
    if fits and question.columns is not None and basket is not None:
        _columns(names, question, basket, question.columns)


def _several(names: NameTable, question: d.Question) -> None:
    """Report `several` and `other_answers` where a cell cannot have several answers (EGY461)."""
    given = [k for k in ("several", "other_answers") if getattr(question, k) not in (None, "refused")]
    if not given:
        return
    at = KeyAt(question.doc_path / given[0])
    scale = names.programme.scales.scales.get(question.scale)
    if question.items is None:
        names.report(
            "EGY461",
            at,
            f"the question '{question.id}' has no items, so its cells cannot hold several of them",
            hint=f"name the basket of the items under items, or remove {given[0]}",
        )
    elif question.several is None:
        names.report(
            "EGY461",
            at,
            f"the cells of the question '{question.id}' have one answer each, so no word of them is skipped",
            hint="add several: with what separates the items in a cell, or remove other_answers",
        )
    elif question.scale in d.OPEN_VALUE_TYPES or (scale is not None and len(scale.ordinary) != 2):
        names.report(
            "EGY461",
            question.doc_path / "scale",
            f"an item of '{question.id}' is ticked or not, but '{question.scale}' does not have two ordinary answers",
            hint='name a scale of two answers, such as yes_no: ["No", "Yes"]; a ticked item has the last of them',
            related=((KeyAt(question.doc_path / "several"), "a cell holds the items that were ticked"),),
        )


def _column_or_columns(names: NameTable, question: d.Question) -> None:
    """Report `column` or `columns` where the question has none of this kind (EGY458)."""
    report = partial(names.report, "EGY458")
    column, columns = KeyAt(question.doc_path / "column"), KeyAt(question.doc_path / "columns")
    by_wave = isinstance(question.several, Mapping)
    has_shared_cells = question.several not in (None, COLUMNS)
    if question.column is not None and question.columns is not None and not by_wave:
        report(
            columns,
            f"the question '{question.id}' has both 'column' and 'columns'",
            hint=_which_to_keep(question),
            related=((column, "'column'"),),
        )
    elif question.columns is not None and question.items is None:
        report(
            columns,
            f"the question '{question.id}' has no items, so it has one column",
            hint="write column: instead of columns:, or name the basket with items",
        )
    elif question.columns is not None and has_shared_cells and not by_wave:
        report(
            columns,
            f"the items of '{question.id}' share a cell, so they have no columns of their own",
            hint="write column: instead of columns:, or remove several",
            related=(_several_of(question),),
        )
    elif question.column is not None and question.items is not None and not has_shared_cells:
        report(
            column,
            f"each item of '{question.id}' has a column of its own",
            hint=f'name them, for example columns: "Q4_{ITEM}"; if a cell holds all that were ticked, add several: ";"',
        )
    elif question.items is not None:
        for wave in question.column if isinstance(question.column, Mapping) else ():
            if wave in names.waves and several_in(question, wave) is None:
                report(
                    KeyAt(question.doc_path / "column" / wave),
                    f"each item of '{question.id}' has a column of its own in '{wave}', for which 'several' has no entry",
                    hint="move it to columns, or name the wave in several, too",
                    related=(_several_of(question),),
                )


def _which_to_keep(question: d.Question) -> str:
    if question.items is None:
        return "keep column, because the question has no items"
    if question.several in (None, COLUMNS):
        return "keep columns, because each item has a column of its own"
    return "keep column, because all items share a cell"


def _several_of(question: d.Question) -> tuple[KeyAt, str]:
    return KeyAt(question.doc_path / "several"), "'several'"


def _columns(
    names: NameTable,
    question: d.Question,
    basket: LinkedBasket,
    columns: str | Mapping[str, str | Mapping[str, str]],
) -> None:
    doc_path = question.doc_path / "columns"
    if isinstance(columns, str):
        _template(names, question, basket, columns, doc_path)
        return
    if _is_mixed(names, question, basket, columns):
        return
    if not _has_wave_keys(names, basket, columns):
        for item, column in columns.items():
            at = doc_path / item
            if names.resolve(
                "item", item, KeyAt(at), basket.items, ((question.doc_path / "items", "its basket"),)
            ):
                _item_column(names, column, at)
        return
    for wave, column in columns.items():
        at = doc_path / wave
        if not names.resolve("wave", wave, KeyAt(at), names.waves):
            continue
        if several_in(question, wave) is not None:
            names.report(
                "EGY458",
                KeyAt(at),
                f"the items of '{question.id}' share a cell in '{wave}', so they have no columns of their own",
                hint="remove the wave here, or in several",
                related=(_several_of(question),),
            )
        elif isinstance(column, str):
            _template(names, question, basket, column, at)
        else:
            for item, name in column.items():
                if names.resolve("item", item, KeyAt(at / item), basket.items):
                    _item_column(names, name, at / item)


def _is_mixed(
    names: NameTable, question: d.Question, basket: LinkedBasket, columns: Mapping[str, object]
) -> bool:
    """Report keys of `columns` of which some are waves and some are items (EGY459)."""
    waves = [key for key in columns if key in names.waves and key not in basket.items]
    items = [key for key in columns if key in basket.items and key not in names.waves]
    if not waves or not items:
        return False
    doc_path = question.doc_path / "columns"
    names.report(
        "EGY459",
        KeyAt(doc_path / items[0]),
        f"'{items[0]}' is an item, and the key '{waves[0]}' is a wave",
        hint=f"{_BY_WAVE}, for example columns: {{{waves[0]}: {{{items[0]}: Q4}}}}",
        related=((KeyAt(doc_path / waves[0]), f"the wave '{waves[0]}'"),),
    )
    return True


def _has_wave_keys(names: NameTable, basket: LinkedBasket, columns: Mapping[str, object]) -> bool:
    """Return whether the keys of `columns` are, or are probably meant to be, waves."""
    known = {*names.waves, *basket.items}
    if any(key in known for key in columns):
        return is_by_wave(columns, names.waves, basket.items)
    if is_by_wave(columns, (), ()):
        return True
    return any(did_you_mean(key, names.waves) and not did_you_mean(key, basket.items) for key in columns)


def _template(
    names: NameTable, question: d.Question, basket: LinkedBasket, column: str, at: DocumentPath
) -> None:
    if is_pattern(column):
        return
    item = basket.items[0]
    names.report(
        "EGY458",
        at,
        f"'{column}' is the column of every item of '{question.id}'",
        hint=f'put {ITEM} where the id of the item is, for example "{column}_{ITEM}", or name the column of each item, '
        f"for example {{{item}: {column}}}",
    )


def _item_column(names: NameTable, column: object, at: DocumentPath) -> None:
    """Report a column of one item that is a pattern for all of them, or a mapping."""
    if isinstance(column, str) and not is_pattern(column):
        return
    names.report(
        "EGY458",
        at,
        f"the column of one item cannot have {ITEM} or {LABEL} in its name"
        if isinstance(column, str)
        else "an item has one column, and this is a mapping",
        hint="write the name that the file has"
        if isinstance(column, str)
        else f"{_BY_WAVE}: the keys of columns are waves, and the keys of each wave are items",
    )
