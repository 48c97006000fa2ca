"""rules/scales.yaml and rules/baskets.yaml: the answers, and the items that questions are asked over."""

from collections.abc import Mapping
from typing import Any

from egyv_engine.model.document_path import Declaration
from egyv_engine.model.shapes import ANSWER, ID, WORDS, ListOf, ListOr, MapOf, ObjectOf, OneOf, key
from egyv_engine.model.sources import Sourced

_DONT_KNOW = "Answers that are counted, and satisfy no comparison."
_BLANK = "Answers that are as good as none."
_NOT_APPLICABLE = "Answers that put a unit outside the base."
ANSWERS = ListOf(ANSWER, at_least=0)
ORDINARY = ListOf(ANSWER, at_least=2)


def special_key(what: str, example: str, *, default: Any = None) -> Any:
    """Declare the key of a list of answers that are not ordinary.

    Args:
        what: What such an answer does.
        example: One of them.
        default: The field's value where the key is left out.
    """
    return key(ANSWERS, what, [example], default=default)


class Scale(Sourced):
    """The answers of a question: ordinary ones with or without an order, and what the other ones do."""

    answers: tuple[str, ...] | None = key(
        ORDINARY, "The ordinary answers, weakest first.", ["No", "Yes"], default=None
    )
    choices: tuple[str, ...] | None = key(
        ORDINARY, "The ordinary answers, if they have no order.", ["Well", "River"], default=None
    )
    dont_know: tuple[str, ...] | None = special_key(_DONT_KNOW, "Don't know")
    blank: tuple[str, ...] | None = special_key(_BLANK, "Refused")
    not_applicable: tuple[str, ...] | None = special_key(_NOT_APPLICABLE, "Not for us")
    codes: Mapping[str, str] | None = key(
        MapOf(ANSWER),
        "What a data file holds instead of an answer: each code with its answer.",
        {"0": "No", "1": "Yes"},
        default=None,
    )
    spellings: Mapping[str, tuple[str, ...]] | None = key(
        MapOf(ListOf(ANSWER)),
        "Other spellings of an answer in the data files; their uses are counted in the receipt.",
        {"Yes": ["yes", "YES"]},
        default=None,
    )

    @property
    def ordinary(self) -> tuple[str, ...]:
        """Return the ordinary answers, whether or not they have an order."""
        return (*(self.answers or ()), *(self.choices or ()))


class ScaleDefaults(Declaration):
    """The answers that are not ordinary on any scale, and for any number, date or text, that declares no own ones."""

    dont_know: tuple[str, ...] = special_key(_DONT_KNOW, "Don't know", default=())
    blank: tuple[str, ...] = special_key(_BLANK, "Refused", default=())
    not_applicable: tuple[str, ...] = special_key(_NOT_APPLICABLE, "Not for us", default=())


class ScalesFile(Sourced):
    """rules/scales.yaml: the answers."""

    defaults: ScaleDefaults | None = key(
        ObjectOf(ScaleDefaults),
        "Settings for every scale, and for numbers, dates and text.",
        {"dont_know": ["Don't know"]},
        default=None,
    )
    declared: Mapping[str, Scale] | None = key(
        MapOf(ListOr(ORDINARY, ObjectOf(Scale, "scale"), fills="answers"), at_least=0),
        "Each scale: its answers, weakest first, or a mapping.",
        {"yes_no": ["No", "Yes"]},
        default=None,
        name="scales",
    )

    @property
    def scales(self) -> Mapping[str, Scale]:
        """Return the scales by id; none if nothing has one."""
        return self.declared or {}


class Item(Sourced):
    """An item of a basket."""

    label: str = key(WORDS, "Its words in sentences.", "evening opening")
    verb: str = key(
        OneOf(("singular", "plural")),
        "The form of the verb that follows the label.",
        "plural",
        default="singular",
    )
    spellings: tuple[str, ...] = key(
        ListOf(ANSWER),
        "Other spellings of it in the cells of data files, besides its id and its label.",
        ["Evening opening (after 6)"],
        default=(),
    )


class Basket(Sourced):
    """Items a question is asked over: items with labels, or a subset of another basket."""

    label: str | None = key(WORDS, "The words for the basket in the report.", "services", default=None)
    items: Mapping[str, Item] | tuple[str, ...] = key(
        ListOr(ListOf(ID), MapOf(ObjectOf(Item))),
        "The items with their labels; of a subset, the items' ids.",
        {"evenings": {"label": "evening opening"}},
    )
    subset_of: str | None = key(ID, "The basket of which it is a part.", "services", default=None)


class BasketsFile(Sourced):
    """rules/baskets.yaml: the items that questions are asked over."""

    baskets: Mapping[str, Basket] = key(
        MapOf(ObjectOf(Basket, "basket")),
        "The baskets.",
        {"services": {"items": {"evenings": {"label": "evening opening"}}}},
    )
