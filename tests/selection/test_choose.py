"""Choosing one unit per class: ties, units that are not available, and choices that must differ."""

from fractions import Fraction
from pathlib import PurePosixPath

import pytest

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Unit
from egyv_engine.model.frozen import replace
from egyv_engine.narrative.selection_words import reason_in_words
from egyv_engine.narrative.wording import shipped_wording
from egyv_engine.selection.bands import Ties
from egyv_engine.selection.candidates import Candidate, ChoiceRules
from egyv_engine.selection.choose import UnitChoice, choose
from egyv_engine.selection.reasons import ChoiceReason

UNIT = Unit(one="club", many="clubs", doc_path=DocumentPath(PurePosixPath("programme.yaml")))
RULES = ChoiceRules(
    classes={"strong": "top_third", "middling": "rest", "weak": "bottom_third"},
    prefer={"strong": "highest", "middling": "nearest_median", "weak": "lowest"},
    ties=None,
    fallback_order=("middling", "strong", "weak"),
    must_vary_by="region",
)


def said(choice: UnitChoice) -> str:
    return reason_in_words(choice.reason, shipped_wording(), UNIT, {}, {})


def choices_for(scores: str, away: str = "", regions: str = "") -> dict[str, UnitChoice]:
    """Units a, b, c ... with these one-digit scores; those in `away` are not available; `regions` has one letter per unit."""
    units = [chr(ord("a") + i) for i in range(len(scores))]
    made = [
        Candidate(
            unit=unit,
            group=None,
            score=None if digit == "-" else Fraction(digit),
            available=unit not in away,
            spread=regions[i] if regions else unit,
        )
        for i, (unit, digit) in enumerate(zip(units, scores, strict=True))
    ]
    return {c.candidate.unit: c for c in choose(made, RULES).units}


def chosen(choices: dict[str, UnitChoice]) -> str:
    return "".join(unit for unit in sorted(choices) if choices[unit].selected)


@pytest.mark.parametrize(
    ("scores", "away", "wanted"),
    [
        ("987654", "", "acf"),  # two in each class; the median is 6.5, c and d tie by id
        ("999999", "", "a"),  # all tie: two in each class, so the highest class has all of them
        ("9876543", "", "adg"),  # seven: two, three, two; the median unit
        ("987654", "a", "bcf"),  # the preferred of a class is away: the nearest in it
        ("987654", "ab", "cf"),  # nobody in the class is available
        ("98", "", "a"),  # n // 3 is none: only the rest has units
        ("9-8-7", "", "ace"),  # units without a score are not ranked
    ],
)
def test_choose_takes_one_unit_per_class(scores: str, away: str, wanted: str) -> None:
    assert chosen(choices_for(scores, away)) == wanted


def chosen_of(scores: dict[str, int], away: str = "", unknown: str = "") -> str:
    """The chosen of these units, in the order of the candidates; of the `unknown` ones it is not known if they can be."""
    made = [
        Candidate(
            unit=u,
            group=None,
            score=Fraction(s),
            available=None if u in unknown else u not in away,
            spread=u,
        )
        for u, s in scores.items()
    ]
    return "".join(c.candidate.unit for c in choose(made, RULES).units if c.selected)


@pytest.mark.parametrize(
    ("scores", "away", "wanted"),
    [
        # all tie: the first by id, not by the order of the candidates
        ({"f": 9, "e": 9, "d": 9, "c": 9, "b": 9, "a": 9}, "", "a"),
        # two tie for the lowest score
        ({"f": 4, "e": 4, "d": 6, "c": 7, "b": 8, "a": 9}, "", "ace"),
        # the first by name of the lowest is away, and the other one is not
        ({"f": 4, "e": 4, "d": 6, "c": 7, "b": 8, "a": 9}, "e", "acf"),
        # the median of 4, 5, 6, 7, 8, 9 is 6.5: c (6) and d (7) are as near, and c is first by id
        ({"f": 9, "e": 8, "d": 7, "c": 6, "b": 5, "a": 4}, "", "fca"),
        # the median of 1, 4, 6, 9 is 5: b (4) and c (6) are as near
        ({"d": 9, "c": 6, "b": 4, "a": 1}, "", "dba"),
        # m (5) is away: a (4) and z (6) are as near it
        ({"r": 9, "q": 8, "p": 7, "z": 6, "m": 5, "a": 4, "d": 3, "c": 2, "b": 1}, "m", "rab"),
    ],
)
def test_choose_ties_go_to_the_first_id(scores: dict[str, int], away: str, wanted: str) -> None:
    assert chosen_of(scores, away) == wanted


