"""A programme of records: no sentence says that anybody reported, replied or answered."""

from collections.abc import Mapping
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from egyv_engine.narrative.readability import words_in
from egyv_engine.narrative.wording import shipped_wording
from egyv_engine.pipeline.run import Outputs, evaluate_files
from tests.narrative import small_programme as small

INDICATORS = "".join(
    f'  - {{id: {name}, title: The {name}, met_when: {{question: {name}, is: "Yes"}}, says: {{units: had a {name}}}}}\n'
    for name in ("kitchen", "hall", "garden", "site")
)


def text_of(
    evidence: str, monkeypatch: pytest.MonkeyPatch, waves: tuple[str, ...] = ("before", "after")
) -> str:
    """The report on 4,421 schools, whose answers come from what `evidence` says; each wave after the first has those of the second."""
    given = {
        "before": {
            "kitchen": small.answers(2000, 2421),
            "hall": small.answers(4421, 0),
            "garden": small.answers(10, 4300, 111),
            "site": small.answers(900, 3521),
        },
        "after": {
            "kitchen": small.answers(2400, 2021),
            "hall": small.answers(4421, 0),
            "garden": small.answers(9, 4301, 100, 11),
            "site": small.answers(900, 3521),
        },
    }

    def evaluated(files: Mapping[PurePosixPath, bytes]) -> Outputs:
        made = dict(files)
        path = PurePosixPath("programme.yaml")
        del made[PurePosixPath("reports/wording.yaml")]  # phrases of another programme
        made[path] = made[path].replace(b"missing: blanks", f"missing: blanks\nevidence: {evidence}".encode())
        return evaluate_files(made)

    monkeypatch.setattr(small, "evaluate_files", evaluated)
    made = small.evaluated(
        INDICATORS,
        {wave: given["before" if wave == waves[0] else "after"] for wave in waves},
        waves={wave: wave for wave in waves},
        pairs=tuple(pairwise(waves)),
        unit="{one: school, many: schools}",
        blocks="chapters: [{id: a, title: A, blocks: [{show: response}]}, "
        "{id: principle, for_each: principle, blocks: [{show: cohort, limit: 9}]}]\n",
    )
    assert made.report is not None
    paragraphs = [p for chapter in made.report.chapters for p in chapter.paragraphs()]
    return "\n".join(f"{p.lead}: {p.text}" if p.lead else p.text for p in paragraphs)


def test_records_are_told_without_a_word_of_answering(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of("records", monkeypatch)
    assert words_in(text, shipped_wording().reporting_words) == []
    assert "All 4,421 schools are on record before" in text
    assert "What records show: " in text
    assert (
        "Of the 4,421 schools, 2,400 (54%) had a kitchen after, up by 9 percentage points from 2,000 out of 4,421 (45%) before."
        in text
    )


def test_reports_say_who_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of("reports", monkeypatch)
    assert "All 4,421 schools replied before" in text
    assert "What schools reported: " in text


@pytest.mark.parametrize(
    ("evidence", "lead"),
    [
        (("reports", "reports"), "What clubs reported"),
        (("records", "records"), "What records show"),
        (("reports", "records"), "What clubs reported and records show"),
    ],
)
def test_words_before_a_paragraph_are_those_of_its_own_figures(evidence: tuple[str, str], lead: str) -> None:
    asked = "".join(
        f"  - {{id: {name}, asks: A, scale: yes_no, evidence: {each}}}\n"
        for name, each in zip(("hall", "site"), evidence, strict=True)
    )
    rows = {"hall": small.answers(3, 3), "site": small.answers(2, 4)}
    made = small.evaluated(
        "".join(line for line in INDICATORS.splitlines(keepends=True) if "hall" in line or "site" in line),
        {"before": rows, "after": rows},
        questions=asked,
    )
    (text,) = small.paragraphs_of(made, "principle", "main")
    assert text.startswith(f"{lead}: ")


def test_lead_of_records_says_records_once_where_comparisons_are_several(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = text_of("records", monkeypatch, ("before", "after", "later"))
    assert "From the records before to those after: " in text
    assert "From the records after to those later: " in text
    assert "What records show" not in text
