"""Explanations of small programmes that can be checked by hand: names, verdicts, units, forms of output."""

import json
import re
from pathlib import Path, PurePosixPath

import jsonschema
import pytest

import egyv_engine as ee
from egyv_engine.model.explanation import Explanation, FindingExplanation
from egyv_engine.model.frozen import replace
from egyv_engine.model.report import BoundNumber, Table
from egyv_engine.publish.explanation_json import explanation_json, explanation_schema
from egyv_engine.publish.explanation_markdown import explanation_markdown
from egyv_engine.publish.explanation_text import explanation_text
from tests.library import library_files
from tests.mini_programme import FILES, LIBRARY
from tests.test_oracle_agrees import TOYS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RULES = PurePosixPath("principles/1-access.yaml")


@pytest.fixture(scope="module")
def mini() -> ee.Result:
    return ee.evaluate(FILES)


@pytest.fixture(scope="module")
def library_result() -> ee.Result:
    return ee.evaluate(library_files())


def only(explanation: Explanation) -> FindingExplanation:
    (finding,) = explanation.findings
    return finding


def said(finding: FindingExplanation) -> list[str]:
    return [statement.text for statement in finding.verdict.statements]


# what a finding is explained by


def test_finding_has_the_units_that_the_files_have(mini: ee.Result) -> None:
    found = only(mini.explain("access.open_late"))
    before, after = found.levels
    assert before.units.met.ids == ("c", "e")
    assert before.units.not_met.ids == ("a", "b", "d", "f")
    assert after.units.met.ids == ("a", "b", "c", "e", "f")
    assert found.change is not None
    assert (found.change.gained.ids, found.change.lost.ids) == (("a", "b", "f"), ())
    assert (found.change.kept.ids, found.change.never.ids) == (("c", "e"), ("d",))
    assert found.change.not_matched == ()


def test_unknown_units_are_listed_with_the_clause_that_was_unknown(mini: ee.Result) -> None:
    found = only(mini.explain("access.visited_often"))
    (unknown,) = found.levels[0].unknown_because
    assert (unknown.part, unknown.units.ids) == ("condition", ("e",))
    assert unknown.clause.in_words == "the answer to 'How often do people visit?' is at least 'Sometimes'"
    assert (unknown.clause.at.file, unknown.clause.at.line) == (RULES, 11)
    assert found.change is not None
    assert [(one.before, one.after, one.units.ids) for one in found.change.not_matched] == [
        ("unknown", "met", ("e",))
    ]


def test_verdict_follows_from_criterion_minimum_and_missing_answers(mini: ee.Result) -> None:
    assert said(only(mini.explain("access.open_late"))) == [
        (
            "6 libraries are in the base in both waves: 3 gained, 0 lost, 2 kept and 1 never met it. "
            "The net change is +3."
        ),
        "A verdict needs at least 5 of them, and there are 6.",
        (
            "The criterion 'more_units' calls a change improved if the net change is at least +1, and declined if the net "
            "change is at most \N{MINUS SIGN}1."
        ),
        "By the criterion, the number rose, so the verdict is improved.",
        (
            "The verdict is firm. Some outcomes may be missing: whatever they are, the net change is +3, and the verdict is "
            "the same. Missing are the outcomes of those that were asked and whose answers do not decide."
        ),
        "The exact test gives p = 0.2500; no criterion depends on it.",
        "With 5 of 6 (83.3%) after, it reaches the target of at least 80%; no missing outcome could change that.",
    ]
    # visits: b, f kept; c lost; a, d never; e is blank before, so the net is -1, or 0 where e gained
    assert said(only(mini.explain("access.visited_often")))[0] == (
        "5 libraries are in the base in both waves: 0 gained, 1 lost, 2 kept and 2 never met it. "
        "The net change is \N{MINUS SIGN}1."
    )


