"""rules/scales.yaml and rules/baskets.yaml: the answers, and the items that questions are asked over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.shapes import ANSWER, ID, WORDS, ListOf, ListOr, MapOf, ObjectOf, OneOf, key
from egyv_engine.model.sources import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Sourced):
    """The answers of a question, weakest first, and those that satisfy no comparison."""

    answers: tuple[str, ...] = key(ListOf(ANSWER, at_least=2), "The answers, weakest first.", ["No", "Yes"])
    dont_know: tuple[str, ...] | None = key(
        ListOf(ANSWER, at_least=0), "Answers that satisfy no comparison.", ["Don't know"], default=None
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleDefaults:
    """Settings of every scale that does not declare its own."""

    dont_know: tuple[str, ...] = key(
        ListOf(ANSWER, at_least=0), "Answers that satisfy no comparison.", ["Don't know"], default=()
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalesFile(Sourced):
    """rules/scales.yaml: the answers."""

    defaults: ScaleDefaults | None = key(
        ObjectOf(ScaleDefaults), "Settings for every scale.", {"dont_know": ["Don't know"]}, default=None
    )
    scales: Mapping[str, Scale] = key(
        MapOf(ListOr(ListOf(ANSWER, at_least=2), ObjectOf(Scale, "scale"))),
        "Each scale: its answers, weakest first.",
        {"yes_no": ["No", "Yes"]},
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Sourced):
    """An item of a basket."""

    label: str = key(WORDS, "Its words in sentences.", "evening opening")
    verb: str = key(
        OneOf(("singular", "plural")),
        "The form of the verb that follows the label.",
        "plural",
        default="singular",
    )
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket(Sourced):
    """Items a question is asked over: items with labels, or a subset of another basket."""

    label: str | None = key(WORDS, "The words for the basket in the report.", "services", default=None)
    items: Mapping[str, Item] | tuple[str, ...] = key(
        ListOr(ListOf(ID), MapOf(ObjectOf(Item))),
        "The items with their labels; of a subset, the items' ids.",
        {"evenings": {"label": "evening opening"}},
    )
    subset_of: str | None = key(ID, "The basket of which it is a part.", "services", default=None)
    doc_path: DocumentPath = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketsFile(Sourced):
    """rules/baskets.yaml: the items that questions are asked over."""

    baskets: Mapping[str, Basket] = key(
        MapOf(ObjectOf(Basket, "basket")),
        "The baskets.",
        {"services": {"items": {"evenings": {"label": "evening opening"}}}},
    )
    doc_path: DocumentPath = field(compare=False)
