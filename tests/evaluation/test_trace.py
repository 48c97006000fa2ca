"""Traces: the units behind every count, against the counts themselves and against a second implementation."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, note, settings

import egyv_engine as ee
from egyv_engine.evaluation.trace import Trace
from egyv_engine.evaluation.unit_clauses import Clause
from egyv_engine.model import conditions as c
from egyv_engine.model.findings import Finding, LedgerRow
from egyv_engine.model.plan import Derived, Node, Outcome, PlannedIndicator
from tests.generated_programmes import REPEATABLE
from tests.mini_programme import LIBRARY
from tests.oracle.agree import programme_files
from tests.oracle.oracle import Evaluation
from tests.oracle.programme import Programme
from tests.oracle.reading import read_yaml
from tests.oracle.strategies import programmes
from tests.test_oracle_agrees import ROOT, TOYS

Files = Mapping[str, bytes]
Documents = Mapping[str, Any]
WORDS = {
    "not_asked": Outcome.NOT_ASKED,
    "routed_past": Outcome.NOT_ASKED,
    "unknown": Outcome.UNKNOWN,
    "not_met": Outcome.NOT_MET,
    "met": Outcome.MET,
}
EVALUATED = (Outcome.NOT_MET, Outcome.MET)
ASKED = (Outcome.UNKNOWN, *EVALUATED)


def check_trace(files: Files, *, clauses_of: int) -> None:
    """Holds every list of a programme's trace to the counts and to the oracle. clauses_of: units to explain."""
    result = ee.evaluate({PurePosixPath(name): data for name, data in files.items()})
    trace = result.trace
    oracle = Evaluation(Programme(files))
    documents = {name: read_yaml(data) for name, data in files.items() if name.endswith(".yaml")}
    planned = {
        finding_id(i, cohort): (i, cohort) for i in result.plan.indicators for cohort in result.plan.cohorts
    }
    some_unit = next(iter(oracle.programme.units))
    for row in result.values.ledger:
        check_level(trace, oracle, row, *planned[row.finding])
    for finding in result.values.findings:
        check_change(trace, finding, *planned[finding.finding])
    for indicator, cohort in planned.values():
        for wave, comparison in contexts(result, indicator):
            if wave in indicator.without_level:
                assert trace.clauses(indicator.indicator, indicator.item, wave, some_unit, comparison) is None
                continue
            for unit in analysed(oracle, cohort, wave)[:clauses_of]:
                check_clauses(documents, trace, oracle, indicator, wave, unit, comparison)


def finding_id(indicator: PlannedIndicator, cohort: str | None) -> str:
    item = "" if indicator.item is None else f".{indicator.item}"
    return f"{indicator.principle}.{indicator.indicator}{item}" + ("" if cohort is None else f"@{cohort}")


def pair_of(from_wave: str | None, to_wave: str | None) -> tuple[str, str] | None:
    return None if from_wave is None or to_wave is None else (from_wave, to_wave)


def check_level(
    trace: Trace, oracle: Evaluation, row: LedgerRow, indicator: PlannedIndicator, cohort: str | None
) -> None:
    pair = pair_of(row.from_wave, row.to_wave)
    listed = trace.outcomes(indicator.indicator, indicator.item, cohort, row.wave, pair)
    sizes = {outcome: len(units) for outcome, units in listed.items()}
    level = row.level
    assert sum(sizes.values()) - sizes[Outcome.NOT_SURVEYED] == level.surveyed
    assert level.surveyed - sizes[Outcome.NO_RETURN] == level.returned
    assert level.returned - sizes[Outcome.NOT_ANALYSED] == level.analysed
    assert sum(sizes[o] for o in ASKED) == level.asked
    assert sum(sizes[o] for o in EVALUATED) == level.base
    assert sizes[Outcome.MET] == level.count
    dont_know = trace.dont_know(indicator.indicator, indicator.item, cohort, row.wave, pair)
    assert len(dont_know) == level.dont_know
    if indicator.looks_back and pair is None:  # the wave is no comparison's later one: nothing is asked in it
        return
    name, item = indicator.indicator, indicator.item
    for outcome, units in listed.items():
        assert list(units) == sorted(units)
        assert {oracle.outcome(name, item, unit, row.wave, pair) for unit in units} <= {int(outcome) - 1}
    assert all(oracle.said_dont_know(name, item, unit, row.wave, pair) for unit in dont_know)


