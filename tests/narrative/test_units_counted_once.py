"""Numbers over all units count each unit once, however its cohorts are declared: one by one, with `all`, or with others left out.

Twelve clubs: five in the north, four in the south and three on islands, which are a cohort in none of the programmes where
units of no cohort are allowed.
"""

from pathlib import PurePosixPath

import pytest

from egyv_engine.model.report import Report
from tests.narrative.test_built_in_chapters import report_of

REGIONS = ("north",) * 5 + ("south",) * 4 + ("island",) * 3
CLUBS = [f"c{number:02}" for number in range(len(REGIONS))]
RETURNED = len(CLUBS) - 2  # the first and the last returned nothing after
ADVICE = (
    "c01",
    "c05",
    "c06",
    "c10",
    "c10",
)  # one in the north, two in the south, two for a club on an island

FILES = {
    "principles/1-open.yaml": """\
title: Open to all
what_good_looks_like: Everyone can come.
indicators:
  - {id: late, title: Open late, met_when: {question: late, is: "Yes"}, says: {units: opened late}}
""",
    "rules/scales.yaml": 'scales: {yes_no: ["No", "Yes"]}\n',
    "rules/criteria.yaml": "criteria: {more: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}}\n",
    "rules/records.yaml": """\
recommendations:
  file: surveys/advice.csv
  key: advice
  unit: club
  principle: principle
  status: {column: status, values: {done: Done, open: Open}}
""",
    "surveys/instrument.yaml": "questions: [{id: late, asks: Is it open late?, scale: yes_no}]\n",
    "surveys/advice.csv": "advice,club,principle,status\n"
    + "".join(f"a{n},{club},open,Done\n" for n, club in enumerate(ADVICE)),
    "surveys/clubs.csv": "club,region,sent\n"
    + "".join(
        f"{club},{region},{'no' if club in (CLUBS[0], CLUBS[-1]) else 'yes'}\n"
        for club, region in zip(CLUBS, REGIONS, strict=True)
    ),
    "surveys/before.csv": "club,late\n" + "".join(f"{club},No\n" for club in CLUBS),
    "surveys/after.csv": "club,late\n" + "".join(f"{club},Yes\n" for club in CLUBS[1:-1]),
}
TEXT = "title: Clubs\nmost_groups: {}\nchapters: [{{id: a, title: A, blocks: [{{show: text, text: '{}'}}, {}]}}]\n"
BLOCKS = "{show: response}, {show: recommendations_summary}"


def made(cohorts: str, most_groups: int = 5) -> Report:
    """The report of the programme with its cohorts declared in a way."""
    programme = (
        "language: 2\nprogramme: Clubs\nunit: {one: club, many: clubs}\nregister: {file: surveys/clubs.csv, key: club}\n"
        f"{cohorts}waves:\n  - {{id: before, label: before, answers: surveys/before.csv}}\n"
        "  - {id: after, label: after, answers: surveys/after.csv, returned: {attribute: sent, is: 'yes'}}\n"
        "comparisons: [{from: before, to: after}]\nprinciples: [open]\nmissing: blanks\ndefault_criterion: more\n"
        "minimum: {matched: 3, base_for_words: 3, base_for_percentages: 30, coverage: 0.6}\n"
    )
    files = {PurePosixPath(name): text.encode() for name, text in FILES.items()}
    files[PurePosixPath("programme.yaml")] = programme.encode()
    return report_of(files, TEXT.format(most_groups, "{{ surveyed.units }} of ours.", BLOCKS))


def said(report: Report) -> list[str]:
    """The paragraphs of the report."""
    return [block.text for section in report.chapters[0].sections for block in section.blocks]  # type: ignore[union-attr]


ALL_THREE = "cohorts: {attribute: region, ids: [north, south, island]}\n"
WITH_ALL = ALL_THREE.replace("island]", "island], all: {label: whole}")
TWO_AND_ALL = "cohorts: {attribute: region, ids: [north, south], others: left_out, all: {label: whole}}\n"
TWO = TWO_AND_ALL.replace(", all: {label: whole}", "")


@pytest.mark.parametrize("most_groups", [1, 5])
@pytest.mark.parametrize(
    ("cohorts", "clubs"),
    [("", "Twelve"), (ALL_THREE, "Twelve"), (WITH_ALL, "Twelve"), (TWO_AND_ALL, "Twelve"), (TWO, "Nine")],
)
def test_a_text_counts_each_surveyed_unit_once(cohorts: str, clubs: str, most_groups: int) -> None:
    assert said(made(cohorts, most_groups))[0] == f"{clubs} clubs of ours."


TWELVE = (
    ("All 12 clubs replied before and 10 of the 12 after, and all replies are analysed."),
    "Four of the twelve clubs had five recommendations: five done and none open.",
)
NINE = (
    ("All nine clubs replied before and eight of the nine after, and all replies are analysed."),
    "Three of the nine clubs had three recommendations: three done and none open.",
)


@pytest.mark.parametrize(
    ("cohorts", "expected"), [(ALL_THREE, TWELVE), (WITH_ALL, TWELVE), (TWO_AND_ALL, TWELVE), (TWO, NINE)]
)
def test_sentences_on_many_cohorts_together_count_each_unit_once(
    cohorts: str, expected: tuple[str, str]
) -> None:
    assert tuple(said(made(cohorts, most_groups=1))[1:]) == expected
