"""Which item of a question a condition reads: the rule of the language's table of left sides."""

from egyv_engine.link.linker import LinkedProgramme
from egyv_engine.model import conditions as c


def is_part_of(linked: LinkedProgramme, basket: str | None, other: str | None) -> bool:
    """Whether every item of a basket is one of the other, within one whole basket."""
    if basket is None or other is None or basket not in linked.baskets or other not in linked.baskets:
        return False
    part, whole = linked.baskets[basket], linked.baskets[other]
    return part.whole == whole.whole and set(part.items) <= set(whole.items)


def item_of(
    linked: LinkedProgramme, side: c.QuestionSide, for_each: str | None, item: str | None
) -> str | None:
    """The item whose answer a side reads when its rule is in hand for `item`; None for a question without items."""
    question = linked.questions[side.question]
    if side.item is not None:
        return side.item
    return item if is_part_of(linked, for_each, question.items) else None
