"""Checks of wording beyond the cases of tests/cases_invalid: what is allowed, where faults are found, what is needed."""

import pytest

from egyv_engine.files.folder import read_folder
from egyv_engine.model.frozen import replace
from egyv_engine.narrative.blocks.registry import claim_kinds
from egyv_engine.pipeline.run import Until, check_files, run
from tests.library import BASE, Edit
from tests.narrative import toy
from tests.reported import reported

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


BOTH = "{{ gained.n }} gained it and {{ lost.n }} lost it"
COUNTS = "{{ after.units_of_base }} {{ says }}, against {{ before.n_of_base }}"
NOTICE = '  notice: "{{ notice }}"\n'


@pytest.mark.parametrize("phrase", ["one of them", "they met one another", "no one said so", "No one"])
def test_phrase_with_one_that_is_no_number_is_allowed(phrase: str) -> None:
    assert faults_of(f'  notice: "{{{{ notice }}}} {phrase}."') == []


def test_fault_in_one_of_several_phrases_is_reported_there() -> None:
    phrases = NOTICE + f'  rise:\n    - "{COUNTS} up."\n    - "{COUNTS} twice."\n'
    assert faults_of(phrases) == [
        f"5:{9 + len(COUNTS)} EGY602 'twice' is a number in the words of a template"
    ]


def test_fault_in_a_folded_phrase_is_reported_on_its_line() -> None:
    phrases = NOTICE + f"  rise: >-\n    {COUNTS}\n    up twice.\n"
    assert faults_of(phrases) == ["5:8 EGY602 'twice' is a number in the words of a template"]


def test_refused_words_on_two_lines_are_found() -> None:
    (fault,) = faults_of(NOTICE + f"  rise: |\n    {COUNTS} led\n    to more.\n")
    assert fault.endswith("EGY606 'led to' is a refused word")


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("{{ 'twice' }}", "EGY602 'twice' is a number in the words of a template"),
        ("{{ '3' }}", "EGY602 '3' is a number in the words of a template"),
        ("{{ says or 'led to' }}", "EGY606 'led to' is a refused word"),
    ],
)
def test_words_put_out_as_text_of_an_expression_are_checked(phrase: str, message: str) -> None:
    (fault,) = faults_of(f'{NOTICE}  rise: "{COUNTS} {phrase}"\n')
    assert fault.endswith(message)


def test_words_that_a_phrase_only_compares_with_are_not_checked() -> None:
    phrases = "  not_comparable_other: \"{% if reason == 'reworded' %}{{ number.n }}{% endif %} more.\"\n"
    assert faults_of(NOTICE + phrases) == []


def test_word_of_change_is_refused_of_every_kind_without_history_and_of_no_other() -> None:
    for kind in (kind for kind, facts in claim_kinds().items() if not facts.has_history):
        faults = faults_of(f'{NOTICE}  {kind}: "Still there."')
        (fault,) = (each for each in faults if "EGY612" not in each and "EGY635" not in each)
        assert fault.endswith("EGY606 'still' is refused of what has no earlier answer")
    assert faults_of(f'{NOTICE}  rise: "{COUNTS} still."') == []


@pytest.mark.parametrize(
    ("kind", "phrase", "missing"),
    [
        ("rise", "Most {{ units }} {{ says }}.", ["after", "before"]),
        ("rise", "{{ after.units_of_base }} {{ says }}.", ["before"]),
        ("rise", "{{ after.n }} {{ units }} {{ says }}, against {{ before.n_of_base }}.", ["after"]),
        (
            "rise",
            "{% if is_rise %}" + COUNTS + "{% endif %}.",
            ["after", "before"],
        ),  # nothing where it is not
        ("fall", "{{ after.units_of_base or before.n_of_base }}.", ["after", "before"]),  # one of the two
        ("level", "{{ units }} {{ says }}.", ["after"]),
        ("first_asked", "{{ after.base.n }} {{ units }} answered; {{ says }}.", ["after"]),
        ("basket_flat", "{{ items_say }} few {{ units }}.", ["after", "before"]),
        ("rise", COUNTS + ".", []),
        (
            "rise",
            "{{ after.n }} of {{ after.base.units }} {{ says }}, {{ before.units }} of {{ before.base.n }}.",
            [],
        ),
        ("rise", "{% if is_rise %}" + COUNTS + "{% else %}" + COUNTS + "{% endif %}.", []),
        ("basket_ceiling", "{{ items_say }} every {{ unit }}.", ["after", "before"]),
        ("basket_ceiling", "{{ items_say }} {{ after.units_of_base }}.", ["before"]),
        (
            "basket_ceiling",  # one level stands for both where they are the same
            "{% if is_same_level %}{{ after.n_of_base }}{% else %}{{ before.n_of_base }}, {{ after.n_of_base }}{% endif %}.",
            [],
        ),
        ("unanswered", "{{ title }}: no answer.", []),  # there is no count
    ],
)
def test_phrase_gives_each_count_with_its_base_whichever_way_it_goes(
    kind: str, phrase: str, missing: list[str]
) -> None:
    found = [f for f in faults_of(f'{NOTICE}  {kind}: "{phrase}"\n') if "EGY612" in f]
    assert sorted(f.split("'")[1] for f in found) == missing


