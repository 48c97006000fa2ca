"""Finds what a name stands for: findings, a principle whose scores are meant, or a selection."""

from collections.abc import Sequence

from egyv_engine.diagnostics.first_named import first_named
from egyv_engine.diagnostics.suggest import did_you_mean, hint
from egyv_engine.explanation.explained_run import ExplainedRun
from egyv_engine.model.findings import Finding, cohort_suffix
from egyv_engine.model.frozen import Frozen

MOST_FINDINGS = 6  # that one name may stand for
MOST_LISTED = 12
MOST_UNITS_COMPARED = 50_000  # with an id that no unit has


class NothingToExplainError(LookupError):
    """A name, a unit or a comparison stands for nothing that could be explained. The message says what exists."""


class Subjects(Frozen):
    """All that a name stands for.

    Attributes:
        findings: Findings, one per id and comparison.
        principle: The principle whose scores are meant; None for none.
        selection: The selection; None for none.
    """

    findings: tuple[Finding, ...] = ()
    principle: str | None = None
    selection: str | None = None


def subjects_of(
    run: ExplainedRun, name: str, unit: str | None, from_wave: str | None, to_wave: str | None
) -> Subjects:
    """Return what a name stands for.

    Args:
        run: The programme and its results.
        name: The id of a finding, also without its principle or cohort; the path of a figure of a finding, as
            report.json has it; or the id of a principle or selection.
        unit: The id of a unit; None for none.
        from_wave: The earlier wave of the comparison; None for every one.
        to_wave: The later wave of the comparison; None for every one.

    Raises:
        NothingToExplainError: It stands for nothing, or for too much.
    """
    name, path = name.partition("#")[::2]
    if ":" in path and from_wave is None and to_wave is None:
        from_wave, to_wave = path.partition(".")[0].split(":", 1)
    if unit is not None:
        _check_unit(run, unit)
    programme = run.linked.programme
    selections = () if programme.selection is None else tuple(programme.selection.selections)
    ids = _ids(run, name, unit)
    principle = name if name in programme.principles else None
    selection = name if name in selections else None
    if not ids and principle is None and selection is None:
        raise NothingToExplainError(_unknown(run, name, (*programme.principles, *selections)))
    if principle is not None:
        _check_scores(run, principle, unit)
    return Subjects(
        findings=_compared(run, ids, from_wave, to_wave), principle=principle, selection=selection
    )


def _ids(run: ExplainedRun, name: str, unit: str | None) -> tuple[str, ...]:
    """Return the ids of the findings that a name stands for."""
    ids = (name,) if name in run.by_id else run.short_names.get(name, ())
    if unit is not None and ids:
        cohort = run.cohort_of(unit)
        everyone = run.plan.everyone
        own = tuple(one for one in ids if run.by_id[one][0].cohort == cohort)
        whole = tuple(one for one in ids if run.by_id[one][0].cohort == everyone)
        if not own and not whole:
            raise NothingToExplainError(_other_cohort(run, ids[0], unit, cohort))
        ids = own or whole
    if len(ids) > MOST_FINDINGS:
        raise NothingToExplainError(
            f"'{name}' stands for {len(ids)} findings; name one of them: {first_named(ids, MOST_LISTED)}"
        )
    return ids


def _compared(
    run: ExplainedRun, ids: Sequence[str], from_wave: str | None, to_wave: str | None
) -> tuple[Finding, ...]:
    """Return the findings of some ids, those of one comparison if one is named."""
    for wave in (from_wave, to_wave):
        if wave is not None and wave not in run.plan.waves:
            known = hint(wave, run.plan.waves, "the waves are")
            raise NothingToExplainError(f"there is no wave '{wave}'; {known}")
    found = tuple(
        finding
        for one in ids
        for finding in run.by_id[one]
        if from_wave in (None, finding.from_wave) and to_wave in (None, finding.to_wave)
    )
    if ids and not found:
        pairs = [f"{earlier} to {later}" for earlier, later in run.plan.comparisons]
        wanted = f"from '{from_wave}'" if to_wave is None else f"to '{to_wave}'"
        if from_wave is not None and to_wave is not None:
            wanted = f"from '{from_wave}' to '{to_wave}'"
        raise NothingToExplainError(
            f"no comparison is {wanted}; the comparisons are: {first_named(pairs, MOST_LISTED)}"
            if pairs
            else "the programme declares no comparison"
        )
    return found


