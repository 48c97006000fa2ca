"""Codes of scales that do not follow the order of the answers."""

import pytest

from tests.reported import reported

SCALES = 'scales: {yes_no: ["No", "Yes"], frequency: [Never, Sometimes, Often]}'


@pytest.mark.parametrize(
    ("codes", "is_told"),
    [
        ("{1: Never, 3: Seldom, 2: Sometimes, 4: Often}", True),
        ("{4: Never, 3: Seldom, 1: Sometimes, 2: Often}", True),
        ("{1: Never, 2: Seldom, 3: Sometimes, 4: Often}", False),
        ("{4: Never, 3: Seldom, 2: Sometimes, 1: Often}", False),  # the file has the strongest first
        (
            "{1: Never, 10: Seldom, 20: Sometimes, 30: Often, 9: Don't know}",
            False,
        ),  # a don't-know has no place in the order
        ("{1: Never, 3: Seldom, 2: Sometimes}", False),  # not all have one
        ("{1: Never, 3: Seldom, 2: Sometimes, 4: Often, 5: Often}", False),  # one has two
        ("{a: Never, c: Seldom, b: Sometimes, d: Often}", False),
        ("{A1: Never, A3: Seldom, A2: Sometimes, A4: Often}", True),
        ("{AO01: Never, AO02: Seldom, AO10: Sometimes, AO09: Often}", True),
        ("{A1: Never, A2: Seldom, A3: Sometimes, A10: Often}", False),
        ("{A4: Never, A3: Seldom, A2: Sometimes, A1: Often}", False),
        ("{A1: Never, B3: Seldom, A2: Sometimes, B4: Often}", False),  # two kinds of code
        ("{A1: Never, A3: Seldom, 2: Sometimes, A4: Often}", False),
        ("{-1: Never, 1: Seldom, 0: Sometimes, 2: Often}", True),
        ("{-2: Never, -1: Seldom, 0: Sometimes, 1: Often}", False),
    ],
)
def test_codes_neither_rise_nor_fall(codes: str, is_told: bool) -> None:
    scales = f'scales:\n  yes_no: ["No", "Yes"]\n  frequency: {{answers: [Never, Seldom, Sometimes, Often], codes: {codes}}}'
    found = [line for line in reported({"rules/scales.yaml": (SCALES, scales)}) if " EGY477 " in line]
    assert len(found) == is_told
