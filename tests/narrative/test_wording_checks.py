"""Checks of wording beyond the cases of tests/cases_invalid: what is allowed, where faults are found, what is needed."""

import pytest

from egyv_engine.files.folder import read_folder
from egyv_engine.narrative.blocks.registry import claim_kinds, registered_blocks
from egyv_engine.pipeline.run import check_files
from tests.library import BASE
from tests.narrative import toy

NO_ITEM = "EGY601 the wording of a repeated indicator does not name its item"
WORDS = """
forbidden_words: [led to]
forbidden_words_without_history: [still]
number_words: [one, two, twice, reworded]
"""


def faults_of(phrases: str, report: str | None = None) -> list[str]:
    """The faults of these phrases, each as `line:column code message`."""
    wording = f"phrases:\n{phrases}\n{WORDS}"
    files = toy.files(wording=wording, **({} if report is None else {"report": report}))
    faults = check_files(files, rules_only=True)
    return [f"{d.span.line}:{d.span.column} {d.code} {d.message}" for d in faults]


NOTICE = '  notice: "{{ notice }}"\n'


@pytest.mark.parametrize("phrase", ["one of them", "they met one another", "no one said so", "No one"])
def test_phrase_with_one_that_is_no_number_is_allowed(phrase: str) -> None:
    assert faults_of(f'  notice: "{{{{ notice }}}} {phrase}."') == []


def test_fault_in_one_of_several_phrases_is_reported_there() -> None:
    phrases = NOTICE + '  rise:\n    - "{{ says }} up."\n    - "{{ says }} twice."\n'
    assert faults_of(phrases) == ["5:19 EGY602 'twice' is a number in the words of a template"]


def test_fault_in_a_folded_phrase_is_reported_on_its_line() -> None:
    phrases = NOTICE + "  rise: >-\n    {{ says }}\n    up twice.\n"
    assert faults_of(phrases) == ["5:8 EGY602 'twice' is a number in the words of a template"]


def test_refused_words_on_two_lines_are_found() -> None:
    (fault,) = faults_of(NOTICE + "  rise: |\n    {{ says }} led\n    to more.\n")
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
    (fault,) = faults_of(f'{NOTICE}  rise: "{phrase}"\n')
    assert fault.endswith(message)


def test_words_that_a_phrase_only_compares_with_are_not_checked() -> None:
    phrases = "  not_comparable_other: \"{% if reason == 'reworded' %}{{ number.n }}{% endif %} more.\"\n"
    assert faults_of(NOTICE + phrases) == []


def test_word_of_change_is_refused_of_every_kind_without_history_and_of_no_other() -> None:
    for kind in (kind for kind, facts in claim_kinds().items() if not facts.has_history):
        (fault,) = faults_of(f'{NOTICE}  {kind}: "Still there."')
        assert fault.endswith("EGY606 'still' is refused of what has no earlier answer")
    assert faults_of(f'{NOTICE}  rise: "{{{{ says }}}} still."') == []


def test_block_that_names_no_indicator_of_the_programme_is_faults_of() -> None:
    report = "title: Toy\nchapters:\n  - {id: a, title: A, blocks: [{show: first_asked, indicators: [plan, plane]}]}\n"
    faults = [fault for fault in faults_of(NOTICE, report) if "EGY605" not in fault]
    assert faults == ["3:71 EGY305 there is no indicator 'plane'"]


@pytest.mark.parametrize("show", [name for name, block in registered_blocks().items() if block.claims])
def test_block_without_its_phrases_is_reported_of_each(show: str) -> None:
    report = f"title: Toy\nchapters: [{{id: a, title: A, blocks: [{{show: {show}}}]}}]\n"
    faults = faults_of(NOTICE, report)
    missing = [f.partition("'")[2].rstrip("'") for f in faults if "EGY605" in f]
    assert sorted(missing) == sorted({facts.kind for facts in registered_blocks()[show].claims} - {"notice"})


def test_wording_of_an_indicator_is_checked_without_a_report_too() -> None:
    homes = toy.FILES["principles/2-homes.yaml"].replace("{{ item }} involved", "{item} involved")
    files = {f: data for f, data in toy.files(**{"2-homes": homes}).items() if f.parent.name != "reports"}
    (fault,) = check_files(files, rules_only=True)
    assert (fault.code, fault.message) == (
        "EGY607",
        "this template cannot be read: a single '{' has no meaning",
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("opened late", "opened {{ item }} late", ["EGY604 there is no 'item' here"]),
        ("opened late", "opened {{ threshold }}", ["EGY604 there is no 'threshold' here"]),
        ("offered both services", "offered {{ threshold }} of {{ parts }}", []),
        ("{{ were }} on offer in", "{{ had }} been on offer in", []),
        ("{{ were }} on offer in", "{{ item }} on offer in", ["EGY604 there is no variable 'item' here"]),
        ("offered {{ item }}", "{{ were }} {{ item }}", ["EGY604 there is no variable 'were' here"]),
        ("offered {{ item }}", "offered {% if item %}something{% endif %}", [NO_ITEM]),
    ],
)
def test_wording_of_an_indicator_reads_what_the_indicator_has(
    old: str, new: str, expected: list[str]
) -> None:
    files = dict(read_folder(BASE))
    changed = {f: data.replace(old.encode(), new.encode()) for f, data in files.items()}
    assert changed != files
    found = check_files(changed, rules_only=True)
    assert [f"{d.code} {d.message}" for d in found if d.code.startswith("EGY6")] == expected
