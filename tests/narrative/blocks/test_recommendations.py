"""The block of recommendations: percentages are stated from the declared base on."""

import pytest

from egyv_engine.model.report import BoundNumber
from egyv_engine.model.supplements import RecommendationCount, Supplements
from tests.narrative.blocks.sections_read import sentences
from tests.narrative.toy import COHORT, shown


def counted(total: int, full: int) -> Supplements:
    statuses = {"full": full, "partial": 0, "implemented": full, "not_implemented": total - full}
    return Supplements(
        records=(
            RecommendationCount(
                record="recommendations",
                cohort=COHORT,
                principle=None,
                total=total,
                statuses=statuses,
                reasons={},
                commonest=(),
                units=1,
                fewest=total,
                most=total,
            ),
        )
    )


@pytest.mark.parametrize(
    ("total", "full", "percent"),
    [
        (29, 1, None),
        (30, 1, "3%"),  # 3.33
        (40, 1, "3%"),  # 2.5 exactly: halves are rounded up
        (200, 3, "2%"),  # 1.5 exactly
        (1000, 14, "1%"),
    ],
)
def test_percentage_needs_a_total_of_thirty_and_is_rounded(
    total: int, full: int, percent: str | None
) -> None:
    found = {
        node.ref: node.text
        for sentence in sentences(shown("recommendations", supplements=counted(total, full)))
        for node in sentence.nodes
        if isinstance(node, BoundNumber)
    }
    percents = {ref: text for ref, text in found.items() if ref.endswith(".percent")}
    assert percents.get(f"recommendations@{COHORT}#implemented.percent") == percent
    assert (percents == {}) is (percent is None)
