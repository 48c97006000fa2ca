"""The waves in which a condition is evaluated, and the answers that are left out of it."""

from egyv_engine.model.frozen import Frozen
from egyv_engine.model.plan import CURRENT_WAVE, FROM, TO, AnswerRef, PlannedIndicator


class WaveContext(Frozen):
    """The waves in which a condition is evaluated.

    Attributes:
        wave: The current wave.
        from_wave: The wave that `from` stands for, in a comparison.
        to_wave: The wave that `to` stands for, in a comparison.
        leaves_out: Whether a comparison that was not asked is left out of what it is part of, which else was not
            asked either.
        dropped: The answers that are not asked here because the other wave of the comparison did not ask for them.
    """

    wave: str
    from_wave: str | None = None
    to_wave: str | None = None
    leaves_out: bool = False
    dropped: frozenset[AnswerRef] = frozenset()

    def wave_of(self, ref: AnswerRef) -> str:
        """Return the wave in which an answer is read."""
        if ref.wave == CURRENT_WAVE:
            return self.wave
        if ref.wave == FROM and self.from_wave is not None:
            return self.from_wave
        if ref.wave == TO and self.to_wave is not None:
            return self.to_wave
        return ref.wave


def context_of(
    indicator: PlannedIndicator, cohort: str | None, wave: str, comparison: tuple[str, str] | None
) -> WaveContext:
    """Return the context in which an indicator is evaluated.

    Args:
        indicator: The indicator for one item.
        cohort: The cohort, which decides what a comparison leaves out.
        wave: The current wave.
        comparison: The two waves compared; it matters if the indicator reads `from` or `to`, or counts only what both
            waves asked. None evaluates the wave by itself.
    """
    leaves_out = indicator.over_asked_in_both
    if comparison is None or not (indicator.looks_back or leaves_out):
        return WaveContext(wave=wave, leaves_out=leaves_out)
    dropped = indicator.comparability[cohort, *comparison].dropped
    if indicator.looks_back:
        from_wave, to_wave = comparison
        return WaveContext(
            wave=wave, from_wave=from_wave, to_wave=to_wave, leaves_out=leaves_out, dropped=dropped
        )
    return WaveContext(wave=wave, leaves_out=leaves_out, dropped=dropped)


def leaves_read(
    indicator: PlannedIndicator, cohort: str | None, wave: str, comparison: tuple[str, str] | None
) -> tuple[AnswerRef, ...]:
    """Return the answers that an indicator reads in a context.

    Args:
        indicator: The indicator.
        cohort: The cohort's id; None in a programme without cohorts.
        wave: The current wave.
        comparison: The ids of the earlier and the later wave; None for a wave by itself.
    """
    if not indicator.over_asked_in_both:
        return indicator.leaves
    if comparison is None:
        return indicator.remaining[cohort, wave]
    return indicator.comparability[cohort, *comparison].remaining
