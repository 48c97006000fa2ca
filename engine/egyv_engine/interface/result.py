"""The result of an evaluation, as a notebook or a command uses it."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from egyv_engine.diagnostics.accepted import AcceptedDiagnostic
from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import summary
from egyv_engine.files.folder import Folder
from egyv_engine.interface.frames import frame
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import Findings
from egyv_engine.model.outcome_columns import OutcomesFile
from egyv_engine.model.plan import Plan
from egyv_engine.model.report import Report
from egyv_engine.pipeline.gc_paused import gc_paused
from egyv_engine.pipeline.run import Outputs

if TYPE_CHECKING:
    import polars as pl

    from egyv_engine.data.survey_types import Survey
    from egyv_engine.evaluation import Trace
    from egyv_engine.explanation import ExplainedRun
    from egyv_engine.model.explanation import Explanation


class Result:
    """The findings of a programme, and everything that was derived with them.

    The tables are Polars frames with the columns of the CSV files, typed; each is built when it is first used. A table
    that the programme does not declare (scores, selection, recommendations, published) is an empty frame.
    """

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs

    @cached_property
    def findings(self) -> "pl.DataFrame":
        """One row per finding and comparison."""
        return frame("findings", self._outputs)

    @cached_property
    def ledger(self) -> "pl.DataFrame":
        """One row per finding and wave: surveyed, returned, analysed, asked, base and count."""
        return frame("ledger", self._outputs)

    @cached_property
    def baskets(self) -> "pl.DataFrame":
        """One row per indicator over a basket, cohort and comparison: how many items improved, declined, ..."""
        return frame("baskets", self._outputs)

    @cached_property
    def movements(self) -> "pl.DataFrame":
        """One row per question on a scale, item, cohort and comparison: units that moved up, down, or stayed."""
        return frame("movements", self._outputs)

    @cached_property
    def scores(self) -> "pl.DataFrame":
        """One row per unit, principle and wave."""
        return frame("scores", self._outputs)

    @cached_property
    def score_changes(self) -> "pl.DataFrame":
        """One row per unit, principle and comparison."""
        return frame("score_changes", self._outputs)

    @cached_property
    def selection(self) -> "pl.DataFrame":
        """One row per selection and unit: its rank, its class, whether it was selected, and why."""
        return frame("selection", self._outputs)

    @cached_property
    def recommendations(self) -> "pl.DataFrame":
        """One row per cohort and principle: recommendations by status and reason."""
        return frame("recommendations", self._outputs)

    @cached_property
    def outcomes(self) -> "pl.DataFrame":
        """One row per row of the ledger and unit: its outcome in words. It is long, so no run writes it unasked."""
        from egyv_engine.evaluation import outcome_table

        return outcome_table(self.plan, self.trace, self.values.ledger)

    @cached_property
    def published(self) -> "pl.DataFrame":
        """One row per published count, with the engine's count and whether the two agree."""
        return frame("published", self._outputs)

    @property
    def report(self) -> Report | None:
        """The report as chapters, sections and sentences; None if the programme declares no report."""
        return self._outputs.report

    @cached_property
    def report_markdown(self) -> str | None:
        """The report as Markdown; None if the programme declares no report."""
        from egyv_engine.publish.markdown import render_markdown

        return None if self.report is None else render_markdown(self.report).decode()

    @property
    def report_html(self) -> str | None:
        """The report as a web page in one file, in which each number opens its explanation; None without a report."""
        return None if self._page is None else self._page.decode()

    @cached_property
    def _page(self) -> bytes | None:
        from egyv_engine.publish.html.web_page import render_html

        outputs = self._outputs
        if outputs.report is None or outputs.block_inputs is None:
            return None
        with gc_paused():
            return render_html(outputs.report, outputs.block_inputs, outputs.files, self.trace, self._facts)

    @cached_property
    def _facts(self) -> Mapping[str, Any]:
        from egyv_engine.model.run_notes import RunNotes
        from egyv_engine.publish.receipt import run_facts

        notes = RunNotes(
            left_out=self.survey.left_out,
            reading=self.survey.reading,
            engine=self._outputs.engine,
            libraries=self.survey.libraries,
            queries=self.survey.queries,
        )
        return run_facts(self._outputs.files, self.programme, notes)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The warnings about the programme, sorted by position; a result has no errors."""
        return self._outputs.diagnostics

    @property
    def accepted(self) -> tuple[AcceptedDiagnostic, ...]:
        """The warnings that the programme accepts, each with its reason; they are not among the diagnostics."""
        return self._outputs.accepted

    @property
    def programme(self) -> Programme:
        """The rules as typed objects, as the YAML files declare them."""
        assert self._outputs.programme is not None
        return self._outputs.programme

    @property
    def plan(self) -> Plan:
        """The compiled rules; every node of a condition links to the condition as written."""
        assert self._outputs.plan is not None
        return self._outputs.plan

    @property
    def survey(self) -> "Survey":
        """The survey answers as typed codes, one row per unit, in the order of the sorted unit ids."""
        assert self._outputs.survey is not None
        return self._outputs.survey

    @cached_property
    def trace(self) -> "Trace":
        """Lists the units behind each count, and what each clause of a condition gave for a unit."""
        from egyv_engine.evaluation import Trace

        return Trace(self.plan, self.survey, self._outputs.backends)

    def explain(
        self, name: str, unit: str | None = None, *, from_wave: str | None = None, to_wave: str | None = None
    ) -> "Explanation":
        """Explain where a finding comes from, a unit's score for a principle, or the choices of a selection.

        Args:
            name: The id of a finding, also without its principle or cohort; the path of a figure of a finding, as
                report.json has it; or the id of a principle or selection.
            unit: The id of a unit, whose part in it is explained; a principle needs one.
            from_wave: The earlier wave of the comparison; None for every one.
            to_wave: The later wave of the comparison; None for every one.

        Returns:
            The rule, the verdict and how it follows, the ledger, the units behind each number, the sentences of the report
            that use it, and the sources cited; for a unit, what each clause gave and the cells that decided it.

        Raises:
            NothingToExplainError: The name, the unit or the comparison stands for nothing that could be explained.
        """
        from egyv_engine.explanation import explain

        return explain(self._explained, name, unit, from_wave=from_wave, to_wave=to_wave)

    @cached_property
    def _explained(self) -> "ExplainedRun":
        from egyv_engine.explanation import ExplainedRun

        assert self._outputs.linked is not None
        return ExplainedRun(
            files=self._outputs.files,
            linked=self._outputs.linked,
            plan=self.plan,
            survey=self.survey,
            findings=self.values,
            supplements=self._outputs.supplements,
            report=self.report,
            trace=self.trace,
        )

    @property
    def values(self) -> Findings:
        """Findings, ledger, baskets and movements as plain typed values, with exact fractions."""
        assert self._outputs.findings is not None
        return self._outputs.findings

    @property
    def seconds(self) -> Mapping[str, float]:
        """Wall time of each stage."""
        return self._outputs.seconds

    def write(
        self,
        folder: str | PathLike[str],
        *,
        outcomes: OutcomesFile | None = None,
        on_wait: Callable[[Path], None] = lambda _folder: None,
    ) -> Path:
        """Write every file of the run, with its receipt, into a folder.

        The files of an earlier run in that folder are replaced; other files stay.

        Args:
            folder: The output folder; it is created if there is none.
            outcomes: Also write the outcome of each unit, as a Parquet or a CSV file; None does not.
            on_wait: Called with the folder that another program has locked, before the call waits for it.

        Returns:
            The folder.

        Raises:
            RefusedError: The folder cannot be written, holds only files that are not from the engine, or holds a file
                of an earlier run that was edited since.
            ChangedFileError: A large data file was written after it had been read.
        """
        from egyv_engine.publish.output_folder import write_folder

        files = self._outputs.files
        root = files.root if isinstance(files, Folder) else None
        write_folder(Path(folder), self.rendered(outcomes=outcomes), programme=root, on_wait=on_wait)
        return Path(folder)

    def rendered(self, *, outcomes: OutcomesFile | None = None) -> Mapping[str, bytes]:
        """Return every file of the run as bytes, by its name, with its receipt.

        Args:
            outcomes: Also the outcome of each unit, as a Parquet or a CSV file; None for none.
        """
        from egyv_engine.publish.outcome_file import render_outcomes
        from egyv_engine.publish.run_files import render_files

        others = (
            {} if outcomes is None else {f"outcomes.{outcomes}": render_outcomes(self.outcomes, outcomes)}
        )
        with gc_paused():
            return render_files(
                self._facts,
                self.programme,
                self.values,
                self._outputs.supplements,
                self.report,
                page=self._page,
                others=others,
            )

    def workbook(self, *, without: Collection[str] = ()) -> bytes:
        """Return the tables as a workbook for readers (xlsx), by the guidance on accessible spreadsheets.

        Its numbers are those of the CSV files. It has a cover, contents and notes, headings and labels in place of
        names and ids, and a sign in every cell without a value.

        Args:
            without: The names of tables to leave out, such as scores.

        Raises:
            UnpublishedTableError: A table is too large for a workbook, or one that is to be left out does not exist.
            ImportError: xlsxwriter is not installed.
        """
        from egyv_engine.publish.accessible_workbook import accessible_workbook

        outputs = self._outputs
        assert outputs.linked is not None
        report = self.report
        return accessible_workbook(
            outputs.linked,
            self.values,
            outputs.supplements,
            status=None if report is None else report.status,
            contact=None if report is None else report.contact,
            without=without,
        )

    def word_document(self) -> bytes:
        """Return the report as an accessible Word document (docx), which pandoc writes.

        Raises:
            ValueError: The programme declares no report.
            PandocError: pandoc is not installed, is too old, or failed.
            ChartPictureError: A chart cannot be drawn, because there is no font.
            ImportError: python-docx or resvg-py is not installed.
        """
        from egyv_engine.publish.word_document import word_document

        inputs = self._outputs.block_inputs
        if self.report is None or inputs is None:
            raise ValueError("the programme declares no report: it has no reports/report.yaml")
        language = inputs.context.wording.language
        return word_document(self.report, language=language.tag, right_to_left=language.right_to_left)

    def __repr__(self) -> str:
        return f"<Result of {self.programme.file.programme!r}: {self._summary()}>"

    def _repr_html_(self) -> str:
        heading = (
            f"<p><strong>{escape(self.programme.file.programme)}</strong>: {escape(self._summary())}</p>"
        )
        notice = self.programme.file.notice
        return f"{heading}{f'<p>{escape(notice)}</p>' if notice else ''}{self.findings._repr_html_()}"

    def _summary(self) -> str:
        verdicts = Counter(finding.verdict for finding in self.values.findings)
        counts = ", ".join(f"{n} {verdict.replace('_', ' ')}" for verdict, n in verdicts.most_common())
        return f"{len(self.values.findings):,} findings ({counts}); {summary(self.diagnostics)}"
