"""Laws that hold whatever the programme: who is in a base, what a hidden cell may do, and what bounds promise."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.generated_programmes import DRAWN, EXAMPLES, Files, rows, shuffled, tables, with_cells
from tests.oracle.conditions import ANALYSED, NOT_ASKED, ROUTED_PAST
from tests.oracle.drafting import Menu
from tests.oracle.oracle import Evaluation
from tests.oracle.outcomes import PARTS
from tests.oracle.programme import Programme
from tests.oracle.strategies import programmes
from tests.oracle.trees import Question, leaves

FEW = max(6, EXAMPLES // 10)
Answers = dict[str, dict[str, dict[str, str]]]
SEEDS = st.integers(0, 2**32 - 1)
pytestmark = pytest.mark.slow


def answers_files(programme: Programme) -> list[str]:
    return [wave["answers"] for wave in programme.waves.values()]


def ordinary_answers(programme: Programme, question: str) -> list[str]:
    """Some ordinary answers to a question: all of them where it has a scale."""
    kind = programme.kind(question)
    if kind in programme.scales:
        return programme.scales[kind].answers
    return {"number": ["0", "1", "2.5", "7"], "date": ["2015-01-02", "2015-02-20"], "text": ["oak", "ash"]}[
        kind
    ]


def questions_that_choose(evaluation: Evaluation) -> set[str]:
    """The questions that any `base` or `asked_if` reads."""
    programme = evaluation.programme
    trees = [evaluation.conditions.gate(question, item) for question, item in every_question(programme)]
    for _, indicator in evaluation.indicators():
        trees += [
            evaluation.full_tree(indicator["id"], "base", item) for item in evaluation.items_of(indicator)
        ]
    return {one.id for tree in trees if tree is not None for leaf in leaves(tree) for one in leaf}


def every_question(programme: Programme) -> Iterator[tuple[str, str | None]]:
    for question, as_written in programme.questions.items():
        items = programme.items_of(as_written["items"]) if "items" in as_written else [None]
        yield from ((question, item) for item in items)


# bases


@settings(DRAWN, max_examples=FEW)
@given(files=programmes(Menu(blanks=False, division=False)), seed=SEEDS)
def test_base_does_not_move_when_an_ordinary_answer_becomes_another(files: Files, seed: int) -> None:
    """No blanks, and no cell that a base or a gate reads; a divisor of 0 would be a blank, so nothing is divided."""
    evaluation = Evaluation(Programme(files))
    programme, dice = evaluation.programme, Random(seed)
    fixed = questions_that_choose(evaluation)

    def another(name: str, unit: str, column: str, cell: str) -> str:
        question = column.partition(".")[0]
        if question in fixed or programme.sort_of_answer(question, cell) != "ordinary":
            return cell
        return dice.choice(ordinary_answers(programme, question))

    names = ("finding", "wave", "from_wave", "to_wave", "asked", "base")
    before, after = (
        [[row[name] for name in names] for row in rows(tables(each)["ledger"])]
        for each in (files, with_cells(files, answers_files(programme), another))
    )
    assert before == after
    assert all(row[-1] == row[-2] for row in before)  # nothing is unknown where nothing is blank


# hidden cells


def outcomes(files: Files) -> dict[tuple[str, ...], str]:
    """Each outcome in words, by finding, wave, comparison and unit."""
    keys = ("finding", "wave", "from_wave", "to_wave", "unit")
    return {tuple(row[name] for name in keys): row["outcome"] for row in rows(tables(files)["outcomes"])}


def hidden(files: Files, seed: int) -> dict[str, bytes]:
    """The files with one cell of the answers blank that was not."""
    programme = Programme(files)
    cells = [
        (as_written["answers"], unit, column)
        for wave, as_written in programme.waves.items()
        for unit, row in programme.answers[wave].items()
        for column, cell in row.items()
        if column != "shed" and cell.strip()
    ]
    assume(cells)
    chosen = Random(seed).choice(cells)
    return with_cells(
        files, [chosen[0]], lambda name, unit, column, cell: "" if (name, unit, column) == chosen else cell
    )


# `answered: false` is met by a blank, and a quantile reads the answers of the other units
HIDEABLE = Menu(answered=False, quantiles=False)


@settings(DRAWN, max_examples=FEW)
@given(files=programmes(HIDEABLE), seed=SEEDS)
def test_hidden_cell_makes_no_result_met(files: Files, seed: int) -> None:
    """Except where skip logic led a unit past every member of a `number_of`, so that it was not asked.

    A hidden gate leaves open what a member is, and `at_most`, `below` or `is` may hold whatever it is.
    """
    before, after = outcomes(files), outcomes(hidden(files, seed))
    text = b"".join(files.values())
    may_be = ("met", "not asked") if b"number_of" in text else ("met",)
    assert before.keys() == after.keys()
    assert [key for key, outcome in after.items() if outcome == "met" and before[key] not in may_be] == []


@settings(DRAWN, max_examples=FEW)
@given(files=programmes(HIDEABLE), seed=SEEDS)
def test_hidden_cell_leaves_what_is_met_and_certain_met_or_unknown(files: Files, seed: int) -> None:
    """A result is certain if no don't-know answer could make it another; without them, it is certain."""
    changed = hidden(files, seed)
    before, after = outcomes(files), outcomes(changed)
    certain = Evaluation(Programme(dict(files)))
    open_ones = {key for key in before if is_open(certain, key)}
    assert [
        key
        for key, outcome in before.items()
        if outcome == "met" and key not in open_ones and after[key] not in ("met", "unknown")
    ] == []