@pytest.mark.parametrize(
    ("kind", "words", "codes"),
    [
        ("rise", "down from", ["EGY613"]),
        ("rise_by_one", "it fell", ["EGY613"]),
        ("all_gained", "Fell", ["EGY613"]),
        ("fall", "up from", ["EGY613"]),
        ("fall_by_one", "{{ 'rose' }}", ["EGY613"]),
        ("rise", "up from", []),
        ("fall", "down from", []),
        ("rise", "a downtown", []),  # a part of a word
        ("churn", "one rose and one fell", []),  # a claim of both directions
        ("flat", "it fell", ["EGY613"]),
        ("flat", "it did not fall, and there was no rise", []),
        ("counts_moved", "{{ among_matched }}, this is not a fall", []),
        ("counts_moved", "{{ among_matched }}, this is a fall", ["EGY613"]),
        ("counts_moved", "this is not a fall", ["EGY635"]),
        ("units_moved", f"{{% if is_rise %}}it rose{{% else %}}it fell{{% endif %}}: {BOTH}", []),
        (
            "units_moved",
            f"{{% if is_rise %}}it fell{{% else %}}it rose{{% endif %}}: {BOTH}",
            ["EGY613", "EGY613"],
        ),
        ("units_moved", f"it rose: {BOTH}", ["EGY613"]),  # where it fell, too
        ("units_moved", "{{ gained.n }} lost it and {{ lost.n }} gained it", ["EGY613"] * 4),
        ("units_moved", "{{ gained.n }} gained it", ["EGY635"]),
        ("rise", "for several of them", ["EGY636"]),
        ("fall", "it was increasing", ["EGY613"]),
        ("rise", "a reduction", ["EGY613"]),
        ("fall", "it doubled", ["EGY636"]),
        (
            "rise",
            "down thanks to the three",
            ["EGY613", "EGY606", "EGY602"],
        ),  # faults of every kind in one run
    ],
)
def test_phrase_of_a_direction_uses_no_word_of_the_other(kind: str, words: str, codes: list[str]) -> None:
    directions = "rise_words: [up from, gained]\nfall_words: [down from, lost]\n"
    wording = f'phrases:\n{NOTICE}  {kind}: "{COUNTS} {words}."\n{directions}'
    found = check_files(toy.files(wording=wording), rules_only=True)
    assert [d.code for d in found] == codes


@pytest.mark.parametrize(
    ("units", "codes"),
    [
        ("{{ were }} open", []),
        ("had a plan", []),
        ("wererabbits came", []),  # a word that only begins so
        ("had rooms that were open", []),  # the verb belongs to something else
        ("were open", ["EGY446"]),
        ("Were open", ["EGY446", "EGY627"]),
        ("are open", ["EGY446"]),
        ("have a plan", ["EGY446"]),
        ("do without", ["EGY446"]),
        ("had twenty staff", ["EGY602"]),
        ("{{ were }} on level twenty", []),
        ("{{ were }} on level twenty with twenty staff", ["EGY602"]),
    ],
)
def test_wording_of_units_agrees_with_one_and_has_no_number(units: str, codes: list[str]) -> None:
    streets = toy.FILES["principles/1-streets.yaml"].replace("had a plan", f'"{units}"')
    wording = f"phrases:\n{NOTICE}\nnumber_words: [twenty]\nallowed_words: [level twenty]\n"
    found = check_files(toy.files(**{"1-streets": streets}, wording=wording), rules_only=True)
    assert [d.code for d in found] == codes