def test_statement_has_the_line_that_it_comes_from(mini: ee.Result) -> None:
    places = {
        f"{one.at.file}:{one.at.line}"
        for one in only(mini.explain("access.open_late")).verdict.statements
        if one.at is not None
    }
    assert places == {"programme.yaml:13", "rules/criteria.yaml:2", "programme.yaml:11", f"{RULES}:7"}


@pytest.mark.parametrize(
    ("edit", "finding", "expected"),
    [
        (("programme.yaml", "matched: 5", "matched: 7"), "access.open_late", "6 libraries are in the base in both waves, and a verdict needs at least 7."),
        (("surveys/instrument.yaml", "scale: yes_no}", "scale: yes_no, comparable: [{is: no, note: Reworded in May.}]}"), "access.open_late", "The answers to 'open_late' before and after cannot be compared. Reworded in May."),
        ((str(RULES), "{question: visits, at_least: Sometimes}", "{question: visits, above: {question: visits, wave: from}}"), "access.visited_often", "The rule compares waves itself, so a change between these two would compare it with itself."),
        ((str(RULES), "{question: visits, at_least: Sometimes}", "{question: visits, wave: before, at_least: Sometimes}"), "access.visited_often", "The rule reads only waves by their names, and attributes, so it gives the same in every wave."),
    ],
)  # fmt: skip
def test_finding_that_is_not_comparable_says_why(
    edit: tuple[str, str, str], finding: str, expected: str
) -> None:
    name, old, new = edit
    assert LIBRARY[name].count(old) == 1
    found = only(ee.evaluate({**LIBRARY, name: LIBRARY[name].replace(old, new)}).explain(finding))
    assert found.verdict.verdict == "not_comparable"
    assert expected in said(found)
    assert "So the finding is not comparable." in said(found)


def test_question_that_a_wave_did_not_ask_is_named_with_its_declaration() -> None:
    instrument = LIBRARY["surveys/instrument.yaml"].replace(
        "scale: yes_no}", "scale: yes_no, not_asked: [{wave: before}]}"
    )
    before = re.sub(r"^(\w),\w+,", r"\1,,", LIBRARY["surveys/before.csv"], flags=re.MULTILINE).replace(
        "library,,", "library,open_late,"
    )
    files = {**LIBRARY, "surveys/instrument.yaml": instrument, "surveys/before.csv": before}
    found = only(ee.evaluate(files).explain("open_late"))
    assert found.verdict.reason == "not_asked"
    assert said(found)[:2] == [
        "The wave 'before' did not ask everything that the rule needs.",
        "The question 'open_late' was not asked of the libraries before.",
    ]
    assert found.levels[0].units.not_asked.ids == tuple("abcdef")


def test_change_of_which_neither_direction_is_better_has_no_certainty() -> None:
    rules = LIBRARY["principles/1-access.yaml"].replace(
        "    title: Open late\n", "    title: Open late\n    direction: none\n"
    )
    found = only(ee.evaluate({**LIBRARY, "principles/1-access.yaml": rules}).explain("open_late"))
    assert found.verdict.verdict == "not_judged"
    sentences = said(found)
    assert sum("Neither direction is better, so the change is not judged." in each for each in sentences) == 1
    assert not [
        each for each in sentences if "The verdict is" in each or "Some outcomes may be missing" in each
    ]


def test_level_without_a_comparison_is_explained() -> None:
    programme = LIBRARY["programme.yaml"].replace("comparisons: [{from: before, to: after}]\n", "")
    found = only(ee.evaluate({**LIBRARY, "programme.yaml": programme}).explain("open_late", "a"))
    assert (found.from_wave, found.change, found.verdict.verdict) == (None, None, "not_judged")
    assert found.unit is not None
    assert [wave.outcome for wave in found.unit.waves] == ["not met", "met"]


# units


