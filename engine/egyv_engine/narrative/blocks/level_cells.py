"""Makes the cells of tables that hold the levels and the changes of findings."""

from collections.abc import Sequence
from fractions import Fraction

from egyv_engine.model.decimals import places_apart
from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Bounds, Cell, CountOfBase, Figure, Mark, Term, Text
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.claims.changes import change_path
from egyv_engine.narrative.claims.claim_kinds import change_share, is_compared
from egyv_engine.narrative.language.wordings import without_article

LARGE_BASE = 1000  # from here on, a percentage has a decimal


class LevelCells(Frozen):
    """Makes cells in the words of a report."""

    inputs: BlockInputs

    def count_of_base(
        self,
        path: str,
        count: int,
        base: int | None,
        *,
        marks: tuple[Mark, ...] = (),
        limits: Sequence[Fraction] = (),
    ) -> Cell:
        """Return a count of its base, with the percentage where the base is large enough for one.

        Args:
            path: The path of the level.
            count: The count.
            base: The base; None where none was published.
            marks: How published counts compare with it.
            limits: The percentages that it is compared with.
        """
        whole = None if base is None else Figure(ref=f"{path}.base", value=base)
        return self.part_of(
            Figure(ref=f"{path}.count", value=count),
            whole,
            share_path=f"{path}.share",
            marks=marks,
            limits=limits,
        )

    def part_of(
        self,
        part: Figure,
        whole: Figure | None,
        *,
        share_path: str,
        marks: tuple[Mark, ...] = (),
        limits: Sequence[Fraction] = (),
    ) -> CountOfBase:
        """Return a number as part of a whole, with the percentage where the whole is large enough for one.

        Args:
            part: The part.
            whole: The whole; None where it is not known.
            share_path: The path of the percentage.
            marks: How published counts compare with it.
            limits: The percentages that it is compared with.
        """
        least = self.inputs.context.linked.programme.file.minimum.base_for_percentages
        share = None
        if whole is not None and whole.value and whole.value >= least:
            value = Fraction(100 * Fraction(part.value), Fraction(whole.value))
            places = places_apart(value, limits, int(whole.value >= LARGE_BASE))
            share = Figure(ref=share_path, value=value, places=places, unit="%")
        return CountOfBase(count=part, base=whole, of=self.inputs.heading("of"), share=share, marks=marks)

    def level(self, finding: Finding, wave: str | None, level: Level | None) -> Cell:
        """Return the level of a finding in a wave, or words where it has none."""
        is_without = level is None or not level.asked
        if wave is not None and is_without and finding.reason in ("does_not_move", "looks_back"):
            return None  # it was asked, but the rule has no level in this wave
        if level is None or wave is None or level.base == 0:
            return Text(text=self._words(finding, _lack_of(level)))
        return self.count_of_base(
            self.inputs.context.level_path(finding, wave),
            level.count,
            level.base,
            marks=self._marks(finding, wave),
            limits=[100 * share for share in self.inputs.context.targets(finding)],
        )

    def _marks(self, finding: Finding, wave: str) -> tuple[Mark, ...]:
        """Return how the published counts of a finding in a wave compare with the engine's."""
        published = self.inputs.context.published.get((finding.finding, wave), ())
        outcomes = {p.outcome for p in published} - {"cannot_be_checked"}
        marks: dict[Mark, bool] = {"differs": bool(outcomes - {"agree"}), "agrees": "agree" in outcomes}
        return tuple(mark for mark, is_there in marks.items() if is_there)

    def later_level(self, finding: Finding) -> Cell:
        """Return the level of a finding in the later wave, or words where it has none."""
        return self.level(finding, finding.to_wave, finding.to_level)

    def change(self, finding: Finding) -> Cell:
        """Return the net change among matched units, or in points of share where the change is judged by shares.

        Where no change may be stated, the cell says why.
        """
        if not is_compared(finding):
            return None if finding.from_wave is None else Text(text=self._why_not_compared(finding))
        if self.inputs.context.judged_on(finding) == "all":
            share = 100 * change_share(finding, "all")
            return Figure(
                ref=f"{change_path(finding)}.share_change",
                value=share,
                places=places_apart(share, self._limits_of_change(finding), 1),
                is_trimmed=True,
                is_signed=True,
                unit=f" {self.inputs.heading('points')}",
            )
        assert finding.change is not None
        return Figure(ref=f"{change_path(finding)}.net", value=finding.change.net, is_signed=True)

    def _limits_of_change(self, finding: Finding) -> list[Fraction]:
        """Return the changes of the share, in points, that its criterion calls improved and declined, and none at all."""
        criterion, context = self.inputs.context.criterion(finding), self.inputs.context
        sign = -1 if context.direction(finding) == "lower" else 1
        bounds = (
            ()
            if criterion is None
            else (criterion.improved.share_change_at_least, criterion.declined.share_change_at_most)
        )
        return [Fraction(0), *(sign * bound for bound in bounds if bound is not None)]

    def _why_not_compared(self, finding: Finding) -> str:
        kind = self.inputs.writer.kind(finding)
        if kind in ("first_asked", "not_asked_later"):
            return self._words(finding, kind)
        return self._words(finding, f"reason_{finding.reason or 'not_asked'}")

    def _words(self, finding: Finding, name: str) -> str:
        """Return words of a cell on a finding, which are others where it comes from records."""
        return self.inputs.writer.book_of(finding).heading(name)

    def level_with_change(self, finding: Finding) -> Cell:
        """Return the later level of a finding, with its change in brackets where there is one."""
        cell, change = self.later_level(finding), self.change(finding)
        if not isinstance(cell, CountOfBase) or not isinstance(change, Figure):
            return cell
        return replace(cell, change=change)

    def certainty(self, finding: Finding) -> Cell:
        """Return whether missing answers could change the verdict, and between which net changes."""
        certainty = finding.certainty
        if certainty is None:
            return None
        path = change_path(finding)
        return Bounds(
            word=self.inputs.heading(f"certainty_{certainty.certainty}"),
            low=Figure(ref=f"{path}.net_low", value=certainty.net_low, is_signed=True),
            high=Figure(ref=f"{path}.net_high", value=certainty.net_high, is_signed=True),
            to=self.inputs.heading("to"),
        )

    def measure(self, finding: Finding) -> Term:
        """Return the title of a finding's indicator, with the item that it is about."""
        return self.measure_of(finding.indicator, finding.item)

    def measure_of(self, name: str, item: str | None) -> Term:
        """Return the title of an indicator, with the item that a row is about.

        Args:
            name: The id of the indicator.
            item: The id of the item; None for an indicator that is not asked over items.
        """
        indicator = self.inputs.context.linked.indicators[name].indicator
        if item is None:
            return Term(text=indicator.title)
        return Term(text=f"{indicator.title}: {self.inputs.context.name(indicator, item).label}")

    def item(self, finding: Finding) -> Term:
        """Return the label of a finding's item as the start of a row has it: with a capital, and without an article."""
        context = self.inputs.context
        name = context.name(context.indicator(finding), finding.item or "")
        label = without_article(name.label, context.wording.language)
        return Term(text=with_capital(label))


def _lack_of(level: Level | None) -> str:
    """Return the heading that says why a wave has no count: nobody was surveyed or asked, replied, is analysed, or answered.

    Args:
        level: A level without a base; None where the wave did not ask.
    """
    if level is None or not level.surveyed:
        return "not_asked"
    if not level.returned:
        return "no_reply"
    if not level.analysed:
        return "none_analysed"
    return "no_answer" if level.asked else "not_asked"
