"""Reports made of the built-in chapters: all of them, some by their ids, and those of programmes of other shapes."""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.model.report import Paragraph, Report, Table
from egyv_engine.narrative.built_in_chapters import built_in_chapters
from egyv_engine.pipeline.run import evaluate_files
from egyv_engine.publish.markdown import render_markdown
from egyv_engine.publish.table_cells import cell_text
from tests.narrative.large_programmes import GROUPS, gyms, schools

REPORT = PurePosixPath("reports/report.yaml")
WORDING = PurePosixPath("reports/wording.yaml")
LANGUAGE = Path(__file__).parents[2] / "docs" / "language.md"


def report_of(files: Mapping[PurePosixPath, bytes], report: str | None = None) -> Report:
    made = evaluate_files({**files, **({REPORT: report.encode()} if report else {})})
    assert [d.message for d in made.diagnostics] == []
    assert made.report is not None
    return made.report


def chapters(report: Report) -> list[str]:
    return [chapter.id for chapter in report.chapters]


def table_rows(report: Report, chapter: str, section: str) -> list[list[str]]:
    ((table,),) = [
        [block for block in each.read() if isinstance(block, Table)]
        for found in report.chapters
        if found.id == chapter
        for each in found.sections
        if each.id == section
    ]
    return [[cell_text(cell) for cell in row] for row in table.rows]


def test_schools_with_numbers_and_three_waves_have_a_report_without_a_chapter_of_their_own() -> None:
    report = report_of(schools())
    assert chapters(report) == [
        *("summary", "background", "approach", "principle.reading", "conclusions"),
        *("annex_findings", "annex_questionnaire", "annex_method"),
    ]
    assert [chapter.title for chapter in report.chapters[:3]] == ["Summary", "Background", "How it was done"]
    # Of every hundred schools 40, 45 and 50 reach the score.
    assert table_rows(report, "principle.reading", "indicator_tables")[0] == [
        *("A score of 100 or more", "2,400 of 6,000 (40.0%)"),
        *("2,700 of 6,000 (45.0%)", "3,000 of 6,000 (50.0%)", "+10 points"),
    ]
    said = " ".join(s.text for chapter in report.chapters for s in chapter.sentences())
    assert not re.search(r"cohort|areas", said)
    text = render_markdown(report).decode()
    assert "By one school" not in text  # no criterion counts units
    assert "don't know" not in text  # nobody could say that they do not know


@pytest.mark.parametrize("file", ["surveys/instrument.yaml", "principles/1-reading.yaml"])
def test_programme_whose_questions_or_indicators_are_all_records_reads_like_one_of_records(file: str) -> None:
    files, each = dict(schools()), PurePosixPath(file)
    programme = PurePosixPath("programme.yaml")
    told = files[programme].replace(b"evidence: records\n", b"")
    files[programme] = told + b"evidence: records\n"
    of_records = [s.text for chapter in report_of(files).chapters for s in chapter.sentences()]
    assert not [text for text in of_records if "answer" in text or "repl" in text]
    files[programme] = told
    files[each] = (
        files[each]
        .replace(b"- {id: ", b"- {evidence: records, id: ")
        .replace(b"  - id: ", b"  - evidence: records\n    id: ")
    )
    assert [s.text for chapter in report_of(files).chapters for s in chapter.sentences()] == of_records


def test_tables_of_records_have_no_word_of_a_survey() -> None:
    programme = PurePosixPath("programme.yaml")
    told = schools()[programme].replace(b"evidence: records\n", b"")
    for declared, has_any in ((told + b"evidence: records\n", False), (told, True)):
        report = report_of({**schools(), programme: declared})
        titles = [chapter.title for chapter in report.chapters]
        headings = [each.heading or "" for chapter in report.chapters for each in chapter.sections]
        shown = [
            block
            for chapter in report.chapters
            for each in chapter.sections
            for block in each.blocks
            if isinstance(block, Table)
        ]
        words = [column.title for table in shown for column in table.columns]
        words += [cell_text(cell) for table in shown for row in table.rows for cell in row]
        found = {
            word.casefold()
            for text in (*titles, *headings, *words)
            for word in re.findall(r"(?i)\b(?:survey|asked|answer|question)\w*", text)
        }
        assert bool(found) is has_any, found


