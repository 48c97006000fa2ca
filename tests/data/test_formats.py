"""Equal answers are equal codes, values and faults, whether they are in a CSV file, a Parquet file or a workbook."""

import io
from pathlib import PurePosixPath

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic
from tests.data.readers import plain, read
from tests.library import BASE

QUESTIONS = """\
questions:
  - {id: open_late, asks: Is it open late?, scale: yes_no}
  - {id: visits, asks: How many visits?, scale: number}
  - {id: opened, asks: When was it opened?, scale: date}
  - {id: remarks, asks: Any remarks?, scale: text}
"""
PROGRAMME = """\
language: 2
programme: Libraries
unit: {one: library, many: libraries}
register: {made_of: answers, key: library}
waves:
  - {id: before, label: before, answers: surveys/before.KIND}
comparisons: []
principles: [access]
missing: blanks
default_criterion: more_units
minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}
"""
PRINCIPLE = """\
title: Open to all
what_good_looks_like: Everyone can use the library.
indicators:
  - {id: open_late, title: Open late, met_when: {question: open_late, is: "Yes"}, says: {units: "opened late"}}
"""
SHARED = ("rules/scales.yaml", "rules/criteria.yaml")  # from the library of the other tests

row = st.tuples(
    st.sampled_from(["Yes", "No", "yes", "perhaps", None]),
    st.one_of(st.none(), st.integers(-(10**9), 10**9), st.sampled_from([0.1, 2.5, -0.0, 1e-7, 1e15])),
    st.one_of(st.none(), st.dates()),
    st.sampled_from(["a", "a, b", 'the "best"', "two\nlines", " spaces ", "\u4e2d", "007", None]),
)


def files(kind: str, data: bytes) -> dict[PurePosixPath, bytes]:
    """A programme whose answers are in one file."""
    texts = {
        "programme.yaml": PROGRAMME.replace("KIND", kind).encode(),
        "principles/1-access.yaml": PRINCIPLE.encode(),
        "surveys/instrument.yaml": QUESTIONS.encode(),
        f"surveys/before.{kind}": data,
        **{name: (BASE / name).read_bytes() for name in SHARED},
    }
    return {PurePosixPath(name): content for name, content in texts.items()}


def outcome(kind: str, data: bytes) -> tuple[object, list[tuple[str, str]]]:
    """Read a programme's answers; return them, and the faults without their places."""
    survey: Survey | None
    faults: list[Diagnostic]
    survey, faults = read(files(kind, data))
    return None if survey is None else plain(survey), sorted((d.code, d.message) for d in faults)


@given(st.lists(row, min_size=1, max_size=6))
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
def test_csv_parquet_and_workbook_with_equal_cells_are_read_alike(rows: list[tuple[object, ...]]) -> None:
    frame = pl.DataFrame(
        [(f"unit{i}", *cells) for i, cells in enumerate(rows)],
        schema={
            "library": pl.String,
            "open_late": pl.String,
            "visits": pl.Float64,
            "opened": pl.Date,
            "remarks": pl.String,
        },
        orient="row",
        strict=False,
    )
    parquet, workbook = io.BytesIO(), io.BytesIO()
    frame.write_parquet(parquet)
    frame.write_excel(workbook, autofit=False)
    texts = [
        [
            ("" if x is None else f"{x:.16f}".rstrip("0").rstrip(".") if isinstance(x, float) else str(x))
            for x in r
        ]
        for r in frame.rows()
    ]
    lines = [
        ",".join('"' + text.replace('"', '""') + '"' for text in line) for line in [frame.columns, *texts]
    ]
    by_csv = outcome("csv", "\n".join(lines).encode())
    assert outcome("parquet", parquet.getvalue()) == by_csv
    if all(
        r[3] is None or r[3].year >= 1901 for r in frame.rows()
    ):  # a workbook cannot have dates before 1900
        assert outcome("xlsx", workbook.getvalue()) == by_csv
