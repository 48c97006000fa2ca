"""The parts of a chapter that the findings make: cohorts, the widest moves, gaps, what was first asked."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockPlan
from egyv_engine.narrative.blocks.programme_blocks import cohort_name
from egyv_engine.narrative.blocks.sections import sections
from egyv_engine.narrative.claims.basket_writer import BasketWriter
from egyv_engine.narrative.claims.claim_kinds import is_compared, is_gap, kind_of, lack, net
from egyv_engine.narrative.claims.claim_writer import in_order
from egyv_engine.narrative.claims.facts import Bases, listed
from egyv_engine.narrative.report_context import ReportContext
from egyv_engine.narrative.templates.phrasebook import Phrasebook
from egyv_engine.narrative.templates.placeholders import Placeholders

KINDS: dict[str, tuple[str, ...]] = {
    "cohort_heading": ("cohort",),
    "cohort_lead": ("cohort",),
    "first_asked_opening": ("cohort", "before_said", "after_said"),
    "with_care": ("cohort", "items"),
}


class SurveyBlocks:
    """Makes the sections of blocks that stand on findings."""

    def __init__(self, context: ReportContext, book: Phrasebook) -> None:
        self.context = context
        self.book = book
        self.sayer = BasketWriter(context, book)
        self.cohorts = context.linked.cohorts

    def headline(self, block: BlockPlan) -> list[Section]:
        """For each principle, the widest rise and the widest fall, or else a gap, by cohort."""
        paragraphs = []
        for principle, plan in self.context.linked.programme.principles.items():
            said: list[Sentence] = []
            for i, cohort in enumerate(self.cohorts):
                for comparison in self.context.comparisons:
                    found = self._scored(self._chosen(block, self.context.of(principle, cohort, comparison)))
                    said += self._widest(found, cohort, "in_other_cohort" if i else "in_cohort")
            if said:
                paragraphs.append(Paragraph(sentences=tuple(said), lead=plan.title))
        return sections(block, paragraphs)

    def _widest(self, found: Sequence[Finding], cohort: str | None, opening: str) -> list[Sentence]:
        bases = Bases()
        best = max((f for f in found if f.verdict == "improved"), key=lambda f: abs(net(f)), default=None)
        worst = max((f for f in found if f.verdict == "declined"), key=lambda f: abs(net(f)), default=None)
        if worst is None:
            gaps = [f for f in found if is_compared(f) and f is not best and self._is_gap(f)]
            worst = max(gaps, key=lambda f: (net(f) == 0, self._lack(f)), default=None)
        said: list[Sentence] = []
        for finding in (best, worst):
            if finding is not None:
                named = cohort if not said else None
                said += self.sayer.finding(
                    finding, bases, cohort=named, opening=opening, is_bare=True, among=_ids(found)
                )
        return said

    def cohort(self, block: BlockPlan, principle: str) -> list[Section]:
        """What each cohort reported: single indicators in one paragraph, then a paragraph a basket."""
        parts = []
        for cohort in self.cohorts:
            blocks: list[Paragraph] = []
            for comparison in self.context.comparisons or (None,):
                found = self._chosen(block, self.context.of(principle, cohort, comparison))
                blocks += self._cohort(block, cohort, found)
            if blocks:
                heading = None if cohort is None else self._words("cohort_heading", cohort)
                name = principle if cohort is None else f"{principle}@{cohort}"
                parts.append(Section(id=name, heading=block.heading or heading, blocks=tuple(blocks)))
        return parts

    def _cohort(self, block: BlockPlan, cohort: str | None, found: Sequence[Finding]) -> list[Paragraph]:
        single = [f for f in found if f.item is None and kind_of(f) != "first_asked"]
        paragraphs = []
        if single:
            bases = Bases()
            ordered = single if block.order == "declared" else in_order(single, self._is_gap)
            said = [s for f in ordered for s in self.sayer.finding(f, bases, among=_ids(single))]
            paragraphs.append(Paragraph(sentences=tuple(said), lead=self._words("cohort_lead", cohort)))
        for each in self.context.by_indicator(tuple(f for f in found if f.item is not None)).values():
            refines = not self.context.indicator(each[0]).scored
            made = self.sayer.basket(each, 1 if refines else int(block.most))
            if made is not None:
                paragraphs.append(made)
        care = self._with_care(found, cohort)
        return [*paragraphs, *care]

    def _with_care(self, found: Sequence[Finding], cohort: str | None) -> list[Paragraph]:
        """The items whose figures in these findings are compared with care."""
        careful = [f for f in found if f.with_caution and f.item is not None]
        if not careful:
            return []
        labels = {self.context.name(self.context.indicator(f), f.item or "").label: None for f in careful}
        placeholders = Placeholders()
        facts = {
            "cohort": cohort_name(placeholders, cohort),
            "items": listed([placeholders.term(label) for label in labels]),
        }
        said = self.book.say("with_care", placeholders, facts, basis=tuple(f.finding for f in careful))
        return [Paragraph(sentences=(said,))]

    def first_asked(self, block: BlockPlan, principle: str) -> list[Section]:
        """Levels of what was first asked about at the later wave, by cohort."""
        paragraphs = []
        for cohort in self.cohorts:
            for comparison in self.context.comparisons:
                found = self._chosen(block, self.context.of(principle, cohort, comparison))
                new = tuple(
                    f for f in found if kind_of(f) == "first_asked" and f.to_level and f.to_level.base
                )
                if not new:
                    continue
                placeholders = Placeholders()
                facts = {
                    "cohort": cohort_name(placeholders, cohort),
                    "before_said": placeholders.term(self.context.said(comparison[0])),
                    "after_said": placeholders.term(self.context.said(comparison[1])),
                }
                said = [
                    self.book.say(
                        "first_asked_opening", placeholders, facts, basis=tuple(f.finding for f in new)
                    )
                ]
                for each in self.context.by_indicator(new).values():
                    if each[0].item is None:
                        said += self.sayer.finding(each[0], Bases())
                    else:
                        said += self.sayer.first_asked(each, int(block.most))
                paragraphs.append(Paragraph(sentences=tuple(said)))
        return sections(block, paragraphs)

    def widest(self, block: BlockPlan) -> list[Section]:
        """The widest improvements, by cohort."""
        return self._ranked(block, lambda f: f.verdict == "improved")

    def falls(self, block: BlockPlan) -> list[Section]:
        """What declined, the widest first, by cohort."""
        return self._ranked(block, lambda f: f.verdict == "declined")

    def gaps(self, block: BlockPlan) -> list[Section]:
        """What few or none reported at the later wave and did not move, by cohort."""
        return self._ranked(block, lambda f: f.verdict == "unchanged" and self._is_gap(f), self._lack)

    def _ranked(
        self,
        block: BlockPlan,
        wanted: Callable[[Finding], bool],
        size: Callable[[Finding], int | Fraction] = lambda f: abs(net(f)),
    ) -> list[Section]:
        paragraphs = []
        for cohort in self.cohorts:
            for comparison in self.context.comparisons:
                found = [
                    f
                    for p in self.context.linked.programme.file.principles
                    for f in self._scored(self._chosen(block, self.context.of(p, cohort, comparison)))
                ]
                ranked = sorted((f for f in found if wanted(f)), key=lambda f: -size(f))[: int(block.most)]
                bases = Bases()
                said = [
                    s for f in ranked for s in self.sayer.finding(f, bases, is_bare=True, among=_ids(found))
                ]
                if said:
                    lead = None if cohort is None else self._words("cohort_heading", cohort)
                    paragraphs.append(Paragraph(sentences=tuple(said), lead=lead))
        return sections(block, paragraphs)

    def _is_gap(self, finding: Finding) -> bool:
        return is_gap(finding, self.context.indicator(finding).direction)

    def _lack(self, finding: Finding) -> Fraction:
        return lack(finding, self.context.indicator(finding).direction)

    def _scored(self, found: Sequence[Finding]) -> list[Finding]:
        return [f for f in found if self.context.indicator(f).scored]

    def _chosen(self, block: BlockPlan, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        if block.indicators is None:
            return found
        return tuple(f for name in block.indicators for f in found if f.indicator == name)

    def _words(self, kind: str, cohort: str | None) -> str:
        placeholders = Placeholders()
        return self.book.say(kind, placeholders, {"cohort": cohort_name(placeholders, cohort)}, basis=()).text


def _ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(f.finding for f in findings)