def test_57_districts_have_tables_and_not_a_paragraph_each() -> None:
    report = report_of(gyms())
    # Late hours: the 28 districts of even numbers gain one gym. Ramps: the 19 divisible by three lose one.
    assert table_rows(report, "principle.open", "indicator_tables") == [
        ["Open late", "28", "0", "28", "29", "0", "29 cohorts", "3 of 8", "28 cohorts", "4 of 8"],
        ["Ramps", "0", "19", "19", "38", "0", "19 cohorts", "4 of 8", "38 cohorts", "5 of 8"],
    ]
    # Open to all: 19 even districts that are not divisible by three, 10 odd ones that are; 9 both, 19 neither.
    assert table_rows(report, "summary", "principles_table")[0] == ["Open to all", "19", "10", "28", "0"]
    shown = [
        block
        for chapter in report.chapters
        if not chapter.annex
        for section in chapter.sections
        for block in section.blocks
    ]
    assert sum(isinstance(block, Paragraph) for block in shown) < GROUPS / 2
    assert max(len(block.rows) for block in shown if isinstance(block, Table)) < GROUPS / 3


def test_recommendations_of_57_districts_are_told_together() -> None:
    """A recommendation a district: those of the 28 even ones are done, and of 19 others not, for want of money."""
    records = """\
recommendations:
  file: surveys/advice.csv
  key: advice
  unit: gym
  principle: principle
  status: {column: status, values: {done: Done, open: Open}}
  reason: {column: reason, values: [money, time], statuses: [open]}
"""
    rows = []
    for district in range(1, GROUPS + 1):
        why = "," if district % 2 == 0 else f",{'money' if district <= 37 else 'time'}"
        rows.append(
            f"r{district},d{district:02d}g0,{'open' if district <= 20 else 'sports'},"
            f"{'Done' if district % 2 == 0 else 'Open'}{why}\n"
        )
    advice = "advice,gym,principle,status,reason\n" + "".join(rows)
    files = {
        **gyms(),
        PurePosixPath("rules/records.yaml"): records.encode(),
        PurePosixPath("surveys/advice.csv"): advice.encode(),
    }
    report = report_of(files)
    told = [s.text for s in report.chapters[0].sentences() if s.kind == "recommendations_summary"]
    assert told == ["A total of 57 of the 456 gyms had 57 recommendations: 28 done (49%) and 29 open (51%)."]
    assert [
        s.text for c in report.chapters for s in c.sentences() if s.kind == "recommendations_reasons"
    ] == ["Reasons are given for all 29 open; the commonest is money, for 19."]
    assert table_rows(report, "recommendations", "recommendations_table") == [
        ["Open to all", "20", "10", "10"],
        ["Many sports", "37", "18", "19"],
        ["All", "57", "28", "29"],
    ]


def test_all_57_districts_together_are_the_programme_and_no_district() -> None:
    cohorts = b"each_value, all: {label: whole}, called: {one: district, many: districts}}"
    programme = gyms()[PurePosixPath("programme.yaml")].replace(b"each_value}", cohorts)
    report = report_of({**gyms(), PurePosixPath("programme.yaml"): programme})
    said = [s.text for s in report.chapters[0].sentences()]
    assert "Gyms in the whole programme reported, before and after:" in said
    assert not [s for s in said if "whole district" in s]
    headings = [section.heading for section in report.chapters[0].sections]
    assert headings.count("What is still short") == 1  # of all together, and by district


