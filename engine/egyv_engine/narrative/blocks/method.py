"""Writes the block on method: how change is judged, what certainty means, and what the exact test shows."""

from fractions import Fraction

from egyv_engine.model.report import Paragraph, Section
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.blocks.chosen_findings import finding_ids
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.numbers import decimal_as_read, shares_as_read
from egyv_engine.narrative.language.parts import Parts, percentage


@claim("method_change")
class MethodChangeFacts(ClaimFacts):
    """Says how change is judged, and how many matched units it takes."""

    is_by_units: bool
    is_by_shares: bool
    minimum_matched: NumberFacts


@claim("method_certainty")
class MethodCertaintyFacts(ClaimFacts):
    """Says what an open verdict is."""


@claim("method_exact_tests")
class MethodExactTestsFacts(ClaimFacts):
    """Says how many comparisons have an exact test, and the smallest chance among them.

    below: how many fall below the limit; able: how many could have, had all units moved one way, or the shares been as far apart as can be.
    """

    compared: NumberFacts
    below: NumberFacts
    able: NumberFacts
    all_able: bool
    limit: Parts
    smallest: Parts


LIMIT_OF_CHANCE = Fraction(5, 100)  # the usual one


@block(
    "method", options=BlockOptions, claims=(MethodChangeFacts, MethodCertaintyFacts, MethodExactTestsFacts)
)
def method(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """State how change is judged, when a verdict is open, and the smallest chance that an exact test found."""
    context = inputs.context
    compared = [
        f for f in context.findings.findings if f.change is not None and f.verdict != "not_comparable"
    ]
    if not compared:
        return []
    judged = {context.judged_on(f) for f in compared}
    least = int(context.linked.programme.file.minimum.matched)
    facts: list[ClaimFacts] = [
        MethodChangeFacts(
            is_by_units="matched" in judged,
            is_by_shares="all" in judged,
            minimum_matched=inputs.make.number("#minimum.matched", least),
        )
    ]
    if any(f.certainty is not None for f in compared):
        facts.append(MethodCertaintyFacts())
    tested = [
        (f.p_exact, f.p_smallest) for f in compared if f.p_exact is not None and f.p_smallest is not None
    ]
    if tested:
        facts.append(_exact_tests(inputs, tested))
    basis = finding_ids(compared)
    return sections(
        options, [Paragraph(sentences=(inputs.book.sentence(each, basis=basis),)) for each in facts]
    )


def _exact_tests(
    inputs: BlockInputs, tested: list[tuple[Fraction | float, Fraction | float]]
) -> MethodExactTestsFacts:
    """Return the facts of the tests. tested: the chance that each found, and the smallest that it could have found."""
    smallest = Fraction(min(p for p, _ in tested))
    able = sum(possible < LIMIT_OF_CHANCE for _, possible in tested)
    is_short = (100 * smallest).denominator in (1, 2, 4)  # as exact percentages with few decimals are
    text = (
        f"{decimal_as_read(100 * smallest)}%"
        if is_short
        else shares_as_read([smallest], (LIMIT_OF_CHANCE,))[0]
    )
    return MethodExactTestsFacts(
        compared=inputs.make.number("#exact_tests", len(tested)),
        below=inputs.make.number("#exact_tests.below", sum(p < LIMIT_OF_CHANCE for p, _ in tested)),
        able=inputs.make.number("#exact_tests.able", able),
        all_able=able == len(tested),
        limit=percentage("#exact_tests.limit", shares_as_read([LIMIT_OF_CHANCE])[0]),
        smallest=percentage("#exact_tests.smallest", text),
    )
