"""Generates the programme and the survey of a shape; equal arguments give equal files.

python -m benchmarks.generate FOLDER SHAPE UNITS [INDICATORS]
"""

import shutil
import sys
from pathlib import Path

import polars as pl

from benchmarks.shapes import BY_NAME, DONT_KNOW, INDICATORS, QUESTIONS, SCALE, Shape

PRINCIPLE = "principles/1-all.yaml"
_WORDING = Path(__file__).parents[1] / "reports" / "wording.yaml"
_LETTERS = "bcdfghjklm"


def write(folder: Path, shape: Shape, units: int, indicators: int = INDICATORS) -> None:
    """Write a programme with `units` rows per wave and `indicators` rules."""
    for name, text in _rule_files(shape, indicators).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    if "report" in shape.extras:
        shutil.copy(_WORDING, folder / "reports" / "wording.yaml")
    ids = pl.Series("unit", [f"u{i:08}" for i in range(units)])
    groups = (pl.int_range(units, eager=True) % shape.groups).rename("i")
    names = pl.Series(shape.group_ids)
    second = pl.select(
        pl.when(pl.int_range(units) % 10 == 3).then(pl.lit("no")).otherwise(pl.lit("yes"))
    ).to_series()
    register = [ids, names[groups].alias("region"), second.alias("second")]
    pl.DataFrame(register).write_csv(folder / "surveys" / "units.csv")
    for turn, wave in enumerate(shape.wave_ids):
        made = pl.DataFrame([ids, *_columns(shape, units, turn, groups)])
        if shape.has_gaps and turn == 1:
            made = made.filter(pl.int_range(units, eager=True) % 10 != 3)
        if shape.source == "parquet":
            made.write_parquet(folder / "surveys" / f"{wave}.parquet")
        else:
            made.write_csv(folder / "surveys" / f"{wave}.csv")


def _columns(shape: Shape, units: int, turn: int, groups: pl.Series) -> list[pl.Series]:
    columns: list[pl.Series] = []
    for i in range(QUESTIONS):
        drawn = shape.kind.sample.sample(units, with_replacement=True, seed=turn * QUESTIONS + i)
        blank = pl.Series([None], dtype=pl.String)
        if shape.is_gated(i):
            drawn = drawn.zip_with(columns[0].is_in(SCALE[2:]).fill_null(value=False), blank)
        if shape.is_not_asked(i, 0, turn):
            drawn = drawn.zip_with(groups != 0, blank)
        columns.append(drawn.alias(f"q{i:03}"))
    if shape.source == "codes":
        code = {answer: str(i) for i, answer in enumerate((*SCALE, DONT_KNOW), start=1)}
        return [column.replace_strict(code, default=None) for column in columns]
    if shape.source == "parquet" and shape.answers != "scale":
        return [c.str.to_date() if shape.answers == "dates" else c.cast(shape.kind.dtype) for c in columns]
    return columns


def _rule_files(shape: Shape, indicators: int) -> dict[str, str]:
    gap = ', returned: {attribute: second, is: "yes"}' if shape.has_gaps else ""
    waves = [
        f"  - {{id: {wave}, label: in wave {_words(i)}, answers: surveys/{wave}"
        f".{'parquet' if shape.source == 'parquet' else 'csv'}{gap if i == 1 else ''}}}"
        for i, wave in enumerate(shape.wave_ids)
    ]
    pairs = zip(shape.wave_ids, shape.wave_ids[1:], strict=False)
    compared = ", ".join(f"{{from: {earlier}, to: {later}}}" for earlier, later in pairs)
    cohorts = "cohorts: {attribute: region, groups: each_value}\n" if shape.groups > 1 else ""
    answers = f"[{', '.join(SCALE)}]"
    coded = ", ".join(f"{i}: {answer}" for i, answer in enumerate((*SCALE, DONT_KNOW), start=1))
    scale = f"{{answers: {answers}, codes: {{{coded}}}}}" if shape.source == "codes" else answers
    files = {
        "programme.yaml": _PROGRAMME.format(waves="\n".join(waves), compared=compared, cohorts=cohorts),
        "rules/scales.yaml": f'defaults: {{dont_know: ["{DONT_KNOW}"]}}\nscales: {{frequency: {scale}}}\n',
        "rules/criteria.yaml": _CRITERIA,
        "surveys/instrument.yaml": "questions:\n" + "".join(_question(shape, i) for i in range(QUESTIONS)),
        PRINCIPLE: principle(shape, indicators),
    }
    if "scores" in shape.extras:
        files["rules/scoring.yaml"] = "scores: {per_principle: true}\n"
    if "selection" in shape.extras:
        files["rules/selection.yaml"] = _SELECTION
    if "report" in shape.extras:
        files["reports/report.yaml"] = _REPORT
    return files


def _question(shape: Shape, i: int) -> str:
    gate = ", asked_if: {question: q000, at_least: Sometimes}" if shape.is_gated(i) else ""
    less = ", not_asked: [{cohort: g000, wave: w0}]" if shape.is_not_asked(i, 0, 0) else ""
    return f"  - {{id: q{i:03}, asks: Question {i}?, scale: {shape.kind.scale}{gate}{less}}}\n"


def principle(shape: Shape, indicators: int) -> str:
    """Return the text of the file with the rules."""
    lines = ["title: All", "what_good_looks_like: Everything is done regularly.", "indicators:"]
    for i in range(indicators):
        tests = [f"{{question: q{q:03}, {comparator}: {value}}}" for q, (comparator, value) in shape.tests(i)]
        condition = {
            "single": tests[0],
            "all": f"{{all: [{', '.join(tests)}]}}",
            "number_of": f"{{number_of: [{', '.join(tests)}], at_least: 2}}",
        }[shape.condition]
        lines += [
            f"  - id: i{i:05}",
            f"    title: Indicator {_words(i)}",
            f"    met_when: {condition}",
            f'    says: {{units: "did {_words(i)}"}}',
        ]
    return "\n".join(lines) + "\n"


def _words(number: int) -> str:
    """Return letters for a number, because a text must not hold digits."""
    return "".join(_LETTERS[int(digit)] + "a" for digit in str(number))


_PROGRAMME = """\
language: 2
programme: Made-up survey for measuring speed
unit: {{one: unit, many: units}}
register: {{file: surveys/units.csv, key: unit, attributes: {{region: text, second: text}}}}
{cohorts}waves:
{waves}
comparisons: [{compared}]
principles: [all]
missing: blanks
default_criterion: more_units
minimum: {{matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}}
"""
_CRITERIA = "criteria:\n  more_units: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}\n"
_SELECTION = """\
selections:
  visits:
    rank_by: {scores: principles, wave: w1}
    classes: {strong: top_third, weak: bottom_third}
    prefer: {strong: highest, weak: lowest}
    ties: up
"""
_REPORT = """\
title: Everything
numbers: words_to_ten
chapters:
  - id: summary
    title: Summary
    blocks: [{show: overall}, {show: headline}]
  - id: each
    title: Each of them
    blocks: [{show: findings_table}]
"""


if __name__ == "__main__":
    write(Path(sys.argv[1]), BY_NAME[sys.argv[2]], int(sys.argv[3]), *map(int, sys.argv[4:]))
