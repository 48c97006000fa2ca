"""Conditions on every combination of answer states, against plain Python."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import product
from operator import eq, ge, gt, le, lt

import pytest

from egyv_engine.evaluation.cohort_rows import CohortRows
from egyv_engine.evaluation.outcome_lookup import OPEN_MET, OPEN_NOT_ASKED, OPEN_NOT_MET
from egyv_engine.evaluation.polars_backend import Backend, backends
from egyv_engine.evaluation.skip_logic import answers_despite_skip
from egyv_engine.evaluation.wave_context import WaveContext
from egyv_engine.model.plan import (
    FROM,
    And,
    Answered,
    AnswerRef,
    AttributeRef,
    Calculation,
    Compare,
    Constant,
    CountOf,
    Derived,
    Lookup,
    Node,
    Or,
    Outcome,
)
from tests.evaluation.surveys import AT, plan, question, survey

ONE_VALUE: dict[str, Callable[[int, Fraction | int], bool]] = {
    "is": eq,
    "at_least": ge,
    "above": gt,
    "at_most": le,
    "below": lt,
}
NOT_ASKED, UNKNOWN, NOT_MET, MET = (int(outcome) for outcome in list(Outcome)[Outcome.NOT_ASKED :])
OPEN: dict[int, int] = {UNKNOWN: UNKNOWN, NOT_ASKED: OPEN_NOT_ASKED, NOT_MET: OPEN_NOT_MET, MET: OPEN_MET}
# asked_if of a unit (an attribute), raw code: not asked, unknown whether asked, blank, three answers, a don't-know
STATES = [("no", 0), (None, 2), ("yes", 0), ("yes", 1), ("yes", 2), ("yes", 3), ("yes", 4)]
ROWS = list(product(range(7), repeat=3))


def outcomes(node: Node, base: Node | None = None) -> list[int]:
    """The outcome of a condition on each of ROWS."""
    gates = {q: {None: Lookup(ref=AttributeRef(f"gate_{q}"), labels=("yes",), **AT)} for q in "abc"}
    questions = [question(q, asked_if=gates[q]) for q in "abc"]
    conditions = {"x": node} | ({} if base is None else {"y": base})
    data = survey(
        {w: {q: [STATES[row[i]][1] for row in ROWS] for i, q in enumerate("abc")} for w in ("w1", "w2")},
        attributes={f"gate_{q}": [STATES[row[i]][0] for row in ROWS] for i, q in enumerate("abc")},
    )
    made = plan(conditions, questions)
    backend = Backend(made, CohortRows(data, made.questions, (None,), None))
    masks = backend.outcomes("x", None if base is None else "y", WaveContext(wave="w1"))
    found = [[k for k, mask in masks if mask[i]] for i in range(len(ROWS))]
    assert all(len(one) == 1 for one in found)
    return [one[0] for one in found]


def at_least(q: str, label: str = "Middling") -> Lookup:
    labels = ("Low", "Middling", "High")
    return Lookup(ref=AnswerRef(q), labels=labels[labels.index(label) :], **AT)


def leaf(state: int, dont_know: int = NOT_MET) -> int:
    """The outcome of at_least Middling in one of STATES."""
    return [NOT_ASKED, UNKNOWN, UNKNOWN, NOT_MET, MET, MET, dont_know][state]


def either(expected: Callable[[int], int]) -> int:
    """The outcome where don't-knows are not met, or the one that could go either way if they are unknown."""
    counted, open_ = expected(NOT_MET), expected(UNKNOWN)
    return counted if open_ != UNKNOWN else OPEN[counted]


def kleene(members: list[int], is_all: bool) -> int:
    if all(m == NOT_ASKED for m in members):
        return NOT_ASKED
    known = [NOT_MET if m == NOT_ASKED else m for m in members]
    order = [NOT_MET, UNKNOWN, MET] if is_all else [MET, UNKNOWN, NOT_MET]
    return order[min(map(order.index, known))]


def composite(*members: Node, is_all: bool = True) -> Node:
    return (And if is_all else Or)(members=members, **AT)


@pytest.mark.parametrize("outer", [True, False])
@pytest.mark.parametrize("inner", [True, False])
def test_outcomes_nested_composites_are_kleene(outer: bool, inner: bool) -> None:
    node = composite(at_least("a"), composite(at_least("b"), at_least("c"), is_all=inner), is_all=outer)

    def expected(row: tuple[int, ...], dk: int) -> int:
        a, b, c = (leaf(state, dk) for state in row)
        return kleene([a, kleene([b, c], inner)], outer)

    assert outcomes(node) == [either(partial(expected, row)) for row in ROWS]