def test_unit_has_its_clauses_and_cells(mini: ee.Result) -> None:
    found = only(mini.explain("access.visited_often", "e"))
    assert found.unit is not None
    assert found.unit.change == "not matched"
    before, after = found.unit.waves
    assert (before.outcome, after.outcome) == ("unknown", "met")
    assert before.condition is not None
    assert before.condition.because == "it left the question blank"
    assert after.condition is not None
    assert after.condition.because == "it answered 'Often'"
    (cell,) = after.cells
    assert (cell.at, cell.text, cell.value) == (
        replace(cell.at, file=PurePosixPath("surveys/after.csv"), line=6, column=7) if cell.at else None,
        "Often",
        "Often",
    )


def test_clauses_of_a_composite_show_what_each_gave(library_result: ee.Result) -> None:
    found = only(library_result.explain("well_used", "cedar"))  # 99.5 loans; opened after 2019-12-31
    assert found.unit is not None
    clause = found.unit.waves[0].condition
    assert clause is not None
    assert clause.outcome == "not met"
    assert [(one.outcome, one.because) for one in clause.members] == [
        ("not met", "it answered '99.5'"),
        ("not met", "it answered '2020-02-29'"),
    ]
    counted = only(library_result.explain("both_services", "birch")).unit
    assert counted is not None
    whole = counted.waves[0].condition
    assert whole is not None
    assert whole.because == "this gives 2"
    assert [one.outcome for one in whole.members] == ["met", "met"]


@pytest.mark.parametrize(
    ("loans", "because"),
    [
        ("120", "it answered '120'; this gives 60 and 50"),  # half of 120, and twice 25
        ("", "it left the question blank"),  # 50 alone would be read as half of the loans
    ],
)
def test_numbers_of_two_sides_are_given_together_or_not_at_all(loans: str, because: str) -> None:
    rule = "{question: loans, divided_by: 2, at_least: {number: 25, times: 2}}"
    files = library_files(
        {
            str(RULES): ("{question: visits, at_least: Sometimes}", rule),
            "surveys/before.csv": ("elm,No,Never,,120,", f"elm,No,Never,,{loans},"),
        }
    )
    unit = only(ee.evaluate(files).explain("visited_often", "elm")).unit
    assert unit is not None
    condition = unit.waves[0].condition
    assert condition is not None
    assert condition.because == because


def test_conditions_that_a_rule_names_are_in_its_order() -> None:
    rule = "{any: [{met: well_used}, {met: open_late}, {met: both_services}]}"
    files = library_files({str(RULES): ("{question: visits, at_least: Sometimes}", rule)})
    named = only(ee.evaluate(files).explain("visited_often@pilot")).rule.named
    assert [one.indicator for one in named] == [
        "well_used",
        "open_late",
        *["service_offered"] * 2,
        "both_services",
    ]


def test_skip_logic_is_explained_with_the_question_that_decides() -> None:
    rule = "    met_when: {question: late_visits, is: Often}\n    says: {units: counted}\n"
    indicator = f"  - id: late\n    title: Late\n{rule}"
    name = "principles/1-access.yaml"
    files = library_files()
    result = ee.evaluate({**files, PurePosixPath(name): files[PurePosixPath(name)] + indicator.encode()})
    found = only(result.explain("late", "elm"))  # it is not open late before
    assert found.unit is not None
    before = found.unit.waves[0]
    assert before.outcome == "not asked"
    (skip,) = before.skip_logic
    assert (skip.question, skip.clause.outcome, skip.clause.because) == (
        "late_visits",
        "not met",
        "it answered 'No'",
    )
    assert [cell.role for cell in before.cells if cell.question == "open_late"] == ["skip logic"]


def test_labels_come_from_a_column_of_the_register() -> None:
    register = (
        FILES["surveys/libraries.csv"].replace("willing", "willing,name").replace(",yes\n", ",yes,Nice\n")
    )
    register = register.replace(",no\n", ",no,C & co\n").replace(",\n", ",,\n")
    found = ee.evaluate({**FILES, "surveys/libraries.csv": register}).explain("open_late", "a")
    assert found.labels["a"] == "Nice"
    assert found.labels["c"] == "C & co"
    assert "e" not in found.labels
    assert "a (Nice)\n--------\n" in explanation_text(found)