def test_choose_passes_over_a_unit_that_is_not_known_to_be_available() -> None:
    assert chosen_of({"a": 9, "b": 8, "c": 7, "d": 6, "e": 5, "f": 4}, unknown="a") == "bcf"


@pytest.mark.parametrize(
    ("number", "sizes"),
    [
        (1, (0, 1, 0)),
        (2, (0, 2, 0)),
        (3, (1, 1, 1)),
        (4, (1, 2, 1)),
        (5, (1, 3, 1)),
        (6, (2, 2, 2)),
        (8, (2, 4, 2)),
        (9, (3, 3, 3)),
    ],
)
def test_choose_classes_hold_a_third_rounded_down_and_the_rest(
    number: int, sizes: tuple[int, int, int]
) -> None:
    classes = [c.class_ for c in choices_for("987654321"[:number]).values()]
    top, rest, bottom = sizes
    assert classes == ["strong"] * top + ["middling"] * rest + ["weak"] * bottom


def test_choose_units_without_a_score_come_last_by_id() -> None:
    made = [
        Candidate(unit=u, group=None, score=s, available=True, spread=u)
        for u, s in (("d", None), ("b", None), ("c", Fraction(1)), ("a", None))
    ]
    assert [c.candidate.unit for c in choose(made, RULES).units] == ["c", "a", "b", "d"]


def test_choose_unit_not_available_names_its_replacement() -> None:
    choices = choices_for("987654", "a")
    assert choices["a"].preferred
    assert said(choices["a"]) == "Not chosen: the highest score among the strong, but it was not available."
    assert said(choices["b"]) == "Chosen in place of a: the available strong club nearest it in score."


@pytest.mark.parametrize(
    ("away", "regions", "wanted"),
    [
        ("", "nnnsnn", "adf"),  # all three of n: the middling choice c is replaced by d
        ("d", "nsnsnn", "bcf"),  # no other middling one is available: the strong choice is replaced
        ("bd", "nsnssn", "ace"),  # then the weak
        ("bde", "nsnssn", "acf"),  # no class can
        ("", "nnsnnn", "acf"),  # two regions: nothing changes
    ],
)
def test_choose_all_of_one_region_replaces_one_choice(away: str, regions: str, wanted: str) -> None:
    assert chosen(choices_for("987654", away, regions)) == wanted


def test_choose_without_a_replacement_says_so() -> None:
    choices = choices_for("987654", "bde", "nsnssn")
    end = (
        "All the choices share one region; no choice that may be replaced has an available club from another region "
        "in its class."
    )
    assert all(said(choices[u]).endswith(end) for u in "acf")


def test_choose_unknown_region_is_not_another_region() -> None:
    made = [
        Candidate(unit=u, group=None, score=Fraction(s), available=True, spread=region)
        for u, s, region in zip("abcdef", (9, 8, 7, 6, 5, 4), ("n", None, "n", None, None, "n"), strict=True)
    ]
    assert "".join(c.candidate.unit for c in choose(made, RULES).units if c.selected) == "acf"


@pytest.mark.parametrize(
    ("regions", "wanted"),
    [
        ("nsnssn", "bf"),  # both choices, a and f, are of n: b is the other strong one
        ("nsnsss", "af"),  # they are of two regions
    ],
)
def test_choose_two_choices_of_one_region_are_replaced_as_three_are(regions: str, wanted: str) -> None:
    two = replace(
        RULES, classes={"strong": "top_third", "weak": "bottom_third"}, fallback_order=("strong", "weak")
    )
    made = [
        Candidate(unit=u, group=None, score=Fraction(s), available=True, spread=region)
        for u, s, region in zip("abcdef", (9, 8, 7, 6, 5, 4), regions, strict=True)
    ]
    assert "".join(c.candidate.unit for c in choose(made, two).units if c.selected) == wanted


def test_choose_choices_whose_regions_are_all_unknown_stay() -> None:
    made = [
        Candidate(unit=u, group=None, score=Fraction(s), available=True, spread=region)
        for u, s, region in zip("abcdef", (9, 8, 7, 6, 5, 4), (None, "s", None, "s", "s", None), strict=True)
    ]
    assert "".join(c.candidate.unit for c in choose(made, RULES).units if c.selected) == "acf"


