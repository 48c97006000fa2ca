"""Accepted warnings: what a comment or an entry accepts, and what is reported about them."""

import re
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.checks.accepted_warnings import ACCEPTABLE, FOUND_LATER
from egyv_engine.pipeline.run import Until, run
from tests.library import BASE, Edit
from tests.mini_programme import edited
from tests.reported import checked, reported

ENGINE = Path(__file__).parents[2] / "engine" / "egyv_engine"
RULES, PROGRAMME, SCALES = "principles/1-access.yaml", "programme.yaml", "rules/scales.yaml"
INSTRUMENT, AFTER = "surveys/instrument.yaml", "surveys/after.csv"
SOME = "    met_when: {question: visits, at_least: Sometimes}\n"
NEVER = "    met_when: {question: visits, above: Often}\n"
COMMENT = "# egyv: allow EGY411 the scale gets a fourth answer"
END = "minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}\n"
UNUSED = ("scales: {", "scales: {grade: [Bad, Good], size: [Small, Large], ")


def entry(text: str) -> Edit:
    """An edit that adds one line of `accepted_warnings` to programme.yaml."""
    return (END, f"{END}accepted_warnings: [{text}]\n")


def codes(edits: dict[str, Edit | list[Edit]]) -> list[str]:
    """The code of each diagnostic, in order."""
    return [d.code for d in checked(edits).diagnostics]


def accepted(
    edits: dict[str, Edit | list[Edit]], *, rules_only: bool = True
) -> list[tuple[str, int, str, int]]:
    """Code, line and reason of each accepted warning, and the line where it is accepted."""
    found = checked(edits, rules_only=rules_only)
    assert found.diagnostics == ()
    return [(a.diagnostic.code, a.diagnostic.span.line, a.reason, a.accepted_at.line) for a in found.accepted]


def test_warning_without_a_comment_is_reported() -> None:
    assert codes({RULES: (SOME, NEVER)}) == ["EGY411"]


@pytest.mark.parametrize(
    ("text", "line", "at"),
    [
        (f"{NEVER[:-1]}  {COMMENT}\n", 11, 11),
        (f"    {COMMENT}\n{NEVER}", 12, 11),
        (f"{COMMENT}\n{NEVER}", 12, 11),
        (f"    {COMMENT}\n    # more about it\n{NEVER}", 13, 11),
        (NEVER.replace("\n", "  # egyv: allow EGY411: the scale gets a fourth answer\n"), 11, 11),
        (f"    met_when:\n      question: visits\n      {COMMENT}\n      above: Often\n", 14, 13),
    ],
)
def test_comment_at_the_end_of_the_line_or_above_accepts_a_warning(text: str, line: int, at: int) -> None:
    assert accepted({RULES: (SOME, text)}) == [("EGY411", line, "the scale gets a fourth answer", at)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"    {COMMENT}\n\n{NEVER}", 12),  # a blank line between
        (f"{NEVER}    {COMMENT}\n", 13),  # below
        (f"    met_when:   {COMMENT}\n      question: visits\n      above: Often\n", 11),
    ],
)
def test_comment_on_another_line_accepts_nothing(text: str, line: int) -> None:
    found = checked({RULES: (SOME, text)}, rules_only=False)
    assert found.accepted == ()
    assert sorted(d.code for d in found.diagnostics) == ["EGY411", "EGY704"]
    assert (
        next(d.message for d in found.diagnostics if d.code == "EGY704")
        == f"there is no EGY411 on line {line}"
    )


def test_comment_accepts_all_warnings_of_its_code_on_the_line_and_no_others() -> None:
    line = ("scales: {", "scales: {grade: [Bad, Good], size: [Small, Large], ")
    found = accepted(
        {
            SCALES: [
                line,
                (
                    "frequency: [Never, Sometimes, Often]}",
                    "frequency: [Never, Sometimes, Often]}  # egyv: allow EGY418 kept",
                ),
            ]
        }
    )
    assert found == [("EGY418", 2, "kept", 2), ("EGY418", 2, "kept", 2)]
    wrong_code = f"{NEVER[:-1]}  # egyv: allow EGY418 kept\n"
    assert codes({RULES: (SOME, wrong_code)}) == ["EGY411", "EGY704"]


def test_entry_accepts_all_warnings_of_its_code() -> None:
    edits: dict[str, Edit | list[Edit]] = {SCALES: UNUSED, PROGRAMME: entry("{code: EGY418, reason: kept}")}
    assert accepted(edits) == [("EGY418", 2, "kept", 19), ("EGY418", 2, "kept", 19)]


