"""Finds the column of each question and item in a wave's table, and reads cells with several answers and open values."""

from collections.abc import Mapping

from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.data.shaping.coded_numbers import with_numbers
from egyv_engine.data.shaping.item_words import ItemWords
from egyv_engine.data.shaping.several_answers import SeveralAnswers, columns_of_items
from egyv_engine.data.shaping.shaped_table import Asked
from egyv_engine.data.shaping.standard_values import standard_values
from egyv_engine.data.shaping.table_parts import Related
from egyv_engine.data.shaping.ticked_columns import TickedColumns, completed_ticks
from egyv_engine.data.shaping.value_forms import ValueKind, WrittenValues
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Question
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.reading_notes import ReadingNotes


class AnswerColumns(Frozen):
    """The columns of a wave's answers.

    Attributes:
        columns: The column of each question and item that the table has.
        faulty: Those of which some cells could not be read, which is reported.
    """

    columns: Mapping[Asked, TableColumn]
    faulty: frozenset[Asked]


def item_words(linked: LinkedProgramme, question: Question) -> ItemWords:
    """Return the words that name the items of a question.

    Args:
        linked: The programme.
        question: A question with items.
    """
    items = tuple(item for item in linked.items(question) if item is not None)
    return ItemWords(items=items, meant=linked.item_words(question))


def answer_columns(
    linked: LinkedProgramme,
    table: SourceTable,
    expected: Mapping[Asked, ExpectedColumn],
    wave: str,
    written: WrittenValues,
    found: tuple[DiagnosticCollector, ReadingNotes],
) -> AnswerColumns:
    """Return the columns of questions and items; a column that the table does not have is left out.

    Args:
        linked: The programme.
        table: The table of the wave, with one row per unit.
        expected: The columns that the instrument provides, by question and item.
        wave: The id of the wave.
        written: How the file writes numbers and dates.
        found: Receives the faults (EGY572, EGY576), and the counts of what is read otherwise than it is written.
    """
    _, notes = found
    columns: dict[Asked, TableColumn] = {}
    faulty: set[Asked] = set()
    shape = linked.file_shape(str(table.file))
    declared: Related = ()
    if shape is not None and shape.doc_path is not None:
        declared = ((KeyAt(shape.doc_path), "how the file is written is declared here"),)
    by_question: dict[str, dict[Asked, ExpectedColumn]] = {}
    for asked, one in expected.items():
        by_question.setdefault(asked[0], {})[asked] = one
    for of_question in by_question.values():
        first = next(iter(of_question.values()))
        question = first.question
        own = {asked: table.column(one.name) for asked, one in of_question.items()}
        present = {asked: column for asked, column in own.items() if column is not None}
        if first.several is not None and present:
            shared = next(iter(present.values()))
            several = _several(linked, question, first.several)
            if several is not None:
                read = columns_of_items(table, shared, several, found)
                columns |= {(question.id, item): read[item] for _, item in of_question if item is not None}
        elif linked.has_ticked_columns(question, wave):
            ticks = _ticks(linked, question)
            named = {str(item): column for (_, item), column in present.items()}
            if ticks is not None:
                columns |= {
                    (question.id, i): c for i, c in completed_ticks(table, named, ticks, found).items()
                }
        elif linked.is_open(question) and question.scale in ("number", "date"):
            related = ((question.doc_path / "id", "the question"), *declared)
            kind: ValueKind = "number" if question.scale == "number" else "date"
            codes = linked.codes(question)
            known = (*linked.special_answers(question).words, *codes)
            for asked, column in present.items():
                values = standard_values(
                    table,
                    column,
                    kind,
                    written,
                    found,
                    known=known,
                    related=related,
                    question=question.id,
                )
                columns[asked] = with_numbers(table, values.column, codes, notes)
                if values.misfits is not None and values.misfits.any():
                    faulty.add(asked)
        else:
            columns |= present
    return AnswerColumns(columns=columns, faulty=frozenset(faulty))


def _several(linked: LinkedProgramme, question: Question, separator: str) -> SeveralAnswers | None:
    """Return how cells with several answers are read; None if the scale does not have two answers, which is reported."""
    labels = linked.labels(question)
    if len(labels) != 2 or question.items is None:
        return None
    return SeveralAnswers(
        separator=separator,
        items=item_words(linked, question),
        unticked=labels[0],
        ticked=labels[1],
        of_all=frozenset(linked.special_answers(question).words),
        ignores_others=question.other_answers == "ignored",
        related=((question.doc_path / "id", "the question"),),
    )


def _ticks(linked: LinkedProgramme, question: Question) -> TickedColumns | None:
    """Return how columns of ticks are read; None if the scale does not have two answers, which is reported."""
    labels = linked.labels(question)
    if len(labels) != 2 or question.items is None:
        return None
    words = (*labels, *linked.special_answers(question).words)
    return TickedColumns(
        items=item_words(linked, question),
        unticked=labels[0],
        ticked=labels[1],
        known=frozenset((*words, *linked.codes(question), *linked.spellings(question))),
        ticks_others=question.other_answers == "ignored",
        related=((question.doc_path / "id", "the question"),),
    )
