"""Chooses the findings that a block writes about, and answers what blocks ask of them."""

from collections.abc import Mapping, Sequence

from egyv_engine.model.findings import Finding
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, IndicatorOptions
from egyv_engine.narrative.claims.accompanying_claims import comparison_words
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Parts
from egyv_engine.narrative.report_context import Comparison

_FEWEST_INDICATORS = 2  # of a basket that is shown without being named


@claim("cohort_heading")
class CohortHeadingFacts(ClaimFacts):
    """A heading that names a cohort, a comparison, or both."""

    cohort: Parts
    comparison: Parts


@claim("cohort_lead")
class CohortLeadFacts(ClaimFacts):
    """The words in bold before a paragraph on a cohort.

    wave_label: the wave, where there is one alone, which the sentences leave out; is_both: some of its figures come from records,
    and some from reports.
    """

    cohort: Parts
    comparison: Parts
    wave_label: Parts
    is_both: bool


def of_indicators(options: IndicatorOptions, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings of the block's indicators, in the order of these; all where it names none, but for exceptions.

    Args:
        options: The block as declared.
        found: The findings to choose from.
    """
    if options.indicators is None:
        return tuple(f for f in found if f.indicator not in options.except_) if options.except_ else found
    return tuple(f for name in options.indicators for f in found if f.indicator == name)


def scored(inputs: BlockInputs, found: Sequence[Finding]) -> list[Finding]:
    """Return the findings of scored indicators.

    Args:
        inputs: The inputs of the block.
        found: The findings to choose from.
    """
    return [f for f in found if inputs.context.indicator(f).scored]


def by_basket(
    inputs: BlockInputs,
    options: IndicatorOptions,
    scope: tuple[str | None, Comparison | None],
    basket: str | None,
) -> dict[str, list[Finding]]:
    """Return the findings on items of a cohort and comparison by basket, of scored indicators only.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
        scope: The cohort, and the comparison.
        basket: The basket that the block names; None for each that several indicators are repeated over: of another, its one
            indicator says all.
    """
    found: dict[str, list[Finding]] = {}
    for principle in inputs.principles:
        of_principle = of_indicators(options, inputs.context.findings_for(principle, *scope))
        for finding in scored(inputs, of_principle):
            whole = inputs.context.whole_basket(finding)
            if whole is not None and basket in (None, whole):
                found.setdefault(whole, []).append(finding)
    fewest = _FEWEST_INDICATORS if basket is None else 1
    return {name: each for name, each in found.items() if len({f.indicator for f in each}) >= fewest}


def finding_ids(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the ids of findings, which a sentence names as its basis."""
    return tuple(f.finding for f in findings)


def one_for_each_later_wave(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Return the first comparison that ends in each wave: what a wave first asked about is said once."""
    return list({later: (earlier, later) for earlier, later in reversed(comparisons)}.values())[::-1]


def cohort_heading(
    inputs: BlockInputs, cohort: str | None, comparison: Comparison | None = None
) -> str | None:
    """Return a heading that names the cohort, and the comparison where several are declared; None if there is neither.

    Args:
        inputs: The inputs of the block.
        cohort: The cohort's id; None in a programme without cohorts.
        comparison: The comparison; None for a heading above several.
    """
    facts = _heading_facts(inputs, cohort, comparison)
    return inputs.book.sentence(facts, basis=()).text if facts.cohort or facts.comparison else None


def by_comparison(inputs: BlockInputs, said: Mapping[Comparison, Sequence[Sentence]]) -> list[Paragraph]:
    """Return a paragraph for each comparison, with its words before it where the programme declares several.

    Args:
        inputs: The inputs of the block.
        said: What is said of each comparison.
    """
    return [
        Paragraph(sentences=tuple(sentences), lead=cohort_heading(inputs, None, comparison))
        for comparison, sentences in said.items()
        if sentences
    ]


def comparison_text(inputs: BlockInputs, comparison: Comparison) -> str:
    """Return words for a comparison; empty in a programme that declares one comparison or none.

    Args:
        inputs: The inputs of the block.
        comparison: The comparison.
    """
    return inputs.book.text(inputs.comparison_words(comparison))


def group_text(inputs: BlockInputs, cohort: str | None, comparison: Comparison | None = None) -> str:
    """Return words for a cohort, and for a comparison where several are declared, as they are inside a title.

    Args:
        inputs: The inputs of the block.
        cohort: The cohort's id; None in a programme without cohorts.
        comparison: The comparison; None for a title above several.
    """
    return inputs.book.text(inputs.book.clause(_heading_facts(inputs, cohort, comparison)))


def _heading_facts(
    inputs: BlockInputs, cohort: str | None, comparison: Comparison | None
) -> CohortHeadingFacts:
    return CohortHeadingFacts(
        cohort=inputs.make.cohort(cohort), comparison=inputs.comparison_words(comparison)
    )


def titled(title: str, about: str) -> str:
    """Return the title of a table, with words for what it is about after a comma where there are any.

    Args:
        title: The title.
        about: Words for a cohort, for a comparison, or for both; empty for neither.
    """
    return f"{title}, {about}" if about else title


def only_wave(inputs: BlockInputs) -> Parts:
    """Return words for the wave of a programme that has one alone, which sentences on levels leave out; nothing for several.

    Args:
        inputs: The inputs of the block.
    """
    waves = list(inputs.context.linked.waves)
    return inputs.make.wave(waves[0]) if len(waves) == 1 else ()


def section_of_cohort(
    inputs: BlockInputs,
    options: BlockOptions,
    scope: tuple[str | None, Comparison | None],
    paragraphs: Sequence[Paragraph],
    *,
    name: str,
) -> Section:
    """Return a section on one cohort, under the heading of the block with the cohort after it.

    Args:
        inputs: The inputs of the block.
        options: The block as declared.
        scope: The cohort's id, None in a programme without cohorts; and the comparison, None for a section on several.
        paragraphs: What it shows.
        name: The id of the section.
    """
    own = cohort_heading(inputs, *scope)
    heading = own if options.heading is None else titled(options.heading, group_text(inputs, *scope))
    return Section(id=name, heading=heading, blocks=tuple(paragraphs), declared=options.heading)


def cohort_lead(
    inputs: BlockInputs, cohort: str | None, comparison: Comparison | None, found: Sequence[Finding]
) -> str:
    """Return the words in bold before a paragraph on a cohort.

    Args:
        inputs: The inputs of the block.
        cohort: The cohort's id; None in a programme without cohorts.
        comparison: The comparison that the paragraph is about; None where nothing is compared.
        found: The findings that it is on.
    """
    book, is_both = inputs.book_on(found)
    facts = CohortLeadFacts(
        cohort=inputs.make.cohort(cohort),
        comparison=comparison_words(comparison, inputs.make, book),
        wave_label=only_wave(inputs),
        is_both=is_both,
    )
    return book.sentence(facts, basis=()).text
