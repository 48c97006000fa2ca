"""Picking one unit a class: ties, units not available, and picks that must not all be alike."""

from fractions import Fraction

import pytest

from egyv_engine.selection.choose import Candidate, Rules, UnitChoice, choose

RULES = Rules(
    classes={"strong": "top_third", "middling": "rest", "weak": "bottom_third"},
    prefer={"strong": "highest", "middling": "nearest_median", "weak": "lowest"},
    give_way=("middling", "strong", "weak"),
    spread_name="region",
)


def of(scores: str, away: str = "", regions: str = "") -> dict[str, UnitChoice]:
    """Units a, b, c ... with these one-digit scores; those in `away` are not available; a letter a region."""
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


def picked(choices: dict[str, UnitChoice]) -> str:
    return "".join(unit for unit in sorted(choices) if choices[unit].selected)


@pytest.mark.parametrize(
    ("scores", "away", "wanted"),
    [
        ("987654", "", "acf"),  # two a class; the median is 6.5, c and d tie by id
        ("999999", "", "acf"),  # all tie: rank is by id
        ("9876543", "", "adg"),  # seven: two, three, two; the median unit
        ("987654", "a", "bcf"),  # the preferred of a class is away: the nearest in it
        ("987654", "ab", "cf"),  # nobody of the class is available
        ("98", "", "a"),  # n // 3 is none: only the rest has units
        ("9-8-7", "", "ace"),  # units without a score are not ranked
    ],
)
def test_choose_picks_one_a_class(scores: str, away: str, wanted: str) -> None:
    assert picked(of(scores, away)) == wanted


def test_choose_not_available_says_so_and_who_stands_in() -> None:
    choices = of("987654", "a")
    assert choices["a"].preferred
    assert choices["a"].reason == "Not chosen: the highest score among the strong, but it was not available."
    assert choices["b"].reason == "Chosen in place of a: the available strong unit nearest it in score."


@pytest.mark.parametrize(
    ("away", "regions", "wanted"),
    [
        ("", "nnnsnn", "adf"),  # all three of n: the middling choice c gives way to d
        ("d", "nsnsnn", "bcf"),  # no other middling one is available: the strong gives way
        ("bd", "nsnssn", "ace"),  # then the weak
        ("bde", "nsnssn", "acf"),  # nobody can
        ("", "nnsnnn", "acf"),  # not all alike: nothing moves
    ],
)
def test_choose_all_alike_one_class_gives_way(away: str, regions: str, wanted: str) -> None:
    assert picked(of("987654", away, regions)) == wanted


def test_choose_nobody_can_give_way_says_so() -> None:
    choices = of("987654", "bde", "nsnssn")
    end = "All the choices share one region; no class that may give way had another to offer."
    assert all(choices[u].reason.endswith(end) for u in "acf")


def test_choose_unknown_region_is_not_another_region() -> None:
    made = [
        Candidate(unit=u, group=None, score=Fraction(s), available=True, spread=region)
        for u, s, region in zip("abcdef", (9, 8, 7, 6, 5, 4), ("n", None, "n", None, None, "n"), strict=True)
    ]
    assert "".join(c.candidate.unit for c in choose(made, RULES) if c.selected) == "acf"


def test_choose_groups_are_ranked_apart() -> None:
    made = [
        Candidate(unit=u, group=u[0], score=Fraction(s), available=True, spread=u)
        for u, s in [("x1", 1), ("x2", 2), ("x3", 3), ("y1", 9), ("y2", 8), ("y3", 7)]
    ]
    choices = choose(made, RULES)
    assert [(c.candidate.unit, c.rank) for c in choices] == [
        *(("x3", 1), ("x2", 2), ("x1", 3)),
        *(("y1", 1), ("y2", 2), ("y3", 3)),
    ]
