"""The tables of recommendations and selections, and the blocks of sentences on them."""

from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.model.report import Figure, Term, Text
from egyv_engine.model.supplements import RecommendationCount, Selected, SelectionReason, Supplements
from tests.narrative.blocks.sections_read import figures, kinds, row, texts
from tests.narrative.toy import shown


def count(
    statuses: Mapping[str, int], *, principle: str | None = None, commonest: str = ""
) -> RecommendationCount:
    return RecommendationCount(
        record="recommendations",
        cohort="early",
        principle=principle,
        total=sum(statuses.values()),
        statuses=statuses,
        reasons={"resources": 1},
        with_reason=int(bool(commonest)),
        commonest=(commonest,) if commonest else (),
        commonest_count=int(bool(commonest)),
        units=3,
        fewest=1,
        most=4,
    )


def selected(unit: str, *, rank: int | None, is_preferred: bool = True) -> Selected:
    return Selected(
        selection="visits",
        unit=unit,
        cohort="early",
        spread=None,
        score=None if rank is None else Fraction(7, 3),
        rank=rank,
        class_="stronger",
        available=True,
        preferred=is_preferred,
        selected=rank == 1,
        reason=SelectionReason(outcome="The highest score.", ranked_by="More follows."),
    )


STATUSES = {"full": 30, "not_implemented": 10}


def test_records_table_has_a_figure_for_each_status_with_its_path() -> None:
    supplements = Supplements(
        records=(count(STATUSES), count({"full": 2, "not_implemented": 1}, principle="homes"))
    )
    sections = shown("recommendations_table", supplements=supplements)
    assert row(sections) == {
        "Cohort": Term(text="early"),
        "Principle": Text(text="All"),
        "Total": Figure(ref="recommendations@early#total", value=40),
        "Full": Figure(ref="recommendations@early#full", value=30),
        "Not implemented": Figure(ref="recommendations@early#not_implemented", value=10),
    }
    assert row(sections, 1)["Principle"] == Term(text="Good homes")
    assert row(sections, 1)["Total"] == Figure(ref="recommendations.homes@early#total", value=3)


def test_records_table_without_records_is_not_shown() -> None:
    assert shown("recommendations_table") == []


def test_selection_table_has_the_score_as_a_number_and_nothing_without_one() -> None:
    supplements = Supplements(selection=(selected("area A", rank=1), selected("area B", rank=None)))
    sections = shown("selection_table", supplements=supplements)
    assert row(sections) == {
        "Area": Term(text="area A"),
        "Cohort": Term(text="early"),
        "Score": Figure(ref="visits.area A#score", value=Fraction(7, 3), places=2, is_trimmed=True),
        "Rank": Figure(ref="visits.area A#rank", value=1),
        "Class": Term(text="stronger"),
        "Chosen": Text(text="yes"),
        "Why": Term(text="The highest score."),
    }
    assert (row(sections, 1)["Score"], row(sections, 1)["Rank"]) == (None, None)


def test_selection_gives_the_reason_where_a_unit_took_the_place_of_another() -> None:
    supplements = Supplements(
        selection=(selected("area A", rank=1, is_preferred=False), selected("B", rank=2))
    )
    sections = shown("selection", supplements=supplements)
    assert kinds(sections) == ["selection", "selection_replaced"]
    assert "the highest score" in texts(sections)[0]
    assert "More follows" not in texts(sections)[0]


def test_records_state_a_percentage_from_the_declared_base_upwards() -> None:
    large = figures(
        shown(
            "recommendations_summary",
            supplements=Supplements(records=(count({**STATUSES, "implemented": 30}),)),
        )
    )
    assert large["percent"] == "43"
    small = {"full": 3, "not_implemented": 1, "implemented": 3}
    assert "percent" not in figures(
        shown("recommendations_summary", supplements=Supplements(records=(count(small),)))
    )


def test_records_give_reasons_only_where_there_are_some() -> None:
    statuses = {**STATUSES, "partial": 0, "implemented": 30}
    with_reason = Supplements(records=(count(statuses, commonest="financial"),))
    assert kinds(shown("recommendations", supplements=with_reason)) == [
        "recommendations",
        "recommendations_reasons",
        "recommendations_units",
    ]
    without = Supplements(records=(count(statuses),))
    assert kinds(shown("recommendations", supplements=without)) == [
        "recommendations",
        "recommendations_units",
    ]
