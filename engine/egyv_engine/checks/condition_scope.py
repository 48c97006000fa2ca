"""The rule that a condition belongs to: what the condition may read there, and how its faults are reported."""

from typing import Literal

from egyv_engine.diagnostics.diagnostic import CommonFault, Diagnostic, diagnostic
from egyv_engine.diagnostics.span import Location
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen

_BASKET_FAULTS = ("EGY405", "EGY416")


class ConditionScope(Frozen):
    """The rule that a condition belongs to."""

    linked: LinkedProgramme
    rule: Literal["indicator", "asked_if", "only", "surveyed", "returned", "available"]
    circular: frozenset[str]  # indicators that need themselves, which are reported elsewhere
    for_each: str | None = None  # the basket that the rule is repeated over
    for_each_path: DocumentPath | None = None  # where an indicator declares it
    is_base: bool = False  # whether it narrows the base of an indicator

    @property
    def says_who_is_asked(self) -> bool:
        """True if its conditions decide who is in the base, not what is counted there."""
        return self.is_base or self.rule == "asked_if"

    @property
    def reads_register_only(self) -> bool:
        """True if its conditions may read attributes of the register only."""
        return self.rule not in ("indicator", "asked_if")

    def fault(
        self,
        code: str,
        doc_path: DocumentPath,
        message: str,
        hint: str | None = None,
        items_path: DocumentPath | None = None,
        common: CommonFault | None = None,
    ) -> Diagnostic:
        """Make a diagnostic at a path of the condition.

        Args:
            code: Its code.
            doc_path: The path of the value that is wrong.
            message: What is wrong.
            hint: What to do about it.
            items_path: Where the question's basket is named, for faults that are about its items.
            common: What other faults may share, of which one message is made.
        """
        related: list[tuple[Location, str]] = []
        if items_path is not None:
            related.append((items_path, "the question's items"))
        if code in _BASKET_FAULTS and self.for_each_path is not None:
            related.append((self.for_each_path, "for_each"))
            basket = self.linked.programme.baskets.baskets.get(self.for_each or "")
            if basket is not None and basket.subset_of is not None:
                related.append((basket.doc_path / "subset_of", f"'{self.for_each}' is a subset"))
        return diagnostic(
            self.linked.positions, code, doc_path, message, hint=hint, related=related, common=common
        )
