"""Measures one thing in this process and prints it as one JSON object. Each measurement is a new process.

python -m benchmarks.measure engine|by_hand|indicators|warm|draft|different FOLDER SHAPE
python -m benchmarks.measure duckdb|pandas|rule_engine FOLDER SHAPE
"""

import csv
import hashlib
import io
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks.generate import PRINCIPLE, principle
from benchmarks.shapes import BY_NAME, INDICATORS, Shape

MANY_INDICATORS = 6_000
ROUNDS = 5  # of tabulating few and many, in turns; and of editing a rule
_KIB = 1 if sys.platform == "darwin" else 1024  # bytes in what ru_maxrss counts


@dataclass(slots=True)
class Clock:
    """Wall and processor seconds by step."""

    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)
    _step: str | None = None
    _since: tuple[float, float] = (0.0, 0.0)

    def start(self, step: str | None) -> None:
        """End the current step and start the next one."""
        now = time.perf_counter(), time.process_time()
        if self._step is not None:
            for seconds, before, after in zip((self.wall, self.cpu), self._since, now, strict=True):
                seconds[self._step] = seconds.get(self._step, 0.0) + after - before
        self._step, self._since = step, now


def engine(folder: Path, shape: Shape) -> dict[str, Any]:
    """Measure each stage of the engine, with digests of the figures and of the scores."""
    from egyv_engine.files.folder import read_folder
    from egyv_engine.interface.functions import evaluate
    from egyv_engine.pipeline.gc_paused import gc_paused

    clock = Clock()
    with gc_paused():  # as the command `evaluate` runs
        result = evaluate(read_folder(folder), on_stage=clock.start)
        clock.start(None)
        peak = _peak()
        clock.start("write")
        made = result.rendered()
        clock.start(None)
    written = csv.DictReader(io.StringIO(made["findings.csv"].decode()))
    rows = [[row[name] for name in _columns()] for row in written]
    found = _measured(clock, rows, peak)
    found["written_bytes"] = sum(map(len, made.values()))
    if "scores" in shape.extras:
        import polars as pl

        scores = pl.read_parquet(io.BytesIO(made["scores.parquet"])).with_columns(
            (pl.col("score") * 10).round().cast(pl.UInt64)
        )
        found["scores"] = _digest([scores.filter(wave=w)["score"].to_list() for w in shape.wave_ids])
    return found


def by_hand(folder: Path, shape: Shape) -> dict[str, Any]:
    """Measure the same by hand, with digests of the same figures and scores."""
    from benchmarks import by_hand as hand

    clock = Clock()
    clock.start("read")
    answers = hand.read(folder, shape)
    clock.start("evaluate")
    figures = hand.findings(answers, shape, INDICATORS)
    scores = []
    if "scores" in shape.extras:
        clock.start("score")
        scores = hand.scores(answers, shape, INDICATORS)
    clock.start(None)
    found = _measured(clock, ([_text(x) for x in row] for row in figures), _peak())
    if scores:
        found["scores"] = _digest([column.to_list() for column in scores])
    return found


def indicators(folder: Path, shape: Shape) -> dict[str, Any]:
    """Measure tabulating and judging few and many indicators of one survey: the least of several rounds, in turns."""
    from egyv_engine.compiler.compile import compile_programme
    from egyv_engine.data.survey import read_survey
    from egyv_engine.evaluation import findings_from_tables, tabulate
    from egyv_engine.files.folder import read_folder
    from egyv_engine.link.linker import link
    from egyv_engine.narrative.blocks.registry import vocabularies
    from egyv_engine.pipeline.gc_paused import gc_paused
    from egyv_engine.rules.load import load_rules

    files = read_folder(folder)
    rules = {file: files[file] for file in files if file.suffix == ".yaml"}
    plans, survey = {}, None
    for count in (INDICATORS, MANY_INDICATORS):
        made = {**rules, PurePosixPath(PRINCIPLE): principle(shape, count).encode()}
        loaded = load_rules(made, vocabularies=vocabularies())
        assert loaded.programme is not None
        linked, _ = link(loaded.programme, loaded.positions)
        plans[count] = compile_programme(linked)
        if survey is None:
            survey = read_survey(linked, files)[0]
    assert survey is not None
    least = Clock()
    with gc_paused():
        for _ in range(ROUNDS):
            for count, plan in plans.items():
                clock = Clock()
                clock.start(f"tabulate {count}")
                tables = tabulate(plan, survey)
                clock.start(f"judge {count}")
                findings_from_tables(plan, tables)
                clock.start(None)
                for all_rounds, this in ((least.wall, clock.wall), (least.cpu, clock.cpu)):
                    for step, seconds in this.items():
                        all_rounds[step] = min(seconds, all_rounds.get(step, seconds))
    return _measured(least, (), _peak())


