"""Makes the tables of the annexes that other results than findings fill: recommendations, scores, selections of units."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from egyv_engine.model.label_forms import id_as_words, id_with_capital, with_capital
from egyv_engine.model.report import Cell, Column, Figure, Section, Sentence, Table, Term, Text
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import RatingsFile, RecommendationCount, Selected, UnitRecommendations
from egyv_engine.narrative.blocks.block import BlockInputs, block, cohort_cell, sections
from egyv_engine.narrative.blocks.case_studies import selection_name
from egyv_engine.narrative.blocks.needs import NAMES_OF_UNITS, RECOMMENDATIONS, SELECTION
from egyv_engine.narrative.blocks.recommendations import (
    recommendation_counts,
    recommendations_path,
    status_label,
)
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts, term


@claim("ranked_by_ratings")
class RankedByRatingsFacts(ClaimFacts):
    """Says that units were ranked by scores that are not those of the survey, and what these mean."""

    meaning: Parts


@claim("ranked_by_scores")
class RankedByScoresFacts(ClaimFacts):
    """Says that units were ranked by their scores of a wave of the survey."""

    wave_label: Parts


@block("recommendations_table", options=BlockOptions, scope="principles", needs=(RECOMMENDATIONS,))
def recommendations_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show recommendations by cohort, principle and status."""
    is_whole = inputs.principle is None
    records = [
        count for count in recommendation_counts(inputs) if is_whole or count.principle == inputs.principle
    ]
    return sections(options, [recommendations_table_of(inputs, records)] if records else [])


def recommendations_table_of(inputs: BlockInputs, records: Sequence[RecommendationCount]) -> Table:
    """Return a table of recommendations by cohort, principle and status.

    Args:
        inputs: The inputs of the block.
        records: The numbers, in the order of the rows.
    """
    heading = inputs.heading
    columns = (
        *((Column(title=heading("cohort")),) if _names_cohorts(inputs) else ()),
        Column(title=heading("principle")),
        *_status_columns(inputs, records[0].statuses),
    )
    rows = tuple(_record(inputs, count) for count in records)
    return Table(title=heading("recommendations_table"), columns=columns, rows=rows)


def _names_cohorts(inputs: BlockInputs) -> bool:
    return inputs.has_cohorts and not inputs.is_many


def _status_columns(inputs: BlockInputs, statuses: Mapping[str, int]) -> list[Column]:
    titles = (inputs.heading("total"), *(with_capital(status_label(inputs, name)) for name in statuses))
    return [Column(title=title, type="count") for title in titles]


def _record(inputs: BlockInputs, count: RecommendationCount) -> tuple[Cell, ...]:
    principles = inputs.context.linked.programme.principles
    about = inputs.heading("all")
    return (
        *((cohort_cell(inputs, count.cohort),) if _names_cohorts(inputs) else ()),
        Text(text=about) if count.principle is None else Term(text=principles[count.principle].title),
        *_statuses(recommendations_path(count), count.total, count.statuses),
    )


def _statuses(path: str, total: int, statuses: Mapping[str, int]) -> list[Cell]:
    return [
        Figure(ref=f"{path}#total", value=total),
        *(Figure(ref=f"{path}#{status}", value=n) for status, n in statuses.items()),
    ]


