"""Finds which item of a question a condition reads, by the table of left sides in docs/language.md."""

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c


def is_part_of(linked: LinkedProgramme, basket: str | None, other: str | None) -> bool:
    """Return whether every item of a basket is an item of another, and both belong to one whole basket.

    Args:
        linked: The programme.
        basket: The id of the basket that may be a part; None if there is none.
        other: The id of the basket that may have the part; None if there is none.
    """
    if basket is None or other is None or basket not in linked.baskets or other not in linked.baskets:
        return False
    part, whole = linked.baskets[basket], linked.baskets[other]
    return part.whole == whole.whole and set(part.items) <= set(whole.items)


def item_of(linked: LinkedProgramme, answer: c.Answer, for_each: str | None, item: str | None) -> str | None:
    """Find the item of a question that a condition reads.

    Args:
        linked: The programme with its names resolved.
        answer: The answer as the condition names it.
        for_each: The basket that the rule is repeated over.
        item: The item for which the rule is evaluated.

    Returns:
        The item; None for a question without items.
    """
    question = linked.questions[answer.question]
    if answer.item is not None:
        return answer.item
    return item if is_part_of(linked, for_each, question.items) else None
