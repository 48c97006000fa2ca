"""Conditions in words: with ids as notes have them, and with labels as explanations have them."""

import pytest

from egyv_engine.link.condition_words import LabelWords, condition_in_words, words_above
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.pipeline.run import Until, run
from tests.library import library_files
from tests.parsed_conditions import condition


@pytest.fixture(scope="module")
def linked() -> LinkedProgramme:
    found = run(library_files(), until=Until.RULES).linked
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{question: open_late, is: "Yes"}', "open_late is Yes"),
        ("{question: visits, wave: before, at_least: Sometimes}", "visits (before) is at least Sometimes"),
        ("{not: {question: visits, is_one_of: [Never, Often]}}", "visits is not one of Never or Often"),
        ("{question: loans, between: [1, 5]}", "loans is between 1 and 5"),
        ("{question: offered, item: events, answered: false}", "offered.events is blank"),
        ("{not: {question: visits, answered: false}}", "visits is answered"),
        ("{not: {met: open_late}}", "open_late is not met"),
        (
            "{not: {any: [{met: open_late}, {attribute: region, is: north}]}}",
            "not (open_late is met or region is north)",
        ),
        (
            "{number_of: {each: services, met: service_offered}, at_least: 2}",
            "the number of services with service_offered is at least 2",
        ),
        (
            "{question: loans, minus: {question: loans, wave: from, times: 2}, above: 0}",
            "loans minus (loans (from) times 2) is above 0",
        ),
        (
            "{quantile_of: {question: loans, parts: 4}, is: 4}",
            "the part of loans (of 4) is 4",
        ),
        ("{number: 5, at_most: {question: loans}}", "5 is at most loans"),
    ],
)
def test_condition_with_ids(text: str, words: str) -> None:
    assert condition_in_words(condition(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{question: open_late, is: "Yes"}', "the answer to 'Is it open late?' is 'Yes'"),
        (
            "{question: visits, wave: from, above: Never}",
            "the answer to 'How often do people visit?' in the earlier wave is above 'Never'",
        ),
        (
            "{question: visits, wave: before, answered: true}",
            "the answer to 'How often do people visit?' in the wave 'before' is given",
        ),
        (
            '{question: offered, is: "Yes"}',
            "the answer to 'Which services are on offer?' about events is 'Yes'",
        ),
        (
            '{question: offered, item: evenings, is: "Yes"}',
            "the answer to 'Which services are on offer?' about evening opening is 'Yes'",
        ),
        (
            "{question: loans, at_least: 100}",
            "the answer to 'How many books are lent in a week?' is at least 100",
        ),
        ("{attribute: region, is: north}", "'region' in the register is 'north'"),
        ("{met: service_offered}", "'Service offered' for events is met"),
        ("{not: {met: open_late}}", "'Open late' is not met"),
        (
            "{number_of: {each: old_services, met: service_offered}, at_least: 2}",
            "the number of old_services for which 'Service offered' is met is at least 2",
        ),
        (
            "{number_of: [{met: open_late}, {met: visited_often}], at_least: 1}",
            "the number of these that hold ('Open late' is met; 'Visited often' is met) is at least 1",
        ),
        (
            "{quantile_of: {question: loans, parts: 4}, is: 1}",
            (
                "the part, from 1 for the lowest to 4 for the highest, that the answer to 'How many books are lent in a week?' "
                "belongs to among all analysed libraries is 1"
            ),
        ),
    ],
)
def test_condition_with_labels(linked: LinkedProgramme, text: str, words: str) -> None:
    names = LabelWords(linked=linked, for_each="old_services", item="events")
    assert condition_in_words(condition(text), names) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{all: [{met: open_late}, {met: visited_often}]}", "all of these hold"),
        ("{any: [{met: open_late}, {met: visited_often}]}", "at least one of these holds"),
        ("{not: {any: [{met: open_late}, {met: visited_often}]}}", "this does not hold"),
        (
            "{number_of: [{met: open_late}, {met: visited_often}], is_one_of: [0, 2]}",
            "the number of these that hold is one of 0 or 2",
        ),
        ("{not: {met: open_late}}", None),
        ("{number_of: {each: services, met: service_offered}, at_least: 2}", None),
    ],
)
def test_words_above_a_list(text: str, words: str | None) -> None:
    assert words_above(condition(text)) == words
