"""Finds the item of a question that a condition reads."""

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c


def is_part_of(linked: LinkedProgramme, basket: str | None, other: str | None) -> bool:
    """Return whether every item of a basket is an item of another, and both belong to one whole basket."""
    if basket is None or other is None or basket not in linked.baskets or other not in linked.baskets:
        return False
    part, whole = linked.baskets[basket], linked.baskets[other]
    return part.whole == whole.whole and set(part.items) <= set(whole.items)


def item_of(
    linked: LinkedProgramme, side: c.QuestionSide, for_each: str | None, item: str | None
) -> str | None:
    """Return the item whose answer a side reads.

    Args:
        linked: The linked programme.
        side: The side that reads a question.
        for_each: The basket over which the rule is repeated; None if it is not repeated.
        item: The item for which the rule is evaluated.

    Returns:
        The item that the side names, or else `item`; None for a question without items.
    """
    question = linked.questions[side.question]
    if side.item is not None:
        return side.item
    return item if is_part_of(linked, for_each, question.items) else None
