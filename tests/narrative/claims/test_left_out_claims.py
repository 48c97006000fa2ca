"""The parts that a count leaves out: their waves, their cohort, and what a sentence calls them."""

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.left_out_claims import left_out_of
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.pipeline.run import Until, run
from tests.narrative import toy
from tests.narrative.toy import finding, level, moved

COHORTS = "cohorts: {attribute: cohort, ids: [early, late]"


def linked(instrument: tuple[str, str], met_when: str = "") -> LinkedProgramme:
    """The toy with a group of all units, one edit of its instrument, and another rule for `visited`."""
    homes = toy.FILES["principles/2-homes.yaml"]
    start, end = homes.index("    met_when:\n      any:"), homes.index("    items_compared")
    made = toy.files(
        programme=toy.FILES["programme.yaml"].replace(COHORTS, f"{COHORTS}, all: {{label: all areas}}"),
        instrument=toy.FILES["surveys/instrument.yaml"].replace(*instrument),
        **{"2-homes": homes[:start] + f"    met_when: {met_when}\n" + homes[end:] if met_when else homes},
    )
    checked = run(made, until=Until.RULES)
    assert checked.linked is not None, checked.diagnostics
    return checked.linked


def sentences(about: LinkedProgramme, cohort: str | None) -> list[str]:
    found = moved("visited", gained=3, met_both=2, met_neither=3, cohort=cohort)
    writer = BasketWriter(toy.context([found], programme_of=about), toy.book())
    return [s.text for s in writer.finding(found, StatedBases()) if s.kind == "left_out"]


ONE_COHORT = ("{items: [police, health], wave: start}", "{cohort: late, items: [police], wave: start}")


def test_what_one_cohort_was_not_asked_is_said_of_it_alone() -> None:
    about = linked(ONE_COHORT)
    question = "The comparison leaves out the question “Do letters come?”, which was not asked on joining or in 2015."
    assert sentences(about, "early") == [question]
    assert sentences(about, "late") == [
        "The comparison leaves out the police, which were not asked about on joining.",
        question,
    ]
    assert sentences(about, "all") == [
        "The comparison for the late cohort leaves out the police, which were not asked about on joining.",
        question,
    ]


def test_item_that_two_questions_name_is_named_with_its_question() -> None:
    rule = "{any: [{question: visits, item: police, is: 'Yes'}, {question: part, item: police, is: 'Yes'}]}"
    about = linked(("[police, health]", "[police]"), rule)
    assert sentences(about, "early") == [
        "The comparison leaves out the question “Which pay visits?” on the police, which was not asked on joining."
    ]


def test_partner_of_a_question_in_one_comparison_is_not_said_to_be_left_out() -> None:
    """Letters are compared with visits, so the whole comparison goes; visits by housing were asked about all the same."""
    rule = "{any: [{question: visits, item: housing, is: {question: post}}, {question: part, item: police, is: 'Yes'}]}"
    about = linked(("{wave: start}, {wave: later}", "{wave: start}"), rule)
    assert sentences(about, "early") == [
        "The comparison leaves out the question “Do letters come?”, which was not asked on joining."
    ]


def test_rule_without_items_compared_leaves_nothing_out() -> None:
    assert left_out_of(moved("plan", met_both=5), toy.context([moved("plan", met_both=5)])) == ()


def test_level_by_itself_leaves_out_what_its_wave_did_not_ask() -> None:
    found = finding("visited", before=level(3, 9), after=level(4, 9))
    by_wave = {
        wave: [each.parts for each in left_out_of(found, toy.context([found]), wave=wave)]
        for wave in ("start", "later")
    }
    assert by_wave == {
        "start": [(("visits", "police"), ("visits", "health")), (("post", None),)],
        "later": [(("post", None),)],
    }
