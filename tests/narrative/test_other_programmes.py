"""The shipped phrases say the toy programmes, too: other units, waves, criteria, no cohorts."""

from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.model.documents import Programme
from egyv_engine.narrative.readability import LONG, measure
from egyv_engine.pipeline.run import Until, evaluate_files, run
from egyv_engine.publish.markdown import render_markdown
from tests.narrative.every_block import every_block, first_unit
from tests.oracle.agree import programme_files

ROOT = Path(__file__).parents[2]
FIRST_ANSWERS = {"gardens": "surveys/spring.csv"}
TOYS = sorted(p.name for p in (ROOT / "tests" / "programmes").iterdir() if p.is_dir())


def report_of(programme: Programme, unit: str) -> str:
    """A report of every block that has something to show."""
    blocks = ", ".join(every_block(programme, unit=unit))
    return (
        f"title: Made up\nchapters:\n  - {{id: all, title: All, blocks: [{blocks}, "
        '{show: text, text: "{{ findings.n }} findings."}]}\n'
    )


@pytest.mark.parametrize("toy", TOYS)
def test_shipped_phrases_say_another_programme(toy: str) -> None:
    files = {PurePosixPath(n): d for n, d in programme_files(ROOT / "tests" / "programmes" / toy).items()}
    declared = run(files, until=Until.RULES).programme
    assert declared is not None
    one = first_unit(files[PurePosixPath(declared.file.register.file or FIRST_ANSWERS[toy])])
    files[PurePosixPath("reports/report.yaml")] = report_of(declared, one).encode()
    files[PurePosixPath("reports/wording.yaml")] = (ROOT / "reports" / "wording.yaml").read_bytes()
    outputs = evaluate_files(files)
    assert [d.message for d in outputs.diagnostics if d.severity == "error"] == []
    assert outputs.report is not None
    assert outputs.programme is not None
    assert outputs.findings is not None
    text = render_markdown(outputs.report).decode()
    unit = outputs.programme.file.unit
    assert f" {unit.many} " in text
    assert " areas " not in text
    measured = measure(outputs.report, (f.finding for f in outputs.findings.findings), ())
    assert measured.unmentioned == ()
    # Two clauses on baskets that are compared in part have a word more each.
    assert [s for s in measured.too_long if len(s.split()) > LONG + 4] == []
