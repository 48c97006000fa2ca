"""Says whether a count of a base takes a verb in the plural, and whether it is said as the whole."""

from egyv_engine.model.documents import Unit
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.language.idiom import TWO
from egyv_engine.narrative.language.parts import Count, Parts

ALL_FROM = 3  # "all" is written of three or more; of one or two it reads oddly


class Quantity(Frozen):
    """A count of a base, each with its path.

    share: the count as a percentage of the base; empty where sentences leave it out. is_base_stated: the paragraph
    has given the base already. is_only: the base is the only unit that there is. called: what the units of the base are called;
    None for the programme's words.
    """

    count: Count
    base: Count
    share: Parts
    is_base_stated: bool
    is_only: bool = False
    called: Unit | None = None

    @property
    def is_all(self) -> bool:
        """Return whether the count is said as all of the base."""
        return self.count.value == self.base.value >= ALL_FROM

    @property
    def is_plural(self) -> bool:
        """Return whether the count of its base, with the units, takes a verb in the plural: "none of the nine areas were".

        None of two is said as "neither", which is one.
        """
        if self.count.value == 0:
            return not self.is_base_stated and self.base.value > TWO
        return self.count.value > 1
