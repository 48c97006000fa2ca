"""Measures speed as ratios within one run, in a matrix of shapes; each measurement is a process of its own.

python -m benchmarks.run [--rows N ...] [--shapes NAME ...] [--full] [--rounds N] [--no-peers] [--json FILE]

The compared ones take turns, and of several rounds the shortest counts, since other work on the machine only adds time.
Ratios are of processor seconds; the wall seconds stand beside them. The figures of both sides must be equal.
"""

import argparse
import importlib.util
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.measure import MANY_INDICATORS
from benchmarks.shapes import BY_NAME, INDICATORS, SHAPES, Shape
from egyv_engine.model.frozen import Frozen, asdict, replace

ROWS, FULL_ROWS = 5_000, (100_000, 1_000_000)
SAMPLE = 1_000  # units for the row-wise rules engine
AIMED_FROM = 100_000  # units; with fewer, what every run costs once is most of it, and no aim is judged
COMMANDS = 7  # runs of each short command
ROOT = Path(__file__).parents[1]
_TO_FINDINGS = ("read", "compile", "skip logic", "evaluate")
# As installed: the engine, like the libraries, is compiled once and not in every process.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_IMPORTS = ("-c", "import polars, yaml, jsonschema, jinja2, click, rich")

Measured = dict[str, Any]


class Line(Frozen):
    """A row of the table: the ratio of two measurements in `unit`, the highest ratio aimed at, and the wall times."""

    what: str
    of: float
    against: float
    unit: str = "s"
    aim: float | None = None
    wall: tuple[float, float] | None = None

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
        lines += _shown(compare_commands(Path(scratch) / "out"))
        for rows in options.rows:
            known: dict[str, Measured] = {}
            for shape in options.shapes:
                folder = Path(scratch) / f"{shape.name}-{rows}"
                lines += _shown(compare_shape(folder, shape, rows, options.rounds, known))
                if shape.name == "scale":
                    lines += _shown(compare_indicators(folder, shape, rows))
                    if not options.no_peers:
                        lines += _shown(compare_peers(folder, shape, rows, known[shape.name]))
            lines += _shown(compare_with_scale(rows, known))
    if options.json:
        options.json.write_text(json.dumps(_document(lines), indent=1) + "\n", encoding="utf-8")
    missed = [line.what for line in lines if line.judged == "MISSED"]
    print(f"\n{len(missed)} of {sum(line.aim is not None for line in lines)} aims missed")


def compare_shape(
    folder: Path, shape: Shape, rows: int, rounds: int, known: dict[str, Measured]
) -> Iterator[Line]:
    """Compare the engine with Polars by hand. Exits if the figures, or the scores, differ."""
    if shape.source == "codes" and not _has_codes():
        print("codes: SKIPPED, because this engine has no key `codes` of a scale", flush=True)
        return
    _run(("-m", "benchmarks.generate", str(folder), shape.name, str(rows)))
    runs: dict[str, list[Measured]] = {"engine": [], "by_hand": []}
    for _ in range(rounds):
        for how, measured in runs.items():
            measured.append(_measure(how, folder, shape))
    for key in ("figures", "scores"):
        if len({m.get(key) for measured in runs.values() for m in measured}) != 1:
            raise SystemExit(f"{shape.name}: the engine's {key} are not those computed by hand")
    ours, theirs = (_least(measured) for measured in runs.values())
    known[shape.name] = ours
    what = f"{shape.name}, {rows:,}"
    yield _line(f"{what}: read to findings, by hand", ours, theirs, _TO_FINDINGS, 1.5)
    for step in ("read", "evaluate", "score"):
        if step in theirs["cpu"]:
            yield _line(f"{what}:   {step}, by hand", ours, theirs, (step,), None)
    yield Line(
        what=f"{what}:   peak memory, by hand",
        of=ours["peak_bytes"] / 2**20,
        against=theirs["peak_bytes"] / 2**20,
        unit="MiB",
        aim=1.3,
    )
    if shape.is_plain:
        drafted, counted = (_measure(how, folder, shape) for how in ("draft", "different"))
        if drafted["figures"] != counted["figures"]:
            raise SystemExit(f"{shape.name}: the draft has other questions than the file has columns")
        yield _line(f"{what}: draft, counting the values of each column", drafted, counted, ("draft",), None)