def check_change(trace: Trace, finding: Finding, indicator: PlannedIndicator, cohort: str | None) -> None:
    pair = pair_of(finding.from_wave, finding.to_wave)
    if pair is None or finding.change is None:
        return
    listed = trace.changes(indicator.indicator, indicator.item, cohort, pair)
    change = finding.change
    counted = {
        "gained": change.gained,
        "lost": change.lost,
        "met_both": change.met_both,
        "met_neither": change.met_neither,
    }
    assert {word: len(units) for word, units in listed.items()} == counted


def contexts(result: ee.Result, indicator: PlannedIndicator) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """The waves and comparisons in which an indicator is evaluated."""
    if indicator.looks_back:
        yield from ((pair[1], pair) for pair in result.plan.comparisons)
    elif indicator.over_asked_in_both:
        yield from ((wave, pair) for pair in result.plan.comparisons for wave in pair)
    else:
        yield from ((wave, None) for wave in result.plan.waves)


def analysed(oracle: Evaluation, cohort: str | None, wave: str) -> list[str]:
    return [unit for unit in oracle.programme.units_of(cohort or "") if oracle.status(unit, wave) == 2]


def check_clauses(
    documents: Documents,
    trace: Trace,
    oracle: Evaluation,
    indicator: PlannedIndicator,
    wave: str,
    unit: str,
    pair: tuple[str, str] | None,
) -> None:
    """Each clause's outcome is that of the YAML it links to, decided by the oracle."""
    whole = trace.clauses(indicator.indicator, indicator.item, wave, unit, pair)
    assert whole is not None
    if indicator.base is None:
        expected = oracle.outcome(indicator.indicator, indicator.item, unit, wave, pair) + 1
        assert expected == (Outcome.NOT_ASKED if whole.outcome is None else whole.outcome)
    for clause in own_clauses(whole):
        as_written = written_yaml(documents, clause.node)
        tree = oracle.conditions.expand(as_written, indicator.basket, indicator.item)
        cohort = oracle.programme.cohort[unit]
        if indicator.over_asked_in_both:
            remaining = oracle.conditions.remaining(tree, cohort, pair or (wave,), pair)
            if remaining is None:
                assert clause.outcome is None
                continue
            tree = remaining
        if not oracle.conditions.is_asked(tree, cohort, wave, pair):
            assert clause.outcome in (None, Outcome.NOT_ASKED)
            continue
        assert clause.outcome == WORDS[oracle.conditions.decide(tree, unit, wave, pair)]


def own_clauses(clause: Clause) -> Iterator[Clause]:
    """Return the clauses of the indicator's own condition."""
    yield clause
    if not isinstance(clause.node, Derived):
        for member in clause.members:
            if not is_of_another_item(member.node):
                yield from own_clauses(member)


def is_of_another_item(node: Node) -> bool:
    """A member of number_of over a basket: one entry of YAML stands for all items."""
    return (
        isinstance(node, Derived) and "/number_of/" in node.path and not node.path.rsplit("/", 1)[1].isdigit()
    )


def written_yaml(documents: Documents, node: Node) -> dict[str, Any]:
    """The YAML of the condition that a node links to; a negation that no key stands for is put into words."""
    written = node.written
    assert written is not None
    if isinstance(written, c.Not) and written.member.doc_path == written.doc_path:
        return {"not": yaml_at(documents, written.member)}
    return yaml_at(documents, written)


