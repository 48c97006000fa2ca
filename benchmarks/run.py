"""Measures speed as ratios within one run: against Polars by hand, more indicators, more rows, and imports alone.

python -m benchmarks.run [--quick] [--units N ...] [--rounds N] [--json FILE]

Each measurement is a process of its own, and the compared ones take turns. For a survey the shortest round counts, since
other work on the machine only adds time; for the short commands the median.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.measure import FEW_INDICATORS, MANY_INDICATORS

UNITS = (100_000, 1_000_000)
COMMANDS = 11  # runs of each short command
ROOT = Path(__file__).parents[1]
_STEPS = ("read", "tabulate", "judge")
_IMPORTS = ("-c", "import polars, yaml, jsonschema")
_QUICK = (("--help",), ("explain", "EGY302"), ("check", "--rules"))

Measured = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table: the ratio of two measurements in `unit`, and the highest ratio aimed at."""

    what: str
    of: float
    against: float
    unit: str
    aim: float | None = None

    @property
    def ratio(self) -> float:
        """Return how many times as much `of` is as `against`."""
        return self.of / self.against

    @property
    def judged(self) -> str:
        """Return whether the aim is met, in words."""
        return "" if self.aim is None else "met" if self.ratio <= self.aim else "MISSED"


def main() -> None:
    options = _options()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="egyv-bench-") as scratch:
        lines += compare_commands(Path(scratch) / "out")
        surveys: dict[int, Measured] = {}
        for units in options.units:
            _progress(f"{units:,} units: writing the survey")
            folder = Path(scratch) / str(units)
            _run(("-m", "benchmarks.generate", str(folder), str(units), str(FEW_INDICATORS)))
            made, surveys[units] = compare_survey(folder, units, options.rounds)
            lines += made
        lines += compare_rows(surveys)
    imports = {" ".join(c): imports_polars(c) for c in _QUICK}
    _print(lines, imports)
    if options.json:
        options.json.write_text(json.dumps(_document(lines, imports), indent=1) + "\n", encoding="utf-8")


def compare_survey(folder: Path, units: int, rounds: int) -> tuple[list[Line], Measured]:
    """Compare the engine with Polars by hand, and many indicators with few. Exits if the figures differ."""
    runs: dict[str, list[Measured]] = {"engine": [], "by_hand": []}
    for i in range(rounds):
        _progress(f"{units:,} units: round {i + 1} of {rounds}")
        for how, measured in runs.items():
            measured.append(_measure(how, folder))
    if len({m["figures"] for measured in runs.values() for m in measured}) != 1:
        raise SystemExit("the engine's figures are not those counted by hand")
    least = {how: _least(measured) for how, measured in runs.items()}
    ours, theirs = least["engine"], least["by_hand"]
    of = f"{units:,} units:"
    lines = [
        Line(
            what=f"{of} read, tabulate, judge {FEW_INDICATORS} findings, by hand",
            of=sum(ours[s] for s in _STEPS),
            against=sum(theirs[s] for s in _STEPS),
            unit="s",
            aim=1.25,
        ),
        Line(
            what=f"{of} the same and the rules read and checked, by hand",
            of=sum(ours[s] for s in (*_STEPS, "rules")),
            against=sum(theirs[s] for s in _STEPS),
            unit="s",
        ),
        *(Line(what=f"{of} {s}, by hand", of=ours[s], against=theirs[s], unit="s") for s in _STEPS[:2]),
        Line(
            what=f"{of} peak memory, by hand",
            of=max(m["peak_bytes"] for m in runs["engine"]) / 2**20,
            against=max(m["peak_bytes"] for m in runs["by_hand"]) / 2**20,
            unit="MiB",
        ),
    ]
    _progress(f"{units:,} units: {MANY_INDICATORS:,} indicators")
    took = _measure("indicators", folder)["seconds"]
    for step, aim in (("tabulate", 1.15), ("judge", None)):
        lines.append(
            Line(
                what=f"{of} {step} {MANY_INDICATORS:,} indicators, {FEW_INDICATORS}",
                of=took[f"{step} {MANY_INDICATORS}"],
                against=took[f"{step} {FEW_INDICATORS}"],
                unit="s",
                aim=aim,
            )
        )
    return lines, ours


