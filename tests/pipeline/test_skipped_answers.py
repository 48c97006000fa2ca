"""Answers that a form kept although skip logic skipped the question: refused, or ignored and counted."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.model.reading_notes import plain_notes
from egyv_engine.pipeline.reading import read_answers
from egyv_engine.pipeline.run import Until, run
from tests.oracle.agree import programme_files

CASE = Path(__file__).parents[1] / "cases" / "skipped_answers"
DEPTH, MORE = "depth, scale: depth", "more, scale: number"
OF_WAVE = ", skipped_answers: ignored"


def files(*, of_wave: str = OF_WAVE, of_depth: str = "", of_more: str = "") -> Mapping[PurePosixPath, bytes]:
    """The files of the case, with what the wave and the two questions say of such answers."""
    texts = {PurePosixPath(name): data.decode() for name, data in programme_files(CASE).items()}
    rules, instrument = PurePosixPath("programme.yaml"), PurePosixPath("surveys/instrument.yaml")
    texts[rules] = texts[rules].replace(OF_WAVE, of_wave)
    for scale, said in (("depth", of_depth), ("number", of_more)):
        assert texts[instrument].count(f"scale: {scale},") == 1
        texts[instrument] = texts[instrument].replace(f"scale: {scale},", f"scale: {scale}{said},")
    return {name: text.encode() for name, text in texts.items()}


@pytest.mark.parametrize(
    ("said", "columns"),
    [
        ({}, []),
        ({"of_wave": ""}, ["depth", "more"]),
        ({"of_wave": "", "of_depth": OF_WAVE}, ["more"]),
        ({"of_depth": ", skipped_answers: refused"}, ["depth"]),
        ({"of_wave": "", "of_depth": OF_WAVE, "of_more": OF_WAVE}, []),
    ],
)
def test_question_decides_and_else_the_wave(said: dict[str, str], columns: list[str]) -> None:
    found = run(files(**said), until=Until.DATA).diagnostics
    assert [d.code for d in found] == ["EGY508"] * len(columns)
    assert all(f"'{column}' in 'after'" in d.message for column, d in zip(columns, found, strict=True))


def test_ignored_answers_are_counted_by_file_and_column() -> None:
    survey = run(files(), until=Until.DATA).survey
    assert survey is not None
    assert plain_notes(survey.reading)["surveys/after.csv"] == {
        "rows_read": 6,
        "skipped_answers_ignored": {"depth": 3, "more": 2},
    }


def test_toplines_do_not_count_ignored_answers() -> None:
    read, found = read_answers(files())
    assert read is not None
    assert found == ()
    depth = next(t for t in read.toplines if (t.wave, t.question) == ("after", "depth"))
    assert (depth.base, depth.not_asked, depth.blank) == (3, 3, 0)
    assert [a.count for a in depth.answers] == [1, 1, 1, 0]  # u2, u6, u3; u5's don't-know is ignored


def test_key_that_no_skip_logic_uses_is_reported() -> None:
    texts = dict(files())
    instrument = PurePosixPath("surveys/instrument.yaml")
    of_gate = b"scale: yes_no, skipped_answers: ignored"
    texts[instrument] = texts[instrument].replace(b"scale: yes_no", of_gate)
    (found,) = run(texts, until=Until.RULES).diagnostics
    assert (found.code, found.span.line) == ("EGY418", 2)
