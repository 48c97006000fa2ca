"""Makes diagnostics about the answers to a question, at the cells of units that gave them."""

from collections.abc import Iterable

from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.survey_types import AnswerPlaces
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Question

Asked = tuple[Question, str | None]  # a question, and one of its items


def asked_in_words(asked: Asked) -> str:
    """Return a question, and the item if it has items, by their ids in quotation marks."""
    question, item = asked
    return f"'{question.id}'" if item is None else f"'{question.id}' about '{item}'"


def answer_diagnostic(
    linked: LinkedProgramme,
    asked: Asked,
    at: tuple[AnswerPlaces | None, Iterable[int]],
    said: tuple[str, str, str],
    *,
    related: str = "the question",
) -> Diagnostic:
    """Return a diagnostic at the cells of units; at the question, where the answers have no cells.

    Args:
        linked: The programme.
        asked: The question and item.
        at: The cells of the wave, None if there are none, and the positions of the units, of which only the first few are shown.
        said: The code, the message and the hint.
        related: What is said of the question, at its position.
    """
    question, item = asked
    places, units = at
    code, message, hint = said
    of_question = question.doc_path / "id"
    if places is None:
        return diagnostic(linked.positions, code, of_question, message, hint=hint)
    spans = (places.cell(unit, question.id, item) for unit in units)
    first = next(spans)
    also = [*further_places(spans), (of_question, related)]
    return diagnostic(linked.positions, code, first, message, hint=hint, related=also)
