"""Arranges an explanation as headings, sentences, lists and tables, which are then written as text or as Markdown."""

from collections.abc import Iterator

from egyv_engine.model.explanation import Explanation
from egyv_engine.publish.explanation_pieces import ExplainedPage, Heading, Line, Piece
from egyv_engine.publish.finding_page import finding_pieces
from egyv_engine.publish.score_page import score_pieces
from egyv_engine.publish.selection_page import selection_pieces


def page_of(explanation: Explanation) -> tuple[Piece, ...]:
    """Return an explanation as the pieces of a page, in order."""
    return tuple(_pieces(ExplainedPage(explanation=explanation)))


def _pieces(page: ExplainedPage) -> Iterator[Piece]:
    for finding in page.explanation.findings:
        yield from finding_pieces(page, finding)
    for score in page.explanation.scores:
        yield from score_pieces(page, score)
    for selection in page.explanation.selections:
        yield from selection_pieces(page, selection)
    if page.explanation.notice is not None:
        yield Heading(text="About the data", level=2)
        yield Line(text=page.explanation.notice)
