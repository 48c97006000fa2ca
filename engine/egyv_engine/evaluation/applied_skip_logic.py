"""Finds data that contradicts the skip logic: a missing column (EGY506), and answers that were not asked for.

Such answers are an error (EGY508), or ignored where `skipped_answers` says so.
"""

from collections import Counter
from collections.abc import Sequence

from egyv_engine.data.coded_columns import CodedColumns
from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import CommonFault, Diagnostic, DiagnosticCollector
from egyv_engine.diagnostics.span import Location
from egyv_engine.evaluation import Backend, answers_despite_skip, missing_columns
from egyv_engine.evaluation.skip_logic import Answering, cleared
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.frozen import replace
from egyv_engine.model.plan import Plan
from egyv_engine.model.reading_notes import NoteAbout, NoteKind


def apply_skip_logic(
    linked: LinkedProgramme, plan: Plan, survey: Survey, by_cohort: Sequence[Backend]
) -> tuple[Survey, list[Diagnostic]]:
    """Return the survey without the answers that skip logic ignores, and a fault per column that contradicts it.

    An answer that is ignored becomes a blank, and is counted in `reading`. No outcome depends on it, because skip logic
    decides who was asked whatever the cells hold.

    Args:
        linked: The programme.
        plan: The plan of the programme.
        survey: The answers of all units, as they were read from files.
        by_cohort: The backends of the survey.
    """
    diagnostics = DiagnosticCollector(linked.positions)
    for question, item, wave, asked in missing_columns(plan, survey, by_cohort):
        places = survey.waves[wave].places
        assert places is not None
        column = linked.column_of(linked.questions[question], item, wave)
        words = linked.programme.file.unit
        units = f"one {words.one} was" if asked == 1 else f"{asked} {words.many} were"
        diagnostics.report(
            "EGY506",
            places.header,
            f"the column '{column}' is missing, but {units} asked the question in '{wave}'",
            hint=f"add the column{' to the query' * places.table.is_query}, correct asked_if, or declare with not_asked that the question was not asked",
            related=(_rule(linked, question),),
        )
    ignored: list[Answering] = []
    for found in answers_despite_skip(plan, survey, by_cohort):
        if _is_ignored(linked, found):
            ignored.append(found)
        else:
            _report_answers(linked, survey, found, diagnostics)
    return _without(linked, survey, ignored), diagnostics


def _report_answers(
    linked: LinkedProgramme, survey: Survey, found: Answering, diagnostics: DiagnosticCollector
) -> None:
    """Report the answers in a column of units that were not asked (EGY508), at the first cells in the order of the file."""
    question, item, wave, answering = found
    places = survey.waves[wave].places
    assert places is not None
    of_units = survey.units.is_in(answering.implode()).arg_true()
    ordered = of_units.gather(places.rows.gather(of_units).arg_sort())
    spans = [places.cell(position, question, item) for position in ordered.head(3)]
    number, others = len(ordered), len(ordered) > 1
    who = f"{number:,} units were" if others else f"unit '{survey.units[ordered[0]]}' was"
    column = linked.column_of(linked.questions[question], item, wave)
    diagnostics.report(
        "EGY508",
        spans[0],
        f"{who} not asked '{column}' in '{wave}'{' and answer it' if others else ''}",
        hint=f"clear the cell{'s' * others}, correct asked_if, or write 'skipped_answers: ignored' for the question or the wave",
        related=(_rule(linked, question), *further_places(spans[1:])),
        common=CommonFault("asked_if", question),
    )


def _rule(linked: LinkedProgramme, question: str) -> tuple[Location, str]:
    return linked.questions[question].doc_path / "asked_if", "the question is asked only if this holds"


def _is_ignored(linked: LinkedProgramme, found: Answering) -> bool:
    question, _, wave, _ = found
    declared = linked.questions[question].skipped_answers or linked.waves[wave].skipped_answers
    return declared == "ignored"


def _without(linked: LinkedProgramme, survey: Survey, ignored: Sequence[Answering]) -> Survey:
    """Return the survey with a blank in place of each answer that is ignored."""
    if not ignored:
        return survey
    waves, counts, kept = dict(survey.waves), Counter(survey.reading), CodedColumns(len(survey.units))
    for question, item, wave, answering in ignored:
        of_units = survey.units.is_in(answering.implode())
        answers = waves[wave].answers
        column_kept = kept.keep(cleared(answers[question, item], of_units))
        waves[wave] = replace(waves[wave], answers={**answers, (question, item): column_kept})
        column = linked.column_of(linked.questions[question], item, wave)
        file = linked.waves[wave].source_name
        counts[NoteAbout(file=file, kind=NoteKind.SKIPPED_ANSWERS, column=column)] += len(answering)
    return replace(survey, waves=waves, reading=dict(sorted(counts.items())))
