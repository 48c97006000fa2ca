"""The block on how many of several measures units meet, against counts made by hand."""

from typing import Any

import pytest

from egyv_engine.model.report import CountOfBase, Figure, Table
from egyv_engine.model.supplements import MetTogether
from egyv_engine.narrative.blocks.measures_met import MeasuresMetFacts
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.parts import term
from tests.narrative import small_programme as small
from tests.narrative.toy import book, fact_maker

# Seven clubs before:  a, b and c answer Yes or No to all three; the fifth leaves c blank, the sixth did not know of c, which
# counts as an answer and is not met; the seventh answers nothing.
#          1      2      3      4      5     6             7
BEFORE = {
    "a": ["Yes", "Yes", "Yes", "No", "Yes", "Yes", ""],
    "b": ["Yes", "Yes", "No", "No", "Yes", "Yes", ""],
    "c": ["Yes", "No", "No", "No", "", "Don't know", ""],
}
# met:      3      2      1      0    in part    2       not in it
# So of 5 clubs, one met all; from none to 3, and in the order 0, 1, 2, 2, 3 the middle is 2. One more answered in part.
AFTER = {"a": ["Yes"] * 7, "b": ["Yes"] * 7, "c": ["Yes"] * 6 + ["No"]}  # 3 six times, then 2
INDICATORS = "".join(
    f"  - {{id: {n}, title: {n.upper()} plan, met_when: {{question: {n}, is: 'Yes'}}, says: {{units: had {n}}}}}\n"
    for n in "abc"
)
BLOCK = "{show: measures_met, indicators: [a, b, c]}"


def shown(**changed: Any) -> list[Any]:
    outputs = small.evaluated(
        INDICATORS,
        {"before": BEFORE, "after": AFTER, **changed},
        blocks=f"chapters: [{{id: all, title: All, blocks: [{BLOCK}]}}]\n",
    )
    assert outputs.report is not None
    return [block for section in outputs.report.chapters[0].sections for block in section.blocks]


def texts(blocks: list[Any]) -> list[str]:
    return [block.text for block in blocks if not isinstance(block, Table)]


def test_sentences_say_how_many_met_all_and_how_far_the_others_came() -> None:
    assert texts(shown()) == [
        "Three measures are counted together: a plan, b plan and c plan.",
        (
            "Of the five clubs with an answer to all three before, one met all; the clubs met from none to three, with two in the "
            "middle. Besides these, one club answered some measures, but not all. "
            "Of the seven clubs with an answer to all three after, six met all; the clubs met from two to three, with three in the "
            "middle."
        ),
    ]


def test_units_that_are_alike_are_not_said_to_spread() -> None:
    same = {"a": ["Yes"] * 7, "b": ["No"] * 7, "c": ["No"] * 7}
    assert (
        "Of the seven clubs with an answer to all three after, each met one." in texts(shown(after=same))[1]
    )


def said_of(clubs: list[str]) -> str:
    """The sentence on two measures, a and b, of clubs that answer them as given, such as "YN"."""
    columns = {name: [{"Y": "Yes", "N": "No"}[each[i]] for each in clubs] for i, name in enumerate("ab")}
    outputs = small.evaluated(
        INDICATORS.partition("  - {id: c")[0],
        {"after": columns},
        waves={"after": "after"},
        pairs=(),
        minimum=1,
        blocks="chapters: [{id: all, title: All, blocks: [{show: measures_met, indicators: [a, b]}]}]\n",
    )
    assert outputs.report is not None
    _, said, _ = outputs.report.chapters[0].sections[0].blocks
    return str(said.text)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("clubs", "expected"),
    [
        (["YN"], "The only club with an answer to both after met one."),
        (["YY"], "The only club with an answer to both after met both."),
        (["NN"], "The only club with an answer to both after met none."),
        (["YY", "YY"], "Of the two clubs with an answer to both after, each met both."),
        (["YN", "NY"], "Of the two clubs with an answer to both after, each met one."),
        (["YN", "YY"], "Of the two clubs with an answer to both after, one met one and the other both."),
        (["YN", "NN"], "Of the two clubs with an answer to both after, one met none and the other one."),
        (
            ["YN", "YY", "YY"],
            "Of the three clubs with an answer to both after, two met both; the clubs met from one to two, with two in the middle.",
        ),
    ],
)
def test_two_measures_and_few_units_are_said_in_words_that_fit(clubs: list[str], expected: str) -> None:
    assert said_of(clubs) == expected


def test_units_on_record_have_a_record_of_the_measures() -> None:
    def made(value: int) -> NumberFacts:
        return fact_maker().number("#made", value)

    facts = MeasuresMetFacts(
        cohort=(),
        wave_label=term("after"),
        measures=made(3),
        base=made(5),
        in_part=made(0),
        met_all=made(1),
        fewest=made(0),
        middle=made(2),
        most=made(3),
        is_alike=False,
    )
    assert book().on_record(is_records=True).sentence(facts, basis=()).text == (
        "Of the five areas with a record of all three after, one met all; the areas met from none to three, with two in the middle."
    )


def test_table_has_every_number_that_a_unit_met_with_its_base() -> None:
    (table,) = [block for block in shown() if isinstance(block, Table)]
    cells = [
        (figure(first), *((figure(c.count), figure(c.base)) for c in rest if isinstance(c, CountOfBase)))
        for first, *rest in table.rows
    ]
    assert cells == [
        (3, (1, 5), (6, 7)),
        (2, (2, 5), (1, 7)),
        (1, (1, 5), (0, 7)),
        (0, (1, 5), (0, 7)),
    ]


def figure(cell: Any) -> int:
    assert isinstance(cell, Figure)
    return int(cell.value)


def test_wave_with_too_few_answers_is_left_out() -> None:
    """Only two clubs answer all three before, and the programme wants three for words."""
    few = {name: [*values[:2], *[""] * 5] for name, values in BEFORE.items()}
    assert [text[:15] for text in texts(shown(before=few))] == ["Three measures ", "Of the seven cl"]


def test_middle_is_the_lower_of_two() -> None:
    """The middle of 0, 1, 3 and 3 is 1, and that of nobody is 0."""
    assert MetTogether(counts=(1, 1, 0, 2), in_part=0).middle == 1
    assert MetTogether(counts=(0, 0), in_part=3).middle == 0