# scores and selections


def test_score_is_the_sum_of_votes(mini: ee.Result) -> None:
    (explained,) = mini.explain("access", "a").scores
    before, after, change = explained.scores
    assert [vote.counted for vote in before.votes] == [(0,), (0,)]
    assert [vote.counted for vote in after.votes] == [(1,), (0,)]
    assert (before.scores, after.scores, change.change) == ((0,), (50,), 50)
    assert after.statements[-1].text == "The votes after add up to 1 of 2, so the score is 50."
    (blank,) = mini.explain("access", "e").scores
    assert blank.scores[0].scores == (None,)  # one of two indicators is unknown: 50%, and 60% are needed
    assert blank.scores[0].statements[0].text == (
        "Only 50% of the weight that was asked in this wave could be evaluated. That is below the minimum of 60%, "
        "so there is no score."
    )


def test_selection_has_the_ranking_and_the_marks_behind_it(mini: ee.Result) -> None:
    (explained,) = mini.explain("visits", "a").selections
    own = next(row for row in explained.ranking if row.unit == "a")
    assert [(mark.subject, mark.score) for mark in own.subjects] == [("hours", 5), ("staff", 4.5)]
    assert float(own.score or 0) == 4.75
    assert (own.rank, own.class_, own.is_selected) == (1, "strong", True)
    assert [row.unit for row in explained.ranking][:2] == ["a", "b"]
    assert explained.at.file == PurePosixPath("rules/selection.yaml")
    assert explained.as_written.startswith("rank_by: {mean_of:")


# what readers must know


def test_notes_say_what_is_reconstructed_and_answered_from_memory() -> None:
    result = ee.evaluate(ROOT)
    of = {
        year: [
            note.text.partition(":")[0] for note in only(result.explain(f"resources_allocated@{year}")).notes
        ]
        for year in ("2012", "2014")
    }
    assert of["2012"] == ["Reconstructed (changes)", "Reconstructed (certainty)"]
    assert of["2014"] == [*of["2012"], "Answered from memory (on joining)"]
    (score,) = result.explain("leadership", "2014-01").scores
    assert [note.text.partition(":")[0] for note in score.notes] == ["Reconstructed (scores)", of["2014"][-1]]
    (chosen,) = result.explain("case_studies").selections
    assert [note.at and note.at.line for note in chosen.notes] == [15]


# names


@pytest.mark.parametrize(
    "name",
    [
        "services.service_offered.events@pilot",
        "service_offered.events@pilot",
        "services.service_offered.events@pilot#before:after.net",
        "services.service_offered.events@pilot#after.count",
    ],
)
def test_short_names_and_paths_of_figures_stand_for_a_finding(library_result: ee.Result, name: str) -> None:
    assert only(library_result.explain(name)).finding == "services.service_offered.events@pilot"


def test_name_without_cohort_stands_for_that_of_the_unit_or_for_each(library_result: ee.Result) -> None:
    assert only(library_result.explain("open_late", "holly")).finding == "access.open_late@main"
    both = library_result.explain("access.open_late").findings
    assert [one.finding for one in both] == ["access.open_late@pilot", "access.open_late@main"]


