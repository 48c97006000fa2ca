"""Chooses the points of interviews that a block shows, and writes them by theme as what an interviewee said."""

from collections.abc import Sequence
from typing import Annotated

from egyv_engine.model.label_forms import id_as_words, id_with_capital
from egyv_engine.model.records_document import Evidence, Theme
from egyv_engine.model.report import Paragraph, Sentence
from egyv_engine.model.shapes import NumberShape
from egyv_engine.model.supplements import STANCES, Point
from egyv_engine.narrative.blocks.block import EVIDENCE_TABLE, BlockInputs
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.language.wordings import without_article
from egyv_engine.narrative.templates.fact_types import OneOfWords

_MOST_IN_A_ROW = 3  # points: more are hard to see as separate in one paragraph
AT_LEAST_ONE = NumberShape(minimum=1, whole=True)


@claim("evidence")
class EvidenceFacts(ClaimFacts):
    """Words of an interviewee, with their role and cohort where they are known."""

    role: Parts
    cohort: Parts
    summary: Parts


@claim("theme_lead")
class ThemeLeadFacts(ClaimFacts):
    """The words in bold before the points of a theme: its name, the theme that it is part of, and their stance."""

    theme: Parts
    part_of: Parts
    stance: Annotated[str, OneOfWords((*STANCES, "any"))]


@claim("points_shown")
class PointsShownFacts(ClaimFacts):
    """Says that a block shows some of the points alone. has_annex: whether an annex has every one."""

    shown: NumberFacts
    total: NumberFacts
    has_annex: bool


def points_left_out(
    inputs: BlockInputs, path: str, paragraphs: Sequence[Paragraph], points: Sequence[Point]
) -> list[Paragraph]:
    """Return a sentence on how many of the points a block shows; none where it shows all.

    Args:
        inputs: The inputs of the block.
        path: The path of the points.
        paragraphs: The paragraphs of the block, in which each bullet has a sentence for each point.
        points: The points that it could show.
    """
    shown = sum(len(each.sentences) for each in paragraphs if each.bullet)
    if shown == len(points):
        return []
    facts = PointsShownFacts(
        shown=inputs.make.number(f"{path}#shown", shown),
        total=inputs.make.number(f"{path}#total", len(points)),
        has_annex=inputs.has_in_annex(EVIDENCE_TABLE),
    )
    return [Paragraph(sentences=(inputs.book.sentence(facts, basis=()),))]


def declared_evidence(inputs: BlockInputs) -> Evidence | None:
    """Return what rules/records.yaml says of evidence; None without it.

    Args:
        inputs: The inputs of the block.
    """
    records = inputs.context.linked.programme.records
    return None if records is None else records.evidence


def declared_theme(inputs: BlockInputs, theme: str) -> Theme | None:
    """Return the declaration of a theme; None where themes are not declared.

    Args:
        inputs: The inputs of the block.
        theme: The word for it in the file.
    """
    evidence = declared_evidence(inputs)
    return None if evidence is None or evidence.themes is None else evidence.themes.get(theme)


def theme_label(inputs: BlockInputs, theme: str) -> str:
    """Return what the report calls a theme: its label, or the word of the file.

    Args:
        inputs: The inputs of the block.
        theme: The word for it in the file.
    """
    declared = declared_theme(inputs, theme)
    return id_with_capital(theme) if declared is None else declared.label


def role_label(inputs: BlockInputs, role: str) -> str:
    """Return what the report calls a role: its label, that of an item, or the word of the file.

    Args:
        inputs: The inputs of the block.
        role: The word for it in the file.
    """
    evidence = declared_evidence(inputs)
    if evidence is not None and role in (evidence.roles or {}):
        return (evidence.roles or {})[role]
    for basket in inputs.context.linked.baskets.values():
        if role in basket.labels:
            return without_article(basket.labels[role].label, inputs.context.wording.language)
    return id_as_words(role)


def indicators_of_theme(inputs: BlockInputs, theme: str, principle: str | None) -> tuple[str, ...]:
    """Return the indicators of a principle that a theme bears on.

    Args:
        inputs: The inputs of the block.
        theme: The word for it in the file.
        principle: The principle's id; None for the programme as a whole, on which no indicator is.
    """
    declared = declared_theme(inputs, theme)
    linked = inputs.context.linked.indicators
    named = () if declared is None else declared.bears_on or ()
    return tuple(name for name in named if name in linked and linked[name].principle == principle)


def points_bearing_on(inputs: BlockInputs, principle: str, indicators: Sequence[str]) -> list[Point]:
    """Return the points on a principle whose theme bears first on one of these indicators, so that each point occurs once.

    Args:
        inputs: The inputs of the block.
        principle: The principle's id.
        indicators: The ids of the indicators.
    """
    return [
        p
        for p in inputs.context.supplements.points
        if p.principle == principle
        and any(name in indicators for name in indicators_of_theme(inputs, p.theme, principle)[:1])
    ]


def theme_paragraphs(
    inputs: BlockInputs,
    points: Sequence[Point],
    *,
    themes: int | None = None,
    per_theme: int | None = None,
    has_stance: bool = False,
) -> list[Paragraph]:
    """Return a bullet for each theme, the one with most points first; more than a few points are a list inside of it.

    Args:
        inputs: The inputs of the block.
        points: The points to show.
        themes: The largest number of themes; None for all.
        per_theme: The largest number of points of a theme; None for all.
        has_stance: Whether the points of a theme are divided by stance, which its words in bold then say.
    """
    by_theme: dict[tuple[str, str], list[Point]] = {}
    for point in points:
        by_theme.setdefault((point.theme, point.stance if has_stance else "any"), []).append(point)
    sizes = {theme: sum(p.theme == theme for p in points) for theme, _ in by_theme}
    ranked = sorted(by_theme.items(), key=lambda pair: -sizes[pair[0][0]])[:themes]
    return [
        paragraph
        for (theme, stance), each in ranked
        for paragraph in _theme(inputs, _lead(inputs, theme, stance), each[:per_theme])
    ]


def _theme(inputs: BlockInputs, lead: str, points: Sequence[Point]) -> list[Paragraph]:
    sentences = tuple(_sentence(inputs, point) for point in points)
    if len(points) <= _MOST_IN_A_ROW:
        return [Paragraph(lead=lead, bullet=True, sentences=sentences)]
    listed = [Paragraph(sentences=(sentence,), bullet=True, level=1) for sentence in sentences]
    return [Paragraph(lead=lead, bullet=True, sentences=()), *listed]


def _lead(inputs: BlockInputs, theme: str, stance: str) -> str:
    declared = declared_theme(inputs, theme)
    whole = None if declared is None or declared.part_of is None else theme_label(inputs, declared.part_of)
    facts = ThemeLeadFacts(theme=term(theme_label(inputs, theme)), part_of=term(whole), stance=stance)
    return inputs.book.sentence(facts, basis=()).text


def _sentence(inputs: BlockInputs, point: Point) -> Sentence:
    facts = EvidenceFacts(
        role=term(None if point.role is None else role_label(inputs, point.role)),
        cohort=inputs.make.cohort(point.cohort),
        summary=term(point.summary),
    )
    return inputs.book.sentence(facts, basis=())


def items_of_point(inputs: BlockInputs, point: Point) -> Parts:
    """Return the items that a point names, as a list; nothing where it names none.

    Args:
        inputs: The inputs of the block.
        point: The point.
    """
    evidence = declared_evidence(inputs)
    if evidence is None or evidence.items is None or not point.items:
        return ()
    labels = inputs.context.linked.baskets[evidence.items.basket].labels
    return listed([term(labels[item].label) for item in point.items])