def yaml_at(documents: Documents, written: c.Condition) -> dict[str, Any]:
    found: Any = documents[str(written.doc_path.file)]
    for step in written.doc_path.steps:
        found = found[step]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("root", [ROOT, *TOYS], ids=lambda root: root.name if root != ROOT else "shipped")
def test_trace_of_a_written_programme_is_as_long_as_its_counts_and_names_the_oracles_units(
    root: Path,
) -> None:
    check_trace(programme_files(root), clauses_of=1)


@pytest.mark.slow
@settings(REPEATABLE, max_examples=15)
@given(files=programmes())
def test_trace_of_a_generated_programme_is_as_long_as_its_counts_and_names_the_oracles_units(
    files: Files,
) -> None:
    for name, data in files.items():
        note(f"--- {name}\n{data.decode()}")
    check_trace(files, clauses_of=1)


NAME = "principles/1-access.yaml"
UNDER_NOT = {
    **LIBRARY,
    NAME: LIBRARY[NAME].replace(
        'met_when: {question: open_late, is: "Yes"}',
        'met_when: {not: {all: [{question: open_late, is: "No"}, {not: {question: visits, is: Often}}]}}',
    ),
}


def test_clauses_show_not_as_it_is_written() -> None:
    trace = ee.evaluate(UNDER_NOT).trace
    whole = trace.clauses("open_late", None, "before", "b")  # it said No, and Often
    assert whole is not None
    assert isinstance(whole.node.written, c.Not)
    assert whole.outcome == Outcome.MET
    closed, often = whole.members
    assert isinstance(closed.node.written, c.Not)  # the outcome is that of the negated member
    assert isinstance(closed.node.written.member, c.Leaf)
    assert closed.outcome == Outcome.NOT_MET
    assert isinstance(often.node.written, c.Not)
    assert isinstance(often.node.written.member, c.Not)
    assert often.outcome == Outcome.MET


def test_trace_of_what_is_not_there_raises() -> None:
    trace = ee.evaluate(UNDER_NOT).trace
    for arguments in (("open_lat", None, None, "before"), ("open_late", "x", None, "before")):
        with pytest.raises(KeyError):
            trace.outcomes(*arguments)
    with pytest.raises(KeyError):
        trace.outcomes("open_late", None, "north", "before")
    with pytest.raises(KeyError):
        trace.outcomes("open_late", None, None, "befor")
    with pytest.raises(KeyError):
        trace.clauses("open_late", None, "before", "zebra")
    assert trace.clauses("open_late", None, "before", "a", part="base") is None


def test_trace_that_depends_on_a_comparison_asks_for_one() -> None:
    changed = LIBRARY[NAME].replace(
        "met_when: {question: visits, at_least: Sometimes}",
        "met_when: {question: visits, above: {question: visits, wave: from}}",
    )
    trace = ee.evaluate({**LIBRARY, NAME: changed}).trace
    with pytest.raises(ValueError, match="depend on a comparison"):
        trace.outcomes("visited_often", None, None, "after")
    risen = trace.outcomes("visited_often", None, None, "after", ("before", "after"))
    assert risen[Outcome.MET] == ()
    assert risen[Outcome.UNKNOWN] == ("e",)
    assert trace.changes("visited_often", None, None, ("before", "after"))["gained"] == ()


def test_taking_out_a_listed_unit_changes_the_count_and_another_does_not() -> None:
    result = ee.evaluate(LIBRARY)
    met = result.trace.outcomes("open_late", None, None, "before")[Outcome.MET]
    assert met == ("c", "e")
    for unit in "abcdef":
        rows = LIBRARY["surveys/before.csv"].splitlines()
        blanked = [f"{unit},," if row.startswith(f"{unit},") else row for row in rows]
        less = ee.evaluate({**LIBRARY, "surveys/before.csv": "\n".join(blanked) + "\n"})
        found = next(f for f in less.values.findings if f.indicator == "open_late")
        assert found.from_level is not None
        assert found.from_level.count == len(met) - (unit in met)
