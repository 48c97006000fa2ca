"""Remembers what a paragraph has stated, its bases and its remarks, so that its later sentences can leave them out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from egyv_engine.model.documents import Unit
from egyv_engine.model.findings import Level


@dataclass(slots=True)
class StatedBases:
    """The base that a paragraph stated last, by wave, and the remarks that it has made.

    by_wave: the base, and what its units are called, where that is not the programme's word.
    """

    by_wave: dict[str, tuple[int, Unit | None]] = field(default_factory=dict)
    remarks: set[object] = field(default_factory=set)

    def is_new(self, remark: object) -> bool:
        """Return whether the paragraph makes a remark for the first time; from now on it has made it."""
        if remark in self.remarks:
            return False
        self.remarks.add(remark)
        return True

    def are_stated(self, levels: Sequence[tuple[str, Level]], called: Unit | None) -> bool:
        """Return whether every one of these bases is the one that was stated last for its wave, and can be left out.

        Args:
            levels: The levels, each with its wave.
            called: What the units of their bases are called; None for the programme's words.
        """
        return all(self.by_wave.get(wave) == (level.base, called) for wave, level in levels)

    def state(self, levels: Sequence[tuple[str, Level]], called: Unit | None) -> None:
        """Take these bases as stated; a wave with several different ones has none.

        Args:
            levels: The levels, each with its wave.
            called: What the units of their bases are called; None for the programme's words.
        """
        for wave, level in levels:
            bases = {other_level.base for other, other_level in levels if other == wave}
            if len(bases) == 1:
                self.by_wave[wave] = (level.base, called)
            else:
                self.by_wave.pop(wave, None)
