"""Runs a programme through the stages in order. A check is the same run, stopped before evaluation.

Stages import what they need themselves, so that the rules are checked without loading polars.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from egyv_engine.checks.accepted_warnings import accept_warnings
from egyv_engine.diagnostics.accepted import AcceptedDiagnostic
from egyv_engine.diagnostics.diagnostic import Diagnostic, capped, has_errors
from egyv_engine.diagnostics.span import Positions
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.linker import link
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.documents import Programme
from egyv_engine.model.engine_names import EngineName
from egyv_engine.model.findings import Findings
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.plan import Plan
from egyv_engine.model.report import Report
from egyv_engine.model.supplementary_data import SupplementaryData
from egyv_engine.model.supplements import (
    Measure,
    MetTogether,
    RecommendationCount,
    Score,
    ScoreChange,
    Selected,
    Supplements,
)
from egyv_engine.pipeline.gc_paused import gc_paused
from egyv_engine.pipeline.phases import Phases
from egyv_engine.rules.egyv_comments import egyv_comments
from egyv_engine.rules.load import load_rules, rule_files
from egyv_engine.rules.parse import NOWHERE

if TYPE_CHECKING:
    from egyv_engine.data.survey_types import Survey
    from egyv_engine.evaluation import Backend, SurveyParts, Trace
    from egyv_engine.narrative.blocks.block import BlockInputs

Files = Mapping[PurePosixPath, bytes]
KEPT_UNITS = 10_000  # of a larger survey, the columns that evaluation derived would take too much memory


class Outputs(Frozen):
    """The products of a run; those of a stage that did not run are None or empty.

    Attributes:
        supplementary_data: The data files other than the survey, as read.
        backends: What counted the units, for whoever asks for them by name; none of a large survey.
        supplements: The results other than findings.
        block_inputs: What the report was written from.
        accepted: The warnings that the programme accepts; they are not in `diagnostics`.
        seconds: Wall time by stage.
        engine: What counted and scored the units.
    """

    files: Files
    programme: Programme | None
    linked: LinkedProgramme | None
    survey: "Survey | None"
    supplementary_data: SupplementaryData
    plan: Plan | None
    backends: "tuple[Backend, ...]"
    findings: Findings | None
    supplements: Supplements
    report: Report | None
    block_inputs: "BlockInputs | None"
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[AcceptedDiagnostic, ...]
    seconds: Mapping[str, float]
    engine: EngineName


class Until(StrEnum):
    """The stage that a run ends with.

    Attributes:
        RULES: Before the survey data, and without polars.
        DATA: Before evaluation, but for a programme whose report has texts that depend on results.
        REPORT: The last one.
    """

    RULES = "check"
    DATA = "skip logic"
    REPORT = "report"


def run(
    files: Files,
    *,
    until: Until = Until.REPORT,
    phases: Phases | None = None,
    engine: EngineName = "polars",
    shared: Path | None = None,
) -> Outputs:
    """Run a programme through the stages, as far as its faults allow.

    Args:
        files: The programme's files by path within its folder.
        until: The last stage to run.
        phases: Receives the wall time of each stage.
        engine: What counts and scores the units.
        shared: A folder that the workers of the engine see, for the coded answers; None for one of the system.

    Returns:
        The products of the stages that ran, and every fault that they found.
    """
    phases = phases or Phases()
    state = _Run(files, engine, shared, warns_of_results=until is Until.REPORT)
    with gc_paused(), state.until_the_end:
        for name, stage in _STAGES.items():
            phases.start(name)
            if not stage(state) or name == state.last_stage(until):
                break
        phases.start(None)
    return state.outputs(phases, rules_only=until == Until.RULES)


def evaluate_files(files: Files) -> Outputs:
    """Return all products of a programme; without findings and report if it has an error."""
    return run(files)


def check_files(files: Files, *, rules_only: bool = False) -> list[Diagnostic]:
    """Return every fault of the rules and, if asked for, of the survey data, sorted by position.

    Args:
        files: The files of a programme.
        rules_only: Whether to leave out the survey data.
    """
    return list(run(files, until=Until.RULES if rules_only else Until.DATA).diagnostics)


class _Run:
    """One run. Each stage adds its product and its diagnostics, and returns whether the next stage can run."""

    def __init__(
        self, files: Files, engine: EngineName, shared: Path | None, *, warns_of_results: bool
    ) -> None:
        self.files = files
        self.warns_of_results = warns_of_results  # not a check, which may evaluate for the sake of texts
        self.engine: EngineName = engine
        self.shared = shared
        self.until_the_end = ExitStack()
        self.parts: SurveyParts | None = None  # None: the survey is evaluated as a whole
        self.diagnostics: list[Diagnostic] = []
        self.programme: Programme | None = None
        self.positions = Positions()
        self.linked: LinkedProgramme | None = None
        self.survey: Survey | None = None
        self.supplementary_data = SupplementaryData()
        self.plan: Plan | None = None
        self.backends: tuple[Backend, ...] = ()
        self.findings: Findings | None = None
        self.scores: Sequence[Score] = ()
        self.score_changes: Sequence[ScoreChange] = ()
        self.supplements = Supplements()
        self.trace: Trace | None = None  # of single units, where the report asks for it
        self.block_inputs: BlockInputs | None = None  # None: no report is declared
        self.report: Report | None = None

    def outputs(self, phases: Phases, *, rules_only: bool) -> Outputs:
        """Return what the run has produced so far, without the warnings that the programme accepts."""
        entries = self.programme.file.accepted_warnings if self.programme is not None else ()
        # What is put in place of a broken part of the rules has no faults of its own.
        written = [d for d in self.diagnostics if d.span.file != NOWHERE.file]
        comments = egyv_comments(self.files, rule_files(self.files))
        diagnostics, accepted = accept_warnings(
            written,
            comments,
            entries,
            self.positions,
            rules_only=rules_only,
            is_evaluated=self.findings is not None and self.warns_of_results,
        )
        return Outputs(
            files=self.files,
            programme=self.programme,
            linked=self.linked,
            survey=self.survey,
            supplementary_data=self.supplementary_data,
            plan=self.plan,
            backends=self.backends,
            findings=self.findings,
            supplements=self.supplements,
            report=self.report,
            block_inputs=self.block_inputs,
            diagnostics=tuple(capped(diagnostics)),
            accepted=accepted,
            seconds=phases.seconds,
            engine=self.engine,
        )

    def load_rules(self) -> bool:
        """Read the YAML files."""
        from egyv_engine.narrative.blocks.registry import vocabularies

        loaded = load_rules(self.files, vocabularies=vocabularies())
        self.programme, self.positions = loaded.programme, loaded.positions
        self.diagnostics += loaded.diagnostics
        return self.programme is not None

    def link(self) -> bool:
        """Resolve names."""
        assert self.programme is not None
        self.linked, found = link(self.programme, self.positions)
        self.diagnostics += found
        return True

    def check(self) -> bool:
        """Check what the rules mean and how the report is worded; the data is read even if there is a fault."""
        from egyv_engine.checks import check_meaning
        from egyv_engine.narrative.wording_checks import check_wording

        assert self.linked is not None
        self.diagnostics += [*check_meaning(self.linked), *check_wording(self.linked, self.files)]
        return True

    def import_libraries(self) -> bool:
        """Import what the next stages need, so that the time of each is its own."""
        import egyv_engine.compiler.compile
        import egyv_engine.data.survey
        import egyv_engine.evaluation
        import egyv_engine.narrative.build  # noqa: F401

        return True

    def read(self) -> bool:
        """Read the survey data against every sound question."""
        from egyv_engine.data.answers_outside import check_answers_outside
        from egyv_engine.data.cohorts_left_out import check_cohorts_left_out
        from egyv_engine.data.far_numbers import check_far_numbers
        from egyv_engine.data.numbers_apart import check_numbers_apart
        from egyv_engine.data.reversed_answers import check_reversed_answers
        from egyv_engine.data.survey import read_survey
        from egyv_engine.data.survey_codes import check_no_answer_codes
        from egyv_engine.data.survey_limits import check_survey_limits
        from egyv_engine.data.units_of_waves import check_units_of_waves
        from egyv_engine.data.waves_together import check_waves_together
        from egyv_engine.narrative.evidence_words import check_evidence_words

        assert self.linked is not None
        self.survey, self.supplementary_data, found = read_survey(self.linked, self.files)
        self.diagnostics += [*found, *check_evidence_words(self.linked, self.supplementary_data)]
        if self.survey is not None:
            self.linked = replace(self.linked, groups=self.survey.groups, cohorts=self.survey.cohorts)
            self.diagnostics += check_answers_outside(self.linked, self.survey)
            if not has_errors(found):
                self.diagnostics += check_survey_limits(self.linked, self.survey)
                self.diagnostics += check_far_numbers(self.linked, self.survey)
                self.diagnostics += check_no_answer_codes(self.linked, self.survey)
                self.diagnostics += check_numbers_apart(self.linked, self.survey)
                self.diagnostics += check_waves_together(self.linked, self.survey)
                self.diagnostics += check_reversed_answers(self.linked, self.survey)
                self.diagnostics += check_units_of_waves(self.linked, self.survey)
                self.diagnostics += check_cohorts_left_out(self.linked, self.survey)
        return self.survey is not None and not has_errors(self.diagnostics)

    def compile(self) -> bool:
        """Compile the rules."""
        from egyv_engine.compiler.compile import compile_programme
        from egyv_engine.narrative.charts.chart_checks import check_waves_of_charts
        from egyv_engine.narrative.measures_checks import check_measures_and_plan
        from egyv_engine.pipeline.plan_warnings import plan_warnings
        from egyv_engine.supplements.published_comparison import check_published_waves

        assert self.linked is not None
        self.plan = compile_programme(self.linked)
        self.diagnostics += plan_warnings(self.linked, self.plan, self.files)
        self.diagnostics += check_waves_of_charts(self.linked, self.plan)
        self.diagnostics += check_measures_and_plan(self.linked, self.plan)
        self.diagnostics += check_published_waves(self.linked, self.plan, self.supplementary_data.figures)
        return True

    def check_answers(self) -> bool:
        """Check the answers against skip logic, drop those that it ignores, and check bases and calculations."""
        from egyv_engine.evaluation import backends
        from egyv_engine.evaluation.applied_skip_logic import apply_skip_logic
        from egyv_engine.pipeline.base_warnings import base_warnings
        from egyv_engine.pipeline.calculation_warnings import calculation_warnings

        assert self.linked is not None
        assert self.plan is not None
        assert self.survey is not None
        self.backends = backends(self.plan, self.survey)
        read = self.survey
        self.survey, found = apply_skip_logic(self.linked, self.plan, read, self.backends)
        if self.survey is not read:
            self.backends = backends(self.plan, self.survey)
        self.diagnostics += found
        self.diagnostics += base_warnings(self.linked, self.plan, self.backends)
        self.diagnostics += calculation_warnings(self.linked, self.plan, self.backends)
        return not has_errors(self.diagnostics)

    def evaluate(self) -> bool:
        """Count units and derive every finding."""
        from egyv_engine.engines.choose_engine import is_whole, split_for
        from egyv_engine.evaluation import findings_from_tables, tables_of_parts, tabulate

        assert self.plan is not None
        assert self.survey is not None
        if is_whole(self.survey, self.engine):
            tables = tabulate(self.plan, self.survey, by_cohort=self.backends)
        else:
            self.backends = ()
            opened = split_for(self.survey, self.engine, shared=self.shared)
            self.parts = self.until_the_end.enter_context(opened)
            tables = tables_of_parts(self.plan, self.parts)
        self.findings = findings_from_tables(self.plan, tables)
        return True

    def score(self) -> bool:
        """Score the units, where the programme declares scores; the columns that evaluation derived serve again."""
        from egyv_engine.evaluation import scores, scores_of_parts

        assert self.programme is not None
        assert self.plan is not None
        assert self.survey is not None
        scoring = self.programme.scoring
        if scoring is not None and scoring.scores.per_principle:
            self.scores, self.score_changes = (
                scores(self.plan, self.survey, by_cohort=self.backends)
                if self.parts is None
                else scores_of_parts(self.plan, self.parts)
            )
        if len(self.survey.units) > KEPT_UNITS:
            self.backends = ()
        return True

    def supplement(self) -> bool:
        """Select units, count records and compare published counts, where the programme declares any."""
        from egyv_engine.evaluation.number_counts import numbers_given
        from egyv_engine.narrative.charts.chart_options import questions_of_charts
        from egyv_engine.supplements.published_comparison import compare_published, reported_differences
        from egyv_engine.supplements.recommendation_counts import (
            count_recommendations,
            recommendations_of_units,
        )

        assert self.programme is not None
        assert self.plan is not None
        assert self.findings is not None
        assert self.linked is not None
        assert self.survey is not None
        data, records = self.supplementary_data, self.programme.records
        counted = records.recommendations if records else None
        cohorts = tuple(cohort for cohort in self.plan.cohorts if cohort in self.plan.parts)

        principles = self.programme.file.principles

        def counts_of(groups: Mapping[str | None, Collection[str | None]]) -> tuple[RecommendationCount, ...]:
            return count_recommendations(counted, data, groups, principles) if counted else ()

        self.supplements = Supplements(
            scores=self.scores,
            score_changes=self.score_changes,
            selection=self._selected(cohorts),
            records=counts_of({cohort: (cohort,) for cohort in cohorts}),
            records_together=counts_of({None: {unit.cohort for unit in data.units}}),
            records_of_units=recommendations_of_units(counted, data) if counted else (),
            points=data.points,
            interviews=data.interviews,
            interviewed=data.interviewed,
            ratings=data.ratings,
            published=compare_published(data.figures, self.findings, self.linked.everyone),
            numbers=tuple(numbers_given(self.linked, self.survey, questions_of_charts(self.programme))),
        )
        if self.warns_of_results and records is not None and records.published is not None:
            compared = self.supplements.published
            self.diagnostics += reported_differences(records.published, compared, self.positions)
        return True

    def _selected(self, cohorts: tuple[str | None, ...]) -> tuple[Selected, ...]:
        """Return the outcomes of the selections, and warn of scores that several units share on a border of classes."""
        from egyv_engine.narrative.selection_words import reason_in_words
        from egyv_engine.narrative.wording import shipped_wording, wording_of
        from egyv_engine.selection.run_selections import run_selections
        from egyv_engine.selection.tie_warnings import tie_warnings

        assert self.programme is not None
        declared = self.programme
        if declared.selection is None:
            return ()
        wording, unit = wording_of(declared) or shipped_wording(), declared.file.unit
        titles = {name: principle.title for name, principle in declared.principles.items()}
        waves = {wave.id: wave.label for wave in declared.file.waves}
        selected = run_selections(
            declared.selection,
            self.supplementary_data,
            cohorts,
            self.scores,
            lambda reason: reason_in_words(reason, wording, unit, titles, waves),
        )
        if self.warns_of_results:
            self.diagnostics += tie_warnings(declared.selection, selected, self.positions)
        return selected.units

    def cohorts_of_units(self) -> Mapping[str, str | None]:
        """Return the cohort of each unit."""
        assert self.survey is not None
        assert self.plan is not None
        of_parts = dict(enumerate(self.plan.parts))
        cohorts = map(of_parts.__getitem__, self.survey.cohort.to_list())
        return dict(zip(self.survey.units.to_list(), cohorts, strict=True))

    def met_together(self, measures: Sequence[Measure], cohort: str | None, wave: str) -> MetTogether:
        """Return how many units of a group meet each number of some measures in a wave."""
        from egyv_engine.evaluation import Trace
        from egyv_engine.evaluation.met_together import met_together

        assert self.plan is not None
        assert self.survey is not None
        if self.trace is None:
            self.trace = Trace(self.plan, self.survey)
        return met_together(self.trace, measures, cohort, wave)

    def surveyed_once(self, before: str, after: str) -> tuple[int, int]:
        """Return how many units were surveyed in the first of two waves only, and in the second only."""
        assert self.survey is not None
        assert self.plan is not None
        assert self.linked is not None
        groups, is_whole_told = self.linked.reported_cohorts, self.linked.everyone is not None
        told = [i for i, cohort in enumerate(self.plan.parts) if is_whole_told or cohort in groups]
        is_told = self.survey.cohort.is_in(told)
        earlier, later = (
            self.survey.waves[wave].status != ReturnStatus.NOT_SURVEYED.value for wave in (before, after)
        )
        return int((is_told & earlier & ~later).sum()), int((is_told & ~earlier & later).sum())

    def check_texts(self) -> bool:
        """Check that the results are there which texts of the report name, and are those on which the texts were agreed."""
        from egyv_engine.narrative.build import block_inputs
        from egyv_engine.narrative.charts.chart_checks import check_charts_and_results
        from egyv_engine.narrative.own_text.result_checks import check_texts_and_results
        from egyv_engine.narrative.report_context import ReportContext
        from egyv_engine.narrative.wording import wording_of

        assert self.linked is not None
        assert self.plan is not None
        assert self.findings is not None
        report, wording = self.linked.programme.report, wording_of(self.linked.programme)
        if report is None or wording is None:
            return True
        context = ReportContext(
            linked=self.linked,
            plan=self.plan,
            findings=self.findings,
            supplements=self.supplements,
            report=report,
            wording=wording,
            cohorts_of_units=self.cohorts_of_units,
            met_together=self.met_together,
            surveyed_once=self.surveyed_once,
        )
        self.block_inputs = block_inputs(context)
        found = [
            *check_texts_and_results(self.block_inputs, self.files),
            *check_charts_and_results(self.block_inputs),
        ]
        self.diagnostics += found
        return not has_errors(found)

    def write_report(self) -> bool:
        """Write the report, where one is declared."""
        from egyv_engine.narrative.build import build

        self.report = None if self.block_inputs is None else build(self.block_inputs)
        return True

    def last_stage(self, until: Until) -> str:
        """Return the last stage to run: a check of the data goes on where texts depend on the results."""
        if until is not Until.DATA or self.programme is None:
            return until
        from egyv_engine.narrative.charts.chart_options import has_charts
        from egyv_engine.narrative.own_text.text_options import reads_results

        is_of_results = reads_results(self.programme) or has_charts(self.programme)
        return "texts" if is_of_results else until


_STAGES: Mapping[str, Callable[[_Run], bool]] = {
    "load": _Run.load_rules,
    "link": _Run.link,
    "check": _Run.check,
    "import": _Run.import_libraries,
    "read": _Run.read,
    "compile": _Run.compile,
    "skip logic": _Run.check_answers,
    "evaluate": _Run.evaluate,
    "score": _Run.score,
    "supplement": _Run.supplement,
    "texts": _Run.check_texts,
    "report": _Run.write_report,
}
