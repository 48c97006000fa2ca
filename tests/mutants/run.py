"""Runs mutants of the shipped YAML and says how each ended: `python -m tests.mutants.run [--sample N] [--out FILE]`."""

import argparse
import csv
import io
import json
import multiprocessing
import random
import sys
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path, PurePosixPath

import yaml

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.files.folder import read_folder
from egyv_engine.pipeline.run import evaluate_files
from tests.csv_files import tables_of
from tests.mutants.mutate import Mutant, mutants
from tests.oracle import oracle
from tests.oracle.supplements import ANY

ROOT = Path(__file__).parents[2]
ALLOWED = ("diagnosed", "agrees", "inert")
LEAST_SUGGESTED = 0.95
TABLES = (
    *("findings", "ledger", "baskets", "movements"),
    *("scores", "score_changes", "selection", "recommendations"),
)
Files = Mapping[PurePosixPath, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The ending of a mutant. outcome: diagnosed, agrees, inert, or a failure: silent, disagrees, misplaced, traceback."""

    name: str
    outcome: str
    suggested: bool | None  # of a misspelt reference: whether the right word was suggested
    detail: str


def shipped_files() -> Files:
    """The shipped programme's rule files and survey data, as bytes."""
    folder = read_folder(ROOT)
    wanted = [f for f in folder if f.parts[0] in ("programme.yaml", "principles", "rules", "surveys")]
    return {f: folder[f] for f in sorted(wanted)}


def all_mutants(files: Files) -> list[Mutant]:
    """Every mutant of every YAML file, in order of file and position."""
    words = _vocabularies(files)
    return [m for f in files if f.suffix == ".yaml" for m in mutants(str(f), files[f].decode(), words)]


def _vocabularies(files: Files) -> tuple[tuple[str, ...], ...]:
    read = {str(f): yaml.load(files[f], yaml.BaseLoader) for f in files if f.suffix == ".yaml"}
    programme, instrument = read["programme.yaml"], read["surveys/instrument.yaml"]
    header = files[PurePosixPath(programme["register"]["file"])].decode().splitlines()[0].split(",")
    principles = [p for name, p in read.items() if name.startswith("principles/")]
    scales = read["rules/scales.yaml"]["scales"]
    baskets = read["rules/baskets.yaml"]["baskets"]
    groups: list[Sequence[str]] = [
        [q["id"] for q in instrument["questions"]],
        [i["id"] for p in principles for i in p["indicators"]],
        [w["id"] for w in programme["waves"]],
        programme["cohorts"]["ids"],
        programme["principles"],
        header,
        list(baskets),
        list(scales),
        list(instrument.get("lists", {})),
        list(read["rules/criteria.yaml"]["criteria"]),
        *(list(b["items"]) for b in baskets.values()),
        *(s if isinstance(s, list) else s["answers"] for s in scales.values()),
        *read["rules/scales.yaml"]["defaults"].values(),
        ["higher", "lower", "none"],
        ["true", "false"],
        ["blanks", "analysed_in_one_wave", "surveyed"],
        ["yes", "with_caution", "no"],
        ["at_least", "at_most", "above", "below"],
        ["all", "any"],
    ]
    return tuple(tuple(g) for g in groups)


def references(files: Files) -> frozenset[str]:
    """Every id and answer of the programme: the words whose misspelling should bring a suggestion."""
    return frozenset(word for group in _vocabularies(files) for word in group)


class Judge:
    """Runs one mutant after another against the unmutated programme."""

    def __init__(self) -> None:
        self.files = shipped_files()
        whole = tables_of(evaluate_files(self.files), TABLES)
        if not whole:
            raise SystemExit("the shipped programme itself has faults; run egyv-engine check")
        self.tables = {name: whole.get(name, b"") for name in TABLES}
        self.ids = references(self.files)
        listed = yaml.safe_load((ROOT / "tests" / "inert_keys.yaml").read_text())
        self.inert = [tuple(key.split("/")) for group in listed.values() for key in group["keys"]]

    def judge(self, mutant: Mutant) -> Ending:
        """Return the ending of this mutant; a failure is a word of its own and carries the detail."""
        mutated = {**self.files, PurePosixPath(mutant.file): mutant.text.encode()}
        try:
            out = evaluate_files(mutated)
        except Exception:  # noqa: BLE001 - a traceback is the outcome that must never be
            return Ending(
                name=mutant.name, outcome="traceback", suggested=None, detail=traceback.format_exc()[-800:]
            )
        errors = [d for d in out.diagnostics if d.severity == "error"]
        suggested = self._suggested(mutant, errors)
        if errors:
            placed = any(self._on_line(d, mutant, mutated) for d in out.diagnostics)
            detail = "" if placed else f"line {mutant.line}: " + "; ".join(_short(d) for d in errors[:4])
            return Ending(
                name=mutant.name,
                outcome="diagnosed" if placed else "misplaced",
                suggested=suggested,
                detail=detail,
            )
        made = tables_of(out, TABLES)
        assert made
        tables = {name: made.get(name, b"") for name in TABLES}
        moved = [name for name in TABLES if tables[name] != self.tables[name]]
        if self._is_inert(mutant) and not moved:
            return Ending(name=mutant.name, outcome="inert", suggested=suggested, detail="")
        expected = oracle.evaluate({str(f): data for f, data in mutated.items()})
        wrong = [name for name in TABLES if not _agree(_rows(tables[name]), expected[name])]
        if wrong:
            return Ending(
                name=mutant.name, outcome="disagrees", suggested=suggested, detail=f"{wrong} (moved {moved})"
            )
        if not moved and not self._states_a_default(mutant):
            return Ending(
                name=mutant.name, outcome="silent", suggested=suggested, detail=f"was {mutant.old!r}"
            )
        return Ending(name=mutant.name, outcome="agrees", suggested=suggested, detail=",".join(moved))

    def _on_line(self, diagnostic: Diagnostic, mutant: Mutant, files: Files) -> bool:
        lines = {mutant.line, mutant.line + 1} if mutant.kind == "duplicate" else {mutant.line}
        if mutant.kind == "delete":
            lines = {mutant.line, *mutant.parent_lines}
        for span in (diagnostic.span, *(span for span, _ in diagnostic.related)):
            if str(span.file) == mutant.file and span.line in lines:
                return True
            if mutant.kind == "delete" and mutant.old:
                text = files[span.file].decode(errors="replace").splitlines() if span.file in files else []
                if 0 < span.line <= len(text) and self._refers(mutant, text[span.line - 1]):
                    return True
        return False

    def _refers(self, mutant: Mutant, line: str) -> bool:
        """Return whether a line names what was deleted: the key or scalar itself, or an id inside it."""
        before = self.files[PurePosixPath(mutant.file)].decode().splitlines()
        after = set(mutant.text.splitlines())
        gone = " ".join(text for text in before if text not in after)
        return mutant.old in line or any(word in line for word in self.ids if len(word) > 2 and word in gone)

    def _suggested(self, mutant: Mutant, errors: Sequence[Diagnostic]) -> bool | None:
        if mutant.kind != "misspell" or mutant.old not in self.ids or _declares(mutant):
            return None
        here = [d for d in errors if str(d.span.file) == mutant.file and d.span.line == mutant.line]
        return any(f"'{mutant.old}'" in (d.hint or "") for d in here) if here else None

    def _is_inert(self, mutant: Mutant) -> bool:
        path = (mutant.file.split("/")[0].removesuffix(".yaml"), *(str(p) for p in mutant.path))
        return any(_matches(pattern, path) for pattern in self.inert)

    def _states_a_default(self, mutant: Mutant) -> bool:
        """A deleted key, or a figure re-pointed, that leaves every table as it was, and the oracle agrees that it does."""
        return mutant.kind in ("delete", "repoint", "misspell")


def _declares(mutant: Mutant) -> bool:
    """Return whether a mutant renames a declaration (an id, a basket item, a scale's answer), not a reference to it."""
    top = mutant.file.split("/")[0]
    return (
        mutant.path[-1] == "id"
        or mutant.path[:1] == ("scales",)
        or (mutant.path[:1] == ("baskets",) and (mutant.what == "key" or "subset_of" not in mutant.path))
        or (top == "programme.yaml" and mutant.path[:1] in (("cohorts",), ("principles",), ("register",)))
        or (mutant.path[:1] in (("lists",), ("criteria",)) and mutant.what == "key" and len(mutant.path) == 2)
    )


def _matches(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """A pattern of names; `*` is any one step, `**` at the end is all below."""
    if pattern and pattern[-1] == "**":
        return len(path) >= len(pattern) - 1 and _matches(pattern[:-1], path[: len(pattern) - 1])
    return len(pattern) == len(path) and all(p in ("*", q) for p, q in zip(pattern, path, strict=True))


def _short(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    return f"{span.file}:{span.line} {diagnostic.code} {diagnostic.message}"


def _rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode())))


