"""Measures one thing in this process and prints it as one JSON object. Each measurement is a new process.

python -m benchmarks.measure engine|by_hand|indicators FOLDER
"""

import csv
import hashlib
import io
import json
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks.generate import PRINCIPLE, principle

FEW_INDICATORS, MANY_INDICATORS = 600, 6_000
ROUNDS = 5  # of tabulating both
_KIB = 1 if sys.platform == "darwin" else 1024  # bytes in what ru_maxrss counts


def engine(folder: Path) -> dict[str, Any]:
    """Measure each step of the engine, with a digest of the figures; `rules` is everything up to compiling them."""
    from egyv_engine.data.survey import read_survey
    from egyv_engine.evaluation import findings_from_tables, tabulate
    from egyv_engine.files.folder import read_folder
    from egyv_engine.model.supplements import Supplements
    from egyv_engine.pipeline.gc_paused import gc_paused
    from egyv_engine.pipeline.phases import Phases
    from egyv_engine.pipeline.run import Until, run
    from egyv_engine.publish.csv_tables import tables as render_tables

    assert callable(read_survey)  # imported before the clock starts

    phases = Phases()
    with gc_paused():  # as the command `evaluate` runs
        checked = run(read_folder(folder), until=Until.DATA, phases=phases)
        assert checked.programme is not None
        assert checked.plan is not None
        assert checked.survey is not None
        phases.start("tabulate")
        tables = tabulate(checked.plan, checked.survey)
        phases.start("judge")
        findings = findings_from_tables(checked.plan, tables)
        phases.start(None)
    seconds = {name: phases.seconds[name] for name in ("read", "tabulate", "judge")}
    seconds["rules"] = sum(
        phases.seconds[name] for name in ("load", "link", "check", "compile", "skip logic")
    )
    written = csv.DictReader(
        io.StringIO(render_tables(findings, Supplements(), checked.programme)["findings"].decode())
    )
    return _measured(seconds, ([row[name] for name in _columns()] for row in written))


def by_hand(folder: Path) -> dict[str, Any]:
    """Measure the same steps by hand, with a digest of the same figures."""
    from benchmarks import by_hand as hand

    started = time.perf_counter()
    answers = hand.read(folder)
    read = time.perf_counter()
    cells = hand.tabulate(answers)
    tabulated = time.perf_counter()
    figures = hand.judge(cells, FEW_INDICATORS)
    judged = time.perf_counter()
    seconds = {"read": read - started, "tabulate": tabulated - read, "judge": judged - tabulated}
    return _measured(seconds, ([str(x) for x in row] for row in figures))


def indicators(folder: Path) -> dict[str, Any]:
    """Measure tabulating and judging few and many indicators of one survey: the least of several rounds, in turns."""
    from egyv_engine.compiler.compile import compile_programme
    from egyv_engine.data.survey import read_survey
    from egyv_engine.evaluation import findings_from_tables, tabulate
    from egyv_engine.files.folder import read_folder
    from egyv_engine.link.linker import link
    from egyv_engine.narrative.blocks.registry import vocabularies
    from egyv_engine.rules.load import load_rules

    files = read_folder(folder)
    rules = {file: files[file] for file in files if file.suffix == ".yaml"}
    plans = {}
    linked = None
    for count in (FEW_INDICATORS, MANY_INDICATORS):
        made = {**rules, PurePosixPath(PRINCIPLE): principle(count).encode()}
        loaded = load_rules(made, vocabularies=vocabularies())
        assert loaded.programme is not None
        linked, _ = link(loaded.programme, loaded.positions)
        plans[count] = compile_programme(linked)
    assert linked is not None
    survey, _, faults = read_survey(linked, files)
    assert survey is not None, faults
    least: dict[str, float] = {}
    for _ in range(ROUNDS):
        for count, plan in plans.items():
            started = time.perf_counter()
            tables = tabulate(plan, survey)
            tabulated = time.perf_counter()
            findings_from_tables(plan, tables)
            took = {"tabulate": tabulated - started, "judge": time.perf_counter() - tabulated}
            for step, seconds in took.items():
                least[f"{step} {count}"] = min(seconds, least.get(f"{step} {count}", seconds))
    return _measured(least, ())


def _columns() -> Sequence[str]:
    from benchmarks.by_hand import Figures

    return Figures._fields


def _measured(seconds: dict[str, float], figures: Iterable[list[str]]) -> dict[str, Any]:
    """Return the measurement as JSON types. The peak is read first; what follows needs little memory."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB
    rows = list(figures)
    return {
        "seconds": seconds,
        "peak_bytes": peak,
        "figures": hashlib.sha256(json.dumps(rows).encode()).hexdigest(),
        "findings": len(rows),
    }


if __name__ == "__main__":
    _what = {"engine": engine, "by_hand": by_hand, "indicators": indicators}[sys.argv[1]]
    print(json.dumps(_what(Path(sys.argv[2]))))