def test_each_comparison_is_explained_or_the_one_that_is_named() -> None:
    (root,) = (root for root in TOYS if root.name == "libraries")
    result = ee.evaluate(root)
    both = result.explain("lends_much@north").findings
    assert [(one.from_wave, one.to_wave) for one in both] == [
        ("first_round", "second_round"),
        ("second_round", "third_round"),
    ]
    assert only(result.explain("lends_much@north", to_wave="third_round")) == both[1]
    assert only(result.explain(f"{both[0].finding}#first_round:second_round.net")) == both[0]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("acces.open_late@pilot",), "there is no finding, principle or selection 'acces.open_late@pilot'; did you mean 'access.open_late@pilot'?"),
        (("zzzzzz",), "there is no finding, principle or selection 'zzzzzz'; findings.csv, which evaluate writes, lists every finding"),
        (("access",), "'access' is a principle: add one of the libraries for its score, or name one of its findings, for example access.open_late@pilot"),
        (("access", "ash"), "'access' is a principle, and the programme declares no scores; name one of its findings, for example access.open_late@pilot"),
        (("ash",), "'ash' is one of the libraries: name a finding, a principle or a selection in front of it"),
        (("loans",), "'loans' is a question, and no number by itself; these findings read it: services.well_used@pilot, services.well_used@main"),
        (("open_late", "ahs"), "there is no library 'ahs' in the survey; did you mean 'ash'?"),
        (("access.open_late@pilot", "holly"), "access.open_late@pilot is about the cohort 'pilot', and 'holly' is in 'main'; explain access.open_late@main holly"),
    ],
)  # fmt: skip
def test_name_that_stands_for_nothing_says_what_exists(
    library_result: ee.Result, arguments: tuple[str, ...], expected: str
) -> None:
    with pytest.raises(ee.NothingToExplainError) as caught:
        library_result.explain(*arguments)
    assert str(caught.value) == expected


def test_name_that_stands_for_too_much_lists_what_it_stands_for() -> None:
    with pytest.raises(
        ee.NothingToExplainError, match=r"^'strategy_involvement' stands for 36 findings; name one"
    ):
        ee.evaluate(ROOT).explain("strategy_involvement")


def test_waves_that_are_not_compared_are_refused(library_result: ee.Result) -> None:
    with pytest.raises(
        ee.NothingToExplainError, match="no comparison is from 'after'; the comparisons are: before to after"
    ):
        library_result.explain("open_late", from_wave="after")
    with pytest.raises(ee.NothingToExplainError, match="there is no wave 'befor'; did you mean 'before'"):
        library_result.explain("open_late", from_wave="befor")


# units that must not be named


@pytest.fixture(scope="module")
def unnamed() -> ee.Result:
    return ee.evaluate(library_files({"programme.yaml": ("names_units: true\n", "names_units: false\n")}))


def strings_in(value: object) -> set[str]:
    """Every text in a JSON value, and every key."""
    if isinstance(value, dict):
        return set(value) | {text for each in value.values() for text in strings_in(each)}
    if isinstance(value, list):
        return {text for each in value for text in strings_in(each)}
    return {value} if isinstance(value, str) else set()


def test_units_that_must_not_be_named_are_counted(unnamed: ee.Result, library_result: ee.Result) -> None:
    units = library_result.survey.units.to_list()
    a_unit = re.compile(rf"\b({'|'.join(units)})\b")
    for name in {f.finding for f in library_result.values.findings}:
        named, counted = only(library_result.explain(name)), only(unnamed.explain(name))
        for one, other in zip(named.levels, counted.levels, strict=True):
            for of in ("met", "not_met", "unknown", "not_asked", "no_return", "not_analysed", "dont_know"):
                assert getattr(other.units, of).number == len(getattr(one.units, of).ids)
        assert named.change is not None
        assert counted.change is not None
        assert (counted.change.gained.number, counted.change.gained.ids) == (
            len(named.change.gained.ids or ()),
            None,
        )
        whole = unnamed.explain(name)
        for text in (explanation_text(whole), explanation_markdown(whole)):
            assert a_unit.search(text) is None
            assert "Libraries are counted here and not named" in " ".join(text.split())
        assert not strings_in(json.loads(explanation_json(whole))) & set(units)
    assert a_unit.search(explanation_text(library_result.explain("access.open_late@pilot")))


