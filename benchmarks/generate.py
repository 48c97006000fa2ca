"""Generates a programme of any size: N units, 200 questions on a scale of four answers, two waves, some blanks.

python -m benchmarks.generate FOLDER UNITS INDICATORS
"""

import sys
from pathlib import Path

import polars as pl

SCALE = ("Never", "Rarely", "Sometimes", "Regularly")
NEVER = "Don't know"
QUESTIONS = 200
WAVES = ("before", "after")
PRINCIPLE = "principles/1-all.yaml"
_SHARES = zip((None, *SCALE, NEVER), (1, 4, 5, 5, 4, 1), strict=True)  # twentieths; None is a blank cell
_ANSWERS = pl.Series([answer for answer, share in _SHARES for _ in range(share)])


def write(folder: Path, units: int, indicators: int) -> Path:
    """Write a programme with `units` rows per wave and `indicators` rules; equal arguments give equal files."""
    for name in ("principles", "rules", "surveys"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "programme.yaml").write_text(_PROGRAMME)
    (folder / "rules" / "scales.yaml").write_text(
        f'defaults: {{dont_know: ["{NEVER}"]}}\nscales: {{frequency: [{", ".join(SCALE)}]}}\n'
    )
    (folder / "rules" / "criteria.yaml").write_text(
        "criteria:\n  more_units: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}\n"
    )
    asked = "".join(f"  - {{id: q{i:03}, asks: Question {i}?, scale: frequency}}\n" for i in range(QUESTIONS))
    (folder / "surveys" / "instrument.yaml").write_text(f"questions:\n{asked}")
    (folder / PRINCIPLE).write_text(principle(indicators))
    ids = pl.Series("unit", [f"u{i:08}" for i in range(units)])
    pl.DataFrame([ids, pl.Series("region", ["north"] * units)]).write_csv(folder / "surveys" / "units.csv")
    for turn, wave in enumerate(WAVES):
        answers = [
            _ANSWERS.sample(units, with_replacement=True, seed=turn * QUESTIONS + i).alias(f"q{i:03}")
            for i in range(QUESTIONS)
        ]
        pl.DataFrame([ids, *answers]).write_csv(folder / "surveys" / f"{wave}.csv")
    return folder


def rules(indicators: int) -> list[tuple[str, str, str]]:
    """Return each rule as (question, comparator, answer): every question in turn, for each rule of the scale."""
    kinds = [(c, a) for c in ("at_least", "is", "at_most") for a in SCALE]
    sensible = [k for k in kinds if k not in (("at_least", SCALE[0]), ("at_most", SCALE[-1]))]
    return [(f"q{i % QUESTIONS:03}", *sensible[i // QUESTIONS % len(sensible)]) for i in range(indicators)]


def principle(indicators: int) -> str:
    """Return the text of the file with the rules."""
    lines = ["title: All", "what_good_looks_like: Everything is done regularly.", "indicators:"]
    for i, (question, comparator, answer) in enumerate(rules(indicators)):
        lines += [
            f"  - id: i{i:05}",
            f"    title: Indicator {i}",
            f"    met_when: {{question: {question}, {comparator}: {answer}}}",
            '    says: {units: "did it"}',
        ]
    return "\n".join(lines) + "\n"


_PROGRAMME = """\
language: 2
programme: Made-up survey for measuring speed
unit: {one: unit, many: units}
register: {file: surveys/units.csv, key: unit}
waves:
  - {id: before, label: before, answers: surveys/before.csv}
  - {id: after, label: after, answers: surveys/after.csv}
comparisons: [{from: before, to: after}]
principles: [all]
missing: blanks
default_criterion: more_units
minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}
"""


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