@pytest.mark.parametrize(
    ("show", "comparison", "codes"),
    [
        ("overall", "{from: start, to: later}", []),
        ("findings_table", "{from: start, to: later}", []),
        ("overall", "{from: later, to: start}", ["EGY614"]),
        ("cohort", "{from: start, to: start}", ["EGY614"]),
        ("series", "{from: nowhere, to: later}", ["EGY623", "EGY614"]),
        ("notice", "{from: start, to: later}", ["EGY610"]),  # it reads no finding
        ("overall", "{from: start}", ["EGY202"]),
    ],
)
def test_block_is_limited_to_a_declared_comparison(show: str, comparison: str, codes: list[str]) -> None:
    chapter = "for_each: principle" if show in ("cohort", "series") else "title: A"
    block = f"{{show: {show}, comparison: {comparison}}}"
    report = f"title: Toy\nchapters: [{{id: a, {chapter}, blocks: [{block}]}}]\n"
    assert [d.code for d in check_files(toy.files(report=report), rules_only=True)] == codes


def test_block_that_names_no_indicator_of_the_programme_is_faults_of() -> None:
    report = "title: Toy\nchapters:\n  - {id: a, title: A, blocks: [{show: first_asked, indicators: [plan, plane]}]}\n"
    assert faults_of(NOTICE, report) == ["3:71 EGY305 there is no indicator 'plane'"]


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
        ("offered {{ item }}", "{{ were }} {{ item }}", []),
        ("offered {{ item }}", "{{ had }} {{ item }}", ["EGY604 there is no variable 'had' here"]),
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


@pytest.mark.parametrize(
    ("rule", "evidence", "is_refused"),
    [
        # A rule that reads no question comes from what the programme comes from.
        ("{attribute: region, is: north}", "records", True),
        ("{attribute: region, is: north}", "reports", False),
        # A rule that names another indicator reads that one's questions: worry was reported, fear is on record.
        ("{met: worry}", "records", False),
        ("{met: fear}", "records", True),
        ("{met: fear}", "reports", True),
    ],
)
def test_wording_of_records_is_held_to_the_rule_that_the_report_has(
    rule: str, evidence: str, is_refused: bool
) -> None:
    of_it = f"  - {{id: own, title: Its own, met_when: {rule}, says: {{units: had reported it}}}}\n"
    instrument = toy.FILES["surveys/instrument.yaml"]
    for name, of_question in (("worry", "reports"), ("fear", "records")):
        asked = f"asks: Is there {name}?, scale: yes_no"
        instrument = instrument.replace(asked, f"{asked}, evidence: {of_question}")
    files = toy.files(
        **{
            "programme": f"{toy.FILES['programme.yaml']}evidence: {evidence}\n",
            "1-streets": f"{toy.FILES['principles/1-streets.yaml']}{of_it}",
            "instrument": instrument,
        }
    )
    checked = run(files, until=Until.RULES)
    refused = [d for d in checked.diagnostics if "the indicator 'own'" in d.message]
    assert [d.code for d in refused] == ["EGY637"] * is_refused
    found = replace(toy.moved("plan", gained=2, met_both=3), indicator="own")
    assert toy.context(programme_of=checked.linked).is_on_record(found) == is_refused


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ('{units: "{{ were }} rated good"}', 0),
        ('{units: "{{ were }} rated good", unit: "rated itself good"}', 1),
        ('{units: "rated themselves good"}', 1),
        ('{units: "{{ were }} glad and rated good"}', 1),
    ],
)
def test_what_was_done_to_units_may_be_said_of_records(says: str, refused: int) -> None:
    of_it = f"  - {{id: own, title: Its own, met_when: {{met: worry}}, says: {says}}}\n"
    files = toy.files(
        **{
            "programme": f"{toy.FILES['programme.yaml']}evidence: records\n",
            "1-streets": f"{toy.FILES['principles/1-streets.yaml']}{of_it}",
        }
    )
    found = [d for d in run(files, until=Until.RULES).diagnostics if "the indicator 'own'" in d.message]
    assert [d.code for d in found] == ["EGY637"] * refused


@pytest.mark.parametrize(
    ("says", "numbers"),
    [
        ("had a plan since 2018", []),
        ("have had rooms until 2018, or none", []),
        ("had 2018 rooms", ["'2018'"]),
        ("had a plan in 2018 rooms", ["'2018'"]),
        ("had 1,000 rooms", ["'1,000'"]),  # one number, and one message
        ("were open to nine in ten people", ["'nine in ten'"]),
    ],
)
def test_wording_may_say_a_year_and_no_other_number(says: str, numbers: list[str]) -> None:
    streets = toy.FILES["principles/1-streets.yaml"].replace("{units: had a plan}", f'{{units: "{says}"}}')
    found = check_files(toy.files(**{"1-streets": streets}), rules_only=True)
    assert [
        d.message.split(" ")[0] if "in ten" not in d.message else "'nine in ten'"
        for d in found
        if d.code == "EGY602"
    ] == numbers


