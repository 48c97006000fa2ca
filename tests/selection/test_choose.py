"""Choosing one unit per class: ties, units that are not available, and choices that must differ."""

from fractions import Fraction

import pytest

from egyv_engine.selection.choose import Candidate, ChoiceRules, UnitChoice, choose

RULES = ChoiceRules(
    classes={"strong": "top_third", "middling": "rest", "weak": "bottom_third"},
    prefer={"strong": "highest", "middling": "nearest_median", "weak": "lowest"},
    fallback_order=("middling", "strong", "weak"),
    must_vary_by="region",
)


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
    return {c.candidate.unit: c for c in choose(made, RULES)}


def chosen(choices: dict[str, UnitChoice]) -> str:
    return "".join(unit for unit in sorted(choices) if choices[unit].selected)


@pytest.mark.parametrize(
    ("scores", "away", "wanted"),
    [
        ("987654", "", "acf"),  # two in each class; the median is 6.5, c and d tie by id
        ("999999", "", "acf"),  # all tie: rank is by id
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
    return "".join(c.candidate.unit for c in choose(made, RULES) if c.selected)


@pytest.mark.parametrize(
    ("scores", "away", "wanted"),
    [
        # all tie: rank is by id, not by the order of the candidates
        ({"f": 9, "e": 9, "d": 9, "c": 9, "b": 9, "a": 9}, "", "acf"),
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
    assert [c.candidate.unit for c in choose(made, RULES)] == ["c", "a", "b", "d"]


def test_choose_unit_not_available_names_its_replacement() -> None:
    choices = choices_for("987654", "a")
    assert choices["a"].preferred
    assert choices["a"].reason == "Not chosen: the highest score among the strong, but it was not available."
    assert choices["b"].reason == "Chosen in place of a: the available strong unit nearest it in score."


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
        "All the choices share one region; no choice that may be replaced has an available unit from another region "
        "in its class."
    )
    assert all(choices[u].reason.endswith(end) for u in "acf")


def test_choose_unknown_region_is_not_another_region() -> None:
    made = [
        Candidate(unit=u, group=None, score=Fraction(s), available=True, spread=region)
        for u, s, region in zip("abcdef", (9, 8, 7, 6, 5, 4), ("n", None, "n", None, None, "n"), strict=True)
    ]
    assert "".join(c.candidate.unit for c in choose(made, RULES) if c.selected) == "acf"


def test_choose_groups_are_ranked_separately() -> None:
    made = [
        Candidate(unit=u, group=u[0], score=Fraction(s), available=True, spread=u)
        for u, s in [("x1", 1), ("x2", 2), ("x3", 3), ("y1", 9), ("y2", 8), ("y3", 7)]
    ]
    choices = choose(made, RULES)
    assert [(c.candidate.unit, c.rank) for c in choices] == [
        *(("x3", 1), ("x2", 2), ("x1", 3)),
        *(("y1", 1), ("y2", 2), ("y3", 3)),
    ]
