"""The marks of published counts are explained in the key of each chapter whose tables have them, in every form of the report."""

import json
from pathlib import PurePosixPath
from typing import Any

import pytest

import egyv_engine as ee
from egyv_engine.publish.pandoc_report import pandoc_report
from tests.mini_programme import FILES

AGREES, DIFFERS = (
    "A published figure agrees with this count.",
    ("A published figure differs from this count, or from its base."),
)
REPORT = """\
title: Libraries
chapters:
  - id: tables
    title: Tables
    blocks: [{show: findings_table}]
  - id: words
    title: Words
    blocks: [{show: method}]
"""
# Before, two of six libraries are open late, and after, five of six.
BEFORE, AFTER = "page 1,open_late,before,2,6\n", "page 3,open_late,after,5,6\n"
WRONG, WRONG_BASE = "page 2,open_late,after,6,6\n", "page 2,open_late,after,5,5\n"


def report_with(published: str) -> ee.Result:
    """The report of the mini programme, with these published counts."""
    texts = {
        **FILES,
        "reports/report.yaml": REPORT,
        "surveys/published.csv": f"source,indicator,wave,count,base\n{published}",
    }
    return ee.evaluate({PurePosixPath(name): text.encode() for name, text in texts.items()})


@pytest.mark.parametrize(
    ("published", "marks"),
    [
        (BEFORE + AFTER, {"●": AGREES}),
        (BEFORE + WRONG, {"●": AGREES, "◆": DIFFERS}),
        (WRONG, {"◆": DIFFERS}),
        (WRONG_BASE, {"◆": DIFFERS}),
        (AFTER + WRONG, {"●": AGREES, "◆": DIFFERS}),  # two sources of one count
    ],
)
def test_each_mark_in_a_table_is_explained_once_in_the_key_of_its_chapter(
    published: str, marks: dict[str, str]
) -> None:
    result = report_with(published)
    assert result.report is not None
    forms = {
        "md": str(result.report_markdown),
        "html": str(result.report_html).replace("</dt><dd>", " "),
        "docx": text_in(json.loads(pandoc_report(result.report, language="en-GB", pictures={}))),
    }
    for text in forms.values():
        for mark, note in (("●", AGREES), ("◆", DIFFERS)):
            assert text.count(f"{mark} {note}") == (mark in marks)
    tables, words = json.loads(result.rendered()["report.json"])["chapters"]
    told = {each["mark"]: each["note"] for each in tables["key"] if each["kind"] in ("agrees", "differs")}
    assert told == marks
    assert words["key"] == []


def text_in(part: Any) -> str:
    """The words in a part of pandoc's document model."""
    if isinstance(part, list):
        return "".join(map(text_in, part))
    if not isinstance(part, dict):
        return ""
    return str(part["c"]) if part.get("t") == "Str" else "".join(map(text_in, part.values()))