def compare_with_scale(rows: int, known: dict[str, Measured]) -> Iterator[Line]:
    """Compare shapes of the engine with each other."""
    plain = known.get("scale")
    for name, step, aim in (
        ("groups-57", "evaluate", 1.3),
        ("groups-757", "evaluate", 2.0),
        ("groups-57", "write", None),
        ("groups-757", "write", None),
        ("three-waves", "evaluate", None),
        ("report", "report", None),
    ):
        if plain is not None and name in known:
            against = (step,) if step != "report" else ("evaluate",)
            yield _line(
                f"{name}, {rows:,}: {step}, {against[0]} of one group",
                known[name],
                plain,
                (step,),
                aim,
                against,
            )
    for name, step, aim in (("scores", "score", 3.0), ("selection", "supplement", None)):
        if name in known:
            one = known[name]
            yield _line(
                f"{name}, {rows:,}: {step}, tabulating and judging", one, one, (step,), aim, ("evaluate",)
            )


def compare_indicators(folder: Path, shape: Shape, rows: int) -> Iterator[Line]:
    """Compare many indicators with few."""
    took = _measure("indicators", folder, shape)
    for step, aim in (("tabulate", 1.05), ("judge", None)):
        many, few = (f"{step} {MANY_INDICATORS}",), (f"{step} {INDICATORS}",)
        yield _line(
            f"scale, {rows:,}: {step} {MANY_INDICATORS:,} indicators, {INDICATORS}",
            took,
            took,
            many,
            aim,
            few,
        )


def compare_peers(folder: Path, shape: Shape, rows: int, ours: Measured) -> Iterator[Line]:
    """Compare other tools with the engine on the same figures; the row-wise engine on a sample, per unit."""
    for name, package in (("duckdb", "duckdb"), ("pandas", "pandas"), ("rule_engine", "rule_engine")):
        if importlib.util.find_spec(package) is None:
            print(f"{name}: SKIPPED, because it is not installed (dependency group `bench`)", flush=True)
            continue
        where, units, against = folder, rows, ours
        if name == "rule_engine":
            where, units = folder.with_name("sample"), min(rows, SAMPLE)
            _run(("-m", "benchmarks.generate", str(where), shape.name, str(units)))
            against = _measure("engine", where, shape)
        peer = _measure(name, where, shape)
        if peer["figures"] != against["figures"]:
            raise SystemExit(f"the figures of {name} are not those of the engine")
        yield _line(f"scale, {units:,}: {name}, the engine", peer, against, ("evaluate",), None, _TO_FINDINGS)


def compare_commands(out: Path) -> Iterator[Line]:
    """Compare evaluating the shipped programme, and each stage of it, with importing the libraries alone."""
    ours, theirs, phases = [], [], []
    evaluate = ("-m", "egyv_engine", "evaluate", "--out", str(out), "--quiet")
    for _ in range(COMMANDS):
        theirs.append(_run(_IMPORTS)[0])
        ours.append(_run(evaluate)[0])
        phases.append(_phases(_run((*evaluate, "--timings"))[1]))
    against = statistics.median(theirs)
    yield Line(what="evaluate EGYV, imports alone", of=statistics.median(ours), against=against, aim=2)
    for name in phases[0]:
        took = statistics.median(phase[name] for phase in phases)
        yield Line(what=f"  its stage '{name}' (wall), imports alone", of=took, against=against)
    took = _measure("warm", ROOT, BY_NAME["scale"])["wall"]["warm"]
    yield Line(what="the same warm, after a rule was edited (wall), 1 s", of=took, against=1, aim=0.2)


