"""Makes the claims on units that moved on the scale of their answers without crossing the threshold of a rule."""

from collections.abc import Sequence
from typing import Self

from egyv_engine.model import conditions as c
from egyv_engine.model.findings import Finding
from egyv_engine.narrative.claims.accompanying_claims import FindingFacts
from egyv_engine.narrative.claims.basket_claims import BasketFacts
from egyv_engine.narrative.claims.changes import change_of, change_path
from egyv_engine.narrative.claims.claim import claim
from egyv_engine.narrative.claims.facts import FactMaker, NumberFacts
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import ReportContext

_UPWARDS, _DOWNWARDS = (
    ("at_least", "above"),
    ("at_most", "below"),
)  # comparators that count higher or lower answers


@claim("moved_on_scale")
class MovedOnScaleFacts(FindingFacts):
    """Matched units answered higher or lower on the scale, and all of them on the same side of the threshold."""

    up: NumberFacts
    down: NumberFacts
    before_label: Parts
    after_label: Parts

    @classmethod
    def from_finding(cls, finding: Finding, moved: tuple[int, int], make: FactMaker) -> Self:
        """Return the facts of a finding.

        Args:
            finding: The finding.
            moved: The numbers of units that moved up and down on the scale.
            make: The maker of facts.
        """
        path = change_path(finding)
        return cls(
            up=make.number(f"{path}.moved_up", moved[0]),
            down=make.number(f"{path}.moved_down", moved[1]),
            before_label=make.wave(finding.from_wave),
            after_label=make.wave(finding.to_wave),
        )


@claim("basket_moved_on_scale")
class BasketMovedOnScaleFacts(BasketFacts):
    """The items for which more units answered higher than lower on the scale, or the other way round."""

    up_items: Parts
    down_items: Parts
    before_label: Parts
    after_label: Parts

    @classmethod
    def from_findings(
        cls, found: Sequence[Finding], moved: Sequence[tuple[int, int]], make: FactMaker
    ) -> Self:
        """Return the facts of items of a basket.

        Args:
            found: The findings of one indicator in one comparison.
            moved: For each of them the numbers of units that moved up and down on the scale.
            make: The maker of facts.
        """
        first, indicator = found[0], make.context.indicator(found[0])
        pairs = list(zip(found, moved, strict=True))
        up, down = (
            make.items(indicator, [f.item for f, (up, down) in pairs if sign * (up - down) > 0 and f.item])
            for sign in (1, -1)
        )
        return cls(
            up_items=up,
            down_items=down,
            before_label=make.wave(first.from_wave),
            after_label=make.wave(first.to_wave),
        )


def moved_on_scale(finding: Finding, context: ReportContext) -> tuple[int, int] | None:
    """Return how many matched units moved up and down on the scale of their answers, if no unit crossed the threshold.

    None where a unit crossed it, where the rule is not a threshold on the scale of one question, and where a matched unit
    gave an answer that is not on the scale, such as a don't know: then it is not known where it moved.

    Args:
        finding: The finding of a comparison.
        context: The programme and its results.
    """
    change = change_of(finding)[3]
    leaf = context.indicator(finding).met_when
    if change.gained or change.lost or not isinstance(leaf, c.Leaf) or not _is_threshold(leaf, context):
        return None
    assert isinstance(leaf.left, c.QuestionSide)
    movement = context.movement(finding, leaf.left.question, leaf.left.item or finding.item)
    if movement is None or movement.matched != change.matched or not movement.moved_up + movement.moved_down:
        return None
    return movement.moved_up, movement.moved_down


def _is_threshold(leaf: c.Leaf, context: ReportContext) -> bool:
    """Return whether a condition counts all answers from one on, up or down, of a question with an ordered scale."""
    match leaf:
        case c.Leaf(left=c.QuestionSide(question=name, wave=None), right=(c.Word(text=answer),)):
            question = context.linked.questions[name]
            if not context.linked.has_order(question):
                return False
            answers = context.linked.labels(question)
            is_end = leaf.comparator == "is" and answer in (answers[0], answers[-1])
            return is_end or leaf.comparator in (*_UPWARDS, *_DOWNWARDS)
        case _:
            return False
