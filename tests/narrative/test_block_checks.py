"""Blocks that show what is not declared, that show something twice, and that do not fit their chapter."""

import pytest

from egyv_engine.narrative.blocks.registry import registered_blocks
from tests.mini_programme import BESIDE, FILES, LIBRARY, edited, messages
from tests.reported import reported

REPORT = "reports/report.yaml"
LAST = "      - {show: text, text: Libraries answered for themselves.}\n"
NEEDS = {  # what the library programme does not declare
    "recommendations": ["recommendations"],
    "recommendations_summary": ["recommendations"],
    "recommendations_table": ["recommendations"],
    "recommendations_of_units": ["recommendations"],
    "evidence": ["points from interviews"],
    "programme_evidence": ["points from interviews"],
    "evidence_table": ["points from interviews"],
    "evidence_summary": ["points from interviews"],
    "spoken_falls": ["points from interviews"],
    "interviews": ["interviews"],
    "interviews_table": ["interviews"],
    "glossary": ["words with their meaning"],
    "published_table": ["published figures"],
    "agreeing_table": ["published figures"],
    "selection": ["selected units"],
    "selection_table": ["selected units"],
    "ratings_table": ["selected units"],
}
COMPARED = [
    *("headline", "largest_improvements", "declines", "gaps", "overall", "limitations", "principle_summary"),
    *("first_asked", "first_asked_list", "baskets_table", "principles_table", "groups_moved"),
]


def shown(*blocks: str, chapter: str = "") -> list[str]:
    """Codes and messages for the library programme with these blocks added, or with a chapter of them."""
    more = "".join(f"      - {block}\n" for block in blocks)
    if chapter:
        more = f"  - {chapter}\n    blocks:\n{more}"
    found = reported({REPORT: (LAST, LAST + more)})
    return [message.split(" ", 1)[1] for message in found]


def test_blocks_that_need_a_declaration_are_those_known() -> None:
    assert {name for name, block in registered_blocks().items() if block.needs} == {
        *NEEDS,
        *COMPARED,
        "items",
        "notice",
        "series",
        "targets_met",
        *("by_item", "composites", "contradictions", "score_spread"),
    }


@pytest.mark.parametrize("name", NEEDS)
def test_block_without_its_declaration_is_an_error(name: str) -> None:
    found = [message for message in shown(f"{{show: {name}}}") if message.startswith("EGY615")]
    assert found == [
        f"EGY615 the block '{name}' shows {need}, but the programme declares none" for need in NEEDS[name]
    ]


def test_notice_without_a_notice_is_a_warning() -> None:
    (found,) = reported({"programme.yaml": ("notice: Made-up answers.\n", "")})
    assert found == (
        "reports/report.yaml:6:16 EGY623 the block 'notice' shows the notice of the programme, but the programme "
        "declares none"
    )


@pytest.mark.parametrize("name", COMPARED)
def test_block_of_changes_in_a_programme_without_comparisons_is_a_warning(name: str) -> None:
    files = edited("programme.yaml", "comparisons: [{from: before, to: after}]\n", "")
    found = with_report(files, f"{{show: {name}}}")
    change = f"the block '{name}' shows changes between two waves, but the programme declares none"
    basket = f"the block '{name}' shows indicators that are repeated over a basket, but the programme declares none"
    assert [m.partition(" EGY623 ")[2] for m in found] == [
        change,
        *([basket] if name == "baskets_table" else []),
    ]


def test_series_in_a_programme_of_two_waves_is_a_warning() -> None:
    assert shown("{show: series}", chapter="id: b\n    for_each: principle") == [
        "EGY623 the block 'series' shows levels of three or more waves, but the programme declares none"
    ]


@pytest.mark.parametrize(
    ("comparison", "number"), [("{from: before, to: after}", 1), ("{from: before, to: later}", 0)]
)
def test_series_between_neighbouring_waves_is_a_warning(comparison: str, number: int) -> None:
    """A series of two waves has nothing to show; one with a wave in between has three levels."""
    block = f"  - id: b\n    for_each: principle\n    blocks: [{{show: series, comparison: {comparison}}}]\n"
    compared = "comparisons: [{from: before, to: after}"
    later = "  - {id: later, label: later, answers: surveys/later.csv}\n"
    edits = {
        REPORT: (LAST, LAST + block),
        "programme.yaml": (compared, f"{later}{compared}, {{from: before, to: later}}"),
    }
    assert [message.split(" ", 1)[1] for message in reported(edits) if " EGY623 " in message] == [
        "EGY623 the block 'series' shows levels of three or more waves, and no wave lies between 'before' and 'after'"
    ] * number


@pytest.mark.parametrize("renamed", ["before", "after"])
def test_block_names_a_comparison_of_a_wave_that_no_longer_exists(renamed: str) -> None:
    """The wave has got another id, and the comparison and the block still have the old one: the comparison alone is reported."""
    block = "      - {show: declines, comparison: {from: before, to: after}}\n"
    found = reported(
        {
            REPORT: (LAST, LAST + block),
            "programme.yaml": (f"id: {renamed}", f"id: {renamed}_new"),
        }
    )
    assert any(f"there is no wave '{renamed}'" in message for message in found)
    assert not any(message.startswith(REPORT) for message in found)


