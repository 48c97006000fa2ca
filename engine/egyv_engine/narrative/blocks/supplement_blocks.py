"""The parts of a chapter that records make: recommendations, interviews, evidence, the selection of case studies."""

from collections.abc import Sequence
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from egyv_engine.model.decimals import decimal
from egyv_engine.model.report import Node, Paragraph, Section, Sentence, Term, Text
from egyv_engine.model.report_document import BlockPlan
from egyv_engine.model.supplements import STANCES, Point, RecommendationCount
from egyv_engine.narrative.blocks.sections import sections
from egyv_engine.narrative.claims.facts import ClaimFacts, listed
from egyv_engine.narrative.report_context import ReportContext
from egyv_engine.narrative.templates.phrasebook import Phrasebook
from egyv_engine.narrative.templates.placeholders import Placeholders

KINDS: dict[str, tuple[str, ...]] = {
    "records": ("cohort", "total", "status"),
    "records_summary": ("cohort", "total", "status"),
    "records_reasons": ("cohort", "status", "reason", "commonest", "is_tied"),
    "records_units": ("cohort", "unit", "fewest", "most", "is_even"),
    "interviews": ("total", "places"),
    "selection": ("cohort", "chosen"),
    "selection_replaced": ("unit", "reason"),
    "stance": ("stance",),
    "agreement": ("title", "rises", "falls", "strengths", "gaps", "themes"),
}
MOST_PER_THEME = 3