def test_selection_of_units_that_must_not_be_named_has_numbers() -> None:
    files = {
        **FILES,
        "programme.yaml": FILES["programme.yaml"].replace("names_units: true\n", "names_units: false\n"),
    }
    (explained,) = ee.evaluate(files).explain("visits").selections
    (named,) = ee.evaluate(FILES).explain("visits").selections
    assert explained.ranking == ()
    chosen, ranked = (
        sum(row.is_selected for row in named.ranking),
        sum(row.rank is not None for row in named.ranking),
    )
    said = f"Of {len(named.ranking)} libraries, {ranked} have a rank and {chosen} were chosen."
    assert said in [one.text for one in explained.statements]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("open_late", "ash"), "the programme does not let its libraries be named, so no single library is explained; if everybody who reads the explanation may know what each library answered, write names_units: true in programme.yaml"),
        (("open_late", "nobody"), "the programme does not let its libraries be named, so no single library is explained; if everybody who reads the explanation may know what each library answered, write names_units: true in programme.yaml"),
        (("ash",), "there is no finding, principle or selection 'ash'; findings.csv, which evaluate writes, lists every finding"),
        (("access",), "'access' is a principle, and only single libraries have a score, which the programme does not let be named; name one of its findings, for example access.open_late@pilot"),
    ],
)  # fmt: skip
def test_single_units_are_not_explained_where_they_must_not_be_named(
    unnamed: ee.Result, arguments: tuple[str, ...], expected: str
) -> None:
    with pytest.raises(ee.NothingToExplainError) as caught:
        unnamed.explain(*arguments)
    assert str(caught.value) == expected


# the report


def test_every_figure_of_the_report_is_in_the_uses_of_its_finding() -> None:
    result = ee.evaluate(ROOT)
    assert result.report is not None
    ids = {finding.finding for finding in result.values.findings}
    stated: dict[str, set[str]] = {}
    for chapter in result.report.chapters:
        for sentence in chapter.sentences():
            for node in sentence.nodes:
                finding = node.ref.partition("#")[0] if isinstance(node, BoundNumber) else ""
                if finding in ids:
                    stated.setdefault(finding, set()).add(sentence.text)
    assert len(stated) > 50
    for finding, texts in list(stated.items())[::7]:
        uses = only(result.explain(finding)).uses
        assert texts <= {use.text for use in uses if use.is_stated and not use.is_table}
    tables = [
        block
        for chapter in result.report.chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Table) and block.title is not None and block.mentions
    ]
    (use,) = {use for use in only(result.explain(tables[0].mentions[0])).uses if use.text == tables[0].title}
    assert use.is_table


def test_unit_has_no_part_in_a_wave_that_its_rule_only_looks_back_at() -> None:
    """The rule is about the later wave of a comparison alone: of "after to later", nobody counts or is left out in "after"."""
    programme = LIBRARY["programme.yaml"]
    wave = "  - {id: after, label: after, answers: surveys/after.csv}\n"
    programme = programme.replace(wave, wave + wave.replace("after", "later"))
    pairs = "[{from: before, to: after}, {from: after, to: later}]"
    rule = "{question: visits, above: {question: visits, wave: from}}"
    files = {
        **LIBRARY,
        "programme.yaml": programme.replace("[{from: before, to: after}]", pairs),
        "surveys/later.csv": LIBRARY["surveys/before.csv"],
        str(RULES): LIBRARY[str(RULES)].replace("{question: visits, at_least: Sometimes}", rule),
    }
    found = only(ee.evaluate(files).explain("visited_often", "a", from_wave="after", to_wave="later"))
    assert found.unit is not None
    assert [wave.wave for wave in found.unit.waves] == ["later"]


