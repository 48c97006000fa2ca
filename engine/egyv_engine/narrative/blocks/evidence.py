"""Writes the blocks on interviews: how many there were, what interviewees said, and which falls they spoke of."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import FLAG, OneOf, key
from egyv_engine.model.supplements import STANCES, Point
from egyv_engine.narrative.blocks.block import BlockInputs, block, paragraph, sections
from egyv_engine.narrative.blocks.evidence_points import (
    AT_LEAST_ONE,
    EvidenceFacts,
    PointsShownFacts,
    ThemeLeadFacts,
    indicators_of_theme,
    points_left_out,
    theme_paragraphs,
)
from egyv_engine.narrative.blocks.needs import EVIDENCE, INTERVIEWS, WHOLE_PROGRAMME
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.templates.fact_types import OneOfWords


@claim("interviews")
class InterviewsFacts(ClaimFacts):
    """Says how many interviews were held, and in how many units."""

    total: NumberFacts
    unit_count: NumberFacts


@claim("stance")
class StanceFacts(ClaimFacts):
    """Says what the points that follow have in common."""

    stance: Annotated[str, OneOfWords(STANCES)]


class EvidenceOptions(BlockOptions):
    """A block that shows points of interviews."""

    stance: str | None = key(
        OneOf(STANCES), "The points of one stance; all if left out.", "gap", default=None
    )
    good_practice: bool | None = key(
        FLAG,
        "Only good practice of which accounts were not mixed, or only the other points; both if left out.",
        True,
        default=None,
    )
    limit: Fraction | None = key(
        AT_LEAST_ONE, "The largest number of themes of a stance; all if left out.", 3, default=None
    )
    points: Fraction | None = key(
        AT_LEAST_ONE, "The largest number of points of a theme; all if left out.", 3, default=None
    )


class PrincipleEvidenceOptions(EvidenceOptions):
    """A block that shows points of interviews on a principle."""

    bears_on_indicator: bool | None = key(
        FLAG,
        "Only points whose theme bears on an indicator of the principle, or only the others; both if left out.",
        False,
        default=None,
    )


_CLAIMS = (StanceFacts, EvidenceFacts, ThemeLeadFacts, PointsShownFacts)


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


@block("evidence", options=PrincipleEvidenceOptions, scope="principle", needs=(EVIDENCE,), claims=_CLAIMS)
def evidence(inputs: BlockInputs, options: PrincipleEvidenceOptions, principle: str) -> list[Section]:
    """Show what interviewees said of a principle: by stance, then theme."""
    points = [
        p
        for p in _points(inputs, options, principle)
        if options.bears_on_indicator in (None, bool(indicators_of_theme(inputs, p.theme, principle)))
    ]
    return _evidence(inputs, options, points, principle)


@block("programme_evidence", options=EvidenceOptions, needs=(EVIDENCE, WHOLE_PROGRAMME), claims=_CLAIMS)
def programme_evidence(inputs: BlockInputs, options: EvidenceOptions) -> list[Section]:
    """Show what interviewees said of the programme as a whole: by stance, then theme."""
    return _evidence(inputs, options, _points(inputs, options, None), None)


def _points(inputs: BlockInputs, options: EvidenceOptions, principle: str | None) -> list[Point]:
    return [
        p
        for p in inputs.context.supplements.points
        if p.principle == principle
        and options.stance in (None, p.stance)
        and options.good_practice in (None, p.good_practice and p.stance != "mixed")
    ]


def _evidence(
    inputs: BlockInputs, options: EvidenceOptions, points: Sequence[Point], principle: str | None
) -> list[Section]:
    themes = None if options.limit is None else int(options.limit)
    per_theme = None if options.points is None else int(options.points)
    paragraphs: list[Paragraph] = []
    for stance in STANCES:
        found = [p for p in points if p.stance == stance]
        if found and options.stance is None and not options.good_practice:
            paragraphs.append(Paragraph(sentences=(_stance(inputs, stance),)))
        paragraphs += theme_paragraphs(inputs, found, themes=themes, per_theme=per_theme)
    kind = {None: "", True: ".good_practice", False: ".other"}[options.good_practice]
    of_stance = "" if options.stance is None else f".{options.stance}"
    path = f"evidence.{principle or 'programme'}{kind}{of_stance}"
    left_out = points_left_out(inputs, path, paragraphs, points)
    return sections(options, [*paragraphs, *left_out])


def _stance(inputs: BlockInputs, stance: str) -> Sentence:
    return inputs.book.sentence(StanceFacts(stance=stance), basis=())
