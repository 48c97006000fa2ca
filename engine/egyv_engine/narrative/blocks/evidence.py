"""Writes the blocks on interviews: how many there were, what interviewees said, and whether the survey agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from egyv_engine.model.report import Node, Paragraph, Section, Sentence, Term, Text
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import FLAG, OneOf, key
from egyv_engine.model.supplements import STANCES, Point
from egyv_engine.narrative.blocks.block import (
    LIMIT,
    BlockInputs,
    ComparisonOptions,
    LimitOptions,
    block,
    paragraph,
    sections,
)
from egyv_engine.narrative.blocks.needs import EVIDENCE, INTERVIEWS, WHOLE_PROGRAMME
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.language.wordings import id_as_words, with_capital, without_article
from egyv_engine.narrative.report_context import Comparison
from egyv_engine.narrative.templates.fact_types import OneOfWords

MOST_PER_THEME = 3


@claim("interviews")
class InterviewsFacts(ClaimFacts):
    """Says how many interviews were held, and in how many units."""

    total: NumberFacts
    unit_count: NumberFacts


@claim("stance")
class StanceFacts(ClaimFacts):
    """Says what the points that follow have in common."""

    stance: Annotated[str, OneOfWords(STANCES)]


@claim("agreement")
class AgreementFacts(ClaimFacts):
    """Says whether the survey and the interviews on a principle show good and bad."""

    title: Parts
    comparison: Parts
    rises: bool
    falls: bool
    strengths: bool
    gaps: bool
    themes: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOptions(LimitOptions):
    """A block that shows points of interviews."""

    stance: str | None = key(
        OneOf(STANCES), "The points of one stance; all if left out.", "gap", default=None
    )
    good_practice: bool | None = key(
        FLAG,
        "Only points that are, or are not, good practice; both if left out.",
        True,
        default=None,
    )


@block("interviews", options=BlockOptions, needs=(INTERVIEWS,), claims=(InterviewsFacts,))
def interviews(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State how many interviews were held, and in how many units."""
    held = inputs.context.supplements.interviews
    if not held:
        return []
    facts = InterviewsFacts(
        total=inputs.make.number("interviews#total", sum(held.values())),
        unit_count=inputs.make.number("interviews#units", len(held)),
    )
    return paragraph(options, [inputs.book.sentence(facts, basis=())])


@block("evidence", options=EvidenceOptions, scope="principle", needs=(EVIDENCE,), claims=(StanceFacts,))
def evidence(inputs: BlockInputs, options: EvidenceOptions, principle: str) -> list[Section]:
    """Show what interviewees said of a principle: by stance, then theme."""
    return _evidence(inputs, options, principle)


@block(
    "programme_evidence",
    options=EvidenceOptions,
    needs=(EVIDENCE, WHOLE_PROGRAMME),
    claims=(StanceFacts,),
)
def programme_evidence(inputs: BlockInputs, options: EvidenceOptions) -> list[Section]:
    """Show what interviewees said of the programme as a whole: by stance, then theme."""
    return _evidence(inputs, options, None)


def _evidence(inputs: BlockInputs, options: EvidenceOptions, principle: str | None) -> list[Section]:
    points = [
        p
        for p in inputs.context.supplements.points
        if p.principle == principle
        and options.stance in (None, p.stance)
        and options.good_practice in (None, p.good_practice)
    ]
    paragraphs: list[Paragraph] = []
    for stance in STANCES:
        found = [p for p in points if p.stance == stance]
        if found and options.stance is None and len(found) < len(points):
            paragraphs.append(Paragraph(sentences=(_stance(inputs, stance),)))
        paragraphs += _themes(inputs, found, int(options.limit))
    return sections(options, paragraphs)


def _stance(inputs: BlockInputs, stance: str) -> Sentence:
    return inputs.book.sentence(StanceFacts(stance=stance), basis=())


def _themes(inputs: BlockInputs, points: Sequence[Point], most: int) -> list[Paragraph]:
    """Return a bullet for each of the themes with most points, with some points of each."""
    themes: dict[str, list[Point]] = {}
    for point in points:
        themes.setdefault(point.theme, []).append(point)
    ranked = sorted(themes.items(), key=lambda pair: -len(pair[1]))[:most]
    return [
        Paragraph(
            lead=with_capital(theme),
            bullet=True,
            sentences=tuple(_point(inputs, point) for point in each[:MOST_PER_THEME]),
        )
        for theme, each in ranked
    ]


def _point(inputs: BlockInputs, point: Point) -> Sentence:
    nodes: tuple[Node, ...] = (Term(text=point.summary),)
    if point.role is not None:
        nodes = (*nodes, Text(text=" ("), Term(text=_role(inputs, point.role)), Text(text=")"))
    return Sentence(kind="evidence", nodes=nodes, basis=())


def _role(inputs: BlockInputs, role: str) -> str:
    """Return a role in words; the label of an item where the role is one."""
    for basket in inputs.context.linked.baskets.values():
        if role in basket.labels:
            return without_article(basket.labels[role].label)
    return id_as_words(role)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOptions(ComparisonOptions):
    """A block that compares the survey with the interviews."""

    limit: Fraction = key(*LIMIT, default=Fraction(3))


@block(
    "agreement",
    options=AgreementOptions,
    scope="principles",
    needs=(EVIDENCE,),
    claims=(AgreementFacts, ComparisonFacts),
)
def agreement(inputs: BlockInputs, options: AgreementOptions) -> list[Section]:
    """State for each principle whether survey and interviews both show good and bad; neither is counted."""
    paragraphs = []
    for principle in inputs.principles:
        points = [p for p in inputs.context.supplements.points if p.principle == principle]
        if points:
            paragraphs += [
                Paragraph(
                    sentences=(_agreement(inputs, options, principle, points, comparison),), bullet=True
                )
                for comparison in inputs.comparisons(options) or (None,)
            ]
    return sections(options, paragraphs)


def _agreement(
    inputs: BlockInputs,
    options: AgreementOptions,
    principle: str,
    points: Sequence[Point],
    comparison: Comparison | None,
) -> Sentence:
    context = inputs.context
    found = [f for c in inputs.cohorts for f in context.findings_for(principle, c, comparison)]
    gaps: dict[str, int] = {}
    for point in points:
        if point.stance == "gap":
            gaps[point.theme] = gaps.get(point.theme, 0) + 1
    themes = sorted(gaps, key=lambda t: -gaps[t])[: int(options.limit)]
    facts = AgreementFacts(
        title=term(context.linked.programme.principles[principle].title),
        comparison=inputs.comparison_words(comparison),
        rises=any(f.verdict == "improved" for f in found),
        falls=any(f.verdict == "declined" for f in found),
        strengths=any(p.stance == "strength" for p in points),
        gaps=bool(gaps),
        themes=listed([term(id_as_words(t).lower()) for t in themes]),
    )
    return inputs.book.sentence(facts, basis=tuple(f.finding for f in found))
