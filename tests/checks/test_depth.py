"""Chains of conditions: of indicators as long as one likes, of skip logic up to a limit."""

from itertools import pairwise

import pytest

from egyv_engine.checks.depth import MOST_DEEP
from egyv_engine.diagnostics.diagnostic import has_errors
from egyv_engine.pipeline.run import evaluate_files
from tests.library import library_files
from tests.reported import reported

RULES, INSTRUMENT = "principles/1-access.yaml", "surveys/instrument.yaml"
END = '    says: {units: "{{ were }} visited at least sometimes"}\n'
REMARKS = "  - {id: remarks, asks: Is there anything else?, scale: text}\n"


def indicators(length: int, rule: str) -> str:
    """Indicators of which each names the next one, so that the last is declared last."""
    names = [*(f"link_{i}" for i in range(length)), "visited_often"]
    return "".join(
        f"  - {{id: {name}, title: T, met_when: {rule.format(after)}, says: {{units: did}}}}\n"
        for name, after in pairwise(names)
    )


def questions(length: int) -> str:
    """Questions of which each is asked if the one before it is answered."""
    names = ["remarks", *(f"more_{i}" for i in range(length))]
    return REMARKS + "".join(
        f"  - {{id: {name}, asks: M, scale: text, asked_if: {{question: {before}, answered: true}}, "
        "not_asked: [{wave: before}, {wave: after}]}\n"
        for before, name in pairwise(names)
    )


@pytest.mark.parametrize(
    "rule",
    [
        "{{met: {0}}}",
        "{{not: {{met: {0}}}}}",
        "{{all: [{{met: {0}}}, {{any: [{{met: {0}}}, {{question: visits, is: Often}}]}}]}}",
    ],
)
def test_long_chain_of_indicators_is_evaluated_however_it_is_declared(rule: str) -> None:
    made = evaluate_files(library_files({RULES: (END, END + indicators(400, rule))}))
    assert not has_errors(list(made.diagnostics))
    assert made.findings is not None
    last, first = (
        next(f for f in made.findings.findings if f.indicator == name) for name in ("visited_often", "link_0")
    )
    assert (first.to_level, first.verdict) == (last.to_level, last.verdict)  # 400 negations cancel out


@pytest.mark.parametrize(("length", "expected"), [(MOST_DEEP, []), (150, ["EGY436"])])
def test_chain_of_skip_logic_is_evaluated_up_to_the_limit(length: int, expected: list[str]) -> None:
    files = library_files({INSTRUMENT: (REMARKS, questions(length))})
    assert [d.code for d in evaluate_files(files).diagnostics if d.severity == "error"] == expected


def test_questions_in_a_circle_are_reported_as_such_alone() -> None:
    circle = questions(100).replace("question: remarks", "question: more_99")
    found = [line.split()[1] for line in reported({INSTRUMENT: (REMARKS, circle)})]
    assert [code for code in found if code != "EGY418"] == ["EGY414"]
