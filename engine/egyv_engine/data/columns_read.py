"""Lists the columns that rules name in data files, those that some wave reads, and those that have few different words."""

from collections.abc import Iterator

from egyv_engine.data.expected_columns import (
    ExpectedColumn,
    columns_of_unplaced_questions,
    expected_columns,
)
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Wave


def attribute_columns(linked: LinkedProgramme, wave: str | None = None) -> dict[str, str]:
    """Return the column of each declared attribute, by its name.

    Args:
        linked: The programme.
        wave: The wave whose answers have the columns; None if the register is a file.
    """
    register = linked.programme.file.register
    return {name: register.column_of(name, wave) for name in register.attributes}


def every_column(linked: LinkedProgramme, wave: Wave) -> dict[tuple[str, str | None], ExpectedColumn]:
    """Return the expected columns of a wave, also of questions with a faulty `not_asked`.

    Args:
        linked: The programme.
        wave: The wave.
    """
    return {**columns_of_unplaced_questions(linked, wave.id), **expected_columns(linked, wave.id)}


def columns_of_file(linked: LinkedProgramme, wave: Wave) -> dict[tuple[str, str | None], ExpectedColumn]:
    """Return the expected columns of a wave that are columns of its file, and not made of a row per item.

    Args:
        linked: The programme.
        wave: The wave.
    """
    per_item = wave.answers.values or {}
    every = every_column(linked, wave)
    return {asked: column for asked, column in every.items() if column.question.id not in per_item}


def shaping_columns(linked: LinkedProgramme, source: str) -> Iterator[tuple[str, DocumentPath]]:
    """Yield each column that decides how a file is shaped, except the key, with the document path of its name.

    Args:
        linked: The programme.
        source: The path of the file, or the name of the query.
    """
    shape = linked.file_shape(source)
    waves = [wave.answers for wave in linked.waves.values() if wave.source_name == source]
    of_file = () if shape is None else shape.rows
    for condition in (*of_file, *(condition for answers in waves for condition in answers.conditions)):
        yield condition.column, condition.doc_path / "column"
    if shape is not None and shape.doc_path is not None:
        for name, columns in shape.merged_columns.items():
            for answer, column in columns.items():
                yield column, shape.doc_path / "merged_columns" / name / answer
        for i, column in enumerate(shape.fill_down):
            yield column, shape.doc_path / "fill_down" / i
        for column in shape.dates_of_columns:
            yield column, shape.doc_path / "dates" / column
    several = None if shape is None else shape.of_several_rows
    if several is not None and several.by is not None:
        yield several.by, several.doc_path / "by"
    for answers in waves:
        if answers.items is not None:
            yield answers.items, answers.doc_path / "items"
        for question, column in (answers.values or {}).items():
            yield column, answers.doc_path / "values" / question


def columns_read(linked: LinkedProgramme, source: str) -> frozenset[str] | None:
    """Return the columns of a file of answers that a wave reads; None if no wave reads the file.

    Args:
        linked: The programme.
        source: The path of the file, or the name of the query.
    """
    waves = [wave for wave in linked.waves.values() if wave.source_name == source]
    return frozenset(name for wave in waves for name in _columns_of(linked, wave)) if waves else None


def _columns_of(linked: LinkedProgramme, wave: Wave) -> Iterator[str]:
    shape = linked.file_shape(wave.source_name)
    if shape is not None:
        yield shape.key
    yield from (name for name, _ in shaping_columns(linked, wave.source_name))
    register = linked.programme.file.register
    if register.made_of is not None:
        yield from attribute_columns(linked, wave.id).values()
    elif register.source_name == wave.source_name:
        yield from (register.column_of(name) for name, _ in linked.attributes_used)
    for column in columns_of_file(linked, wave).values():
        yield column.name