class RecordBlocks:
    """Makes the sections of blocks that stand on records."""

    def __init__(self, context: ReportContext, book: Phrasebook) -> None:
        self.context = context
        self.book = book

    def records(self, block: BlockPlan) -> list[Section]:
        """How many records have each status, why not, and how they spread over units, by cohort."""
        totals = [count for count in self.context.accounts.records if count.principle is None]
        return sections(
            block,
            [
                Paragraph(
                    sentences=tuple(
                        self._records(
                            c, "records", *(["records_reasons"] if c.commonest else []), "records_units"
                        )
                    )
                )
                for c in totals
            ],
        )

    def records_summary(self, block: BlockPlan) -> list[Section]:
        """A sentence a cohort on how many records have each status."""
        totals = [count for count in self.context.accounts.records if count.principle is None]
        said = [sentence for count in totals for sentence in self._records(count, "records_summary")]
        return sections(block, [Paragraph(sentences=tuple(said))] if said else [])

    def _records(self, count: RecommendationCount, *kinds: str) -> list[Sentence]:
        said = []
        ref = f"{count.record}{'' if count.cohort is None else f'@{count.cohort}'}"
        for kind in kinds:
            placeholders = Placeholders()
            speaker = ClaimFacts(self.context, placeholders)
            statuses = {
                name: self._status(speaker, f"{ref}#{name}", n, count.total)
                for name, n in count.statuses.items()
            }
            facts: dict[str, Any] = {
                "cohort": "" if count.cohort is None else placeholders.term(count.cohort),
                "total": speaker.number(f"{ref}#total", count.total),
                "status": SimpleNamespace(**statuses),
                "reason": SimpleNamespace(
                    **{n: speaker.number(f"{ref}#reason_{n}", v) for n, v in count.reasons.items()}
                ),
                "commonest": listed([placeholders.term(name.replace("_", " ")) for name in count.commonest]),
                "is_tied": len(count.commonest) > 1,
                "unit": speaker.number(f"{ref}#units", count.units),
                "fewest": speaker.number(f"{ref}#fewest", count.fewest),
                "most": speaker.number(f"{ref}#most", count.most),
                "is_even": count.fewest == count.most,
            }
            said.append(self.book.say(kind, placeholders, facts, basis=(), turn=ref))
        return said

    def _status(self, speaker: ClaimFacts, ref: str, count: int, total: int) -> SimpleNamespace:
        """A status with its number, and its percentage where the total is large enough for one in words."""
        number = speaker.number(ref, count)
        percent = ""
        if total >= self.context.linked.programme.file.minimum.base_for_percentages:
            percent = speaker.placeholders.decimal(
                f"{ref}.percent", f"{decimal(Fraction(100 * count, total), 0)}%"
            )
        return SimpleNamespace(n=number.n, units=number.units, is_none=number.is_none, percent=percent)

    def interviews(self, block: BlockPlan) -> list[Section]:
        """How many interviews were held, and in how many units."""
        held = self.context.accounts.interviews
        if not held:
            return []
        placeholders = Placeholders()
        speaker = ClaimFacts(self.context, placeholders)
        facts = {
            "total": speaker.number("interviews#total", sum(held.values())),
            "places": speaker.number("interviews#units", len(held)),
        }
        return sections(
            block, [Paragraph(sentences=(self.book.say("interviews", placeholders, facts, basis=()),))]
        )

    def selection(self, block: BlockPlan) -> list[Section]:
        """Which units were chosen in each cohort, and why one took the place of another."""
        chosen = [s for s in self.context.accounts.selection if s.selected]
        paragraphs = []
        for cohort in dict.fromkeys(s.cohort for s in chosen):
            mine = [s for s in chosen if s.cohort == cohort]
            placeholders = Placeholders()
            facts = {
                "cohort": "" if cohort is None else placeholders.term(cohort),
                "chosen": listed([placeholders.term(f"{s.unit} ({s.class_})") for s in mine]),
            }
            said = [self.book.say("selection", placeholders, facts, basis=())]
            for one in mine:
                if not one.preferred:
                    placeholders = Placeholders()
                    facts = {
                        "unit": placeholders.term(one.unit),
                        "reason": placeholders.term(_inside(one.reason)),
                    }
                    said.append(self.book.say("selection_replaced", placeholders, facts, basis=()))
            paragraphs.append(Paragraph(sentences=tuple(said)))
        return sections(block, paragraphs)

    def evidence(self, block: BlockPlan, principle: str | None) -> list[Section]:
        """What interviewees said of a principle, or of the programme as a whole: by stance, then theme."""
        points = [
            p
            for p in self.context.accounts.points
            if p.principle == principle
            and block.stance in (None, p.stance)
            and block.good_practice in (None, p.good_practice)
        ]
        paragraphs: list[Paragraph] = []
        for stance in STANCES:
            found = [p for p in points if p.stance == stance]
            if found and block.stance is None and len(found) < len(points):
                paragraphs.append(Paragraph(sentences=(self._stance(stance),)))
            paragraphs += self._themes(found, int(block.most))
        return sections(block, paragraphs)

    def _stance(self, stance: str) -> Sentence:
        placeholders = Placeholders()
        return self.book.say("stance", placeholders, {"stance": stance}, basis=())

    def _themes(self, points: Sequence[Point], most: int) -> list[Paragraph]:
        """The themes with most points first, some points of each."""
        themes: dict[str, list[Point]] = {}
        for point in points:
            themes.setdefault(point.theme, []).append(point)
        ranked = sorted(themes.items(), key=lambda pair: -len(pair[1]))[:most]
        return [
            Paragraph(
                lead=_theme(theme),
                bullet=True,
                sentences=tuple(self._point(point) for point in each[:MOST_PER_THEME]),
            )
            for theme, each in ranked
        ]

    def _point(self, point: Point) -> Sentence:
        nodes: tuple[Node, ...] = (Term(text=point.summary),)
        if point.role is not None:
            nodes = (*nodes, Text(text=" ("), Term(text=self._role(point.role)), Text(text=")"))
        return Sentence(kind="evidence", nodes=nodes, basis=())

    def _role(self, role: str) -> str:
        """A role in words; the label of an item where it is one."""
        for basket in self.context.linked.baskets.values():
            if role in basket.labels:
                return basket.labels[role].label.removeprefix("the ")
        return role.replace("_", " ")

    def agreement(self, block: BlockPlan) -> list[Section]:
        """For each principle, whether survey and interviews both show good and bad; no counting of either."""
        paragraphs = []
        for principle, plan in self.context.linked.programme.principles.items():
            points = [p for p in self.context.accounts.points if p.principle == principle]
            found = [f for f in self.context.findings.findings if f.principle == principle]
            if not points:
                continue
            placeholders = Placeholders()
            gaps: dict[str, int] = {}
            for point in points:
                if point.stance == "gap":
                    gaps[point.theme] = gaps.get(point.theme, 0) + 1
            themes = sorted(gaps, key=lambda t: -gaps[t])[: int(block.most)]
            facts = {
                "title": placeholders.term(plan.title),
                "rises": any(f.verdict == "improved" for f in found),
                "falls": any(f.verdict == "declined" for f in found),
                "strengths": any(p.stance == "strength" for p in points),
                "gaps": bool(gaps),
                "themes": listed([placeholders.term(_theme(t).lower()) for t in themes]),
            }
            said = self.book.say("agreement", placeholders, facts, basis=tuple(f.finding for f in found))
            paragraphs.append(Paragraph(sentences=(said,), bullet=True))
        return sections(block, paragraphs)


def _theme(theme: str) -> str:
    words = theme.replace("_", " ")
    return words[:1].upper() + words[1:]


def _inside(reason: str) -> str:
    """A reason's first sentence, to stand inside another: no capital, no stop."""
    first = reason.split(". ", maxsplit=1)[0].rstrip(".")
    return first[:1].lower() + first[1:]
