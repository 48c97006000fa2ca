"""Faults of records, scores, shares and minimum numbers: inputs that earn a diagnostic, and inputs that do not."""

import pytest

from tests.mini_programme import FILES, edited, messages, run

RECORDS, SELECTION, PRINCIPLE = "rules/records.yaml", "rules/selection.yaml", "principles/1-access.yaml"
MARKS, ADVICE, EVIDENCE = "surveys/marks.csv", "surveys/recommendations.csv", "surveys/evidence.csv"
VALUES = "{done: Done, partly: In part, open: Open}, combined: {begun: [done, partly]}"
WORDING = 'phrases:\n  stance: "S."\nforbidden_words: [led to, impact]\n'
REPORT = "title: T\nchapters:\n  - {id: a, title: A, blocks: [{show: evidence}]}\n"


def codes(files: dict[str, str]) -> list[str]:
    return [message.split(" ")[1] for message in messages(files)]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ("done: Done, partly: In part, open: Open", []),
        ("done: Open, partly: In part, open: Done", ["EGY448"]),
        ("done: Fully done, partly: In part, open: Done not yet", ["EGY448"]),
        ("done: Carried out, partly: Begun, open: Nothing so far", []),  # no id is a word of another
        ("full: Partly done, partly: Fully done, open: Open", ["EGY448"]),
        ("ab: In part, partly: Above all, open: Open", []),  # the id is too short to say anything
    ],
)
def test_status_whose_id_is_the_word_of_another_is_a_warning(values: str, wanted: list[str]) -> None:
    words = dict(pair.split(": ") for pair in values.split(", "))
    files = edited(RECORDS, VALUES, f"{{{values}}}")
    for old, new in zip(("Done", "In part", "Open"), words.values(), strict=True):
        files[ADVICE] = files[ADVICE].replace(f",{old},", f",@{new},")
    files[ADVICE] = files[ADVICE].replace("@", "")
    assert codes(files) == wanted


@pytest.mark.parametrize(
    ("statuses", "wanted"),
    [
        ("[partly, open]", ""),
        (
            "[open]",
            "surveys/recommendations.csv:3:21 EGY540 a reason is given, but the status 'partly' has none",
        ),
        ("[partly, opn]", "rules/records.yaml:7:119 EGY313 there is no status 'opn'"),
    ],
)
def test_reason_for_a_status_that_has_none_is_an_error(statuses: str, wanted: str) -> None:
    groups = "groups: {resources: [money, staff]}"
    found = messages(edited(RECORDS, groups, f"{groups}, statuses: {statuses}"))
    assert found == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("bounds", "wanted"),
    [
        ("lowest: 1, highest: 5", []),
        ("highest: 5", []),
        ("lowest: 2", ["EGY539"] * 4),  # e has one score of 1, f two, and none is above
        ("highest: 4.5", ["EGY539"] * 2),
        ("lowest: 5, highest: 5", ["EGY449"]),
    ],
)
def test_score_out_of_its_range_is_an_error(bounds: str, wanted: list[str]) -> None:
    found = codes(edited(SELECTION, "value: mark}", f"value: mark, {bounds}}}"))
    assert found == wanted[: len(found)]
    assert bool(found) == bool(wanted)


def test_unit_without_a_score_in_a_subject_is_a_warning_and_one_without_any_is_not() -> None:
    accepted = FILES[SELECTION].replace("  # egyv: allow EGY542 e is not rated", "")
    assert codes({**FILES, SELECTION: accepted}) == ["EGY542"]
    without = FILES[MARKS].replace("e,hours,1\n", "")
    assert codes({**FILES, SELECTION: accepted, MARKS: without}) == []
    blank = FILES[MARKS].replace("e,hours,1\n", "e,hours,1\ne,staff,\n")
    (found,) = messages({**FILES, SELECTION: accepted, MARKS: blank})
    assert found == "surveys/marks.csv:11:9 EGY542 the unit 'e' has no score in staff, so it is not ranked"


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("They open late.", False),
        ("Longer hours led to more visits.", True),
        ("Longer hours LED  TO more visits.", True),
        ("They misled townspeople.", False),
    ],
)
def test_refused_word_in_a_text_is_a_warning_where_the_wording_lists_it(
    text: str, *, is_refused: bool
) -> None:
    files = {**FILES, EVIDENCE: FILES[EVIDENCE].replace("They open late.", text)}
    assert codes(files) == []  # without a report, no wording refuses anything
    with_report = {**files, "reports/report.yaml": REPORT, "reports/wording.yaml": WORDING}
    assert codes(with_report) == (["EGY543"] if is_refused else [])


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("gap,no", "gap,no", []),
        ("gap,no", "gap,yes", ["EGY540"]),
        ("gap,no", "mixed,yes", []),
        ("strength,yes", "strength,no", []),
    ],
)
def test_gap_that_is_called_good_practice_is_an_error(old: str, new: str, wanted: list[str]) -> None:
    assert codes(edited(EVIDENCE, old, new)) == wanted


