"""Arranges the explanation of a selection: its rule, the ranking, and why each unit was chosen."""

from collections.abc import Iterator, Sequence

from egyv_engine.model.explanation import RankedUnit, SelectionExplanation
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

MOST_RANKED = 25  # units of a ranking


def selection_pieces(page: ExplainedPage, found: SelectionExplanation) -> Iterator[Piece]:
    """Yield the pieces of a page that explains the choices of a selection, in order.

    Args:
        page: Names the units of the explanation.
        found: The selection.
    """
    about = "" if found.unit is None else f": {page.named(found.unit)}"
    yield Heading(text=f"{found.selection}{about}", level=1)
    yield from page.unnamed()
    own = next((row for row in found.ranking if row.unit == found.unit), None)
    if own is not None:
        yield from _own(page, own)
    yield Heading(text="The rule", level=2)
    yield from statement_lines(found.statements)
    if found.ranking:
        yield from _ranking(page, found, own)
    yield from notes_of_care(found.notes)
    yield from cited_sources(found.citations)


def _ranking(page: ExplainedPage, found: SelectionExplanation, own: RankedUnit | None) -> Iterator[Piece]:
    where = "" if found.group is None else f" of the {page.explanation.cohorts[found.group]}"
    yield Heading(text=f"The ranking{where}", level=2)
    shown = _shown(found.ranking, own)
    has_cohorts = found.unit is None and any(row.cohort is not None for row in shown)
    yield Grid(
        header=(
            page.explanation.unit_word,
            *((page.explanation.cohort_word,) if has_cohorts else ()),
            *("rank", "score", "class", "available", "selected"),
        ),
        rows=tuple(_ranked(page, row, has_cohorts=has_cohorts) for row in shown),
    )
    left_out = len(found.ranking) - len(shown)
    if left_out:
        yield Line(text=f"{left_out:,} more are ranked, which --format json lists.")
    chosen = [row for row in found.ranking if row.is_selected and row is not own]
    if chosen:
        yield Heading(text="Who was chosen, and why", level=2)
    for row in chosen:
        yield Line(lead=page.named(row.unit), text=row.reason, depth=1)


def _own(page: ExplainedPage, own: RankedUnit) -> Iterator[Piece]:
    chosen = "was chosen" if own.is_selected else "was not chosen"
    yield Line(text=f"{page.named(own.unit)} {chosen}. {own.reason}")
    if own.subjects:
        yield Grid(
            header=("scored", "score", "based on"),
            rows=tuple((s.subject, shown_number(s.score), ", ".join(s.sources)) for s in own.subjects),
        )
        yield Line(text=f"The mean is {shown_number(own.score)}.")


def _shown(ranking: Sequence[RankedUnit], own: RankedUnit | None) -> Sequence[RankedUnit]:
    """Return the rows to show: all of a short ranking; of a long one the first, the chosen and the unit's own."""
    if len(ranking) <= MOST_RANKED:
        return ranking
    return [row for i, row in enumerate(ranking) if i < MOST_RANKED or row.is_selected or row is own]


def _ranked(page: ExplainedPage, row: RankedUnit, *, has_cohorts: bool) -> tuple[str, ...]:
    return (
        page.named(row.unit),
        *((row.cohort or "",) if has_cohorts else ()),
        "" if row.rank is None else str(row.rank),
        shown_number(row.score),
        row.class_ or "",
        {None: "not known", True: "yes", False: "no"}[row.is_available],
        "yes" if row.is_selected else "",
    )