@pytest.mark.parametrize(
    ("label", "opening"), [("all gyms", "All gyms"), ("all Gyms of the north", "All Gyms of the north")]
)
def test_nothing_is_in_all_units_whose_label_names_them(label: str, opening: str) -> None:
    cohorts = f"each_value, all: {{label: {label}}}, called: {{one: district, many: districts}}}}".encode()
    programme = gyms()[PurePosixPath("programme.yaml")].replace(b"each_value}", cohorts)
    report = report_of({**gyms(), PurePosixPath("programme.yaml"): programme})
    said = [s.text for chapter in report.chapters for s in chapter.sentences()]
    assert f"{opening} reported, before and after:" in said
    assert [s for s in said if f"in {label}" in s.lower() or "gyms among all" in s.lower()] == []
    assert any(s.startswith(f"Among {label}, as they reported, ") for s in said)


def test_summary_of_57_districts_names_what_moved_in_most_of_them_items_too() -> None:
    """Chess rose in all 57 districts, late hours in the 28 of even numbers; ramps fell in the 19 divisible by three."""
    report = report_of(gyms())
    said = [s.text for s in report.chapters[0].sentences() if s.kind == "groups_moved"]
    assert said == [
        "On offer, chess: the number rose in all 57 cohorts compared.",
        (
            "Open late: the number rose in 28 of the 57 cohorts compared (one gym each in 28) and did not change in 29."
        ),
        (
            "Ramps: the number fell in 19 of the 57 cohorts compared (one gym each in 19) and did not change in 38."
        ),
    ]


def test_summary_of_57_districts_says_what_is_still_short_without_naming_them() -> None:
    """Nobody offers bowls; late hours have three or four of eight, ramps four or five, and judo and chess are everywhere."""
    report = report_of(gyms())
    said = [s.text for s in report.chapters[0].sentences() if s.kind == "groups_short"]
    assert said == ["On offer, bowls: no gym had it in any of the 57 cohorts after."]


def test_programme_may_call_its_cohorts_by_a_word_of_its_own() -> None:
    """No sentence, heading or table speaks of cohorts; a label that says the word is not followed by it again."""
    programme = PurePosixPath("programme.yaml")
    few = gyms()[programme].replace(
        b"groups: each_value}",
        b"groups: {one: {is: District 1, label: District 1}, two: {is: District 2, label: second district}}, others: left_out, "
        b"called: {one: district, many: districts}}",
    )
    many = gyms()[programme].replace(b"each_value}", b"each_value, called: {one: district, many: districts}}")
    for declared, expected in (
        (few, "Gyms in the second district reported, before and after:"),
        (many, "On offer, chess: the number rose in all 57 districts compared."),
    ):
        text = render_markdown(report_of({**gyms(), programme: declared})).decode()
        assert expected in text
        assert "ohort" not in text
        assert "district district" not in text
        assert "District 1 district" not in text
    few_report = render_markdown(report_of({**gyms(), programme: few})).decode()
    assert "Gyms in District 1 reported, before and after:" in few_report
    assert "| Principle | Measures | District 1: Improved" in few_report
    assert "District 1, change" in few_report
    assert "| Second district: Improved" in few_report


def test_built_in_chapters_have_the_headings_of_the_programmes_own_wording() -> None:
    words = b"headings: {chapter_summary: In brief, section_who_answered: Replies}\n"
    report = report_of({**gyms(), WORDING: words}, "title: Gyms\n")
    assert report.chapters[0].title == "In brief"
    headings = [section.heading for chapter in report.chapters for section in chapter.sections]
    assert "Replies" in headings
    assert "What changed" in headings


def test_an_annex_of_findings_is_spoken_of_only_where_there_is_one() -> None:
    chapters = "title: Gyms\nchapters: [{id: principle, for_each: principle, blocks: [{show: cohort, except: [ramps]}]}"
    method = "{id: m, title: M, blocks: [{show: omissions}]}"
    said = "The chapters of the principles do not show ramps"
    for annex, end in ((", {id: annex_findings}", "; the annex of findings does."), ("", ".")):
        report = report_of(gyms(), f"{chapters}, {method}{annex}]\n")
        (chapter,) = [each for each in report.chapters if each.id == "m"]
        assert [s.text for s in chapter.sentences()] == [said + end]