def is_open(evaluation: Evaluation, key: tuple[str, ...]) -> bool:
    """Return whether a don't-know answer leaves the outcome open."""
    finding, wave, start, end, unit = key
    _, indicator, *item = finding.partition("@")[0].split(".")
    pair = (start, end) if start else None
    if evaluation.status(unit, wave) != 2:
        return False
    return evaluation.decided(indicator, item[0] if item else None, unit, wave, pair, either=True) == 3


# time


@settings(DRAWN, max_examples=FEW)
@given(files=programmes())
def test_nothing_fixed_in_time_is_compared(files: Files) -> None:
    evaluation = Evaluation(Programme(files))
    for row in rows(tables(files)["findings"]):
        item, pair = row["item"] or None, (row["from_wave"], row["to_wave"])
        if not row["from_wave"]:
            continue
        read = evaluation.waves_read(row["indicator"], "met_when", item)
        if not read & {None, "from", "to"}:
            assert row["reason"] in ("not_asked", "does_not_move")
        if row["reason"] in ("does_not_move", "looks_back"):
            assert row["verdict"] == "not_comparable"
            assert not any(row[name] for name in ("from_count", "from_base", "matched", "net", "certainty"))
        if row["verdict"] != "not_comparable":
            for part in PARTS:
                read = evaluation.waves_read(row["indicator"], part, item)
                assert not read & {"from", "to"}
                assert not read & {None, "to"} or not read & waves_since(evaluation.programme, pair[0])


def waves_since(programme: Programme, wave: str) -> set[str | None]:
    """The wave and those after it: what a condition on the current wave may not name in a comparison from it."""
    order = list(programme.waves)
    return set(order[order.index(wave) :])


# every finding


@settings(DRAWN, max_examples=FEW)
@given(files=programmes())
def test_every_finding_declared_comes_out_once(files: Files) -> None:
    programme = Programme(files)
    pairs = programme.comparisons or [("", list(programme.waves)[-1])]
    declared = [
        (".".join(filter(None, (principle, one["id"], item))) + (f"@{group}" if group else ""), *pair)
        for principle, indicators in programme.principles
        for one in indicators
        for item in (programme.items_of(one["for_each"]) if "for_each" in one else [None])
        for group in programme.groups
        for pair in pairs
    ]
    found = rows(tables(files)["findings"])
    assert [(row["finding"], row["from_wave"], row["to_wave"]) for row in found] == declared


# order


@settings(DRAWN, max_examples=FEW)
@given(files=programmes())
def test_rows_and_columns_in_another_order_give_equal_bytes(files: Files) -> None:
    assert tables(shuffled(files, 1)) == tables(files)


# completions

SMALL = Menu(answered=False, quantiles=False, division=False, is_small=True)
MOST_CELLS, MOST_COMPLETIONS = 5, 250
Hole = tuple[str, str, str, str]  # wave, unit, question and column


@settings(DRAWN, max_examples=FEW)
@given(files=programmes(SMALL), seed=SEEDS)
def test_no_completion_of_missing_answers_leaves_the_bounds(files: Files, seed: int) -> None:
    """Every blank and don't-know answer is made every ordinary answer; those that a gate reads stay don't-know."""
    programme = Programme(files)
    assume(programme.dont_know_is == "either")
    holes = missing_cells(Evaluation(programme))
    assume(0 < len(holes) <= MOST_CELLS)
    found = {
        (row["finding"], row["from_wave"], row["to_wave"]): row for row in rows(tables(files)["findings"])
    }
    for completed in completions(programme, holes, Random(seed)):
        programme.answers = completed
        for row in Evaluation(programme).tables()["findings"]:
            check_within(found[row["finding"], row["from_wave"], row["to_wave"]], row)


def missing_cells(evaluation: Evaluation) -> list[Hole]:
    """The blanks of analysed units, and their don't-know answers to questions that no gate reads."""
    programme = evaluation.programme
    gates = [evaluation.conditions.gate(*one) for one in every_question(programme)]
    in_gates = {one.id for gate in gates if gate is not None for leaf in leaves(gate) for one in leaf}
    found = []
    for question, item in every_question(programme):
        column = question if item is None else f"{question}.{item}"
        for wave in programme.waves:
            for unit in programme.units:
                one = Question(id=question, item=item, wave=None)
                state = evaluation.conditions.state(one, unit, wave, None)
                sort = programme.sort_of_answer(question, programme.cell(question, item, unit, wave))
                if evaluation.status(unit, wave) != ANALYSED or state in (NOT_ASKED, ROUTED_PAST):
                    continue
                if sort == "blank" or (sort == "dont_know" and question not in in_gates):
                    found.append((wave, unit, question, column))
    return found


def completions(programme: Programme, holes: list[Hole], dice: Random) -> Iterator[Answers]:
    """Yield the answers with the holes filled in every way, or in many if there are very many."""
    choices = [ordinary_answers(programme, hole[2]) for hole in holes]
    every = list(product(*choices))
    given_answers = programme.answers
    for words in every if len(every) <= MOST_COMPLETIONS else dice.sample(every, MOST_COMPLETIONS):
        answers = {wave: {unit: dict(row) for unit, row in of.items()} for wave, of in given_answers.items()}
        for (wave, unit, _, column), word in zip(holes, words, strict=True):
            answers[wave][unit][column] = word
        yield answers


def check_within(found: dict[str, str], completed: dict[str, str]) -> None:
    """Hold the engine's finding against what a completion gives."""
    if found["target_certainty"] == "firm" and completed["target_met"]:
        assert found["target_met"] == completed["target_met"]
    if "not_comparable" in (found["verdict"], completed["verdict"]) or found["verdict"] == "not_judged":
        return
    assert int(found["net_low"]) <= int(completed["net"]) <= int(found["net_high"])
    if found["certainty"] == "firm":
        assert found["verdict"] == completed["verdict"]
