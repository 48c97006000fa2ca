"""Checks of wording beyond the cases of tests/cases_invalid: what is allowed, where faults are found, what is needed."""

import pytest

from egyv_engine.model.report_document import BLOCKS
from egyv_engine.narrative.build import KINDS, NEEDS
from egyv_engine.narrative.wording_checks import WITHOUT_HISTORY
from egyv_engine.pipeline.run import check_files
from tests.narrative import toy

WORDS = """
forbidden_words: [led to]
forbidden_words_without_history: [still]
number_words: [one, two, twice]
"""


def told(phrases: str, report: str | None = None) -> list[str]:
    """What is said of these phrases, each as `line:column code message`."""
    wording = f"phrases:\n{phrases}\n{WORDS}"
    files = toy.files(wording=wording, **({} if report is None else {"report": report}))
    faults = check_files(files, rules_only=True)
    return [f"{d.span.line}:{d.span.column} {d.code} {d.message}" for d in faults]


NOTICE = '  notice: "{{ notice }}"\n'


@pytest.mark.parametrize("said", ["one of them", "they met one another", "no one said so", "No one"])
def test_phrase_with_one_that_is_no_number_is_allowed(said: str) -> None:
    assert told(f'  notice: "{{{{ notice }}}} {said}."') == []


def test_fault_in_one_of_several_phrases_is_told_there() -> None:
    phrases = NOTICE + '  rise:\n    - "{{ says }} up."\n    - "{{ says }} twice."\n'
    assert told(phrases) == ["5:19 EGY602 'twice' is a number in the words of a template"]


def test_fault_in_a_folded_phrase_is_told_on_its_line() -> None:
    phrases = NOTICE + "  rise: >-\n    {{ says }}\n    up twice.\n"
    assert told(phrases) == ["5:8 EGY602 'twice' is a number in the words of a template"]


def test_refused_words_on_two_lines_are_found() -> None:
    (fault,) = told(NOTICE + "  rise: |\n    {{ says }} led\n    to more.\n")
    assert fault.endswith("EGY606 'led to' is a refused word")


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("{{ says }} {{ 'twice' }}", "EGY602 'twice' is a number in the words of a template"),
        ("{{ says }} {{ '3' }}", "EGY602 '3' is a number in the words of a template"),
        ("{{ says or 'led to' }}", "EGY606 'led to' is a refused word"),
    ],
)
def test_words_put_out_as_text_of_an_expression_are_checked(phrase: str, message: str) -> None:
    (fault,) = told(f'{NOTICE}  rise: "{phrase}"\n')
    assert fault.endswith(message)


def test_words_that_a_phrase_only_compares_with_are_not_said() -> None:
    phrases = "  not_comparable_other: \"{% if reason == 'two' %}{{ number.n }}{% endif %} more.\"\n"
    assert told(NOTICE + phrases) == []


def test_word_of_change_is_refused_of_every_kind_without_history_and_of_no_other() -> None:
    for kind in WITHOUT_HISTORY:
        (fault,) = told(f'{NOTICE}  {kind}: "Still there."')
        assert fault.endswith("EGY606 'still' is refused of what has no earlier answer")
    assert told(f'{NOTICE}  rise: "{{{{ says }}}} still."') == []


def test_block_that_names_no_indicator_of_the_programme_is_told() -> None:
    report = (
        "title: Toy\nchapters:\n  - {id: a, title: A, blocks: [{show: notice, indicators: [plan, plane]}]}\n"
    )
    assert told(NOTICE, report) == ["3:66 EGY305 unknown indicator 'plane'"]


@pytest.mark.parametrize("show", [b for b in BLOCKS if b in NEEDS])
def test_block_without_its_phrases_is_told_of_each(show: str) -> None:
    report = f"title: Toy\nchapters: [{{id: a, title: A, blocks: [{{show: {show}}}]}}]\n"
    faults = told(NOTICE, report)
    missing = [f.partition("'")[2].rstrip("'") for f in faults if "EGY605" in f]
    assert sorted(missing) == sorted(set(NEEDS[show]) - {"notice"})


def test_kinds_are_each_needed_by_some_block() -> None:
    assert {kind for kinds in NEEDS.values() for kind in kinds} == set(KINDS)
