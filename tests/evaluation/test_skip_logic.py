"""Skip logic row by row: asked, not asked, and not known whether it was asked."""

import pytest

from egyv_engine.evaluation.outcome_lookup import OPEN_NOT_MET
from egyv_engine.evaluation.polars_backend import backend_of, backends
from egyv_engine.evaluation.skip_logic import answers_despite_skip
from egyv_engine.evaluation.wave_context import WaveContext
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.plan import AnswerRef, AttributeRef, Lookup, Outcome, PlannedQuestion
from tests.evaluation.surveys import AT, plan, question, survey

NOT_SURVEYED, NO_RETURN, NOT_ANALYSED, NOT_ASKED, UNKNOWN, NOT_MET, MET = Outcome
BLANK, LOW, HIGH, DONT_KNOW, NOT_FOR_US = 0, 1, 3, 4, 5  # raw codes
GATE = Lookup(ref=AttributeRef("open"), labels=("yes",), **AT)


def outcome(
    code: int, gate: str | None, *, status: int = ReturnStatus.ANALYSED, gated: PlannedQuestion | None = None
) -> tuple[int, list[str]]:
    """The outcome of "at least High" of one unit, and the units with an answer despite the skip logic."""
    high = Lookup(ref=AnswerRef("a"), labels=("High",), **AT)
    made = plan({"x": high}, [gated or question("a", asked_if={None: GATE}, not_applicable=("Not for us",))])
    statuses: dict[str, list[int]] = {"w1": [status], "w2": [ReturnStatus.ANALYSED]}
    data = survey({"w1": {"a": [code]}, "w2": {"a": [BLANK]}}, attributes={"open": [gate]}, status=statuses)
    masks = backend_of(made, data, None).outcomes("x", None, WaveContext(wave="w1"))
    (found,) = (int(k) for k, mask in masks if mask[0])
    return found, [
        unit for *_, units in answers_despite_skip(made, data, backends(made, data)) for unit in units
    ]


@pytest.mark.parametrize(
    ("code", "gate", "expected", "is_reported"),
    [
        (HIGH, "yes", MET, False),
        (LOW, "yes", NOT_MET, False),
        (DONT_KNOW, "yes", OPEN_NOT_MET, False),
        (NOT_FOR_US, "yes", NOT_ASKED, False),
        (NOT_FOR_US, "no", NOT_ASKED, False),  # it agrees with the skip logic
        (NOT_FOR_US, None, NOT_ASKED, False),
        (BLANK, "yes", UNKNOWN, False),
        (BLANK, "no", NOT_ASKED, False),  # not asked, which is not the same as blank
        (HIGH, "no", NOT_ASKED, True),
        (BLANK, None, UNKNOWN, False),  # not known whether it was asked
        (HIGH, None, UNKNOWN, False),
    ],
)
def test_question_under_skip_logic(code: int, gate: str | None, expected: int, is_reported: bool) -> None:
    assert outcome(code, gate) == (expected, ["u000000"] if is_reported else [])


@pytest.mark.parametrize("code", [BLANK, HIGH])
def test_question_that_depends_on_one_that_was_not_asked_was_not_asked(code: int) -> None:
    nobody = frozenset((None, None, wave) for wave in ("w1", "w2"))
    high = {n: Lookup(ref=AnswerRef(n), labels=("High",), **AT) for n in "ab"}
    made = plan(
        {"x": high["b"]}, [question("a", not_asked=nobody), question("b", asked_if={None: high["a"]})]
    )
    data = survey({w: {"b": [code]} for w in ("w1", "w2")})
    masks = backend_of(made, data, None).outcomes("x", None, WaveContext(wave="w1"))
    assert [int(k) for k, mask in masks if mask[0]] == [NOT_ASKED]
    assert sum(len(units) for *_, units in answers_despite_skip(made, data, backends(made, data))) == (
        0 if code == BLANK else 2
    )


@pytest.mark.parametrize(
    ("status", "expected"), list(zip(ReturnStatus, (NOT_SURVEYED, NO_RETURN, NOT_ANALYSED, MET), strict=True))
)
def test_unit_without_an_analysed_return_has_no_answer(status: int, expected: int) -> None:
    assert outcome(HIGH, "yes", status=status)[0] == expected