def _agree(found: list[dict[str, str]], expected: list[dict[str, str]]) -> bool:
    return len(found) == len(expected) and all(
        list(a) == list(b) and all(b[k] in (a[k], ANY) for k in b)
        for a, b in zip(found, expected, strict=True)
    )


@cache
def _judge() -> Judge:
    """One for each process: it reads the shipped programme once."""
    return Judge()


def judged(mutant: Mutant) -> Ending:
    """The ending of one mutant."""
    return _judge().judge(mutant)


def sample(everything: Sequence[Mutant], size: int) -> list[Mutant]:
    """The same sample each time, spread over the kinds of edit."""
    return random.Random(2015).sample(list(everything), min(size, len(everything)))


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a count by outcome and every failure; exit code 1 where there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="run a fixed sample of this size")
    parser.add_argument("--out", type=Path, help="write every ending as a line of JSON")
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    given = parser.parse_args(argv)
    everything = all_mutants(shipped_files())
    chosen = sample(everything, given.sample) if given.sample else everything
    endings: list[Ending] = []
    with multiprocessing.get_context("spawn").Pool(given.jobs) as pool:
        for ending in pool.imap(judged, chosen, chunksize=8):
            endings.append(ending)
            if sys.stderr.isatty() and len(endings) % 50 == 0:
                print(f"\r{len(endings)} of {len(chosen)}", end="", file=sys.stderr)
    if given.out:
        given.out.write_text("".join(json.dumps(asdict(e)) + "\n" for e in endings))
    counts = Counter(e.outcome for e in endings)
    asked = [e.suggested for e in endings if e.suggested is not None]
    for outcome, count in sorted(counts.items()):
        print(f"{outcome:>10} {count}")
    print(f"suggested  {sum(asked)} of {len(asked)} misspelt references")
    failures = [e for e in endings if e.outcome not in ALLOWED]
    for failure in failures:
        print(f"{failure.outcome}: {failure.name}: {failure.detail}")
    poor = bool(asked) and sum(asked) < LEAST_SUGGESTED * len(asked)
    return 1 if failures or poor else 0


if __name__ == "__main__":
    raise SystemExit(main())
