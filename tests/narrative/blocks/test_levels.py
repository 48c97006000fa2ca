"""The block on what most and fewest units have, in a programme that compares no waves, against counts made by hand."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from egyv_engine.model.report import Paragraph
from egyv_engine.pipeline.run import evaluate_files
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


def of_groups(sizes: str, everyone: str = "", refused: str = "00000", most: int = 12) -> list[str]:
    """The list of a survey of residents by ward: of each ward so many answered with Yes, and so many with No."""
    answered = "".join(
        f"{ward},Yes\n" * int(yes) + f"{ward},No\n" * int(no)
        for ward, yes, no in zip("NESWX", sizes, refused, strict=False)
    )
    texts = {
        "programme.yaml": "language: 2\nprogramme: Wards\nunit: {one: resident, many: residents}\n"
        "register: {made_of: rows, attributes: [ward]}\n"
        f"cohorts: {{attribute: ward, groups: each_value, called: {{one: ward, many: wards}}{everyone}}}\n"
        "waves: [{id: spring, label: in spring, answers: surveys/spring.csv}]\nprinciples: [main]\nmissing: surveyed\ndefault_criterion: more\n"
        "minimum: {matched: 3, base_for_words: 3, base_for_percentages: 30, coverage: 0.6}\n",
        "principles/main.yaml": f"title: Wards are safe\nwhat_good_looks_like: They are.\nindicators:\n{indicators('a')}",
        "rules/criteria.yaml": "criteria: {more: {judged_on: all, improved: {share_change_at_least: 5}, declined: {share_change_at_most: -5}}}\n",
        "rules/scales.yaml": "scales: {yes_no: ['No', 'Yes']}\n",
        "surveys/instrument.yaml": "questions:\n  - {id: a, asks: A, scale: yes_no}\n",
        "surveys/spring.csv": f"ward,a\n{answered}",
        "reports/report.yaml": f"title: Wards\nmost_groups: {most}\nchapters:\n"
        "  - {id: all, title: All, blocks: [{show: levels}]}\n"
        "  - {id: principle, for_each: principle, blocks: [{show: cohort}]}\n",
    }
    outputs = evaluate_files({PurePosixPath(name): text.encode() for name, text in texts.items()})
    assert outputs.report is not None, outputs.diagnostics
    return [sentence.text for sentence in outputs.report.chapters[0].sentences()]


def test_groups_that_are_too_small_for_the_list_are_named() -> None:
    assert of_groups("5314") == [
        "Residents reported, in spring:",
        "All three residents had a.",
        "All five residents had a.",
        "All four residents had a.",
        "This list leaves out the S ward, where fewer than three residents answered each question.",
    ]


def test_list_of_more_than_four_groups_is_about_all_units_where_they_are_declared() -> None:
    """In four wards, 4 + 3 + 3 + 3 residents answered; with the whole these are five groups."""
    assert of_groups("4333", ", all: {label: whole}") == [
        "Residents reported, in spring:",
        "All 13 residents had a.",
        "For each ward on its own, see Wards are safe.",
    ]
    assert len(of_groups("43333")) == 6  # an opening, and a sentence for each ward


def test_list_about_all_units_says_where_the_shares_of_groups_are_furthest_apart() -> None:
    """Yes of all: N 1 of 4, E 3 of 3, S 2 of 4, W 1 of 4, X 4 of 4; too few answered in none of them."""
    assert of_groups("13214", ", all: {label: whole}", refused="30230")[1:] == [
        "Eleven out of nineteen residents had a.",
        (
            "A plan: of the five wards, from one out of four in the N ward to all four in the X ward. The lowest share is the same "
            "in one other ward, and the highest in one."
        ),
        "For each ward on its own, see Wards are safe.",
    ]


def test_groups_of_which_most_are_too_small_are_counted_without_these() -> None:
    """Three answers are needed, which two of five wards have, N and E; no ward alone has a sentence."""
    assert of_groups("12111", refused="21000", most=4) == [
        "Residents reported, in spring:",
        "A plan: of the two wards, from one out of three in the N ward to two out of three in the E ward.",
    ]
