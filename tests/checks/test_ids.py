"""Ids: the characters they may have, and the words that a wave cannot be called."""

import pytest

from tests.library import Edit
from tests.reported import reported

INSTRUMENT = "surveys/instrument.yaml"
REMARKS = "{id: remarks,"


@pytest.mark.parametrize("name", ["remarks2", "Remarks_2", "re-marks", "bemærkning", "2", "from", "_", "-"])
def test_id_of_letters_digits_and_two_signs_is_allowed(name: str) -> None:
    assert reported({INSTRUMENT: (REMARKS, f"{{id: {name},")}) == []


@pytest.mark.parametrize("name", ["re.marks", "re@marks", "re marks", "remarks/2", "remarks+", "''"])
def test_id_with_another_sign_is_reported(name: str) -> None:
    shown = name.strip("'")
    assert reported({INSTRUMENT: (REMARKS, f"{{id: {name},")}) == [
        f"{INSTRUMENT}:11:10 EGY422 the question id '{shown}' is not allowed"
    ]


@pytest.mark.parametrize("wave", ["from", "to"])
def test_wave_cannot_be_called_by_a_word_of_conditions(wave: str) -> None:
    file = "programme.yaml"
    edits: dict[str, Edit | list[Edit]] = {
        file: [("{id: after, said", f"{{id: {wave}, said"), ("to: after}", f"to: {wave}}}")]
    }
    assert reported(edits) == [f"{file}:12:10 EGY422 the wave id '{wave}' is not allowed"]


@pytest.mark.parametrize(
    ("file", "edits", "expected"),
    [
        (
            "programme.yaml",
            [("[pilot, main]", "[pi.lot, main]")],
            "5:36 EGY422 the cohort id 'pi.lot' is not allowed",
        ),
        (
            "rules/criteria.yaml",
            [("more_units", "more.units")],
            "2:3 EGY422 the criterion id 'more.units' is not allowed",
        ),
        ("rules/scales.yaml", [("yes_no", "yes.no")], "2:10 EGY422 the scale id 'yes.no' is not allowed"),
        (
            "rules/baskets.yaml",
            [("  old_services:", "  old.services:")],
            "7:3 EGY422 the basket id 'old.services' is not allowed",
        ),
        (
            "rules/baskets.yaml",
            [("parcels:", "par.cels:")],
            "6:7 EGY422 the item id 'par.cels' is not allowed",
        ),
        (
            "principles/1-access.yaml",
            [("visited_often", "visited.often")],
            "9:9 EGY422 the indicator id 'visited.often' is not allowed",
        ),
    ],
)
def test_every_type_of_id_is_checked(file: str, edits: list[Edit], expected: str) -> None:
    assert f"{file}:{expected}" in reported({file: edits})
