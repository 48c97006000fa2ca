"""Makes warnings about the answers to a question, at the cell of a unit that has one of them."""

from egyv_engine.data.survey_types import AnswerPlaces
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Question

Asked = tuple[Question, str | None]  # a question, and one of its items


def asked_in_words(asked: Asked) -> str:
    """Return a question, and the item if it has items, by their ids in quotation marks."""
    question, item = asked
    return f"'{question.id}'" if item is None else f"'{question.id}' about '{item}'"


def answer_warning(
    linked: LinkedProgramme,
    asked: Asked,
    at: tuple[AnswerPlaces | None, int],
    said: tuple[str, str, str],
    *,
    related: str = "the question",
) -> Diagnostic:
    """Return a warning at the cell of a unit; at the question, where the answers have no cells.

    Args:
        linked: The programme.
        asked: The question and item.
        at: The cells of the wave, None if there are none, and the position of the unit.
        said: The code, the message and the hint.
        related: What is said of the question, at its position.
    """
    question, item = asked
    places, unit = at
    code, message, hint = said
    of_question = question.doc_path / "id"
    return diagnostic(
        linked.positions,
        code,
        of_question if places is None else places.cell(unit, question.id, item),
        message,
        hint=hint,
        related=[] if places is None else [(of_question, related)],
    )