@pytest.mark.parametrize("earlier", ["from", "before"])
def test_unit_that_another_wave_leaves_out_is_not_said_to_be_left_out_by_this_one(earlier: str) -> None:
    """All but f were surveyed in both waves, and whoever was surveyed was asked about visits."""
    rule = f"{{question: visits, above: {{question: visits, wave: {earlier}}}}}"
    wave = "answers: surveys/before.csv}"
    files = {
        **LIBRARY,
        "programme.yaml": LIBRARY["programme.yaml"].replace(
            wave, f"{wave[:-1]}, surveyed: {{attribute: region, is_one_of: [north, south]}}}}"
        ),
        "surveys/libraries.csv": LIBRARY["surveys/libraries.csv"].replace("f,north", "f,new"),
        "surveys/before.csv": LIBRARY["surveys/before.csv"].replace("f,No,Often\n", ""),
        str(RULES): LIBRARY[str(RULES)].replace("{question: visits, at_least: Sometimes}", rule),
    }
    result = ee.evaluate(files)
    before, after = only(result.explain("visited_often")).levels
    assert [(one.part, one.units.ids) for one in before.not_asked_because] == [
        ("no level", ("a", "b", "c", "d", "e"))
    ]
    assert [(one.part, one.units.ids) for one in after.not_asked_because] == [("other wave", ("f",))]
    of_unit = {unit: only(result.explain("visited_often", unit)).unit for unit in ("a", "f")}
    statements = {
        (unit, wave.wave): wave.statement
        for unit, part in of_unit.items()
        if part is not None
        for wave in part.waves
    }
    assert statements == {
        ("a", "before"): "The rule also reads another wave, and gives no number for this one.",
        ("a", "after"): "It is in the base and does not meet the condition.",
        ("f", "before"): "It was not surveyed in this wave.",
        (
            "f",
            "after",
        ): "The rule also reads another wave, in which it was not surveyed, so it is not in the base.",
    }


def test_explanation_says_what_the_programme_calls_its_cohorts_and_that_records_were_read() -> None:
    """The same survey of libraries, read from records of branches in two districts: nobody was asked anything."""
    files = library_files(
        {
            "programme.yaml": [
                ("language: 2\n", "language: 2\nevidence: records\n"),
                (
                    "{attribute: cohort, ids: [pilot, main]}",
                    "{attribute: cohort, ids: [pilot, main], called: {one: district, many: districts}, all: {label: whole}}",
                ),
            ]
        }
    )
    result = ee.evaluate(files)
    text = explanation_text(result.explain("access.visited_often@pilot", "fir"), width=200)
    assert "Visited often, pilot district, " in text
    assert "the record of 'How often do people visit?'" in text
    assert "its record says '" in text
    assert " district " in text.partition("counts as")[2]
    sentences = re.sub(
        r"- answers: Never|csv:6 +cohort |Made-up answers", "", text
    )  # a heading, a column, and the notice
    assert not re.search("answer|cohort|asked of", sentences)
    whole = explanation_text(result.explain("access.visited_often@all"))
    assert ", whole programme, " in whole


# forms of output


def explained(mini: ee.Result, library_result: ee.Result) -> list[Explanation]:
    findings = [f.finding for f in library_result.values.findings]
    units = {"pilot": "elm", "main": "rowan"}
    return [
        *(library_result.explain(finding) for finding in findings),
        *(library_result.explain(finding, units[finding.rpartition("@")[2]]) for finding in findings),
        *(mini.explain("access", unit) for unit in "ae"),
        mini.explain("visits"),
        mini.explain("visits", "c"),
    ]


def test_json_fits_its_schema_and_describes_every_value(mini: ee.Result, library_result: ee.Result) -> None:
    schema = explanation_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for one in explained(mini, library_result):
        validator.validate(json.loads(explanation_json(one)))
    described = [schema, *schema["$defs"].values()]
    assert all(value["description"] for kind in described for value in kind["properties"].values())
    broken = json.loads(explanation_json(mini.explain("open_late")))
    broken["findings"][0]["levels"][0]["count"] = "2"
    assert [error.json_path for error in validator.iter_errors(broken)] == ["$.findings[0].levels[0].count"]