def warm(folder: Path, _shape: Shape) -> dict[str, Any]:
    """Measure evaluating again in the same process after a rule was edited: the median of several rounds."""
    from egyv_engine.files.folder import read_folder
    from egyv_engine.interface.functions import evaluate

    files = read_folder(folder)
    rule = next(file for file in files if file.parts[0] == "principles")
    took = []
    for i in range(ROUNDS + 2):
        clock = Clock()
        clock.start("warm")
        evaluate({**files, rule: files[rule] + f"# edit {i}\n".encode()})
        clock.start(None)
        took.append((clock.wall["warm"], clock.cpu["warm"]))
    wall, cpu = (sorted(times[2:])[ROUNDS // 2] for times in zip(*took, strict=True))
    return _measured(Clock({"warm": wall}, {"warm": cpu}), (), _peak())


def draft(folder: Path, shape: Shape) -> dict[str, Any]:
    """Measure drafting a programme from the answers of a wave, with a digest of the questions."""
    from egyv_engine.exchange.drafting import draft_from
    from egyv_engine.pipeline.gc_paused import gc_paused

    clock = Clock()
    clock.start("draft")
    with gc_paused():  # as the command `init` runs
        file = PurePosixPath(shape.first_file)
        made, _ = draft_from("Draft", {file: (folder / file).read_bytes()})
    clock.start(None)
    assert made is not None
    return _measured(clock, [[question.id for question in made.questions]], _peak())


def different(folder: Path, shape: Shape) -> dict[str, Any]:
    """Measure counting the different values of each column by hand, which any draft of questions needs."""
    import polars as pl

    clock = Clock()
    clock.start("draft")
    file = folder / shape.first_file
    frame = pl.read_parquet(file) if shape.source == "parquet" else pl.read_csv(file, infer_schema=False)
    counted = {name: frame[name].value_counts(sort=True).rows() for name in frame.columns}
    clock.start(None)
    return _measured(clock, [[name for name in counted if name != "unit"]], _peak())


def _peer(name: str) -> Callable[[Path, Shape], dict[str, Any]]:
    def measure(folder: Path, shape: Shape) -> dict[str, Any]:
        from benchmarks import peers

        clock = Clock()
        figures = peers.PEERS[name](folder, shape, clock.start)
        clock.start(None)
        return _measured(clock, ([_text(x) for x in row] for row in figures), _peak())

    return measure


def _columns() -> Sequence[str]:
    from benchmarks.by_hand import Figures

    return Figures._fields


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB


def _measured(clock: Clock, figures: Iterable[list[str]], peak: int) -> dict[str, Any]:
    """Return the measurement as JSON types."""
    rows = list(figures)
    return {
        "wall": clock.wall,
        "cpu": clock.cpu,
        "peak_bytes": peak,
        "figures": _digest(rows),
        "findings": len(rows),
    }


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


_MEASURES: dict[str, Callable[[Path, Shape], dict[str, Any]]] = {
    "engine": engine,
    "by_hand": by_hand,
    "indicators": indicators,
    "warm": warm,
    "draft": draft,
    "different": different,
    **{name: _peer(name) for name in ("duckdb", "pandas", "rule_engine")},
}

if __name__ == "__main__":
    print(json.dumps(_MEASURES[sys.argv[1]](Path(sys.argv[2]), BY_NAME[sys.argv[3]])))