def classes_of(scores: str, ties: Ties | None) -> str:
    """Ranks, then the first letters of the classes of units a, b, c ... with these one-digit scores, the highest first."""
    made = [
        Candidate(unit=chr(ord("a") + i), group=None, score=Fraction(digit), available=True, spread=None)
        for i, digit in enumerate(scores)
    ]
    units = choose(made, replace(RULES, ties=ties)).units
    return "".join(str(c.rank) for c in units) + " " + "".join((c.class_ or "-")[0] for c in units)


@pytest.mark.parametrize(
    ("scores", "most", "up", "down"),
    [
        ("987654", "123456 ssmmww", "123456 ssmmww", "123456 ssmmww"),  # no tie
        ("997755", "113355 ssmmww", "113355 ssmmww", "113355 ssmmww"),  # ties within the classes
        ("977754", "122256 smmmww", "122256 ssssww", "122256 smmmww"),  # one of three in the top third
        ("999654", "111456 sssmww", "111456 sssmww", "111456 mmmmww"),  # two of three in the top third
        ("988654", "122456 sssmww", "122456 sssmww", "122456 smmmww"),  # one each: the higher
        ("987444", "123444 ssmwww", "123444 ssmmmm", "123444 ssmwww"),  # two of three in the bottom third
        (
            "944444",
            "122222 smmmmm",
            "122222 ssssss",
            "122222 swwwww",
        ),  # one, two and two: the higher of the two
        ("944444321", "122222789 smmmmmwww", "122222789 sssssswww", "122222789 smmmmmwww"),  # two and three
    ],
)
def test_choose_equal_scores_share_a_rank_and_a_class(scores: str, most: str, up: str, down: str) -> None:
    assert [classes_of(scores, ties) for ties in (None, "up", "down")] == [most, up, down]


def test_choose_reason_says_how_many_were_equal() -> None:
    tied = "clubs with the highest score among the strong"
    assert said(choices_for("999654")["a"]) == f"Chosen: the first by name of 3 {tied}."
    assert (
        said(choices_for("999654")["b"]) == f"Not chosen: one of 3 {tied}, of which a is the first by name."
    )
    assert said(choices_for("999654", "a")["b"]) == f"Chosen: the first by name of 2 available {tied}."
    assert said(choices_for("999654", "a")["a"]) == f"Not chosen: one of 3 {tied}, but it was not available."
    assert said(choices_for("999654", "ab")["c"]) == f"Chosen: the only available one of 3 {tied}."
    assert said(choices_for("977654", "a")["b"]) == (
        "Chosen in place of a: the first by name of 2 available strong clubs nearest it in score."
    )


def test_choose_unit_of_which_nobody_knows_whether_it_is_available_has_that_in_its_reason() -> None:
    made = [
        Candidate(unit=u, group=None, score=Fraction(s), available=None if u == "b" else True, spread=u)
        for u, s in zip("abcdef", (9, 8, 7, 6, 5, 4), strict=True)
    ]
    reasons = {c.candidate.unit: said(c) for c in choose(made, RULES).units}
    assert reasons["b"] == (
        "Not chosen: another strong club was preferred, and it is not known to be available."
    )
    assert "known" not in "".join(reason for unit, reason in reasons.items() if unit != "b")


def test_choose_groups_are_ranked_separately() -> None:
    made = [
        Candidate(unit=u, group=u[0], score=Fraction(s), available=True, spread=u)
        for u, s in [("x1", 1), ("x2", 2), ("x3", 3), ("y1", 9), ("y2", 8), ("y3", 7)]
    ]
    choices = choose(made, RULES).units
    assert [(c.candidate.unit, c.rank) for c in choices] == [
        *(("x3", 1), ("x2", 2), ("x1", 3)),
        *(("y1", 1), ("y2", 2), ("y3", 3)),
    ]


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (("cold",), "“Food kept cold”"),
        (("staff_time",), "staff time"),  # a word of the file of scores
        (("cold", "staff_time"), "“Food kept cold” or staff time"),
        (("cold", "staff_time", "pests"), "“Food kept cold”, staff time or “No pests”"),
    ],
)
def test_reason_names_principles_by_their_titles(missing: tuple[str, ...], words: str) -> None:
    reason = ChoiceReason("selection.not_ranked_without", {"missing": missing})
    titles = {"cold": "Food kept cold", "pests": "No pests"}
    text = reason_in_words(reason, shipped_wording(), UNIT, titles, {})
    assert text == f"Not ranked: it has no score in {words}."
