"""The parts of a chapter on the survey as a whole: response, notes, tallies of verdicts, what was first asked later."""

from collections.abc import Iterator
from typing import Any

from egyv_engine.model.findings import REASONS
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockPlan
from egyv_engine.narrative.blocks.sections import sections
from egyv_engine.narrative.claims.claim_kinds import kind_of
from egyv_engine.narrative.claims.facts import ClaimFacts, listed
from egyv_engine.narrative.report_context import ReportContext
from egyv_engine.narrative.templates.phrasebook import Phrasebook
from egyv_engine.narrative.templates.placeholders import Placeholders

JUDGED = ("improved", "declined", "unchanged")
MOST_TITLES = 4  # named in one sentence
TALLY = (
    "all_improved",
    "all_unchanged",
    "cohort",
    "total",
    "compared",
    "improved",
    "declined",
    "unchanged",
    "open",
    "before_label",
    "after_label",
)
KINDS: dict[str, tuple[str, ...]] = {
    "response": ("cohort", "surveyed", "returned", "analysed", "not_analysed", "all_returned", "wave_label"),
    "retrospective": ("cohort", "wave_label", "note"),
    "first_asked_titles": ("cohort", "titles", "before_label", "after_label"),
    "first_asked_items": ("cohort", "items", "basket", "number", "before_label", "after_label"),
    "tally": TALLY,
    "overall": TALLY,
    "overall_against": ("titles",),
    "not_comparable_not_asked": (*TALLY, "number"),
    "not_comparable_other": (*TALLY, "number", "reason"),
    "open_verdicts": TALLY,
    "caution": ("items", "note"),
}


