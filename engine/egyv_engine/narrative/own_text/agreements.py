"""Finds texts whose words were agreed when results were others than they are."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.findings import CERTAINTIES, VERDICTS, Finding
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.label_forms import id_as_words
from egyv_engine.model.shapes import TEXT, NumberShape, OneOf, key
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.language.parts import Count, Parts, term
from egyv_engine.narrative.own_text.bindings import Bindings


class Agreement(Frozen):
    """A result on which the words of a text rest."""

    finding: str | None = key(TEXT, "The id of a finding.", "access.open_late@pilot", default=None)
    basket: str | None = key(
        TEXT,
        "Instead: the id of the findings of a repeated indicator, without the item.",
        "services.offered@pilot",
        default=None,
    )
    verdict: str | None = key(
        OneOf(VERDICTS),
        "The verdict on the finding, or on most of the items that can be compared.",
        "improved",
        default=None,
    )
    certainty: str | None = key(OneOf(CERTAINTIES), "The certainty of the finding.", "firm", default=None)
    items: Fraction | None = key(
        NumberShape(minimum=0, whole=True),
        "With basket: the number of items that have the verdict; more than half if left out.",
        3,
        default=None,
    )
    doc_path: DocumentPath = field(compare=False)

    @property
    def name(self) -> str:
        """The finding or basket that it names."""
        return self.finding or self.basket or ""


@claim("stale_text")
class StaleTextFacts(ClaimFacts):
    """Says that a text was agreed when a result was another. is_basket: agreed and found are numbers of items."""

    subject: Parts
    verdict: Parts
    agreed: Parts
    found: Parts
    is_basket: bool


def disagreements(
    agreements: Sequence[Agreement], bindings: Bindings
) -> Iterator[tuple[Agreement, StaleTextFacts]]:
    """Yield each agreement that the results do not bear out, with what a reader should know.

    Args:
        agreements: The results on which a text rests.
        bindings: The results as they are.
    """
    for each in agreements:
        findings = bindings.findings_named(each.name)
        if each.basket is not None:
            yield from _of_basket(each, findings, bindings)
        elif findings:
            yield from _of_finding(each, findings[0], bindings)


def _of_finding(
    agreed: Agreement, finding: Finding, bindings: Bindings
) -> Iterator[tuple[Agreement, StaleTextFacts]]:
    certainty = None if finding.certainty is None else finding.certainty.certainty
    pairs = ((agreed.verdict, finding.verdict), (agreed.certainty, certainty))
    for wanted, found in pairs:
        if wanted not in (None, found):
            yield (
                agreed,
                StaleTextFacts(
                    subject=_subject(finding, bindings, has_item=True),
                    verdict=(),
                    agreed=term(id_as_words(wanted or "")),
                    found=term(id_as_words(found or "not_comparable")),
                    is_basket=False,
                ),
            )


def _of_basket(
    agreed: Agreement, findings: Sequence[Finding], bindings: Bindings
) -> Iterator[tuple[Agreement, StaleTextFacts]]:
    compared = sum(f.verdict != "not_comparable" for f in findings)
    with_verdict = sum(f.verdict == agreed.verdict for f in findings)
    is_borne_out = with_verdict * 2 > compared if agreed.items is None else with_verdict == agreed.items
    if findings and not is_borne_out:
        wanted = compared // 2 + 1 if agreed.items is None else int(agreed.items)
        yield (
            agreed,
            StaleTextFacts(
                subject=_subject(findings[0], bindings, has_item=False),
                verdict=term(id_as_words(agreed.verdict or "")),
                agreed=(Count(ref=f"{agreed.name}#agreed", value=wanted),),
                found=(Count(ref=f"{agreed.name}#{agreed.verdict}", value=with_verdict),),
                is_basket=True,
            ),
        )


def _subject(finding: Finding, bindings: Bindings, *, has_item: bool) -> Parts:
    """Return what readers call a finding: its title, its item and its cohort."""
    context = bindings.make.context
    indicator = context.indicator(finding)
    item = context.name(indicator, finding.item).label if finding.item and has_item else None
    named = (indicator.title, item, context.cohort_label(finding.cohort))
    return term(", ".join(each for each in named if each))
