"""Writes the block that says which falls of the survey interviewees spoke of, and of which they did not."""

from collections.abc import Sequence
from typing import Any

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.supplements import Point
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions, block, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids, of_indicators, scored
from egyv_engine.narrative.blocks.evidence_points import declared_evidence, indicators_of_theme, theme_label
from egyv_engine.narrative.blocks.needs import COMPARISONS, EVIDENCE
from egyv_engine.narrative.claims.accompanying_claims import ComparisonFacts
from egyv_engine.narrative.claims.changes import basket_path
from egyv_engine.narrative.claims.claim import NO_CHANGE, ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import LevelFacts, NumberFacts
from egyv_engine.narrative.claims.message_claims import topic_of
from egyv_engine.narrative.claims.stated_bases import StatedBases
from egyv_engine.narrative.language.lists import listed
from egyv_engine.narrative.language.parts import Parts, term
from egyv_engine.narrative.report_context import Comparison

_MOST_IN_A_SENTENCE = 3  # falls; more of them are a list


@claim("fall_levels", directions=NO_CHANGE)
class FallLevelsFacts(ClaimFacts):
    """Words for the two levels of a single question that declined: no words of direction, for it may have risen where lower is better."""

    before: LevelFacts
    after: LevelFacts


class DeclinedFacts(ClaimFacts):
    """An indicator that declined, and how far.

    basket: nothing for a single question; levels: nothing for the items of a basket.
    """

    topic: Parts
    basket: Parts
    declined: NumberFacts
    compared: NumberFacts
    is_all_compared: bool
    levels: Parts


@claim("spoken_fall", inserted=("levels",))
class SpokenFallFacts(DeclinedFacts):
    """An indicator that declined, and what interviewees described that bears on it.

    basket: nothing for a single question; levels: nothing for the items of a basket.
    """

    cohort: Parts
    comparison: Parts
    themes: Parts


@claim("unspoken_fall", inserted=("levels",))
class UnspokenFallFacts(DeclinedFacts):
    """One of the indicators that declined and that interviewees did not speak of: in a sentence on these, or in a list of them.

    basket: nothing for a single question; levels: nothing for the items of a basket.
    """


@claim("unspoken_falls")
class UnspokenFallsFacts(ClaimFacts):
    """The indicators that declined and on which no gap and no mixed experience bears that interviewees described.

    topics: these, or nothing where they are so many that a list follows.
    """

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
    claims=(SpokenFallFacts, UnspokenFallsFacts, UnspokenFallFacts, FallLevelsFacts, ComparisonFacts),
)
def spoken_falls(inputs: BlockInputs, options: IndicatorOptions) -> list[Section]:
    """State for each indicator that declined what interviewees described that bears on it, by cohort.

    A point bears on an indicator if its theme is declared to; where no theme is declared to bear on any, if it names an item
    that declined. A fall on which a point may bear, but is not known to, is left out. Points are not counted.
    """
    if not _has_links(inputs):
        return []
    paragraphs = []
    for cohort in inputs.cohorts:
        for comparison in inputs.comparisons(options):
            paragraphs += _paragraphs(inputs, options, cohort, comparison)
    return sections(options, paragraphs)


def _has_links(inputs: BlockInputs) -> bool:
    """Return whether any point can be tied to an indicator: by what its theme bears on, or else by its items."""
    points = inputs.context.supplements.points
    if not _are_themes_tied(inputs):
        return any(p.items for p in points)
    principles = inputs.context.linked.programme.principles
    return any(
        p.principle in (principle, None) and indicators_of_theme(inputs, p.theme, principle)
        for p in points
        for principle in principles
    )


def _are_themes_tied(inputs: BlockInputs) -> bool:
    """Return whether any theme is declared to bear on an indicator, so that items tie no point to one."""
    evidence = declared_evidence(inputs)
    return evidence is not None and any(theme.bears_on for theme in (evidence.themes or {}).values())