def test_broken_part_is_not_called_absent() -> None:
    assert with_report(edited("rules/records.yaml", "  theme: theme\n", ""), "{show: evidence}") == [
        "rules/records.yaml:8:1 EGY202 the key 'theme' is missing"
    ]


def with_report(files: dict[str, str], *blocks: str) -> list[str]:
    chapters = "".join(f"      - {block}\n" for block in blocks)
    report = f"title: T\nchapters:\n  - id: a\n    title: A\n    blocks:\n{chapters}"
    return messages({**files, REPORT: report})


def test_blocks_with_their_declarations_are_not_reported() -> None:
    assert with_report(FILES, *(f"{{show: {name}}}" for name in NEEDS)) == []


def test_block_on_the_whole_programme_needs_a_word_for_it() -> None:
    files = edited("rules/records.yaml", ", whole_programme: programme", "")
    files["surveys/evidence.csv"] = files["surveys/evidence.csv"].replace("p2,programme", "p2,access")
    (found,) = with_report(files, "{show: programme_evidence}", "{show: evidence}")
    assert found == (
        "reports/report.yaml:6:16 EGY623 the block 'programme_evidence' shows points on the programme as a whole, but "
        "the programme declares none"
    )


@pytest.mark.parametrize("name", ["rules/records.yaml", "rules/selection.yaml"])
def test_broken_declaration_is_not_called_absent(name: str) -> None:
    files = {**LIBRARY, **BESIDE, name: "x: [\n"}
    assert [
        m
        for m in with_report(files, *(f"{{show: {name}}}" for name in NEEDS))
        if "EGY615" in m or "EGY623" in m
    ] == []


@pytest.mark.parametrize(
    ("first", "second", "is_twice"),
    [
        ("{show: declines}", "{show: declines}", True),
        ("{show: declines, limit: 2}", "{limit: 2, show: declines, heading: What fell}", True),
        ("{show: declines}", "{show: declines, limit: 3}", True),  # three is the default
        ("{show: declines, limit: 2}", "{show: declines, limit: 4}", False),
        ("{show: declines}", "{show: gaps}", False),
        ("{show: declines}", "{show: declines, comparison: {from: before, to: after}}", False),
        ("{show: findings_table}", "{show: findings_table, indicators: [open_late]}", False),
        ("{show: text, text: One.}", "{show: text, text: Another.}", False),
    ],
)
def test_block_that_shows_the_same_as_an_earlier_one_is_a_warning(
    first: str, second: str, *, is_twice: bool
) -> None:
    found = [message.partition(" ")[0] for message in shown(first, second)]
    assert found == (["EGY616"] if is_twice else [])


@pytest.mark.parametrize(
    ("chapter", "block", "codes"),
    [
        ("{id: p, title: P}", "{show: cohort}", ["EGY617"]),
        ("{id: p, title: P}", "{show: first_asked}", ["EGY617"]),
        ("{id: p, title: P}", "{show: principle_summary}", ["EGY617"]),
        ("{id: p, title: P}", "{show: what_good_looks_like}", []),  # it names each principle
        (
            "{id: p, title: P}",
            "{show: cohort, indicators: [open_late, visited_often]}",
            [],
        ),  # of one principle
        ("{id: p, title: P}", "{show: cohort, indicators: [open_late, well_used]}", ["EGY617"]),
        ("{id: p, for_each: principle}", "{show: cohort}", []),
        ("{id: p, for_each: principle}", "{show: cohort, indicators: [open_late]}", ["EGY617"]),
        ("{id: p, for_each: principle}", "{show: cohort, indicators: [open_late, well_used]}", []),
        ("{id: p, for_each: principle}", "{show: response}", ["EGY616"]),
        ("{id: p, for_each: principle}", "{show: declines}", []),
        ("{id: p, for_each: principle}", "{show: text, text: As areas said.}", []),
        ("{id: p, for_each: principle}", "{show: declines, limit: 999}", []),
        ("{id: p, for_each: principle, title: P}", "{show: declines}", ["EGY610"]),
    ],
)
def test_block_that_does_not_fit_its_chapter_is_reported(chapter: str, block: str, codes: list[str]) -> None:
    written = chapter.strip("{}").replace(", ", "\n    ")
    assert [message.partition(" ")[0] for message in shown(block, chapter=written)] == codes


def test_indicator_that_is_not_scored_in_a_block_of_scored_ones_is_a_warning() -> None:
    block = "      - {show: declines, indicators: [open_late]}\n"
    not_scored = {
        "principles/1-access.yaml": ("  - id: open_late\n", "  - id: open_late\n    scored: false\n")
    }
    (found,) = reported({REPORT: (LAST, LAST + block), **not_scored})
    assert found == (
        "reports/report.yaml:9:39 EGY617 the block 'declines' shows scored indicators only, and 'open_late' is not "
        "scored"
    )
    table = block.replace("declines", "findings_table")
    assert reported({REPORT: (LAST, LAST + table), **not_scored}) == []