def _check_unit(run: ExplainedRun, unit: str) -> None:
    if not run.names_units:
        one, many = run.words.one, run.words.many
        raise NothingToExplainError(
            f"the programme does not let its {many} be named, so no single {one} is explained; if everybody who reads "
            f"the explanation may know what each {one} answered, write names_units: true in programme.yaml"
        )
    if not run.has_unit(unit):
        one = run.words.one
        units = run.survey.units
        near = did_you_mean(unit, units.to_list()) if units.len() <= MOST_UNITS_COMPARED else None
        left_out = run.survey.left_out
        advice = f"; did you mean '{near}'?" if near else ""
        if not near and (left_out.only or left_out.others):
            advice = "; it may be one of those that the programme leaves out"
        raise NothingToExplainError(f"there is no {one} '{unit}' in the survey{advice}")


def _check_scores(run: ExplainedRun, principle: str, unit: str | None) -> None:
    scoring = run.linked.programme.scoring
    first = next((f.finding for f in run.findings.findings if f.principle == principle), None)
    example = "" if first is None else f", for example {first}"
    if unit is None and not run.names_units:
        raise NothingToExplainError(
            f"'{principle}' is a principle, and only single {run.words.many} have a score, which the programme does not let "
            f"be named; name one of its findings{example}"
        )
    if unit is None:
        raise NothingToExplainError(
            f"'{principle}' is a principle: add one of the {run.words.many} for its score, "
            f"or name one of its findings{example}"
        )
    if scoring is None or not scoring.scores.per_principle:
        raise NothingToExplainError(
            f"'{principle}' is a principle, and the programme declares no scores; name one of its findings{example}"
        )


def _other_cohort(run: ExplainedRun, finding: str, unit: str, cohort: str | None) -> str:
    about, word = run.by_id[finding][0].cohort, run.linked.cohort_words[0]
    own = f"{finding.rpartition('@')[0]}{cohort_suffix(cohort)}"
    advice = f"; explain {own} {unit}" if own in run.by_id else ""
    if cohort is None or own not in run.by_id:
        return f"{finding} is about the {word} '{about}', and '{unit}' is not in it"
    return f"{finding} is about the {word} '{about}', and '{unit}' is in '{cohort}'{advice}"


def _unknown(run: ExplainedRun, name: str, others: Sequence[str]) -> str:
    if run.names_units and run.has_unit(name):
        many = run.words.many
        return f"'{name}' is one of the {many}: name a finding, a principle or a selection in front of it"
    if name in run.linked.questions:
        readers = _readers(run, name)
        advice = (
            f"these findings read it: {first_named(readers, MOST_LISTED)}"
            if readers
            else "no finding reads it"
        )
        return f"'{name}' is a question, and no number by itself; {advice}"
    near = did_you_mean(name, [*run.by_id, *run.short_names, *others])
    advice = f"did you mean '{near}'?" if near else "findings.csv, which evaluate writes, lists every finding"
    return f"there is no finding, principle or selection '{name}'; {advice}"


def _readers(run: ExplainedRun, question: str) -> list[str]:
    """Return the ids of the findings whose rule reads a question."""
    reading = {
        (planned.indicator, planned.item)
        for planned in run.plan.indicators
        if any(ref.question == question for ref in run.questions_of(planned))
    }
    return [name for name, (first, *_) in run.by_id.items() if (first.indicator, first.item) in reading]
