"""Evaluates damaged programmes, and says how each ended: `python -m tests.fuzzing.run --cases 100000 [--first SEED]`.

A case fails if it ends in an exception, takes longer than ten seconds, or reports a position that does not exist.
"""

import argparse
import multiprocessing
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.render import render_github, render_json, render_text
from egyv_engine.files.encoding import unified
from egyv_engine.pipeline.run import evaluate_files
from tests.fuzzing.damage import Files, damaged

LONGEST = 10.0  # seconds of work, so that a busy machine is not blamed; a sound programme takes about 0.03


def ending(seed: int) -> tuple[str, str]:
    """Return how a damaged programme ended: evaluated, refused, exception, slow or misplaced; and the detail."""
    files, done = damaged(seed)
    started = time.process_time()
    try:
        outputs = evaluate_files(files)
        found = outputs.diagnostics
        render_text(found, files), render_github(found), render_json(found)
    except BaseException:  # noqa: BLE001 - a panic of Polars is not an Exception
        return "exception", f"{seed}: {done}\n{traceback.format_exc()}"
    if time.process_time() - started > LONGEST:
        return "slow", f"{seed}: {done}"
    wrong = misplaced(found, files)
    if wrong:
        return "misplaced", f"{seed}: {done}\n{wrong}"
    return ("refused" if any(d.severity == "error" for d in found) else "evaluated"), ""


def misplaced(found: Sequence[Diagnostic], files: Files) -> str:
    """Return the diagnostics whose line does not exist in their file."""
    texts = {file: unified(data.decode("utf-8", errors="replace")) for file, data in files.items()}
    lines = {file: text.count("\n") + 1 for file, text in texts.items()}  # a carriage return ends a line, too
    return "\n".join(
        str(d)
        for d in found
        if d.span.line < 1 or (d.span.file in lines and d.span.line > lines[d.span.file])
    )


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--cases", type=int, default=1000)
    arguments.add_argument("--first", type=int, default=0, help="the first seed")
    asked = arguments.parse_args()
    seeds = range(asked.first, asked.first + asked.cases)
    counts: Counter[str] = Counter()
    with multiprocessing.get_context("spawn").Pool() as pool:
        for outcome, detail in pool.imap_unordered(ending, seeds, chunksize=50):
            counts[outcome] += 1
            if detail:
                print(outcome, detail, flush=True)
    print(f"{asked.cases:,} cases: " + ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(counts.items())))
    return 1 if set(counts) - {"evaluated", "refused"} else 0


if __name__ == "__main__":
    sys.exit(main())