def _paragraphs(
    inputs: BlockInputs, options: IndicatorOptions, cohort: str | None, comparison: Comparison
) -> list[Paragraph]:
    spoken: list[Sentence] = []
    unspoken: list[UnspokenFallFacts] = []
    not_spoken_of: list[list[Finding]] = []
    for principle in inputs.principles:
        found = scored(
            inputs, of_indicators(options, inputs.context.findings_for(principle, cohort, comparison))
        )
        for each in inputs.context.by_indicator(tuple(found)).values():
            compared = [f for f in each if is_compared(f)]
            declined = [f for f in compared if f.verdict == "declined"]
            if len(declined) > sum(f.verdict == "improved" for f in compared):
                points = _gaps_described(inputs, principle, cohort)
                bearing = [(p, _bears(inputs, p, principle, declined)) for p in points]
                themes = [theme_label(inputs, p.theme) for p, bears in bearing if bears]
                if themes:
                    spoken.append(
                        _spoken(inputs, compared, declined, list(dict.fromkeys(themes)), number=len(each))
                    )
                elif all(bears is False for _, bears in bearing):
                    unspoken.append(
                        UnspokenFallFacts(**_how_far(inputs, compared, declined, number=len(each)))
                    )
                    not_spoken_of.append(declined)
    paragraphs = [Paragraph(sentences=(sentence,), bullet=True) for sentence in spoken]
    if unspoken:
        is_list = len(unspoken) > _MOST_IN_A_SENTENCE
        facts = UnspokenFallsFacts(
            topics=() if is_list else listed([inputs.book.clause(each) for each in unspoken]),
            cohort=inputs.make.cohort(cohort),
            comparison=inputs.comparison_words(comparison),
            is_any_spoken=bool(spoken),
            is_many=len(unspoken) > 1,
        )
        names = finding_ids([f for each in not_spoken_of for f in each])
        sentence = inputs.book.sentence(facts, basis=names, mentions=() if is_list else names)
        paragraphs.append(Paragraph(sentences=(sentence,), bullet=not is_list))
        for fall, declined in zip(unspoken, not_spoken_of, strict=True) if is_list else ():
            ids = finding_ids(declined)
            item = inputs.book.sentence(fall, basis=ids, mentions=ids)
            paragraphs.append(Paragraph(sentences=(item,), bullet=True))
    return paragraphs


def _gaps_described(inputs: BlockInputs, principle: str, cohort: str | None) -> list[Point]:
    """Return the points on gaps and mixed experience that are about a principle and a cohort.

    A point on the programme as a whole is about each principle. A point of a cohort that is not known, or of all units, is
    about each cohort, and a point of any cohort is about all units.
    """
    everyone = inputs.context.linked.everyone
    return [
        p
        for p in inputs.context.supplements.points
        if p.stance != "strength"
        and p.principle in (principle, None)
        and (cohort == everyone or p.cohort in (None, cohort, everyone))
    ]


def _bears(inputs: BlockInputs, point: Point, principle: str, declined: Sequence[Finding]) -> bool | None:
    """Return whether a point bears on an indicator that declined; None where this is not known.

    Args:
        inputs: The inputs of the block.
        point: A point that is about the principle.
        principle: The principle of the indicator.
        declined: The findings of the indicator that declined.
    """
    if _are_themes_tied(inputs):
        return declined[0].indicator in indicators_of_theme(inputs, point.theme, principle)
    if any(finding.item in point.items for finding in declined):
        return True if point.principle == principle else None
    return False if point.items and _is_over_items_of_points(inputs, declined[0]) else None


def _is_over_items_of_points(inputs: BlockInputs, finding: Finding) -> bool:
    """Return whether an indicator is repeated over the items that points name."""
    evidence = declared_evidence(inputs)
    if evidence is None or evidence.items is None:
        return False
    return inputs.context.linked.baskets[evidence.items.basket].whole == inputs.context.whole_basket(finding)


def _spoken(
    inputs: BlockInputs,
    compared: Sequence[Finding],
    declined: Sequence[Finding],
    themes: Sequence[str],
    *,
    number: int,
) -> Sentence:
    """Return the sentence on an indicator that declined. number: how many items its basket has, compared or not."""
    first = declined[0]
    assert first.from_wave is not None
    facts = SpokenFallFacts(
        **_how_far(inputs, compared, declined, number=number),
        cohort=inputs.make.cohort(first.cohort),
        comparison=inputs.comparison_words((first.from_wave, first.to_wave)),
        themes=inputs.make.titles(themes),
    )
    return inputs.book.sentence(facts, basis=finding_ids(compared))


def _how_far(
    inputs: BlockInputs, compared: Sequence[Finding], declined: Sequence[Finding], *, number: int
) -> dict[str, Any]:
    """Return the facts on how far an indicator declined: for how many items, or from which level to which.

    Args:
        inputs: The inputs of the block.
        compared: The findings of the indicator that can be compared.
        declined: Those that declined.
        number: How many items its basket has, compared or not.
    """
    first = declined[0]
    indicator, path = inputs.context.indicator(first), basket_path(first)
    levels: Parts = ()
    if first.item is None:
        before, after = inputs.make.both_levels(first, StatedBases())
        levels = inputs.book.clause(FallLevelsFacts(before=before, after=after))
    return {
        "topic": topic_of(indicator),
        "basket": () if first.item is None else term(inputs.context.basket_label(indicator)),
        "declined": inputs.make.number(f"{path}.declined", len(declined)),
        "compared": inputs.make.number(f"{path}.compared", len(compared)),
        "is_all_compared": len(compared) == number,
        "levels": levels,
    }