@pytest.mark.parametrize(
    ("share", "wanted"),
    [
        ("share_at_least: 80", []),
        ("share_at_least: 1", []),
        ("share_at_least: 0", ["EGY411"]),
        ("share_at_least: 0.8", ["EGY447"]),
        ("share_at_most: 0.05", ["EGY219", "EGY447"]),
        ("share_at_least: 99.5", []),
    ],
)
def test_share_below_one_per_cent_is_a_warning(share: str, wanted: list[str]) -> None:
    assert codes(edited(PRINCIPLE, "share_at_least: 80", share)) == wanted


@pytest.mark.parametrize(
    ("minimum", "wanted"),
    [
        ("matched: 5, base_for_words: 5", []),
        ("matched: 6, base_for_words: 6", []),  # there are six libraries
        ("matched: 7, base_for_words: 5", ["EGY545"]),
        ("matched: 5, base_for_words: 50", ["EGY545"]),
    ],
)
def test_minimum_that_no_group_reaches_is_a_warning(minimum: str, wanted: list[str]) -> None:
    assert codes(edited("programme.yaml", "matched: 5, base_for_words: 5", minimum)) == wanted


def test_coverage_in_per_cent_is_an_error() -> None:
    (found,) = messages(edited("programme.yaml", "coverage: 0.6", "coverage: 60"))
    assert found.endswith("EGY204 this must be a number of at most 1, but is 60")


def test_results_of_the_sound_programme_have_no_warning() -> None:
    assert run(FILES).diagnostics == ()


def test_word_that_is_not_declared_is_one_error_with_its_number_of_rows() -> None:
    files = {**FILES, ADVICE: FILES[ADVICE].replace(",Open,", ",Opne,").replace("access,Done,", "access,,")}
    (blank, found) = [d for d in run(files).diagnostics if d.code == "EGY523"]
    assert blank.message == "this row has no status"
    assert found.message == "there is no status 'Opne': 4 rows have it in the column 'status'"
    assert (str(found.span.file), found.span.line) == (ADVICE, 4)
    places = [(str(span.file), span.line, note) for span, note in found.related]
    assert places == [
        (RECORDS, 6, "'Open' is declared here"),
        (RECORDS, 6, "this rule reads the column"),
        (ADVICE, 5, "here, too"),
        (ADVICE, 6, "here, too"),
    ]


def test_many_words_that_are_not_declared_are_counted_after_the_first_ten() -> None:
    header, first = FILES[ADVICE].splitlines()[:2]
    words = [f"Unknown {number // 2:02}" for number in range(30)]  # 15 words in two rows each
    rows = [f"s{number},a,access,{word}," for number, word in enumerate(words)]
    files = {**FILES, ADVICE: "\n".join([header, first, *rows]) + "\n"}
    *_, last = found = [d.message for d in run(files).diagnostics if d.code == "EGY523"]
    assert found[:10] == [
        f"there is no status 'Unknown {number:02}': 2 rows have it in the column 'status'"
        for number in range(10)
    ]
    assert last == (
        "5 more words in 10 rows of the column 'status' are not declared: "
        "'Unknown 10', 'Unknown 11', 'Unknown 12', 'Unknown 13', 'Unknown 14'"
    )
    assert len(found) == 11


def test_points_of_an_unknown_principle_are_not_taken_for_points_on_the_programme() -> None:
    header = FILES[EVIDENCE].splitlines()[0]
    rows = [f"p{number},acess,hours,gap,no,Thing {number}." for number in range(12)]
    made = run({**FILES, EVIDENCE: "\n".join([header, *rows]) + "\n"})
    assert [d.message for d in made.diagnostics if d.code == "EGY523"] == [
        "there is no principle 'acess': 12 rows have it in the column 'principle'"
    ]
    assert made.supplements.points == ()
