"""The blocks on how the survey was done: who replied, and what was first asked later."""

from egyv_engine.model.frozen import replace
from egyv_engine.model.report import Term
from tests.narrative.blocks.sections_read import figures, kinds, paragraphs, row, texts
from tests.narrative.toy import finding, level, moved, shown


def test_response_counts_returns_and_those_set_aside_for_each_wave() -> None:
    after = replace(level(1, 1), returned=11, analysed=9)
    sections = shown("response", [finding(before=level(1, 1), after=after, reason="too_few_matched")])
    assert kinds(sections) == ["response", "response"]
    later = {ref: value for ref, value in figures(sections).items() if ref in ("returned", "not_analysed")}
    assert later == {"returned": "11", "not_analysed": "2"}


def test_first_asked_list_puts_at_most_four_titles_in_a_sentence() -> None:
    new = [
        finding(name, after=level(3, 9), reason="not_asked") for name in ("plan", "wardens", "worry", "fear")
    ]
    whole = [finding("part", item, after=level(3, 9), reason="not_asked") for item in ("police", "housing")]
    assert kinds(shown("first_asked_list", new)) == ["first_asked_titles"]
    assert kinds(shown("first_asked_list", [*new, *whole])) == ["first_asked_titles"] * 2


def test_first_asked_list_names_items_where_others_of_the_indicator_were_asked_before() -> None:
    some = [
        finding("part", "police", after=level(3, 9), reason="not_asked"),
        moved("part", "housing", gained=1, met_both=4),
    ]
    assert kinds(shown("first_asked_list", some)) == ["first_asked_items"]
    assert shown("first_asked_list", some[1:]) == []


def test_retrospective_and_caution_give_the_declared_notes() -> None:
    assert "They answered a year on." in texts(shown("retrospective"))[0]
    assert row(shown("caution")) == {
        "Figures for": Term(text="the police"),
        "What happened": Term(text="The police were split in two."),
    }


def test_care_box_gives_the_response_of_a_cohort_only_where_a_unit_is_missing() -> None:
    made = finding(before=level(3, 9), after=level(5, 9), reason="too_few_matched")
    assert kinds(shown("read_with_care", [made])) == [*("care_self_report", "notice", "retrospective")]
    fewer = replace(level(5, 9), analysed=9)
    box = shown("read_with_care", [finding(before=level(3, 9), after=fewer, reason="too_few_matched")])
    assert texts(box)[2] == (
        "In the early cohort, all 12 areas were analysed on joining and 9 of the 12 in 2015."
    )
    assert all(paragraph.bullet for paragraph in paragraphs(box))