@block("recommendations_of_units", options=BlockOptions, needs=(RECOMMENDATIONS, NAMES_OF_UNITS))
def recommendations_of_units(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show recommendations by unit and status."""
    counts = inputs.context.supplements.records_of_units
    if not counts:
        return []
    unit = inputs.context.unit.one
    columns = (
        Column(title=with_capital(unit)),
        *((Column(title=inputs.heading("cohort")),) if inputs.has_cohorts else ()),
        *_status_columns(inputs, counts[0].statuses),
    )
    rows = tuple(_of_unit(inputs, count) for count in counts)
    title = inputs.heading("recommendations_of_units").format(unit=unit)
    return sections(options, [Table(title=title, columns=columns, rows=rows)])


def _of_unit(inputs: BlockInputs, count: UnitRecommendations) -> tuple[Cell, ...]:
    return (
        Term(text=count.unit),
        *((cohort_cell(inputs, count.cohort),) if inputs.has_cohorts else ()),
        *_statuses(f"recommendations.{count.unit}", count.total, count.statuses),
    )


@block(
    "ratings_table",
    options=BlockOptions,
    needs=(SELECTION, NAMES_OF_UNITS),
    claims=(RankedByRatingsFacts,),
)
def ratings_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show the scores by which each selection ranked: a row per unit, a column per subject, their mean and sources."""
    selected = inputs.context.supplements.selection
    tables = []
    for name, ratings in inputs.context.supplements.ratings.items():
        own = [s for s in selected if s.selection == name and s.unit in ratings.scores]
        if own:
            tables.append(_ratings(inputs, name, ratings, own))
    return sections(options, tables)


def _ratings(inputs: BlockInputs, name: str, ratings: RatingsFile, own: Sequence[Selected]) -> Table:
    heading, principles = inputs.heading, inputs.context.linked.programme.principles
    titles = [principles[s].title if s in principles else id_with_capital(s) for s in ratings.subjects]
    columns = (
        Column(title=with_capital(inputs.context.unit.one)),
        *(Column(title=title, type="decimal") for title in titles),
        Column(title=heading("mean"), type="decimal"),
        *((Column(title=heading("sources")),) if ratings.sources else ()),
    )
    rows = tuple(
        (
            Term(text=each.unit),
            *(
                _score(f"{name}.{each.unit}.{subject}", ratings.scores[each.unit].get(subject))
                for subject in ratings.subjects
            ),
            _score(f"{name}.{each.unit}", each.score),
            *((_sources(ratings, each.unit),) if ratings.sources else ()),
        )
        for each in own
    )
    title = _of_selection(inputs, heading("ratings_table"), name)
    return Table(title=title, columns=columns, rows=rows, notes=_ranked_by(inputs, name))


def _score(ref: str, value: Fraction | None) -> Cell:
    return None if value is None else Figure(ref=f"{ref}#score", value=value, places=2, is_trimmed=True)


def _sources(ratings: RatingsFile, unit: str) -> Term:
    named = {source: None for each in ratings.sources.get(unit, {}).values() for source in each}
    return Term(text=", ".join(id_as_words(source) for source in sorted(named)))


@block(
    "selection_table",
    options=BlockOptions,
    needs=(SELECTION, NAMES_OF_UNITS),
    claims=(RankedByRatingsFacts, RankedByScoresFacts),
)
def selection_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """List every unit of a selection with its rank, and whether and why it was chosen."""
    heading = inputs.heading
    selected = inputs.context.supplements.selection
    tables = []
    for name in dict.fromkeys(s.selection for s in selected):
        own = [s for s in selected if s.selection == name]
        has = {
            "cohort": inputs.has_cohorts,
            "spread": any(s.spread for s in own),
            **dict.fromkeys(("score", "rank", "class", "chosen", "why"), True),
        }
        names = [column for column, is_there in has.items() if is_there]
        columns = (
            Column(title=with_capital(inputs.context.unit.one)),
            *(
                Column(
                    title=heading(column),
                    type={"score": "decimal", "rank": "count"}.get(column, "text"),  # type: ignore[arg-type]
                )
                for column in names
            ),
        )
        rows = tuple((Term(text=s.unit), *(_of_selected(inputs, s, column) for column in names)) for s in own)
        tables.append(
            Table(
                title=_of_selection(
                    inputs, heading("selection_table").format(units=inputs.context.unit.many), name
                ),
                columns=columns,
                rows=rows,
                notes=_ranked_by(inputs, name),
            )
        )
    return sections(options, tables)


def _of_selection(inputs: BlockInputs, title: str, name: str) -> str:
    """Return the title of a table on a selection, which names the selection where there are several."""
    selection = selection_name(inputs, name)
    return (
        title
        if selection is None
        else inputs.heading("of_selection").format(title=title, selection=selection)
    )


def _of_selected(inputs: BlockInputs, selected: Selected, column: str) -> Cell:
    match column:
        case "cohort":
            return cohort_cell(inputs, selected.cohort)
        case "score":
            return _score(f"{selected.selection}.{selected.unit}", selected.score)
        case "rank" if selected.rank is not None:
            return Figure(ref=f"{selected.selection}.{selected.unit}#rank", value=selected.rank)
        case "chosen":
            return Text(text=inputs.heading("is_so" if selected.selected else "is_not"))
        case "why":
            return Term(text=selected.reason.outcome)
        case "spread" | "class":
            text = selected.spread if column == "spread" else selected.class_
            return None if text is None else Term(text=text)
        case _:
            return None


def _ranked_by(inputs: BlockInputs, name: str) -> tuple[Sentence, ...]:
    """Return a sentence on what the units of a selection were ranked by."""
    declared = inputs.context.linked.programme.selection
    selection = declared.selections.get(name) if declared else None
    if selection is None:
        return ()
    rank_by = selection.rank_by
    if rank_by.mean_of is not None:
        facts: ClaimFacts = RankedByRatingsFacts(meaning=term(rank_by.mean_of.meaning))
    else:
        facts = RankedByScoresFacts(wave_label=inputs.make.wave(rank_by.wave))
    return (inputs.book.sentence(facts, basis=()),)
