"""Explains what a name stands for in the results of a programme."""

from collections.abc import Iterator

from egyv_engine.explanation.explained_run import ExplainedRun
from egyv_engine.explanation.finding_parts import explain_finding
from egyv_engine.explanation.score_parts import explain_score
from egyv_engine.explanation.selection_parts import explain_selection
from egyv_engine.explanation.subjects import subjects_of
from egyv_engine.model.explanation import ChangeExplained, Explanation, UnitsByOutcome
from egyv_engine.model.frozen import replace


def explain(
    run: ExplainedRun,
    name: str,
    unit: str | None = None,
    *,
    from_wave: str | None = None,
    to_wave: str | None = None,
) -> Explanation:
    """Explain what a name stands for, and a unit's part in it.

    Args:
        run: The programme and its results.
        name: The id of a finding, also without its principle or cohort; the path of a figure of a finding, as
            report.json has it; or the id of a principle or selection.
        unit: The id of a unit; a principle needs one.
        from_wave: The earlier wave of the comparison; None for every one.
        to_wave: The later wave of the comparison; None for every one.

    Returns:
        The explanation.

    Raises:
        NothingToExplainError: The name, the unit or the comparison stands for nothing that could be explained.
    """
    found = subjects_of(run, name, unit, from_wave, to_wave)
    file = run.linked.programme.file
    made = Explanation(
        programme=file.programme,
        notice=file.notice,
        unit_word=run.words.one,
        units_word=run.words.many,
        names_units=run.names_units,
        name=name,
        unit=unit,
        labels={},
        cohort_word=run.linked.cohort_words[0],
        cohorts={name: run.group_in_words(name) for name in run.linked.reported_cohorts if name is not None},
        findings=tuple(explain_finding(run, finding, unit) for finding in found.findings),
        scores=()
        if found.principle is None or unit is None
        else (explain_score(run, found.principle, unit),),
        selections=() if found.selection is None else (explain_selection(run, found.selection, unit),),
    )
    return replace(made, labels=run.labels_of(dict.fromkeys(_units_in(made))))


def _units_in(made: Explanation) -> Iterator[str]:
    """Yield the units that an explanation names, perhaps more than once."""
    if made.unit is not None:
        yield made.unit
    for finding in made.findings:
        for level in finding.levels:
            yield from _lists(level.units)
        if finding.change is not None:
            yield from _lists(finding.change)
    for selection in made.selections:
        yield from (row.unit for row in selection.ranking)


def _lists(of: UnitsByOutcome | ChangeExplained) -> Iterator[str]:
    if isinstance(of, ChangeExplained):
        every = [of.gained, of.lost, of.kept, of.never, *(found.units for found in of.not_matched)]
    else:
        every = [of.not_surveyed, of.no_return, of.not_analysed, of.not_asked, of.unknown, of.not_met, of.met]
    for units in every:
        yield from units.ids or ()
