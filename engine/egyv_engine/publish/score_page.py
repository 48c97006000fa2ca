"""Arranges the explanation of a unit's scores: how each follows, and the votes that it is made of."""

from collections.abc import Iterator

from egyv_engine.model.explanation import ScoreExplained, ScoreExplanation, VoteExplained
from egyv_engine.publish.explanation_pieces import (
    ExplainedPage,
    Grid,
    Heading,
    Line,
    Piece,
    cited_sources,
    notes_of_care,
    shown_number,
    statement_lines,
)


def score_pieces(page: ExplainedPage, found: ScoreExplanation) -> Iterator[Piece]:
    """Yield the pieces of a page that explains the scores of a unit for a principle, in order.

    Args:
        page: Names the units of the explanation.
        found: The scores.
    """
    yield Heading(text=f"{found.principle}: {page.named(found.unit)}", level=1)
    cohort = "" if found.cohort is None else f", {page.explanation.cohorts[found.cohort]}"
    yield Line(text=f"The scores of {page.named(found.unit)}{cohort} for '{found.principle_title}'.")
    for score in found.scores:
        yield from _score(score)
    yield from notes_of_care(found.notes)
    yield from cited_sources(found.citations)


def _score(score: ScoreExplained) -> Iterator[Piece]:
    shown = " and ".join(shown_number(one) if one is not None else "no score" for one in score.scores)
    waves = " to ".join(score.waves)
    what = "Change" if len(score.waves) > 1 else "Score"
    yield Heading(text=f"{what} {waves}: {shown}", level=2)
    yield from statement_lines(score.statements)
    if not score.votes:
        return
    votes = [f"vote {wave}" for wave in score.waves] if len(score.waves) > 1 else ["vote"]
    yield Grid(
        header=("indicator", "weight", "asked", "evaluated", *votes),
        rows=tuple(_vote(vote) for vote in score.votes),
    )
    for vote in score.votes:
        yield from _items(vote)


def _vote(vote: VoteExplained) -> tuple[str, ...]:
    lower = " (lower is better)" if vote.is_lower_better else ""
    votes = [shown_number(one) for one in vote.votes] or [""] * len(vote.counted)
    return (f"{vote.title}{lower}", shown_number(vote.weight), str(vote.asked), str(vote.evaluated), *votes)


def _items(vote: VoteExplained) -> Iterator[Piece]:
    """Yield the outcomes of an indicator's items, those with the same outcomes together."""
    first, *others = vote.items
    words, at = vote.condition.in_words, vote.condition.at
    if first.item is None and not others:
        yield Line(lead=vote.title, text=f"{', then '.join(first.outcomes)}: {words}", at=at, depth=1)
        return
    yield Line(lead=vote.title, text=words, at=at, depth=1)
    by_outcomes: dict[tuple[str, ...], list[str]] = {}
    for item in vote.items:
        by_outcomes.setdefault(item.outcomes, []).append(item.item_label or "")
    for outcomes, items in by_outcomes.items():
        text = ", ".join(label for label in items if label)
        yield Line(lead=", then ".join(outcomes), text=text, depth=2)
