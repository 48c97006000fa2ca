"""Compares what an SPSS or Stata file says of the codes in its columns with what the scales say of them (EGY557)."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from egyv_engine.data.coding.declared_words import meant_answers
from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.data.source_table import TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import and_more
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Question
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import comparable_text

Columns = Iterable[tuple[ExpectedColumn, TableColumn]]


class _Contradiction(Frozen):
    """A code whose label in a column is another answer of the scale than the one that the code stands for."""

    scale: str
    code: str
    read_as: str
    label: str
    labelled: str


def check_value_labels(
    linked: LinkedProgramme, file: PurePosixPath, columns: Columns, diagnostics: DiagnosticCollector
) -> None:
    """Report codes that stand for an answer of a scale and are labelled as another answer of it in their file.

    A label in other words, or in another language, is not an answer of the scale, and contradicts nothing.

    Args:
        linked: The programme.
        file: The file.
        columns: The columns of the file that are read, each with its question.
        diagnostics: Receives one diagnostic per code of a scale, which names the first column.
    """
    found: dict[_Contradiction, list[ExpectedColumn]] = {}
    agreeing: set[tuple[str, str]] = set()
    for expected, column in columns:
        for one, is_same in _labelled(linked, expected.question, column):
            if is_same:
                agreeing.add((one.scale, one.code))
            else:
                found.setdefault(one, []).append(expected)
    for one, places in found.items():
        first, *others = places
        advice = (
            f"read '{one.code}' as '{one.labelled}', or correct the labels in the file; if files of other waves label it otherwise, "
            "write 'answers: labels' for this file in surveys/files.yaml"
        )
        if (one.scale, one.code) in agreeing:
            advice = (
                f"other columns label it '{one.read_as}': write 'answers: labels' for the file in surveys/files.yaml, so that "
                "each column is read by its own labels, or correct the labels in the file"
            )
        diagnostics.report(
            "EGY557",
            _declared_at(linked, first.question, one.code),
            f"'{one.code}' is read as '{one.read_as}', but {file} labels it '{one.label}' in '{first.name}'{and_more(len(others), 'column')}",
            hint=advice,
            related=((first.question.doc_path / "scale", "the scale of the question"),),
        )


def _labelled(
    linked: LinkedProgramme, question: Question, column: TableColumn
) -> Iterator[tuple[_Contradiction, bool]]:
    """Yield each code of a column whose label is an answer of the scale, and whether it is read as this answer."""
    if linked.scale(question) is None or not column.labels:
        return
    spellings, special = linked.spellings(question), linked.special_answers(question)
    answers = (*linked.labels(question), *special.words)
    named = {looks_like(word).casefold(): answer for word, answer in spellings.items()}
    named |= {looks_like(answer).casefold(): answer for answer in answers}
    meant = {
        **meant_answers(column.labels, linked.codes(question), spellings),
        **{code: code for code in column.labels if code in answers},
    }
    for code, label in column.labels.items():
        labelled = named.get(looks_like(label).casefold())
        if labelled is None or code not in meant:
            continue
        one = _Contradiction(
            scale=question.scale, code=code, read_as=meant[code], label=label, labelled=labelled
        )
        yield one, labelled == meant[code]


def _declared_at(linked: LinkedProgramme, question: Question, code: str) -> Location:
    """Return the location of a code in the scale of a question; that of the scale where the code is an answer."""
    scale = linked.scale(question)
    assert scale is not None
    keys = (key for key in scale.codes or {} if comparable_text(key) == comparable_text(code))
    key = next(keys, None)
    return KeyAt(scale.doc_path) if key is None else scale.doc_path / "codes" / key
