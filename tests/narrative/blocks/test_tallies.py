"""The blocks that count verdicts: what is counted, and when a block has nothing to say."""

from typing import Any

import pytest

from egyv_engine.model.findings import Certainty, CertaintyWord, Finding
from egyv_engine.model.frozen import replace
from egyv_engine.narrative.report_context import ReportContext
from tests.narrative.blocks.sections_read import figures, kinds, texts
from tests.narrative.toy import FILES, finding, level, linked_of, moved, shown

ROSE: Any = {"gained": 2, "met_both": 3, "met_neither": 3}
FELL: Any = {"lost": 2, "met_both": 3, "met_neither": 3}
BY_ONE: Any = {"gained": 1, "met_both": 3, "met_neither": 4}
NEW = finding("plan", after=level(3, 9), reason="not_asked")


def certain(found: Finding, of_missing: CertaintyWord, of_surveyed: CertaintyWord) -> Finding:
    certainty = Certainty(certainty=of_missing, net_low=0, net_high=2, certainty_surveyed=of_surveyed)
    return replace(found, certainty=certainty)


def text(found: list[Finding], show: str = "overall", **options: Any) -> str:
    return " ".join(texts(shown(show, found, **options)))


def test_tally_in_a_chapter_of_a_principle_counts_the_verdicts_of_that_alone() -> None:
    found = [moved("plan", **ROSE), moved("wardens", **FELL), moved("part", "police", **ROSE)]
    counted = figures(shown("overall", found, principle="streets"))
    assert (counted["compared"], counted["improved"], counted["declined"]) == ("2", "1", "1")


def test_tally_without_a_verdict_shows_nothing() -> None:
    assert shown("overall", [NEW]) == []


def test_tally_leaves_out_findings_that_are_not_scored_and_says_so() -> None:
    """Absence restates the answers of presence, so it is not scored."""
    homes = FILES["principles/2-homes.yaml"].replace("title: Absence", "scored: false\n    title: Absence")
    linked = linked_of(**{"2-homes": homes})
    found = [moved("presence", "police", **ROSE), moved("absence", "police", **FELL), moved("plan", **ROSE)]
    assert "both scored measures compared rose" in text(found, programme_of=linked)
    assert figures(shown("limitations", found, programme_of=linked)) == {}


def test_tally_says_how_many_changed_by_one_alone_and_how_many_could_change() -> None:
    """Three rose, one of them by one. Missing answers could change one; units that never replied, another."""
    found = [
        certain(moved("plan", **ROSE), "open", "open"),
        certain(moved("wardens", **BY_ONE), "firm", "open"),
        certain(moved("part", "police", **ROSE), "firm", "firm"),
        moved("part", "housing", met_both=4, met_neither=4),
    ]
    counted = figures(shown("overall", found))
    assert {name: counted[name] for name in ("compared", "improved", "unchanged", "by_one", "open")} == {
        "compared": "4", "improved": "3", "unchanged": "1", "by_one": "1", "open": "1",
    }  # fmt: skip
    assert counted["unreturned"] == "1"
    assert text(found) == (
        "In the early cohort, three of the four measures compared rose, none fell and one did not change. Of these, one "
        "changed by one area alone. Missing answers could change one of the four. Areas that never replied could change "
        "another one."
    )


def test_share_that_moved_by_who_else_answered_did_not_change_by_one_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One area gained it: by itself from 3 of 8 to 4 of 8, and with 8 others before from 3 of 16 to 4 of 8."""
    monkeypatch.setattr(ReportContext, "judged_on", lambda *_: "all")
    assert "changed by one area alone" in text([moved("plan", **BY_ONE), moved("wardens", **ROSE)])
    assert "alone" not in text([moved("plan", **BY_ONE, once_before=(0, 8)), moved("wardens", **ROSE)])


def test_tally_says_improved_only_where_a_rise_is_not_always_better() -> None:
    assert "rose" in text([moved("plan", **ROSE), moved("wardens", **FELL)])
    mixed = text([moved("plan", **ROSE), moved("worry", **ROSE)])
    assert "one of the two measures compared improved and one declined" in mixed


def test_overall_names_a_principle_that_fell_only_where_most_others_rose() -> None:
    rose = [moved("plan", **ROSE), moved("wardens", **ROSE)]
    assert kinds(shown("overall", [*rose, moved("part", "police", **FELL)])) == ["overall", "overall_against"]
    assert kinds(shown("overall", [moved("plan", **ROSE), moved("part", "police", **FELL)])) == ["overall"]
    assert kinds(shown("overall", rose)) == ["overall"]


def test_principle_that_went_the_other_way_is_named_with_its_numbers() -> None:
    found = [moved("plan", **ROSE), moved("wardens", **ROSE), moved("part", "police", **FELL)]
    assert text(found).endswith("Good homes (its only measure fell) went the other way in the early cohort.")
    more = [moved("wardens", **ROSE), *(moved("part", i, **FELL) for i in ("police", "housing"))]
    other = [moved("worry", **FELL), moved("fear", **FELL), moved("part", "health", **ROSE)]
    assert text([moved("plan", **ROSE), *more, *other]).endswith(
        "Good homes (two of its three measures fell and one rose) went the other way in the early cohort."
    )


def test_overall_does_not_name_a_principle_in_which_as_many_rose_as_fell() -> None:
    rose = [moved("plan", **ROSE), moved("wardens", **ROSE)]
    even = [moved("part", "police", **FELL), moved("part", "housing", **ROSE)]
    assert kinds(shown("overall", [*rose, *even])) == ["overall"]


def test_limitations_has_a_sentence_for_each_reason_there_is() -> None:
    reworded = finding("wardens", before=level(1, 9), after=level(3, 9), reason="reworded")
    assert text([NEW, reworded, moved("part", "police", **ROSE)], "limitations") == (
        "In the early cohort, one of the three measures was first asked about in 2015, so whether it changed is not known. "
        "Another one cannot be compared, because the question was reworded."
    )
    assert shown("limitations", [moved("plan", **ROSE)]) == []


def test_no_tally_speaks_the_language_of_the_engine() -> None:
    found = [certain(moved("plan", **ROSE), "open", "open"), moved("wardens", **FELL), NEW]
    said = text(found) + text(found, "limitations") + text(found, "overall", principle="streets")
    assert not [word for word in ("finding", "verdict", "moved", "history", "unit ") if word in said.lower()]
