"""Reports answers to questions that, by their skip logic, were not put to the unit (EGY508)."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath

from egyv_engine.data.survey import cell_span
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import MOST_PER_FILE, Diagnostic
from egyv_engine.evaluation import answers_despite_skip
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.plan import Plan


def skip_logic_faults(
    linked: LinkedProgramme, plan: Plan, survey: Survey, files: Mapping[PurePosixPath, bytes]
) -> Iterator[Diagnostic]:
    """Yields one diagnostic per answer that `asked_if` rules out, up to the limit for one file."""
    key = linked.programme.file.register.key
    for question, item, wave, unit in islice(answers_despite_skip(plan, survey), MOST_PER_FILE):
        file = PurePosixPath(linked.waves[wave].answers)
        column = question if item is None else f"{question}.{item}"
        doc_path = linked.questions[question].doc_path / "asked_if"
        yield Diagnostic(
            span=cell_span(files, file, key, unit, column),
            code="EGY508",
            message=f"unit '{unit}' was not asked '{column}' in '{wave}'",
            hint="clear the cell, or correct asked_if",
            related=((linked.positions.span_at(doc_path), "the question is asked only if this holds"),),
        )