@pytest.mark.parametrize("negated", [False, True])
def test_outcomes_answered_is_true_of_any_answer(negated: bool) -> None:
    node = Answered(ref=AnswerRef("a"), negated=negated, **AT)
    plain = [NOT_ASKED, UNKNOWN, NOT_MET, MET, MET, MET, MET]
    expected = [NOT_MET + MET - s if negated and s >= NOT_MET else s for s in plain]
    assert outcomes(node) == [expected[a] for a, _, _ in ROWS]


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("comparator", ONE_VALUE)
def test_outcomes_two_questions_on_a_scale_compare_positions(comparator: str, negated: bool) -> None:
    def expected(a: int, b: int, dk: int) -> int:
        if 0 in (a, b):
            return NOT_ASKED
        if {a, b} & {1, 2}:
            return UNKNOWN
        if 6 in (a, b):
            return dk
        return MET if ONE_VALUE[comparator](a, b) != negated else NOT_MET

    node = Compare(comparator=comparator, negated=negated, left=AnswerRef("a"), right=(AnswerRef("b"),), **AT)
    assert outcomes(node) == [either(partial(expected, a, b)) for a, b, _ in ROWS]


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize("comparator", [*ONE_VALUE, "is_one_of"])
@pytest.mark.parametrize("bound", [Fraction(0), Fraction(3, 2), Fraction(2), Fraction(4)])
def test_outcomes_number_of_holds_where_every_count_in_the_interval_does(
    comparator: str, negated: bool, bound: Fraction
) -> None:
    constants = (bound, Fraction(1)) if comparator == "is_one_of" else (bound,)

    def holds(n: int) -> bool:
        found = n in constants if comparator == "is_one_of" else ONE_VALUE[comparator](n, bound)
        return found != negated

    def expected(states: tuple[int, ...], dk: int) -> int:
        members = [leaf(s, dk) for s in states]
        if all(m == NOT_ASKED for m in members):
            return NOT_ASKED
        low = members.count(MET)
        found = {holds(n) for n in range(low, low + members.count(UNKNOWN) + 1)}
        return UNKNOWN if len(found) == 2 else MET if found == {True} else NOT_MET

    number = CountOf(members=(at_least("a"), at_least("b"), at_least("c")), **AT)
    node = Compare(
        comparator=comparator, negated=negated, left=number, right=tuple(map(Constant, constants)), **AT
    )
    assert outcomes(node) == [either(partial(expected, row)) for row in ROWS]


def test_outcomes_base_comes_before_counts() -> None:
    def expected(a: int, b: int, dk: int) -> int:
        count, base = leaf(a, dk), leaf(b, dk)
        if base in (NOT_ASKED, NOT_MET) or count == NOT_ASKED:
            return NOT_ASKED
        return UNKNOWN if base == UNKNOWN else count

    found = outcomes(at_least("a"), at_least("b"))
    assert found == [either(partial(expected, a, b)) for a, b, _ in ROWS]


def test_outcomes_derived_within_a_base_is_its_condition() -> None:
    both = composite(at_least("b"), at_least("c"), is_all=False)
    node = Derived(name="y", **AT)

    def expected(b: int, c: int, dk: int) -> int:
        found = kleene([leaf(b, dk), leaf(c, dk)], is_all=False)
        return NOT_ASKED if found == NOT_MET else found

    assert outcomes(node, both) == [either(partial(expected, b, c)) for _, b, c in ROWS]


Numbers = list[Fraction | int | None]


def _numbers(earlier: Numbers, later: Numbers) -> Backend:
    values = {w: {"n": v} for w, v in (("w1", earlier), ("w2", later))}
    codes = {w: {"n": [int(x is not None) for x in v]} for w, v in (("w1", earlier), ("w2", later))}
    attributes = {"limit": ["0.25" if i % 2 else "-3" for i in range(len(earlier))]}
    made = plan(
        {
            "half": Compare(
                comparator="at_least", left=AnswerRef("n"), right=(Constant(Fraction(1, 2)),), **AT
            ),
            "rise": Compare(
                comparator="above",
                left=Calculation("minus", AnswerRef("n"), AnswerRef("n", None, FROM), AT["doc_path"]),
                right=(Constant(Fraction(1, 10)),),
                **AT,
            ),
            "limit": Compare(
                comparator="at_least", left=AnswerRef("n"), right=(AttributeRef("limit", "number"),), **AT
            ),
        },
        [question("n", "number")],
    )
    data = survey(codes, values=values, attributes=attributes)
    return Backend(made, CohortRows(data, made.questions, (None,), None))


def _read(backend: Backend, name: str) -> list[int]:
    masks = backend.outcomes(name, None, WaveContext(wave="w2", from_wave="w1", to_wave="w2"))
    return [next(k for k, mask in masks if mask[i]) for i in range(backend.rows.size)]


def test_outcomes_numbers_compare_exactly() -> None:
    tenth, large = Fraction(1, 10), Fraction(10**29)
    earlier: Numbers = [0, 3 * tenth, None, large]
    later: Numbers = [tenth / 2, 4 * tenth + tenth / 10, 5 * tenth, large + tenth + tenth / 10**20]
    backend = _numbers(earlier, later)
    assert _read(backend, "half") == [NOT_MET, NOT_MET, MET, MET]
    assert _read(backend, "rise") == [NOT_MET, MET, UNKNOWN, MET]


def test_outcomes_attribute_with_more_decimals_than_the_answers_compares_exactly() -> None:
    assert _read(_numbers([0, 0], [0, 0]), "limit") == [MET, NOT_MET]
    assert _read(_numbers([0, 0], [-4, 1]), "limit") == [NOT_MET, MET]


def test_answers_out_of_turn_names_the_answers_that_skip_logic_shuts_out() -> None:
    gate = {None: Lookup(ref=AttributeRef("open"), labels=("yes",), **AT)}
    made = plan({}, [question("a", asked_if=gate)])
    data = survey(
        {"w1": {"a": [0, 1, 1, 1]}, "w2": {"a": [1, 0, 0, 0]}}, attributes={"open": ["no", "no", None, "yes"]}
    )
    assert [
        (*asked, units.to_list()) for *asked, units in answers_despite_skip(made, data, backends(made, data))
    ] == [
        ("a", None, "w1", ["u000001"]),
        ("a", None, "w2", ["u000000"]),
    ]
