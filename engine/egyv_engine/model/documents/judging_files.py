"""rules/criteria.yaml and rules/scoring.yaml: how changes are judged and units scored."""

from collections.abc import Mapping
from fractions import Fraction

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import FLAG, NUMBER, MapOf, NumberShape, ObjectOf, OneOf, key
from egyv_engine.model.sources import Sourced


class Improved(Declaration):
    """The region called improved; all that is given must hold."""

    net_at_least: Fraction | None = key(
        NumberShape(whole=True), "Units gained minus units lost.", 1, default=None
    )
    share_change_at_least: Fraction | None = key(
        NUMBER, "Change of the share, in percentage points.", 10, default=None
    )


class Declined(Declaration):
    """The region called declined; all that is given must hold."""

    net_at_most: Fraction | None = key(
        NumberShape(whole=True), "Units gained minus units lost.", -1, default=None
    )
    share_change_at_most: Fraction | None = key(
        NUMBER, "Change of the share, in percentage points.", -10, default=None
    )


class Criterion(Sourced):
    """When a change is called improved or declined."""

    judged_on: str = key(
        OneOf(("matched", "all")), "Judged on matched units, or on the two shares.", "matched"
    )
    improved: Improved = key(ObjectOf(Improved), "The changes that are called improved.", {"net_at_least": 1})
    declined: Declined = key(ObjectOf(Declined), "The changes that are called declined.", {"net_at_most": -1})


class CriteriaFile(Sourced):
    """rules/criteria.yaml: when a change is called improved or declined."""

    criteria: Mapping[str, Criterion] = key(
        MapOf(ObjectOf(Criterion, "criterion")),
        "The criteria.",
        {
            "more_units": {
                "judged_on": "matched",
                "improved": {"net_at_least": 1},
                "declined": {"net_at_most": -1},
            }
        },
    )


class Scores(Declaration):
    """Scores of units by principle."""

    per_principle: bool = key(FLAG, "Whether each unit gets a score for each principle.", True)


class ScoringFile(Sourced):
    """rules/scoring.yaml: how units are scored."""

    scores: Scores = key(ObjectOf(Scores), "The scores that are computed.", {"per_principle": True})