def test_manual_lists_the_built_in_chapters_in_order() -> None:
    (listed,) = re.findall(
        r"The built-in chapters are (.*?)\. A report without",
        LANGUAGE.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    assert re.findall(r"`(\w+)`", listed) == list(built_in_chapters())


def test_report_takes_some_built_in_chapters_and_gives_one_another_title() -> None:
    report = report_of(
        gyms(), "title: Gyms\nchapters: [{id: principle}, {id: annex_questionnaire, title: What was asked}]\n"
    )
    assert chapters(report) == ["principle.open", "principle.sports", "annex_questionnaire"]
    assert report.chapters[-1].title == "What was asked"
    assert report.chapters[-1].annex


def test_chapter_with_blocks_of_its_own_replaces_the_built_in_one() -> None:
    report = report_of(
        gyms(), "title: Gyms\nchapters: [{id: summary, title: Summary, blocks: [{show: principles_table}]}]\n"
    )
    (chapter,) = report.chapters
    assert [section.id for section in chapter.sections] == ["principles_table"]


def test_indicators_that_are_left_out_are_named_in_an_annex() -> None:
    report = report_of(
        {
            **gyms(),
            PurePosixPath("principles/1-open.yaml"): gyms()[PurePosixPath("principles/1-open.yaml")].replace(
                b"title: Ramps,", b"title: Ramps, summary: false,"
            ),
        },
        "title: Gyms\nchapters:\n"
        "  - {id: results, title: Results, blocks: [{show: findings_table, except: [late]}]}\n"
        "  - {id: main, title: Main, blocks: [{show: groups_moved}]}\n"
        "  - {id: notes, title: Notes, blocks: [{show: omissions}]}\n",
    )
    balance, *others = report.chapters[1].sentences()
    assert "more measures rose than fell in" in balance.text
    assert [s.text.partition(":")[0] for s in others] == ["On offer, chess", "Open late", "On offer, judo"]
    assert [s.text for s in report.chapters[-1].sentences()] == [
        "By choice, no main point is made of ramps.",
        "The chapter “Results” does not show open late.",
    ]


def test_built_in_chapters_can_be_read_and_have_ids_of_their_own() -> None:
    assert list(built_in_chapters())[:2] == ["summary", "background"]
    assert all(plan.blocks for plan in built_in_chapters().values())


def test_chapter_does_not_say_again_what_its_lead_says() -> None:
    """The lead states the score of schools; the paragraph below it states absence alone."""
    said = [
        s.text for c in report_of(schools()).chapters if c.id == "principle.reading" for s in c.sentences()
    ]
    assert sum("reached the score" in text for text in said) == 1
    assert sum("had high absence" in text for text in said) == 1


def test_report_adds_texts_to_built_in_chapters_and_to_that_of_one_principle() -> None:
    added = """title: Gyms
chapters:
  - id: summary
    blocks: [{show: text, text: Read this first.}, {show: built_in}]
  - id: principle
    blocks:
      - {show: built_in}
      - {show: text, principle: sports, heading: Ours, text: 'See {{ see("sports.the_measures") }}.'}
"""
    report, plain = (
        report_of(gyms(), added),
        report_of(gyms(), "title: Gyms\nchapters: [{id: summary}, {id: principle}]\n"),
    )
    assert [chapter.title for chapter in report.chapters] == ["Summary", "Open to all", "Many sports"]
    own = [[section.id for section in chapter.sections] for chapter in report.chapters]
    built_in = [[section.id for section in chapter.sections] for chapter in plain.chapters]
    assert own == [["text", *built_in[0]], built_in[1], [*built_in[2], "text"]]