def test_comment_takes_precedence_over_an_entry_which_then_accepts_nothing() -> None:
    edits: dict[str, Edit | list[Edit]] = {
        RULES: (SOME, f"{NEVER[:-1]}  {COMMENT}\n"),
        PROGRAMME: entry("{code: EGY411, reason: kept}"),
    }
    found = checked(edits, rules_only=False)
    assert [a.accepted_at.line for a in found.accepted] == [11]
    assert reported(edits, rules_only=False) == [
        f"{PROGRAMME}:19:28 EGY704 there is no EGY411 that this entry would accept"
    ]


BLANK: list[Edit] = [  # no unit answers `loans`
    (f",{value},", ",,")
    for value in ("85", "260", "101", "110", "120", "300", "150", "95", "70", "210", "180", "140")
]
LOANS = "  - {id: loans, asks: How many books are lent in a week?, scale: number}\n"


def test_warning_about_data_is_accepted_at_the_question() -> None:
    edits: dict[str, Edit | list[Edit]] = {
        AFTER: BLANK,
        INSTRUMENT: (LOANS, f"{LOANS[:-1]}  # egyv: allow EGY516 the machine was broken\n"),
    }
    assert accepted(edits, rules_only=False) == [("EGY516", 1, "the machine was broken", 9)]


def test_warning_about_data_is_not_accepted_at_another_question() -> None:
    other = "  - {id: visits, asks: How often do people visit?, scale: frequency}\n"
    found = checked(
        {AFTER: BLANK, INSTRUMENT: (other, f"{other[:-1]}  # egyv: allow EGY516 x\n")}, rules_only=False
    )
    assert sorted(d.code for d in found.diagnostics) == ["EGY516", "EGY704"]


def test_acceptance_of_a_data_warning_is_not_called_unneeded_when_no_data_is_read() -> None:
    edits: dict[str, Edit | list[Edit]] = {PROGRAMME: entry("{code: EGY516, reason: blank in one wave}")}
    assert reported(edits, rules_only=True) == []
    assert reported(edits, rules_only=False) == [
        f"{PROGRAMME}:19:28 EGY704 there is no EGY516 that this entry would accept"
    ]


def test_acceptance_is_not_called_unneeded_while_there_are_errors() -> None:
    error = ("      events: {label: events, verb: plural}", "      events: {label: events, verb: plurl}")
    found = checked({"rules/baskets.yaml": error, PROGRAMME: entry("{code: EGY418, reason: kept}")})
    assert "EGY704" not in [d.code for d in found.diagnostics]


def test_warnings_are_accepted_while_there_are_errors() -> None:
    found = checked({RULES: [(SOME, f"{NEVER[:-1]}  {COMMENT}\n"), ('is: "Yes"', 'is: "Yse"')]})
    assert [d.code for d in found.diagnostics] == ["EGY302"]
    assert [a.diagnostic.code for a in found.accepted] == ["EGY411"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# egyv:", "EGY701 this comment does not say which warning it accepts"),
        ("# egyv: allow", "EGY701 this comment does not say which warning it accepts"),
        ("# egyv: alow EGY411 x", "EGY701 this comment does not say which warning it accepts"),
        ("# egyv: allowEGY411 x", "EGY701 this comment does not say which warning it accepts"),
        ("# egyv: allow EGY411", "EGY701 there is no reason for accepting EGY411"),
        ("# egyv: allow EGY411:", "EGY701 there is no reason for accepting EGY411"),
        ("# egyv: allow egy411 x", "EGY702 there is no code 'egy411'"),
        ("# egyv: allow EGY999 x", "EGY702 there is no code 'EGY999'"),
        ("# egyv: allow EGY302 x", "EGY703 EGY302 is an error, and only warnings can be accepted"),
        ("# egyv: allow EGY702 x", "EGY703 EGY702 is an error, and only warnings can be accepted"),
        ("# egyv: allow EGY704 x", "EGY703 EGY704 cannot be accepted"),
    ],
)
def test_comment_that_cannot_accept_is_an_error_and_accepts_nothing(comment: str, message: str) -> None:
    found = checked({RULES: (SOME, f"{NEVER[:-1]}  {comment}\n")})
    assert found.accepted == ()
    errors = [d for d in found.diagnostics if d.severity == "error"]
    assert [f"{d.code} {d.message}" for d in errors] == [message]
    assert [d.code for d in found.diagnostics if d.severity == "warning"] == ["EGY411"]


def test_unknown_code_is_reported_at_the_code_with_a_suggestion() -> None:
    found = checked({RULES: (SOME, f"{NEVER[:-1]}  # egyv: allow EGY471 x\n")})
    (error,) = (d for d in found.diagnostics if d.code == "EGY702")
    line = f"{NEVER[:-1]}  # egyv: allow EGY471 x"
    assert line[error.span.column - 1 : error.span.end_column - 1] == "EGY471"
    assert error.hint is not None
    assert error.hint.startswith("did you mean 'EGY411'? warnings that can be accepted: EGY")


