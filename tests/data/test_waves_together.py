"""Waves that have the same answers, and numbers that are in another unit in one of two waves."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from tests.library import Edit
from tests.reported import reported

BASE = Path(__file__).parents[1] / "cases_invalid" / "base" / "surveys"
BEFORE, AFTER = ((BASE / f"{name}.csv").read_text() for name in ("before", "after"))
EVERYBODY: dict[str, Edit | list[Edit]] = {
    "surveys/libraries.csv": ("yew,main,north,none", "yew,main,north,returned"),
    "surveys/instrument.yaml": [
        ("lists: {new_services: [parcels]}\n", ""),
        ("    not_asked: [{cohort: pilot, wave: before, items: new_services}]\n", ""),
    ],
}
LOANS = 4  # the column of the number


def _found(edits: Mapping[str, Edit | list[Edit]], code: str) -> list[str]:
    return [line for line in reported(edits, rules_only=False) if f" {code} " in line]


def _loans(of: Callable[[Fraction], Fraction | None]) -> str:
    """The second wave with other numbers of loans."""
    rows = [line.split(",") for line in AFTER.splitlines()]
    for row in rows[1:]:
        if row[LOANS]:
            number = of(Fraction(row[LOANS]))
            row[LOANS] = "" if number is None else f"{float(number):.9g}"
    return "".join(",".join(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("edit", "is_told"),
    [
        (lambda text: text, True),
        (lambda text: "".join([text.splitlines(True)[0], *reversed(text.splitlines(True)[1:])]), True),
        (lambda text: text.replace("oak,Yes", "oak,No", 1).replace("Sometimes,Never,210", "Sometimes,,210"), False),
        (lambda text: text.replace("yew,No,Never,,,", "yew,No,Never,,12,"), False),
        (lambda text: text.replace("Reopened in June", "Reopened in July"), False),
    ],
    ids=["copy", "copy in another order", "another answer", "another number", "another text"],
)  # fmt: skip
def test_copy_of_a_wave_is_told_and_one_other_answer_is_enough(
    edit: Callable[[str], str], is_told: bool
) -> None:
    assert len(_found({**EVERYBODY, "surveys/before.csv": (BEFORE, edit(AFTER))}, "EGY474")) == is_told


@pytest.mark.parametrize(
    ("of", "is_told"),
    [
        (lambda n: n / 1000, True),
        (lambda n: n * 1000, True),
        # The answers before are from 60 to 310, and the middle of the twelve different ones, by half, is 130.
        (lambda n: n / 100, True),  # 0.7 to 3
        (lambda n: n / 20, False),  # all below 60, and the middle numbers are only 20 times apart
        (lambda n: n * 1000 if n < 300 else n, False),  # one number of the old kind is left
        (lambda n: n / 1000 if n > 200 else None, False),  # two numbers are too few
        (lambda n: Fraction(0), False),
    ],
)
def test_numbers_that_are_all_far_from_those_of_the_wave_before_are_told(
    of: Callable[[Fraction], Fraction | None], is_told: bool
) -> None:
    assert len(_found({"surveys/after.csv": (AFTER, _loans(of))}, "EGY475")) == is_told