def test_year_in_a_phrase_has_a_hint_that_works() -> None:
    """The words of the wave take the place of the year, which other comparisons do not have."""

    def checked(words: str) -> list[tuple[str, str]]:
        wording = f'phrases:\n{NOTICE}  rise: "{COUNTS} {words}."\n'
        return [(d.code, d.hint or "") for d in check_files(toy.files(wording=wording), rules_only=True)]

    ((code, hint),) = checked("in 2018")
    assert code == "EGY602"
    assert "{{ after.label }}" in hint
    assert checked("{{ after.label }}") == []


@pytest.mark.parametrize(
    ("rule", "says", "numbers"),
    [
        ("{question: loans, at_least: 97.5}", "lent at least 97.5 a day", []),
        ("{question: loans, at_least: 97.5}", "lent at least 97 a day", ["97"]),
        (
            "{question: loans, divided_by: {question: loans, wave: before}, at_least: 0.5}",
            "lent half of it, which is 50%",
            [],
        ),
        (
            "{question: loans, divided_by: {question: loans, wave: before}, at_least: 0.5}",
            "lent 50 of it",
            ["50"],
        ),  # not 50%
        (
            "{number: 1000, times: {question: loans, divided_by: {question: loans, wave: before}}, at_least: 8}",
            "lent {{ threshold }} or more per 1,000 residents",
            [],
        ),
        ("{quantile_of: {question: loans, parts: 2}, is: 2}", "were in the upper half of lenders", []),
        ("{quantile_of: {question: loans, parts: 10}, is: 10}", "were among the 10% that lent most", []),
        ("{quantile_of: {question: loans, parts: 3}, is: 3}", "were in the upper half of lenders", ["half"]),
        ("{question: loans, at_least: 8}", "lent 8 or more", ["8"]),  # it has a name
        ("{question: loans, at_least: 8}", "lent {{ threshold }} or more per 1,000 residents", ["1,000"]),
        ("{question: loans, at_least: {question: loans, wave: from, times: 2}}", "lent twice as many", []),
        ("{question: opened, at_least: 2022-04-01}", "have been open since 1 April 2022", []),
        ("{question: opened, at_least: 2022-04-01}", "have been open since 2 April 2022", ["2"]),
        ("{question: loans, at_least: 8}", "lent {{ threshold }} or more in April 2022", []),  # a time
    ],
)
def test_wording_may_say_the_numbers_of_its_rule_that_have_no_name(
    rule: str, says: str, numbers: list[str]
) -> None:
    edits: list[Edit] = [
        ("{question: visits, at_least: Sometimes}", rule),
        ('{units: "{{ were }} visited at least sometimes"}', f'{{units: "{says}"}}'),
    ]
    found = [line for line in reported({"principles/1-access.yaml": edits}) if " EGY602 " in line]
    assert [line.split("'")[1] for line in found] == numbers


@pytest.mark.parametrize(
    "rule",
    [
        "{question: loans, at_least: 8}",
        "{question: loans, divided_by: {question: loans, wave: before}, at_least: 8}",
        "{number: 10, times: {question: loans}, at_least: 8}",
    ],
)
def test_wording_may_say_a_number_of_its_base_and_of_the_words_of_its_question(rule: str) -> None:
    edits: list[Edit] = [
        (
            "{question: visits, at_least: Sometimes}",
            f"{rule}\n    base: {{question: loans, wave: before, at_least: 3}}",
        ),
        (
            '{units: "{{ were }} visited at least sometimes"}',
            '{units: "lent {{ threshold }} per 100 people, with 3 staff or more"}',
        ),
    ]
    asks: list[Edit] = [
        ("How many books are lent in a week?", "How many books are lent in a week to 100 people?")
    ]
    found = reported({"principles/1-access.yaml": edits, "surveys/instrument.yaml": asks})
    assert [line for line in found if " EGY602 " in line] == []


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        ("{{ were }} on offer to at least 4 people in", []),  # the number of the rule, which has no name here
        ("{{ were }} on offer to up to 4 people in", ["EGY628"]),
        ("{{ were }} on offer to 5 people in", ["EGY602"]),
    ],
)
def test_wording_of_items_may_say_the_numbers_of_its_rule(items: str, codes: list[str]) -> None:
    edits: list[Edit] = [
        ('{question: offered, is: "Yes"}', "{question: loans, at_least: 4}"),
        ('items: "{{ were }} on offer in"', f'items: "{items}"'),
    ]
    found = reported({"principles/2-services.yaml": edits})
    assert [line.split(" ")[1] for line in found if " EGY602 " in line or " EGY628 " in line] == codes
