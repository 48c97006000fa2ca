"""The report kept in docs/ for readers is the one the programme gives now: `make report` writes it again."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from egyv_engine.pipeline.run import evaluate_files
from egyv_engine.publish.chart_files import render_charts
from egyv_engine.publish.markdown import render_markdown

KEPT = Path(__file__).parents[2] / "docs" / "egyv-report.md"


def test_kept_report_is_what_the_programme_gives(shipped: Mapping[PurePosixPath, bytes]) -> None:
    report = evaluate_files(shipped).report
    assert report is not None
    assert KEPT.read_bytes() == render_markdown(report)
    kept = {f"charts/{path.name}": path.read_bytes() for path in (KEPT.parent / "charts").iterdir()}
    assert kept == render_charts(report)
