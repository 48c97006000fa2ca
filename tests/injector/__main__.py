"""Injects faults into programmes and shows the score by kind: `python -m tests.injector [--sample N] [--seed S] [--programme DIR]`."""

import argparse
import multiprocessing
import random
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.injector import record_faults, rule_faults, text_faults
from tests.injector.edits import Fault, spread
from tests.injector.judge import OUTCOMES, ROOT, Ending, Judge, is_failure, load

PROGRAMMES = (
    ROOT,
    *(ROOT / "tests" / "programmes" / name for name in ("schools", "clinics", "hospitals")),
    ROOT / "tests" / "cases_invalid" / "base",
)


@cache
def judge_of(folder: Path) -> Judge:
    """The judge of a programme, made once per process."""
    return Judge(load(folder))


@cache
def faults_of(folder: Path) -> tuple[Fault, ...]:
    """Every fault of a programme, the same in every run."""
    kinds = (*rule_faults.KINDS, *record_faults.KINDS, *text_faults.KINDS)
    programme = judge_of(folder).programme
    found = {fault.name: fault for kind, of in kinds for fault in spread(kind(programme), of=of)}
    return tuple(found.values())


def sample(faults: Sequence[tuple[Path, int]], size: int, seed: int) -> list[tuple[Path, int]]:
    """The same sample for a seed, spread evenly over kinds and programmes."""
    by_kind: dict[tuple[str, Path], list[tuple[Path, int]]] = {}
    for folder, i in faults:
        by_kind.setdefault((faults_of(folder)[i].kind, folder), []).append((folder, i))
    dice = random.Random(seed)
    for group in by_kind.values():
        dice.shuffle(group)
    chosen: list[tuple[Path, int]] = []
    while len(chosen) < size and any(by_kind.values()):
        chosen += [group.pop() for group in by_kind.values() if group]
    return chosen[:size]


def judged(at: tuple[Path, int]) -> Ending:
    """The ending of one fault, by its programme and number."""
    folder, i = at
    return judge_of(folder).judge(faults_of(folder)[i])


def table(endings: Sequence[Ending]) -> str:
    """The score by kind as lines of text."""
    kinds = list(dict.fromkeys(e.kind for e in endings))
    lines = [f"{'':26}" + "".join(f"{name:>10}" for name in ("faults", *OUTCOMES, "hinted"))]
    for kind in (*kinds, ""):
        of_kind = [e for e in endings if kind in ("", e.kind)]
        counts = Counter(e.outcome for e in of_kind)
        row = [len(of_kind), *(counts[o] for o in OUTCOMES), sum(e.hinted for e in of_kind)]
        lines.append(f"{kind or 'all':26}" + "".join(f"{n:>10,}" for n in row))
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the score by kind and every fault that was not reported; exit code 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="judge a sample of this size")
    parser.add_argument("--seed", type=int, default=2015)
    parser.add_argument(
        "--programme", type=Path, action="append", help="a folder; the default is all of the project's"
    )
    parser.add_argument("--kind", help="judge the faults of this kind only")
    parser.add_argument("--show", default="silent,hidden,astray,traceback", help="the outcomes to list")
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    given = parser.parse_args(argv)
    folders = tuple(given.programme or PROGRAMMES)
    everything = [
        (folder, i)
        for folder in folders
        for i, fault in enumerate(faults_of(folder))
        if given.kind in (None, fault.kind)
    ]
    chosen = sample(everything, given.sample, given.seed) if given.sample else everything
    endings: list[Ending] = []
    with multiprocessing.get_context("fork").Pool(given.jobs) as pool:
        for ending in pool.imap(judged, chosen, chunksize=8):
            endings.append(ending)
            if sys.stderr.isatty() and len(endings) % 50 == 0:
                print(f"\r{len(endings)} of {len(chosen)}", end="", file=sys.stderr)
    print(table(endings))
    shown = given.show.split(",")
    for e in sorted(endings, key=lambda e: OUTCOMES.index(e.outcome)):
        if e.outcome in shown:
            mark = "" if is_failure(e) or e.outcome != "silent" else " (for a reason)"
            print(f"{e.outcome}{mark}: {e.kind}: {e.name}: {e.detail}")
    return 1 if any(map(is_failure, endings)) else 0


if __name__ == "__main__":
    raise SystemExit(main())
