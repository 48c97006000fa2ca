"""Every kind of chart either shows something or has a diagnostic at its block, whatever the cohorts, waves and answers."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from egyv_engine.narrative.charts.chart_kinds import charts_shown
from egyv_engine.narrative.charts.chart_options import ChartOptions
from egyv_engine.pipeline.run import check_files, evaluate_files
from tests.library import library_files
from tests.narrative.large_programmes import GROUPS, gyms

BLOCKS = {
    "changes": "",
    "principles": "",
    "baskets": "",
    "recommendations": "",
    "response": "",
    "series": "",
    "numbers": ", question: loans",
    "unit": ", unit: birch",
}
PROGRAMME, REPORT = PurePosixPath("programme.yaml"), PurePosixPath("reports/report.yaml")
SURVEYS = [PurePosixPath(f"surveys/{wave}.csv") for wave in ("before", "after")]
RECORDS = """\
recommendations:
  file: surveys/recommendations.csv
  key: id
  unit: library
  principle: principle
  status: {column: status, values: {done: Done, open: Open}}
  reason: {column: reason, values: [money]}
"""
RECOMMENDED = "id,library,principle,status,reason\n" + "".join(
    f"r{i},{unit},access,{status},{'money' * (status == 'Open')}\n"
    for i, (unit, status) in enumerate(
        [("ash", "Done"), ("birch", "Open"), ("holly", "Done"), ("oak", "Done"), ("oak", "Open")]
    )
)
Files = Mapping[PurePosixPath, bytes]


def libraries(most_groups: int = 5) -> dict[PurePosixPath, bytes]:
    """Two cohorts, two waves and everything that a chart can show; a block of each kind on a line of its own."""
    blocks = "".join(f"      - {{show: chart, of: {of}{options}}}\n" for of, options in BLOCKS.items())
    chapter = f"chapters:\n  - id: charts\n    title: Charts\n    blocks:\n{blocks}"
    return {
        **library_files(),
        REPORT: f"title: Libraries\nmost_groups: {most_groups}\n{chapter}".encode(),
        PurePosixPath("rules/scoring.yaml"): b"scores: {per_principle: true}\n",
        PurePosixPath("rules/records.yaml"): RECORDS.encode(),
        PurePosixPath("surveys/recommendations.csv"): RECOMMENDED.encode(),
    }


def edited(files: Files, *edits: tuple[str, str]) -> dict[PurePosixPath, bytes]:
    text = files[PROGRAMME].decode()
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return {**files, PROGRAMME: text.encode()}


def of_one_wave() -> Files:
    return edited(
        libraries(),
        ("  - {id: after, label: after, answers: surveys/after.csv}\n", ""),
        ("comparisons: [{from: before, to: after}]\n", ""),
    )


def of_three_waves() -> Files:
    last = "  - {id: after, label: after, answers: surveys/after.csv}\n"
    files = edited(libraries(), (last, last + last.replace("after", "later")))
    return {**files, PurePosixPath("surveys/later.csv"): files[SURVEYS[1]]}


def without_answers() -> Files:
    files = libraries()
    blank = {name: re.sub(rb"(?m)^(\w+),.*$", rb"\1,,,,,,,,,", files[name]) for name in SURVEYS}
    heads = {name: files[name].split(b"\n")[0] for name in SURVEYS}
    return {**files, **{name: heads[name] + data[data.index(b"\n") :] for name, data in blank.items()}}


@pytest.mark.parametrize(
    ("files", "empty"),
    [
        (libraries(), {"series"}),
        (libraries(most_groups=1), {"changes", "baskets", "series", "numbers"}),
        (edited(libraries(most_groups=1), ("ids: [pilot, main]}", "ids: [pilot, main], all: {label: all libraries}}")), {"series"}),
        (of_one_wave(), {"changes", "principles", "baskets", "series"}),
        (of_three_waves(), set()),
        (without_answers(), {"series", "numbers", "unit"}),
    ],
    ids=["two cohorts", "no all", "all", "one wave", "three waves", "no answers"],
)  # fmt: skip
def test_a_chart_is_shown_or_its_block_has_a_diagnostic(files: Files, empty: set[str]) -> None:
    outputs = evaluate_files(files)
    assert outputs.report is not None, [d.message for d in outputs.diagnostics]
    first = files[REPORT].decode().splitlines().index("    blocks:") + 2
    reported = {
        list(BLOCKS)[d.span.line - first]: d.code
        for d in outputs.diagnostics
        if d.span.file == REPORT and d.code in ("EGY623", "EGY661", "EGY672")
    }
    assert set(reported) == empty
    inputs = outputs.block_inputs
    assert inputs is not None
    for options in inputs.context.report.chapters[0].blocks:
        assert isinstance(options, ChartOptions)
        assert bool(charts_shown(inputs, options)) == (options.of not in empty), options.of
    (chapter,) = outputs.report.chapters
    assert len(list(chapter.charts())) >= len(BLOCKS) - len(empty)
    assert [chart.title for chart in chapter.charts() if not chart.description.text] == []
    assert [(d.code, d.span) for d in check_files(files)] == [(d.code, d.span) for d in outputs.diagnostics]


def test_a_chart_of_many_groups_says_what_to_write() -> None:
    """57 districts whose ids are the values of a column, and no cohort of all of them."""
    report = b"""\
title: Gyms
chapters:
  - id: charts
    title: Charts
    blocks:
      - {show: chart, of: principles}
      - {show: chart, of: changes}
      - {show: chart, of: changes, cohort: district_7}
"""
    outputs = evaluate_files({**gyms(), REPORT: report})
    (found,) = [d for d in outputs.diagnostics if d.code == "EGY672"]
    assert (found.span.line, found.severity) == (7, "warning")
    assert f"no single one of its {GROUPS} " in found.message
    assert outputs.report is not None
    (chapter,) = outputs.report.chapters
    assert [chart.form for chart in chapter.charts()] == ["stacks", "dots"]
    unknown = report.replace(b"district_7", b"district_77")
    errors = [d for d in evaluate_files({**gyms(), REPORT: unknown}).diagnostics if d.severity == "error"]
    assert [(d.code, d.span.line) for d in errors] == [("EGY308", 8)]
