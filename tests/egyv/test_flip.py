"""One answer changed: the sentences that change are those made from findings that changed, and no others."""

import csv
import io
import random
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest
import yaml

from egyv_engine.model.report import BoundNumber, Sentence
from egyv_engine.pipeline.run import Outputs, evaluate_files
from tests.csv_files import tables_of

FILES = (PurePosixPath("surveys/baseline.csv"), PurePosixPath("surveys/followup.csv"))
CELLS = 8
MOVEMENTS = ("movements",)  # on the scale of answers, also of units whose results stay
PARTS = 4  # of the sample, for tests side by side
Files = Mapping[PurePosixPath, bytes]


def flips(files: Files) -> list[tuple[PurePosixPath, int, str, str]]:
    """A fixed sample of answers: file, row, column, and another answer of the scale, or a blank; each cell has both."""
    dice = random.Random(20150901)
    instrument = yaml.load(files[PurePosixPath("surveys/instrument.yaml")], yaml.BaseLoader)
    scales = yaml.load(files[PurePosixPath("rules/scales.yaml")], yaml.BaseLoader)["scales"]
    answers = {q["id"]: scales[q["scale"]] for q in instrument["questions"]}
    found = []
    for file in FILES:
        rows = list(csv.reader(io.StringIO(files[file].decode())))
        cells = [
            (r, c)
            for r in range(1, len(rows))
            for c in range(1, len(rows[0]))
            if rows[r][c] and rows[r][0] != "2014-04"
        ]
        for r, c in dice.sample(cells, CELLS // 2):
            others = [a for a in answers[rows[0][c].split(".")[0]] if a != rows[r][c]]
            found += [(file, r, rows[0][c], answer) for answer in (dice.choice(others), "")]
    return found


def flipped(files: Files, file: PurePosixPath, row: int, column: str, answer: str) -> Files:
    rows = list(csv.reader(io.StringIO(files[file].decode())))
    rows[row][rows[0].index(column)] = answer
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return {**files, file: text.getvalue().encode()}


def sentences_of(outputs: Outputs) -> list[tuple[str, Sentence]]:
    """The sentences of the chapters, each with where it stands."""
    assert outputs.report is not None
    return [(chapter.id, s) for chapter in outputs.report.chapters for s in chapter.sentences()]


def rows_of(outputs: Outputs) -> dict[str, list[str]]:
    """All that the tables say of each finding."""
    tables = tables_of(outputs, ("findings", "ledger"))
    assert len(tables) == 2
    found: dict[str, list[str]] = {}
    for table in tables.values():
        for line in table.decode().splitlines()[1:]:
            found.setdefault(line.split(",")[0], []).append(line)
    return found


def figures(sentence: Sentence) -> tuple[tuple[str, str], ...]:
    return tuple((n.ref, n.value) for n in sentence.nodes if isinstance(n, BoundNumber))


@pytest.fixture(scope="module")
def before(shipped: Files) -> Outputs:
    return evaluate_files(shipped)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_flipped_answer_changes_the_sentences_of_its_findings_only(
    shipped: Files, before: Outputs, part: int
) -> None:
    moved_sentences = 0
    old, was = rows_of(before), sentences_of(before)
    for flip in flips(shipped)[part::PARTS]:
        after = evaluate_files(flipped(shipped, *flip))
        assert after.report is not None, flip
        new, now = rows_of(after), sentences_of(after)
        changed = {f for f in old if old[f] != new[f]}
        old_texts, new_texts = ({(doc_path, s.text) for doc_path, s in each} for each in (was, now))
        gone = [s for doc_path, s in was if (doc_path, s.text) not in new_texts]
        come = [s for doc_path, s in now if (doc_path, s.text) not in old_texts]
        moved_sentences += len(gone) + len(come)
        has_moved = tables_of(before, MOVEMENTS) != tables_of(after, MOVEMENTS)
        for sentence in (*gone, *come):
            is_due = changed & set(sentence.basis) or (has_moved and "on_scale" in sentence.kind)
            assert is_due, (flip, sentence.text)
        values = dict(pair for _, s in now for pair in figures(s))
        kept = {s for _, s in now}  # a sentence of the same words may state other figures
        for _, sentence in was:
            if any(values.get(ref, value) != value for ref, value in figures(sentence)):
                assert sentence not in kept, (flip, sentence.text)
    assert moved_sentences > CELLS // 2  # an answer that every rule treats as the other changes nothing


def test_flipped_answer_never_changes_what_no_survey_says(shipped: Files, before: Outputs) -> None:
    after = evaluate_files(flipped(shipped, *flips(shipped)[0]))
    kinds = (
        "evidence",
        "recommendations",
        "recommendations_reasons",
        "interviews",
        "selection",
        "what_good_looks_like",
        "notice",
    )
    old = [s.text for _, s in sentences_of(before) if s.kind in kinds]
    assert old == [s.text for _, s in sentences_of(after) if s.kind in kinds]
    assert len(old) > 80