def _line(
    what: str,
    ours: Measured,
    theirs: Measured,
    steps: Sequence[str],
    aim: float | None,
    against: Sequence[str] | None = None,
) -> Line:
    def seconds(measured: Measured, clock: str, named: Sequence[str]) -> float:
        return float(sum(measured[clock].get(step, 0.0) for step in named))

    others = against or steps
    return Line(
        what=what,
        of=seconds(ours, "cpu", steps),
        against=seconds(theirs, "cpu", others),
        aim=aim,
        wall=(seconds(ours, "wall", steps), seconds(theirs, "wall", others)),
    )


def _has_codes() -> bool:
    return '"codes"' in (ROOT / ".egyv" / "scales.schema.json").read_text(encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", metavar="N", help=f"units (default: {ROWS:,})")
    parser.add_argument("--full", action="store_true", help="100,000 and 1,000,000 units")
    parser.add_argument("--shapes", nargs="+", choices=list(BY_NAME), metavar="NAME", help="only these")
    parser.add_argument("--rounds", type=int, default=1, metavar="N", help="rounds of each (default: 1)")
    parser.add_argument("--no-peers", action="store_true", help="without DuckDB, pandas and rule-engine")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to this file")
    options = parser.parse_args()
    options.rows = FULL_ROWS if options.full else options.rows or (ROWS,)
    options.shapes = [BY_NAME[n] for n in options.shapes] if options.shapes else _default_shapes(options)
    return options


def _default_shapes(options: argparse.Namespace) -> list[Shape]:
    """Return all shapes; that of 757 groups only where it was asked for, because it has 454,200 findings."""
    return [shape for shape in SHAPES if options.full or shape.groups < 100]


def _run(arguments: Sequence[str]) -> tuple[float, str]:
    """Return the processor seconds of a new Python process, and its stderr."""
    before = os.times()
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    after = os.times()
    if ended.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{ended.stderr}")
    spent = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return spent, ended.stderr


def _measure(how: str, folder: Path, shape: Shape) -> Measured:
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", how, str(folder), shape.name],
        cwd=ROOT,
        env=_ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise SystemExit(f"{how} of {shape.name} failed")
    read: Measured = json.loads(ended.stdout)
    return read


def _least(measured: Sequence[Measured]) -> Measured:
    found = {**measured[0], "peak_bytes": max(m["peak_bytes"] for m in measured)}
    for clock in ("wall", "cpu"):
        found[clock] = {step: min(m[clock][step] for m in measured) for step in measured[0][clock]}
    return found


def _phases(timings: str) -> dict[str, float]:
    """Read the seconds of each stage from what `evaluate --timings` prints."""
    rows = re.findall(r"^(\w[\w ]*?) +([0-9.]+) ms$", timings, re.MULTILINE)
    return {stage: float(milliseconds) / 1000 for stage, milliseconds in rows}


def _shown(lines: Iterator[Line]) -> list[Line]:
    """Print each line as soon as it is measured; aims for many units are left out where there are few."""
    found = []
    for made in lines:
        size = re.search(r", ([0-9,]+):", made.what)
        is_small = size is not None and int(size[1].replace(",", "")) < AIMED_FROM
        line = replace(made, aim=None) if is_small else made
        aim = "" if line.aim is None else f"{line.aim:.2f}"
        wall = "" if line.wall is None else f"wall {line.wall[0]:.2f} {line.wall[1]:.2f}"
        print(
            f"{line.what:<66} {line.of:>9,.3f} {line.against:>9,.3f} {line.unit:<3} {line.ratio:>7.2f} {aim:>5} "
            f"{line.judged:<6} {wall}".rstrip(),
            flush=True,
        )
        found.append(line)
    return found


def _document(lines: Sequence[Line]) -> dict[str, Any]:
    return {
        "machine": {
            "cores": os.cpu_count(),
            "processor": platform.processor() or platform.machine(),
            "python": platform.python_version(),
            "polars": version("polars"),
            "day": time.strftime("%Y-%m-%d"),
        },
        "lines": [{**asdict(line), "ratio": round(line.ratio, 4), "met": line.judged} for line in lines],
    }


if __name__ == "__main__":
    main()
