"""The parts of a chapter that the findings make: response, cohorts, what was first asked, what cannot be said."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from egyv_engine.model.findings import REASONS, Finding
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_documents import BlockPlan
from egyv_engine.narrative.claims import Sayer, in_order
from egyv_engine.narrative.context import Context
from egyv_engine.narrative.facts import Bases, Speaker, listed
from egyv_engine.narrative.marks import Marks
from egyv_engine.narrative.phrase import Phrasebook
from egyv_engine.narrative.select import is_compared, is_gap, kind_of, lack, net

JUDGED = ("improved", "declined", "unchanged")
MOST_TITLES = 4  # named in one sentence
TALLY = (
    "all_improved",
    "cohort",
    "total",
    "compared",
    "improved",
    "declined",
    "unchanged",
    "open",
    "before_said",
    "after_said",
)
KINDS: dict[str, tuple[str, ...]] = {
    "response": ("cohort", "surveyed", "returned", "analysed", "set_aside", "all_returned", "said"),
    "looking_back": ("cohort", "said", "note"),
    "first_asked_titles": ("cohort", "titles", "before_said", "after_said"),
    "first_asked_items": ("cohort", "items", "basket", "number", "before_said", "after_said"),
    "tally": TALLY,
    "overall": TALLY,
    "overall_against": ("titles",),
    "cannot_not_asked": (*TALLY, "number"),
    "cannot_other": (*TALLY, "number", "reason"),
    "cannot_open": TALLY,
    "cohort_heading": ("cohort",),
    "cohort_lead": ("cohort",),
    "first_asked_opening": ("cohort", "before_said", "after_said"),
    "care": ("items", "note"),
    "with_care": ("cohort", "items"),
}


class SurveyBlocks:
    """Makes the sections of blocks that stand on findings."""

    def __init__(self, context: Context, book: Phrasebook) -> None:
        self.context = context
        self.book = book
        self.sayer = Sayer(context, book)
        self.cohorts = context.linked.cohorts

    def response(self, block: BlockPlan) -> list[Section]:
        """Who was surveyed, returned and is analysed, by cohort and wave."""
        said = []
        for cohort in self.cohorts:
            first = next(f for f in self.context.findings.findings if f.cohort == cohort)
            rows = {r.wave: r.level for r in self.context.findings.ledger if r.finding == first.finding}
            for wave in self.context.linked.waves:
                level = rows[wave]
                marks = Marks()
                speaker = Speaker(self.context, marks)
                ref = f"{_at(cohort)}#{wave}"
                facts = {
                    "cohort": _cohort(marks, cohort),
                    "said": marks.term(self.context.said(wave)),
                    "surveyed": speaker.number(f"{ref}.surveyed", level.surveyed),
                    "returned": speaker.number(f"{ref}.returned", level.returned),
                    "analysed": speaker.number(f"{ref}.analysed", level.analysed),
                    "all_returned": level.returned == level.surveyed,
                    "set_aside": speaker.number(f"{ref}.set_aside", level.returned - level.analysed),
                }
                said.append(self.book.say("response", marks, facts, basis=(first.finding,), turn=ref))
        return [_section(block, [Paragraph(sentences=tuple(said))])]

    def waves(self, block: BlockPlan) -> list[Section]:
        """The declared notes on waves that were answered looking back."""
        said = []
        for wave in self.context.linked.waves.values():
            for entry in wave.looking_back:
                marks = Marks()
                facts = {
                    "cohort": _cohort(marks, entry.cohort),
                    "said": marks.term(wave.said),
                    "note": marks.term(entry.note),
                }
                said.append(self.book.say("looking_back", marks, facts, basis=()))
        return [_section(block, [Paragraph(sentences=tuple(said))])] if said else []

    def first_asked_list(self, block: BlockPlan) -> list[Section]:
        """What each cohort was first asked about at the later wave: whole indicators, and items of a basket."""
        said: list[Sentence] = []
        for cohort in self.cohorts:
            for comparison in self.context.comparisons:
                said += self._first_asked_list(cohort, comparison)
        return [_section(block, [Paragraph(sentences=tuple(said))])] if said else []

    def _first_asked_list(self, cohort: str | None, comparison: tuple[str, str]) -> Iterator[Sentence]:
        titles: list[str] = []
        items: dict[str, dict[str, None]] = {}
        basis: list[str] = []
        for principle in self.context.linked.programme.file.principles:
            found = self.context.by_indicator(self.context.of(principle, cohort, comparison))
            for each in found.values():
                new = [f for f in each if kind_of(f) == "first_asked"]
                basis += [f.finding for f in each if f.reason == "not_asked"]
                indicator = self.context.indicator(each[0])
                if new and len(new) == len(each):
                    titles.append(indicator.title)
                elif new:
                    declared = items.setdefault(
                        self.context.linked.baskets[indicator.for_each or ""].whole, {}
                    )
                    declared.update({self.context.name(indicator, f.item or "").label: None for f in new})
        for kind, basket, names in (
            *(
                ("first_asked_titles", "", tuple(titles[i : i + MOST_TITLES]))
                for i in range(0, len(titles), MOST_TITLES)
            ),
            *(("first_asked_items", name, tuple(labels)) for name, labels in items.items()),
        ):
            marks = Marks()
            declared_basket = self.context.linked.programme.baskets.baskets.get(basket)
            facts = {
                "cohort": _cohort(marks, cohort),
                "before_said": marks.term(self.context.said(comparison[0])),
                "after_said": marks.term(self.context.said(comparison[1])),
                "titles": listed([marks.term(_lowered(n)) for n in names]),
                "items": listed([marks.term(n) for n in names]),
                "basket": marks.term((declared_basket.label if declared_basket else None) or basket),
                "number": Speaker(self.context, marks).number(
                    f"{_at(cohort)}#{basket}.first_asked", len(names)
                ),
            }
            yield self.book.say(kind, marks, facts, basis=tuple(basis))

    def principle_summary(self, block: BlockPlan, principle: str) -> list[Section]:
        """How many findings of a principle improved or declined, by cohort."""
        said = [
            self._tally("tally", principle, cohort, comparison)
            for cohort in self.cohorts
            for comparison in self.context.comparisons
            if self._is_judged((principle,), cohort, comparison)
        ]
        return [_section(block, [Paragraph(sentences=tuple(said))])] if said else []

    def _is_judged(
        self, principles: tuple[str, ...], cohort: str | None, comparison: tuple[str, str]
    ) -> bool:
        """Whether any of their findings has a verdict."""
        return any(f.verdict in JUDGED for p in principles for f in self.context.of(p, cohort, comparison))

    def overall(self, block: BlockPlan) -> list[Section]:
        """How many findings improved or declined in all, and the principles that went the other way, by cohort."""
        said: list[Sentence] = []
        for cohort in self.cohorts:
            for comparison in self.context.comparisons:
                if not self._is_judged(tuple(self.context.linked.programme.principles), cohort, comparison):
                    continue
                said.append(self._tally("overall", None, cohort, comparison))
                against = []
                balance = 0  # improved less declined
                for principle, plan in self.context.linked.programme.principles.items():
                    verdicts = [f.verdict for f in self.context.of(principle, cohort, comparison)]
                    more = verdicts.count("improved") - verdicts.count("declined")
                    balance += more
                    if more < 0:
                        against.append(plan.title)
                if against and balance > 0:
                    marks = Marks()
                    facts = {"titles": listed([marks.term(title) for title in against])}
                    said.append(self.book.say("overall_against", marks, facts, basis=said[-1].basis))
        return [_section(block, [Paragraph(sentences=tuple(said))])] if said else []

    def headline(self, block: BlockPlan) -> list[Section]:
        """For each principle, the widest rise and the widest fall, or else a gap, by cohort."""
        paragraphs = []
        for principle, plan in self.context.linked.programme.principles.items():
            said: list[Sentence] = []
            for place, cohort in enumerate(self.cohorts):
                for comparison in self.context.comparisons:
                    found = self._scored(self._chosen(block, self.context.of(principle, cohort, comparison)))
                    said += self._widest(found, cohort, "in_other_cohort" if place else "in_cohort")
            if said:
                paragraphs.append(Paragraph(sentences=tuple(said), lead=plan.title))
        return [_section(block, paragraphs)] if paragraphs else []

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

    def cannot_say(self, block: BlockPlan) -> list[Section]:
        """How many findings cannot be compared, why, and how many verdicts missing answers could turn."""
        said: list[Sentence] = []
        for cohort in self.cohorts:
            for comparison in self.context.comparisons:
                found = [
                    f
                    for p in self.context.linked.programme.file.principles
                    for f in self.context.of(p, cohort, comparison)
                ]
                for reason in REASONS:
                    number = sum(f.reason == reason for f in found)
                    kind = "cannot_not_asked" if reason == "not_asked" else "cannot_other"
                    if number:
                        said.append(self._tally(kind, None, cohort, comparison, number=number, reason=reason))
                if any(f.certainty is not None and f.certainty.certainty == "open" for f in found):
                    said.append(self._tally("cannot_open", None, cohort, comparison))
        return [_section(block, [Paragraph(sentences=tuple(said))])] if said else []

    def _tally(
        self,
        kind: str,
        principle: str | None,
        cohort: str | None,
        comparison: tuple[str, str],
        *,
        number: int = 0,
        reason: str = "",
    ) -> Sentence:
        principles = self.context.linked.programme.file.principles if principle is None else (principle,)
        found = [f for p in principles for f in self.context.of(p, cohort, comparison)]
        marks = Marks()
        speaker = Speaker(self.context, marks)
        ref = f"{principle or ''}{_at(cohort)}#{comparison[0]}:{comparison[1]}"
        counts = {
            "total": len(found),
            "compared": sum(f.verdict in JUDGED for f in found),
            "improved": sum(f.verdict == "improved" for f in found),
            "declined": sum(f.verdict == "declined" for f in found),
            "unchanged": sum(f.verdict == "unchanged" for f in found),
            "open": sum(f.certainty is not None and f.certainty.certainty == "open" for f in found),
        }
        facts: dict[str, Any] = {name: speaker.number(f"{ref}.{name}", n) for name, n in counts.items()}
        facts["number"] = speaker.number(f"{ref}.{reason or 'number'}", number)
        facts["reason"] = reason
        facts["all_improved"] = counts["improved"] == counts["compared"] > 0
        facts["cohort"] = _cohort(marks, cohort)
        facts["before_said"] = marks.term(self.context.said(comparison[0]))
        facts["after_said"] = marks.term(self.context.said(comparison[1]))
        return self.book.say(kind, marks, facts, basis=tuple(f.finding for f in found), turn=ref)

    def cohort(self, block: BlockPlan, principle: str) -> list[Section]:
        """What each cohort reported: single indicators in one paragraph, then a paragraph a basket."""
        sections = []
        for cohort in self.cohorts:
            blocks: list[Paragraph] = []
            for comparison in self.context.comparisons or (None,):
                found = self._chosen(block, self.context.of(principle, cohort, comparison))
                blocks += self._cohort(block, cohort, found)
            if blocks:
                heading = None if cohort is None else self._words("cohort_heading", cohort)
                name = principle if cohort is None else f"{principle}@{cohort}"
                sections.append(Section(id=name, heading=block.heading or heading, blocks=tuple(blocks)))
        return sections

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

    def care(self, block: BlockPlan) -> list[Section]:
        """The declared notes on what is compared with care, with the items of each, once for all findings."""
        noted: dict[str, dict[str, None]] = {}
        for question in self.context.linked.questions.values():
            for entry in question.comparable:
                if entry.is_ == "with_care" and entry.note:
                    labels = noted.setdefault(entry.note, {})
                    for item in self.context.linked.listed(entry.items) or ():
                        basket = self.context.linked.baskets[question.items or ""]
                        labels[basket.labels[item].label] = None
        said = []
        for note, labels in noted.items():
            marks = Marks()
            facts = {"items": listed([marks.term(label) for label in labels]), "note": marks.term(note)}
            said.append(self.book.say("care", marks, facts, basis=()))
        return [_section(block, [Paragraph(sentences=tuple(said))])] if said else []

    def _with_care(self, found: Sequence[Finding], cohort: str | None) -> list[Paragraph]:
        """The items whose figures in these findings are compared with care."""
        careful = [f for f in found if f.care and f.item is not None]
        if not careful:
            return []
        labels = {self.context.name(self.context.indicator(f), f.item or "").label: None for f in careful}
        marks = Marks()
        facts = {"cohort": _cohort(marks, cohort), "items": listed([marks.term(label) for label in labels])}
        said = self.book.say("with_care", marks, facts, basis=tuple(f.finding for f in careful))
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
                marks = Marks()
                facts = {
                    "cohort": _cohort(marks, cohort),
                    "before_said": marks.term(self.context.said(comparison[0])),
                    "after_said": marks.term(self.context.said(comparison[1])),
                }
                said = [
                    self.book.say("first_asked_opening", marks, facts, basis=tuple(f.finding for f in new))
                ]
                for each in self.context.by_indicator(new).values():
                    if each[0].item is None:
                        said += self.sayer.finding(each[0], Bases())
                    else:
                        said += self.sayer.first_asked(each, int(block.most))
                paragraphs.append(Paragraph(sentences=tuple(said)))
        return [_section(block, paragraphs)] if paragraphs else []

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
        return [_section(block, paragraphs)] if paragraphs else []

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
        marks = Marks()
        return self.book.say(kind, marks, {"cohort": _cohort(marks, cohort)}, basis=()).text


def _section(block: BlockPlan, blocks: Sequence[Paragraph]) -> Section:
    return Section(id=block.show, heading=block.heading, blocks=tuple(blocks))


def _cohort(marks: Marks, cohort: str | None) -> str:
    """A cohort's name, marked; empty without cohorts, which a phrase can ask about."""
    return "" if cohort is None else marks.term(cohort)


def _ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(f.finding for f in findings)


def _at(cohort: str | None) -> str:
    return "" if cohort is None else f"@{cohort}"


def _lowered(title: str) -> str:
    """A title inside a sentence: no capital at its start, unless the whole first word has them."""
    head = title.split(" ", maxsplit=1)[0]
    return title if head[1:] != head[1:].lower() else title[0].lower() + title[1:]
