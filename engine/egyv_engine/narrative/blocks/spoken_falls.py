"""Writes the block that says which falls of the survey interviewees spoke of, and of which they did not."""

from collections.abc import Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.supplements import Point
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids, of_indicators, scored
from egyv_engine.narrative.blocks.evidence_points import declared_evidence, indicators_of_theme, theme_label
from egyv_engine.narrative.blocks.needs import COMPARISONS, EVIDENCE
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.changes import basket_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.claims.message_claims import topic_of
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison


@claim("spoken_fall")
class SpokenFallFacts(ClaimFacts):
    """An indicator that declined, and what interviewees described that bears on it. basket: nothing for a single question."""

    topic: Parts
    cohort: Parts
    comparison: Parts
    basket: Parts
    declined: NumberFacts
    compared: NumberFacts
    themes: Parts


@claim("unspoken_falls")
class UnspokenFallsFacts(ClaimFacts):
    """The indicators that declined and on which no point of an interview bears."""

    topics: Parts
    cohort: Parts
    comparison: Parts
    is_any_spoken: bool
    is_many: bool


@block(
    "spoken_falls",
    options=IndicatorOptions,
    needs=(COMPARISONS, EVIDENCE),
    scope="principles",
    scored_only=True,
    claims=(SpokenFallFacts, UnspokenFallsFacts, ComparisonFacts),
)
def spoken_falls(inputs: BlockInputs, options: IndicatorOptions) -> list[Section]:
    """State for each indicator that declined what interviewees described that bears on it, by cohort.

    A point bears on an indicator if its theme is declared to; where no theme is declared, if it names an item that declined.
    Points are not counted.
    """
    if not _has_links(inputs):
        return []
    paragraphs = []
    for cohort in inputs.cohorts:
        for comparison in inputs.comparisons(options):
            paragraphs += _paragraphs(inputs, options, cohort, comparison)
    return sections(options, paragraphs)


def _has_links(inputs: BlockInputs) -> bool:
    """Return whether any point can be tied to an indicator: by its items, or by what its theme bears on."""
    return any(
        p.items or (p.principle and indicators_of_theme(inputs, p.theme, p.principle))
        for p in inputs.context.supplements.points
    )


def _paragraphs(
    inputs: BlockInputs, options: IndicatorOptions, cohort: str | None, comparison: Comparison
) -> list[Paragraph]:
    spoken: list[Sentence] = []
    unspoken: list[Sequence[Finding]] = []
    for principle in inputs.principles:
        found = scored(
            inputs, of_indicators(options, inputs.context.findings_for(principle, cohort, comparison))
        )
        for each in inputs.context.by_indicator(tuple(found)).values():
            compared = [f for f in each if is_compared(f)]
            declined = [f for f in compared if f.verdict == "declined"]
            if len(declined) > sum(f.verdict == "improved" for f in compared):
                themes = _themes(inputs, principle, declined)
                if themes:
                    spoken.append(_spoken(inputs, compared, declined, themes))
                else:
                    unspoken.append(declined)
    paragraphs = [Paragraph(sentences=(sentence,), bullet=True) for sentence in spoken]
    if unspoken:
        facts = UnspokenFallsFacts(
            topics=listed([topic_of(inputs.context.indicator(each[0])) for each in unspoken]),
            cohort=inputs.make.cohort(cohort),
            comparison=inputs.comparison_words(comparison),
            is_any_spoken=bool(spoken),
            is_many=len(unspoken) > 1,
        )
        basis = finding_ids([f for each in unspoken for f in each])
        paragraphs.append(Paragraph(sentences=(inputs.book.sentence(facts, basis=basis),), bullet=True))
    return paragraphs


def _themes(inputs: BlockInputs, principle: str, declined: Sequence[Finding]) -> list[str]:
    """Return the themes of gaps and mixed accounts that bear on what declined, in the order of the points."""
    evidence = declared_evidence(inputs)
    is_declared = evidence is not None and evidence.themes is not None
    about: list[Point] = [
        p
        for p in inputs.context.supplements.points
        if p.principle == principle
        and p.stance != "strength"
        and p.cohort in (None, declined[0].cohort)
        and (
            declined[0].indicator in indicators_of_theme(inputs, p.theme, principle)
            or (not is_declared and any(f.item in p.items for f in declined))
        )
    ]
    return list(dict.fromkeys(theme_label(inputs, p.theme) for p in about))


def _spoken(
    inputs: BlockInputs, compared: Sequence[Finding], declined: Sequence[Finding], themes: Sequence[str]
) -> Sentence:
    first = declined[0]
    indicator, path = inputs.context.indicator(first), basket_path(first)
    assert first.from_wave is not None
    facts = SpokenFallFacts(
        topic=topic_of(indicator),
        cohort=inputs.make.cohort(first.cohort),
        comparison=inputs.comparison_words((first.from_wave, first.to_wave)),
        basket=() if first.item is None else term(inputs.context.basket_label(indicator)),
        declined=inputs.make.number(f"{path}.declined", len(declined)),
        compared=inputs.make.number(f"{path}.compared", len(compared)),
        themes=inputs.make.titles(themes),
    )
    return inputs.book.sentence(facts, basis=finding_ids(compared))