def compare_rows(surveys: dict[int, Measured]) -> list[Line]:
    """Compare the microseconds per row of the largest survey with the smallest."""
    if len(surveys) < 2:
        return []
    small, large = min(surveys), max(surveys)
    return [
        Line(
            what=f"{step} per row, {large:,} units, {small:,}",
            of=surveys[large][step] / large * 1e6,
            against=surveys[small][step] / small * 1e6,
            unit="us",
        )
        for step in _STEPS[:2]
    ]


def compare_commands(out: Path) -> list[Line]:
    """Compare evaluating the shipped programme, and each stage of it, with importing the libraries alone."""
    _progress("the shipped programme")
    ours: list[float] = []
    theirs: list[float] = []
    phases: list[dict[str, float]] = []
    evaluate = ("-m", "egyv_engine", "evaluate", "--out", str(out), "--quiet")
    for _ in range(COMMANDS):
        theirs.append(_run(_IMPORTS)[0])
        ours.append(_run(evaluate)[0])
        phases.append(_phases(_run((*evaluate, "--timings"))[1]))
    against = statistics.median(theirs) * 1000
    median = {name: statistics.median(p[name] for p in phases) for name in phases[0]}
    return [
        Line(
            what="evaluate EGYV, imports alone",
            of=statistics.median(ours) * 1000,
            against=against,
            unit="ms",
            aim=3,
        ),
        *(
            Line(what=f"  its stage '{name}', imports alone", of=ms, against=against, unit="ms")
            for name, ms in median.items()
        ),
    ]


def imports_polars(arguments: Sequence[str]) -> bool:
    """Return whether a command imports polars."""
    script = (
        "import sys\nfrom egyv_engine.cli.main import main\n"
        f"main({list(arguments)!r}, standalone_mode=False)\n"
        "print('polars' in sys.modules, file=sys.stderr)\n"
    )
    return _run(("-c", script))[1].split()[-1] == "True"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__.partition("\n")[0])
    parser.add_argument("--units", type=int, nargs="+", metavar="N", help="rows of the generated surveys")
    parser.add_argument("--quick", action="store_true", help=f"only {UNITS[0]:,} rows")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds of each (default: 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to this file")
    options = parser.parse_args()
    options.units = options.units or UNITS[: 1 if options.quick else None]
    return options


def _run(arguments: Sequence[str]) -> tuple[float, str]:
    """Return the wall seconds of a new Python process, and its stderr."""
    started = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if ended.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{ended.stderr}")
    return seconds, ended.stderr


def _measure(how: str, folder: Path) -> Measured:
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", how, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    read: Measured = json.loads(ended.stdout)
    return read


def _least(measured: Sequence[Measured]) -> dict[str, float]:
    return {step: min(m["seconds"][step] for m in measured) for step in measured[0]["seconds"]}


def _phases(timings: str) -> dict[str, float]:
    """Read the milliseconds of each stage from what `evaluate --timings` prints."""
    rows = re.findall(r"^(\w[\w ]*?) +([0-9.]+) ms$", timings, re.MULTILINE)
    return {stage: float(milliseconds) for stage, milliseconds in rows}


def _progress(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)


def _print(lines: Sequence[Line], imports: dict[str, bool]) -> None:
    width = max(len(line.what) for line in lines)
    print(f"{'this, against that':<{width}}  {'this':>10}  {'that':>10}       {'ratio':>6}  {'aim':>5}")
    for line in lines:
        aim = "" if line.aim is None else f"{line.aim:.2f}"
        print(
            f"{line.what:<{width}}  {line.of:>10,.3f}  {line.against:>10,.3f}  {line.unit:<3}"
            f"  {line.ratio:>6.2f}  {aim:>5}  {line.judged}".rstrip()
        )
    print()
    for command, does in imports.items():
        print(f"egyv-engine {command} imports {'polars, which it must not' if does else 'no polars'}")


def _document(lines: Sequence[Line], imports: dict[str, bool]) -> dict[str, Any]:
    return {
        "machine": {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "polars": version("polars"),
        },
        "lines": [{**asdict(line), "ratio": round(line.ratio, 4), "met": line.judged} for line in lines],
        "imports_polars": imports,
    }


if __name__ == "__main__":
    main()
