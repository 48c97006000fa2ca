"""Reports data that contradicts the skip logic: an answer that was not asked for (EGY508), a missing column (EGY506)."""

from collections.abc import Sequence

from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.diagnostics.span import Location
from egyv_engine.evaluation import Backend, answers_despite_skip, missing_columns
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.plan import Plan


def skip_logic_faults(
    linked: LinkedProgramme, plan: Plan, survey: Survey, by_cohort: Sequence[Backend]
) -> list[Diagnostic]:
    """Return one diagnostic per column with answers that `asked_if` rules out, and one per missing column.

    Args:
        linked: The programme.
        plan: The plan of the programme.
        survey: The answers of all units, as they were read from files.
        by_cohort: The backends of the survey.
    """
    diagnostics = DiagnosticCollector(linked.positions)

    def rule(question: str) -> tuple[Location, str]:
        return linked.questions[question].doc_path / "asked_if", "the question is asked only if this holds"

    for question, item, wave, asked in missing_columns(plan, survey, by_cohort=by_cohort):
        name, words = linked.column_of(linked.questions[question], item, wave), linked.programme.file.unit
        units = f"one {words.one} was" if asked == 1 else f"{asked} {words.many} were"
        places = survey.waves[wave].places
        assert places is not None
        diagnostics.report(
            "EGY506",
            places.header,
            f"the column '{name}' is missing, but {units} asked the question in '{wave}'",
            hint="add the column, correct asked_if, or declare with not_asked that the question was not asked",
            related=(rule(question),),
        )
    for question, item, wave, answering in answers_despite_skip(plan, survey, by_cohort=by_cohort):
        places = survey.waves[wave].places
        assert places is not None
        of_units = survey.units.is_in(answering.implode()).arg_true()
        ordered = of_units.gather(places.rows.gather(of_units).arg_sort())
        spans = [places.cell(position, question, item) for position in ordered.head(3)]
        number, others = len(ordered), len(ordered) > 1
        who = f"{number:,} units were" if others else f"unit '{survey.units[ordered[0]]}' was"
        diagnostics.report(
            "EGY508",
            spans[0],
            f"{who} not asked '{linked.column_of(linked.questions[question], item, wave)}' in '{wave}'{' and answer it' if others else ''}",
            hint=f"clear the cell{'s' * others}, or correct asked_if",
            related=(rule(question), *further_places(spans[1:])),
        )
    return diagnostics
