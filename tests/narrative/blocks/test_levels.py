"""The block on what most and fewest units have, in a programme that compares no waves, against counts made by hand."""

from collections.abc import Sequence
from itertools import pairwise

from egyv_engine.model.report import Paragraph
from tests.narrative import small_programme as small

# Of 8 clubs: a 8, b 7, c 3, d 3, e 1.
ANSWERS = {
    "a": ["Yes"] * 8,
    "b": ["Yes"] * 7 + ["No"],
    "c": ["Yes"] * 3 + ["No"] * 5,
    "d": ["No"] * 5 + ["Yes"] * 3,
    "e": ["Yes"] + ["No"] * 7,
}


def indicators(names: str, **more: str) -> str:
    return "".join(
        f"  - {{id: {n}, title: {n.upper()} plan, met_when: {{question: {n}, is: 'Yes'}}, says: {{units: had {n}}}"
        f"{more.get(n, '')}}}\n"
        for n in names
    )


def shown(names: str, limit: int, waves: Sequence[str] = ("before",), **more: str) -> list[str]:
    block = f"{{show: levels, limit: {limit}}}"
    outputs = small.evaluated(
        indicators(names, **more),
        {wave: {n: ANSWERS[n] for n in names} for wave in waves},
        waves={wave: wave for wave in waves},
        pairs=tuple(pairwise(waves)),
        blocks=f"chapters: [{{id: all, title: All, blocks: [{block}]}}]\n",
    )
    assert outputs.report is not None
    paragraphs = [
        each
        for chapter in outputs.report.chapters
        for section in chapter.sections
        for each in section.blocks
        if isinstance(each, Paragraph)
    ]
    return [f"{each.lead}: {each.text}" if each.lead else each.text for each in paragraphs]


def test_largest_and_smallest_shares_are_named_and_who_ties() -> None:
    assert shown("abcde", 2) == [
        "Clubs reported, before:",
        "Most common: All eight clubs had a. Seven clubs had b.",
        "Least common: One out of eight clubs had e. Three clubs had d. The share was the same for one other measure.",
    ]


def test_measure_is_named_once_and_its_target_with_it() -> None:
    assert shown("ae", 2, e=", target: {share_at_least: 50}") == [
        "Clubs reported, before:",
        "Most common: All eight clubs had a. One club had e. The target of at least 50% was not met.",
    ]


def test_programme_that_compares_waves_says_what_changed_instead() -> None:
    assert shown("abc", 2, ("before", "after")) == []


def test_tie_with_a_measure_that_the_other_list_names_is_counted() -> None:
    """Two of three measures are named first; the last one has the share of one of these."""
    assert shown("acd", 2) == [
        "Clubs reported, before:",
        "Most common: All eight clubs had a. Three clubs had c. The share was the same for one other measure.",
        "Least common: Three out of eight clubs had d. The share was the same for one other measure.",
    ]