def test_text_keeps_to_the_width_and_is_the_same_in_colour(
    mini: ee.Result, library_result: ee.Result
) -> None:
    for one in explained(mini, library_result):
        plain = explanation_text(one, width=80)
        tables = [line for line in plain.split("\n") if len(line) > 80]
        assert all(line.startswith("  ") for line in tables)  # only a table may be wider
        coloured = explanation_text(one, width=80, colour=True)
        assert re.sub(r"\x1b\[\d*m", "", coloured) == plain
        assert coloured != plain


def test_text_of_a_unit_is_as_it_was_read_through(library_result: ee.Result) -> None:
    text = explanation_text(library_result.explain("access.visited_often@pilot", "fir"))
    assert text == (HERE / "visited_often.txt").read_text(encoding="utf-8")


def test_characters_that_steer_a_terminal_or_mark_up_a_page_are_shown(mini: ee.Result) -> None:
    found = replace(mini.explain("open_late"), notice="\x1b[31m<script>|*x*")
    assert "\x1b" not in explanation_text(found)
    page = explanation_markdown(found)
    assert "<script>" not in page
    assert "&lt;script>\\|\\*x\\*" in page


def test_markdown_has_the_headings_and_tables_of_the_text(mini: ee.Result) -> None:
    page = explanation_markdown(mini.explain("access.open_late", "a"))
    assert page.startswith("# access.open\\_late\n\nOpen late, before and after (Open to all).\n")
    assert '```yaml\nmet_when: {question: open_late, is: "Yes"}\n```' in page
    assert "| surveys/after.csv:2 | open\\_late | Yes | condition | it answered 'Yes' |" in page
    assert "\n\n\n" not in page


# a rule that is repeated over one basket, and counts the items of another

COUNTS_OTHER_ITEMS = (
    LIBRARY
    | {
        "rules/baskets.yaml": """\
baskets:
  days: {label: days, items: {monday: {label: Monday}, tuesday: {label: Tuesday}}}
  rooms: {label: rooms, items: {hall: {label: the hall}, attic: {label: the attic}}}
""",
        "surveys/instrument.yaml": LIBRARY["surveys/instrument.yaml"]
        + """\
  - {id: opened, asks: "Is it open on this day?", scale: yes_no, items: days}
  - {id: warm, asks: "Is this room warm?", scale: yes_no, items: rooms}
""",
        "principles/1-access.yaml": LIBRARY["principles/1-access.yaml"]
        + """\
  - {id: open_day, title: Open on the day, for_each: days, met_when: {question: opened, is: "Yes"}, says: {units: "opened on {{ item }}", items: "{{ were }} open on"}}
  - id: warm_room
    title: Warm on a day it opens
    for_each: rooms
    met_when: {all: [{question: warm, is: "Yes"}, {number_of: {each: days, met: open_day}, at_least: 1}]}
    says: {units: "warmed {{ item }}", items: "{{ were }} warm in"}
""",
    }
    | {
        f"surveys/{wave}.csv": "library,open_late,visits,opened.monday,opened.tuesday,warm.hall,warm.attic\n"
        + "".join(f"{library},Yes,Often,No,Yes,Yes,No\n" for library in "abcdef")
        for wave in ("before", "after")
    }
)


def test_unit_in_a_rule_over_one_basket_that_counts_the_items_of_another_is_explained_by_both() -> None:
    result = ee.evaluate({PurePosixPath(name): text.encode() for name, text in COUNTS_OTHER_ITEMS.items()})
    unit = only(result.explain("access.warm_room.hall", "a")).unit
    assert unit is not None
    clause = unit.waves[0].condition
    assert clause is not None
    warm, counted = clause.members
    assert warm.condition.in_words == "the answer to 'Is this room warm?' about the hall is 'Yes'"
    assert [(of.condition.in_words, of.outcome) for of in counted.members] == [
        ("'Open on the day' for Monday is met", "not met"),
        ("'Open on the day' for Tuesday is met", "met"),
    ]
