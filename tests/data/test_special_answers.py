"""Cells that are not ordinary answers: blanks, don't-knows and not applicable; and scales of many answers."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.model.codes import EffectiveCode
from egyv_engine.pipeline.run import evaluate_files
from tests.data.readers import as_parquet, read
from tests.library import Edit, library_files
from tests.reported import reported

SCALES, INSTRUMENT = "rules/scales.yaml", "surveys/instrument.yaml"
BEFORE, AFTER = "surveys/before.csv", "surveys/after.csv"
WORDS = "{answers: [Never, Sometimes, Often], blank: [Refused, No answer], not_applicable: [No visitors]}"
LARGE = {
    "programme.yaml": """\
language: 2
programme: Libraries
unit: {one: library, many: libraries}
register: {file: surveys/libraries.csv, key: library}
waves:
  - {id: before, label: before, answers: surveys/before.csv}
  - {id: after, label: after, answers: surveys/after.csv}
comparisons: [{from: before, to: after}]
principles: [access]
missing: blanks
default_criterion: more
minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}
""",
    "rules/criteria.yaml": "criteria: {more: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}}",
}


def of_scale(scale: str, condition: str, before: list[str], after: list[str]) -> dict[PurePosixPath, bytes]:
    """A programme of one question with this scale."""
    texts = LARGE | {
        "rules/scales.yaml": f"scales: {{many: {scale}}}",
        "surveys/instrument.yaml": "questions: [{id: q, asks: Q, scale: many}]",
        "principles/1-access.yaml": "title: T\nwhat_good_looks_like: G\nindicators:\n"
        f"  - {{id: x, title: X, met_when: {condition}, says: {{units: did}}}}\n",
        "surveys/libraries.csv": "library\n" + "".join(f"u{i:04}\n" for i in range(len(before))),
    }
    for name, cells in (("before", before), ("after", after)):
        rows = "".join(f"u{i:04},{cell}\n" for i, cell in enumerate(cells))
        texts[f"surveys/{name}.csv"] = "library,q\n" + rows
    return {PurePosixPath(name): text.encode() for name, text in texts.items()}


def test_words_have_their_codes_in_csv_and_in_parquet() -> None:
    cells = ["Never", "Refused", "Often", "No visitors", "No answer", ""]
    files = of_scale(WORDS, "{question: q, at_least: Often}", cells, cells)
    for one in (files, as_parquet(files)):
        found, faults = read(one)
        assert found is not None
        assert faults == []
        assert found.waves["after"].answers["q", None].codes.to_list() == [1, 0, 3, 4, 0, 0]


@pytest.mark.parametrize("units", [602, 1_204])  # counted in Python, and by columns
def test_scale_of_300_answers_is_read_compared_and_moved_along(units: int) -> None:
    answers = [f"step {i}" for i in range(300)]
    scale = f"{{answers: [{', '.join(answers)}], dont_know: [unsure]}}"
    word = [*answers, "unsure"]
    before = [word[i % 301] for i in range(units)]
    after = [
        word[(i + 1) % 301] for i in range(units)
    ]  # one step up; the last one to unsure, unsure to the first
    files = of_scale(scale, "{question: q, at_least: step 290}", before, after)
    found, faults = read(files)
    assert found is not None
    assert faults == []
    highest = max(found.waves["after"].answers["q", None].codes)
    assert highest + EffectiveCode.FIRST_ANSWER - 1 > 255
    made = evaluate_files(files)
    assert made.findings is not None
    (finding,) = made.findings.findings
    (movement,) = made.findings.movements
    each = units // 301
    # 290 to 299 are ten answers; one step up 289 comes in, 299 goes out.
    assert (finding.from_level.count, finding.to_level.count) == (10 * each, 10 * each)  # type: ignore[union-attr]
    assert finding.change is not None
    assert (finding.change.gained, finding.change.lost) == (each, each)
    assert finding.to_level is not None
    assert (finding.to_level.base, finding.to_level.dont_know) == (units, each)
    assert (movement.moved_up, movement.moved_down, movement.matched) == (299 * each, 0, 299 * each)


Edits = dict[str, Edit | list[Edit]]


@pytest.mark.parametrize(
    "edits",
    [
        {BEFORE: ("cedar,Yes,Sometimes", "cedar,Yes,   ")},  # spaces only
        {
            SCALES: ("frequency: [Never, Sometimes, Often]", f"frequency: {WORDS}"),
            BEFORE: ("cedar,Yes,Sometimes", "cedar,Yes,Refused"),
        },
        {
            INSTRUMENT: ("week?, scale: number", 'week?, scale: number, blank: ["-99"]'),
            AFTER: ("birch,Yes,Often,Often,260", "birch,Yes,Often,Often,-99.00"),
        },
        {
            INSTRUMENT: ("week?, scale: number", "week?, scale: number, not_applicable: [none]"),
            AFTER: ("birch,Yes,Often,Often,260", "birch,Yes,Often,Often,none"),
        },
        # Both agree with skip logic: elm is not open late.
        {
            SCALES: ("frequency: [Never, Sometimes, Often]", f"frequency: {WORDS}"),
            AFTER: ("elm,No,Never,", "elm,No,Never,No visitors"),
        },
        {
            SCALES: ("frequency: [Never, Sometimes, Often]", f"frequency: {WORDS}"),
            AFTER: ("elm,No,Never,", "elm,No,Never,Refused"),
        },
    ],
)
def test_cell_that_is_no_ordinary_answer_is_accepted(edits: Edits) -> None:
    assert reported(edits, rules_only=False) == []


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ({BEFORE: ("cedar,Yes,Sometimes", "cedar,Yes,Refused")}, "EGY507"),
        ({AFTER: ("birch,Yes,Often,Often,260", "birch,Yes,Often,Often,none")}, "EGY513"),
        (
            {
                SCALES: ("frequency: [Never, Sometimes, Often]", f"frequency: {WORDS}"),
                AFTER: ("elm,No,Never,", "elm,No,Never,Often"),
            },
            "EGY508",
        ),
    ],
)
def test_cell_that_is_not_declared_is_reported(edits: Edits, code: str) -> None:
    assert [line.split()[1] for line in reported(edits, rules_only=False)] == [code]


def test_missing_scales_file_is_needed_only_by_a_question_with_a_scale() -> None:
    files = library_files()
    del files[PurePosixPath(SCALES)]
    only_numbers = b"questions: [{id: q, asks: Q, scale: %s}]"
    for word, expected in ((b"number", []), (b"nubmer", ["EGY306"]), (b"yes_no", ["EGY207"])):
        files[PurePosixPath(INSTRUMENT)] = only_numbers % word
        found = {d.code for d in evaluate_files(files).diagnostics} & {"EGY207", "EGY306"}
        assert sorted(found) == expected