class ProgrammeBlocks:
    """Makes the sections of blocks on the survey as a whole."""

    def __init__(self, context: ReportContext, book: Phrasebook) -> None:
        self.context = context
        self.book = book
        self.cohorts = context.linked.cohorts

    def response(self, block: BlockPlan) -> list[Section]:
        """Who was surveyed, returned and is analysed, by cohort and wave."""
        said = []
        for cohort in self.cohorts:
            first = next(f for f in self.context.findings.findings if f.cohort == cohort)
            rows = {r.wave: r.level for r in self.context.findings.ledger if r.finding == first.finding}
            for wave in self.context.linked.waves:
                level = rows[wave]
                placeholders = Placeholders()
                speaker = ClaimFacts(self.context, placeholders)
                ref = f"{_at(cohort)}#{wave}"
                facts = {
                    "cohort": cohort_name(placeholders, cohort),
                    "wave_label": placeholders.term(self.context.said(wave)),
                    "surveyed": speaker.number(f"{ref}.surveyed", level.surveyed),
                    "returned": speaker.number(f"{ref}.returned", level.returned),
                    "analysed": speaker.number(f"{ref}.analysed", level.analysed),
                    "all_returned": level.returned == level.surveyed,
                    "not_analysed": speaker.number(f"{ref}.not_analysed", level.returned - level.analysed),
                }
                said.append(self.book.say("response", placeholders, facts, basis=(first.finding,), turn=ref))
        return sections(block, [Paragraph(sentences=tuple(said))])

    def retrospective(self, block: BlockPlan) -> list[Section]:
        """The declared notes on waves that were answered looking back."""
        said = []
        for wave in self.context.linked.waves.values():
            for entry in wave.retrospective:
                placeholders = Placeholders()
                facts = {
                    "cohort": cohort_name(placeholders, entry.cohort),
                    "wave_label": placeholders.term(wave.label),
                    "note": placeholders.term(entry.note),
                }
                said.append(self.book.say("retrospective", placeholders, facts, basis=()))
        return sections(block, [Paragraph(sentences=tuple(said))] if said else [])

    def caution(self, block: BlockPlan) -> list[Section]:
        """The declared notes on what is compared with care, with the items of each, once for all findings."""
        noted: dict[str, dict[str, None]] = {}
        for question in self.context.linked.questions.values():
            for entry in question.comparable:
                if entry.is_ == "with_caution" and entry.note:
                    labels = noted.setdefault(entry.note, {})
                    for item in self.context.linked.listed(entry.items) or ():
                        basket = self.context.linked.baskets[question.items or ""]
                        labels[basket.labels[item].label] = None
        said = []
        for note, labels in noted.items():
            placeholders = Placeholders()
            facts = {
                "items": listed([placeholders.term(label) for label in labels]),
                "note": placeholders.term(note),
            }
            said.append(self.book.say("caution", placeholders, facts, basis=()))
        return sections(block, [Paragraph(sentences=tuple(said))] if said else [])

    def first_asked_list(self, block: BlockPlan) -> list[Section]:
        """What each cohort was first asked about at the later wave: whole indicators, and items of a basket."""
        said: list[Sentence] = []
        for cohort in self.cohorts:
            for comparison in self.context.comparisons:
                said += self._first_asked_list(cohort, comparison)
        return sections(block, [Paragraph(sentences=tuple(said))] if said else [])

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
            placeholders = Placeholders()
            declared_basket = self.context.linked.programme.baskets.baskets.get(basket)
            facts = {
                "cohort": cohort_name(placeholders, cohort),
                "before_label": placeholders.term(self.context.said(comparison[0])),
                "after_label": placeholders.term(self.context.said(comparison[1])),
                "titles": listed([placeholders.term(_lowered(n)) for n in names]),
                "items": listed([placeholders.term(n) for n in names]),
                "basket": placeholders.term((declared_basket.label if declared_basket else None) or basket),
                "number": ClaimFacts(self.context, placeholders).number(
                    f"{_at(cohort)}#{basket}.first_asked", len(names)
                ),
            }
            yield self.book.say(kind, placeholders, facts, basis=tuple(basis))

    def principle_summary(self, block: BlockPlan, principle: str) -> list[Section]:
        """How many findings of a principle improved or declined, by cohort."""
        said = [
            self._tally("tally", principle, cohort, comparison)
            for cohort in self.cohorts
            for comparison in self.context.comparisons
            if self._is_judged((principle,), cohort, comparison)
        ]
        return sections(block, [Paragraph(sentences=tuple(said))] if said else [])

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
                    placeholders = Placeholders()
                    facts = {"titles": listed([placeholders.term(title) for title in against])}
                    said.append(self.book.say("overall_against", placeholders, facts, basis=said[-1].basis))
        return sections(block, [Paragraph(sentences=tuple(said))] if said else [])

    def limitations(self, block: BlockPlan) -> list[Section]:
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
                    kind = "not_comparable_not_asked" if reason == "not_asked" else "not_comparable_other"
                    if number:
                        said.append(self._tally(kind, None, cohort, comparison, number=number, reason=reason))
                if any(f.certainty is not None and f.certainty.certainty == "open" for f in found):
                    said.append(self._tally("open_verdicts", None, cohort, comparison))
        return sections(block, [Paragraph(sentences=tuple(said))] if said else [])

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
        placeholders = Placeholders()
        speaker = ClaimFacts(self.context, placeholders)
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
        facts["all_unchanged"] = counts["unchanged"] == counts["compared"] > 0
        facts["all_improved"] = counts["improved"] == counts["compared"] > 0
        facts["cohort"] = cohort_name(placeholders, cohort)
        facts["before_label"] = placeholders.term(self.context.said(comparison[0]))
        facts["after_label"] = placeholders.term(self.context.said(comparison[1]))
        return self.book.say(kind, placeholders, facts, basis=tuple(f.finding for f in found), turn=ref)


def cohort_name(placeholders: Placeholders, cohort: str | None) -> str:
    """A cohort's name, marked; empty without cohorts, which a phrase can ask about."""
    return "" if cohort is None else placeholders.term(cohort)


def _at(cohort: str | None) -> str:
    return "" if cohort is None else f"@{cohort}"


def _lowered(title: str) -> str:
    """A title inside a sentence: no capital at its start, unless the whole first word has them."""
    head = title.split(" ", maxsplit=1)[0]
    return title if head[1:] != head[1:].lower() else title[0].lower() + title[1:]
