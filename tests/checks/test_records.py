"""Records: names of columns that are taken, and published figures that need a cohort or an item."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.pipeline.run import Until, run
from tests.mini_programme import FILES

RULES, PROGRAMME = "rules/records.yaml", "programme.yaml"
VALUES, COMBINED, WAVE = "open: Open}", "combined: {begun:", "  wave: wave\n"
BASKETS = "baskets: {rooms: {items: {hall: {label: hall}}}}\n"
QUESTION = "  - {id: rooms, asks: Which rooms?, scale: yes_no, items: rooms}\n"
INDICATOR = """\
  - id: room
    title: Room
    for_each: rooms
    met_when: {question: rooms, is: "Yes"}
    says: {units: "had the {{ item }}", items: "{{ were }} there in"}
"""


def found(files: dict[str, str]) -> list[str]:
    """Each fault of the rules as `line:column code message`."""
    checked = run({PurePosixPath(name): text.encode() for name, text in files.items()}, until=Until.RULES)
    return [f"{d.span.line}:{d.span.column} {d.code} {d.message}" for d in checked.diagnostics]


def edited(old: str, new: str) -> dict[str, str]:
    assert FILES[RULES].count(old) == 1
    return {**FILES, RULES: FILES[RULES].replace(old, new)}


@pytest.mark.parametrize(
    "name", ["record", "cohort", "principle", "total", "commonest", "units", "fewest", "most"]
)
def test_status_cannot_have_the_name_of_a_fixed_column(name: str) -> None:
    assert found(edited(VALUES, f"{name}: Open}}")) == [
        f"6:66 EGY421 '{name}' is already the name of a column"
    ]


@pytest.mark.parametrize("name", ["all", "total", "most", "done", "open"])
def test_combined_status_cannot_have_the_name_of_another_column(name: str) -> None:
    assert found(edited(COMBINED, f"combined: {{{name}:")) == [
        f"6:90 EGY421 '{name}' is already the name of a column"
    ]


def test_status_may_be_called_all() -> None:
    assert found(edited(VALUES, "all: Open}")) == []


def with_rooms() -> dict[str, str]:
    """The programme with an indicator that is repeated over the items of a basket."""
    return {
        **FILES,
        "rules/baskets.yaml": BASKETS,
        "surveys/instrument.yaml": FILES["surveys/instrument.yaml"] + QUESTION,
        "principles/1-access.yaml": FILES["principles/1-access.yaml"] + INDICATOR,
    }


def test_published_figures_need_an_item_only_where_an_indicator_is_repeated() -> None:
    assert found(FILES) == []
    files = with_rooms()
    assert found(files) == ["17:1 EGY202 the key 'item' is missing: some indicators are repeated over items"]
    assert found({**files, RULES: files[RULES].replace(WAVE, f"{WAVE}  item: item\n")}) == []


def test_published_figures_need_a_cohort_only_where_cohorts_are_declared() -> None:
    cohorts = "cohorts: {attribute: region, ids: [north, south]}\n"
    files = {**FILES, PROGRAMME: FILES[PROGRAMME].replace("waves:\n", f"{cohorts}waves:\n")}
    assert found(files) == ["17:1 EGY202 the key 'cohort' is missing: the programme has cohorts"]
    assert found({**files, RULES: files[RULES].replace(WAVE, f"{WAVE}  cohort: region\n")}) == []


@pytest.mark.parametrize("named_by", ["theme", "implied", "block", "exception"])
def test_indicator_with_a_fault_is_declared_where_others_name_it(named_by: str) -> None:
    principle = FILES["principles/1-access.yaml"].replace(
        '{question: open_late, is: "Yes"}', "{question: open_late, is: Yess}"
    )
    files = {**FILES, "principles/1-access.yaml": principle}
    if named_by == "theme":
        themes = "  theme: theme\n  themes: {hours: {label: hours, bears_on: [open_late]}}\n"
        files[RULES] = files[RULES].replace("  theme: theme\n", themes)
    elif named_by == "implied":
        files["principles/1-access.yaml"] = f"{principle}    implies: open_late\n"
    else:
        key = "indicators" if named_by == "block" else "except"
        block = f"{{show: largest_improvements, {key}: [open_late]}}"
        files["reports/report.yaml"] = (
            f"title: Libraries\nchapters:\n  - {{id: main, title: Main, blocks: [{block}]}}\n"
        )
    assert [each.split()[1] for each in found(files)] == ["EGY302"]
