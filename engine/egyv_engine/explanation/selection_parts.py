"""Explains a selection: the ranking, the classes, and why each unit was chosen or not."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from egyv_engine.explanation.care_notes import notes_on_kinds
from egyv_engine.explanation.explained_run import ExplainedRun, statement
from egyv_engine.explanation.rule_parts import cited
from egyv_engine.link.condition_words import condition_in_words
from egyv_engine.model.explanation import RankedUnit, SelectionExplanation, Statement, SubjectScore
from egyv_engine.model.selection_document import Selection
from egyv_engine.model.supplements import Selected

_PARTS = {"top_third": "the top third", "bottom_third": "the bottom third", "rest": "the rest"}
_PREFERRED = {
    "highest": "the highest score",
    "lowest": "the lowest score",
    "nearest_median": "the score nearest to the median",
}


def explain_selection(run: ExplainedRun, name: str, unit: str | None) -> SelectionExplanation:
    """Return where the choices of a selection come from.

    Args:
        run: The programme and its results.
        name: The id of the selection.
        unit: A unit whose group alone is shown; None for every group.
    """
    file = run.linked.programme.selection
    assert file is not None
    declared = file.selections[name]
    rows = [row for row in run.supplements.selection if row.selection == name]
    group = None
    if unit is not None and declared.per is not None:
        group = run.cohort_of(unit)
        rows = [row for row in rows if row.cohort == group]
    scores = _scores(run, name, declared)
    return SelectionExplanation(
        selection=name,
        unit=unit,
        group=group,
        as_written=run.written(declared.doc_path),
        at=run.span(declared.doc_path),
        statements=tuple(_statements(run, declared, rows)),
        ranking=tuple(_ranked(row, scores.get(row.unit, ())) for row in rows) if run.names_units else (),
        notes=tuple(notes_on_kinds(run, ("selection_scores" if declared.rank_by.mean_of else "scores",))),
        citations=(*cited(run, "the selection", declared), *cited(run, "the selections", file)),
    )


def _statements(run: ExplainedRun, declared: Selection, rows: list[Selected]) -> Iterator[Statement]:
    many = run.words.many
    among = (
        f"the {many} of each {run.linked.cohort_words[0]} separately"
        if declared.per
        else f"all {many} together"
    )
    at = run.at_key(declared.doc_path / "rank_by")
    if rows:
        yield statement(f"{rows[0].reason.ranked_by} It ranks {among}, the highest score first.", at)
    if rows and not run.names_units:
        ranked, chosen = sum(row.rank is not None for row in rows), sum(row.selected for row in rows)
        yield statement(f"Of {run.number_of(len(rows))}, {ranked:,} have a rank and {chosen:,} were chosen.")
    for class_, part in declared.classes.items():
        preferred = declared.prefer.get(class_)
        choice = "" if preferred is None else f", of which {_PREFERRED[preferred]} is preferred"
        at = run.at_key(declared.doc_path / "classes" / class_)
        yield statement(f"The class '{class_}' is {_PARTS[part]} of the ranking{choice}.", at)
    if declared.available is not None:
        words = condition_in_words(declared.available, run.label_words())
        yield statement(
            f"Only {many} for which {words} can be chosen.", run.span(declared.available.doc_path)
        )
    if declared.must_vary_by is not None:
        at = run.at_key(declared.doc_path / "must_vary_by")
        yield statement(f"The chosen {many} must not all have the same '{declared.must_vary_by}'.", at)


def _scores(run: ExplainedRun, name: str, declared: Selection) -> Mapping[str, tuple[SubjectScore, ...]]:
    """Return the scores that the means are made of, by unit."""
    ratings = run.supplements.ratings.get(name)
    if ratings is not None:
        return {
            unit: tuple(
                SubjectScore(
                    subject=subject, score=score, sources=ratings.sources.get(unit, {}).get(subject, ())
                )
                for subject, score in scores.items()
            )
            for unit, scores in ratings.scores.items()
        }
    found: dict[str, list[SubjectScore]] = {}
    for one in run.supplements.scores:
        if one.wave == declared.rank_by.wave and one.score is not None:
            found.setdefault(one.unit, []).append(
                SubjectScore(subject=one.principle, score=Fraction(one.score), sources=())
            )
    return {unit: tuple(scores) for unit, scores in found.items()}


def _ranked(row: Selected, subjects: tuple[SubjectScore, ...]) -> RankedUnit:
    return RankedUnit(
        unit=row.unit,
        cohort=row.cohort,
        score=row.score,
        rank=row.rank,
        class_=row.class_,
        is_available=row.available,
        is_selected=row.selected,
        reason=row.reason.outcome,
        subjects=subjects,
    )