def test_unneeded_comment_names_the_line_where_the_warning_is() -> None:
    found = checked({RULES: (SOME, f"    {COMMENT}\n\n{NEVER}")}, rules_only=False)
    (unneeded,) = (d for d in found.diagnostics if d.code == "EGY704")
    assert unneeded.hint == "EGY411 is on line 13: move the comment there, or remove it"


def test_unneeded_comment_names_the_nearest_line_with_the_warning() -> None:
    late = '    met_when: {question: open_late, is: "Yes"}\n'
    always = '    met_when: {question: open_late, is_one_of: ["No", "Yes"]}\n'
    title = "    title: Visited often\n"
    edits: dict[str, Edit | list[Edit]] = {
        RULES: [(late, always), (title, f"{title[:-1]}  {COMMENT}\n"), (SOME, NEVER)]
    }
    found = checked(edits, rules_only=False)
    assert [d.span.line for d in found.diagnostics if d.code == "EGY411"] == [6, 11]
    (unneeded,) = (d for d in found.diagnostics if d.code == "EGY704")
    assert (unneeded.span.line, unneeded.hint) == (
        10,
        "EGY411 is on line 11: move the comment there, or remove it",
    )


def test_entries_without_a_code_or_reason_are_faults_of_shape() -> None:
    assert reported({PROGRAMME: entry("{code: EGY418}")}) == [
        f"{PROGRAMME}:19:21 EGY202 the key 'reason' is missing"
    ]
    assert reported({PROGRAMME: entry("EGY418")}) == [
        f"{PROGRAMME}:19:21 EGY203 this must be a mapping, but is 'EGY418'"
    ]


# one row of a data file


def test_entry_with_a_row_accepts_the_warnings_about_this_row_alone() -> None:
    evidence = {
        name: data.encode()
        for name, data in edited("surveys/evidence.csv", "They open late.", "It led to late hours.").items()
    }
    evidence["surveys/evidence.csv"] = evidence["surveys/evidence.csv"].replace(
        b"There was none.", b"None due to cuts."
    )
    evidence["reports/report.yaml"] = (
        b"title: R\nchapters: [{id: a, title: A, blocks: [{show: evidence, heading: E}]}]\n"
    )
    evidence["reports/wording.yaml"] = (
        b"phrases: {stance: 'Points: {{ stance }}'}\nforbidden_words: [led to, due to]\n"
    )
    rows = {
        row: f"accepted_warnings: [{{code: EGY543, row: {row}, reason: Said so.}}]\n" for row in ("p1", "p9")
    }

    def found(entries: str) -> list[str]:
        made = dict(evidence)
        made["programme.yaml"] += entries.encode()
        result = run({PurePosixPath(name): data for name, data in made.items()}, until=Until.DATA)
        return [d.message for d in result.diagnostics if d.code in ("EGY543", "EGY704")]

    of_p1 = "the text of the point 'p1' has 'led to', which the wording refuses"
    of_p2 = "the text of the point 'p2' has 'due to', which the wording refuses"
    assert found("") == [of_p1, of_p2]
    assert found(rows["p1"]) == [of_p2]
    assert found(rows["p9"]) == [of_p1, of_p2]


def test_entry_with_a_row_that_no_warning_is_about_is_reported() -> None:
    edits: dict[str, Edit | list[Edit]] = {
        SCALES: UNUSED,
        PROGRAMME: entry("{code: EGY418, row: a1, reason: x}"),
    }
    (found,) = [d for d in checked(edits).diagnostics if d.code == "EGY704"]
    assert found.message == "there is no EGY418 about the row 'a1' that this entry would accept"


def test_rules_alone_do_not_say_that_a_warning_of_a_later_stage_is_not_there() -> None:
    case = BASE.parent / "EGY411_more_parts_than_remain"
    files = {
        PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes()
        for folder in (BASE, case)
        for path in folder.rglob("*.*")
        if path.is_file()
    }
    accepted_entry = b"accepted_warnings: [{code: EGY411, reason: kept for the next wave}]\n"
    files[PurePosixPath(PROGRAMME)] += accepted_entry
    (found,) = run(files, until=Until.DATA).accepted
    assert found.diagnostic.span.line == 11
    assert run(files, until=Until.RULES).diagnostics == ()


def test_codes_of_later_stages_are_known() -> None:
    later = ("data", "compiler", "evaluation", "engines", "selection", "supplements", "pipeline")
    modules = [path for folder in later for path in (ENGINE / folder).rglob("*.py")]
    modules += [ENGINE / "narrative" / "evidence_words.py", ENGINE / "narrative/own_text/result_checks.py"]
    emitted = {code for path in modules for code in re.findall(r'"(EGY[0-9]{3})"', path.read_text("utf-8"))}
    assert {code for code in emitted if code in ACCEPTABLE} <= FOUND_LATER
