"""Writes the box of what a reader must bear in mind: self-report, who did not answer, recalled answers."""

from collections.abc import Iterator, Mapping

from egyv_engine.model.findings import cohort_suffix
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, sections
from egyv_engine.narrative.blocks.declared_text import NoticeFacts, notice_sentences
from egyv_engine.narrative.blocks.survey_notes import (
    Response,
    RetrospectiveFacts,
    is_made_of_answers,
    responses,
    retrospective_sentences,
)
from egyv_engine.narrative.claims.changes import has_single_reply
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_compared
from egyv_engine.narrative.claims.facts import NumberFacts
from egyv_engine.narrative.language.lists import further_clauses
from egyv_engine.narrative.language.parts import Parts


@claim("care_self_report")
class CareSelfReportFacts(ClaimFacts):
    """Says that units reported on themselves.

    is_both: some of the figures come from records, and some from reports.
    """

    is_both: bool


@claim("care_response")
class CareResponseFacts(ClaimFacts):
    """Says how many units of a cohort, or of all, are analysed in the first wave; clauses: in each wave after it.

    is_made_of_answers: who was surveyed is not known, and `surveyed` counts those that replied at least once.
    """

    cohort: Parts
    is_made_of_answers: bool
    analysed: NumberFacts
    surveyed: NumberFacts
    wave_label: Parts
    clauses: Parts


@claim("care_response_more")
class CareResponseMoreFacts(ClaimFacts):
    """A clause on the units analysed in a further wave."""

    analysed: NumberFacts
    surveyed: NumberFacts
    wave_label: Parts


@claim("care_separate")
class CareSeparateFacts(ClaimFacts):
    """Says that no unit is in two waves, where changes are stated."""


@claim("care_single_replies")
class CareSingleRepliesFacts(ClaimFacts):
    """Says that some units replied in one wave alone, where changes of shares are stated.

    is_by_shares_alone: every change is one of shares.
    """

    is_by_shares_alone: bool


@block(
    "read_with_care",
    options=BlockOptions,
    claims=(
        CareSelfReportFacts,
        NoticeFacts,
        CareSeparateFacts,
        CareSingleRepliesFacts,
        CareResponseFacts,
        CareResponseMoreFacts,
        RetrospectiveFacts,
    ),
)
def read_with_care(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """List what a reader must bear in mind, each as a bullet: the notice, self-report, response, recalled answers."""
    return sections(
        options, [Paragraph(sentences=(sentence,), bullet=True) for sentence in _sentences(inputs)]
    )


def _sentences(inputs: BlockInputs) -> Iterator[Sentence]:
    on_record = {inputs.context.is_on_record(each[0]) for each in inputs.context.by_id.values()}
    book = inputs.book.on_record(is_records=on_record == {True}) if on_record else inputs.book
    yield book.sentence(CareSelfReportFacts(is_both=len(on_record) > 1), basis=())
    yield from notice_sentences(inputs)
    if inputs.book.common.is_separate and any(map(is_compared, inputs.context.findings.findings)):
        yield inputs.book.sentence(CareSeparateFacts(), basis=())
    else:
        yield from _single_replies(inputs)
    for cohort, levels in responses(inputs).items():
        yield from _response(inputs, cohort, levels)
    yield from retrospective_sentences(inputs)


def _single_replies(inputs: BlockInputs) -> Iterator[Sentence]:
    """Yield a sentence where a share is judged, and some of the units that make it up replied in one wave alone."""
    context = inputs.context
    compared = [f for f in context.findings.findings if is_compared(f)]
    by_shares = [f for f in compared if context.judged_on(f) == "all"]
    if any(has_single_reply(f) for f in by_shares):
        facts = CareSingleRepliesFacts(is_by_shares_alone=len(by_shares) == len(compared))
        yield inputs.book.sentence(facts, basis=())


def _response(inputs: BlockInputs, cohort: str | None, levels: Mapping[str, Response]) -> Iterator[Sentence]:
    """Yield a sentence on who answered in each wave; none where every unit did in all of them."""
    if not levels or all(level.analysed == level.surveyed for level in levels.values()):
        return
    numbers = {
        wave: {
            "analysed": inputs.make.number(f"{cohort_suffix(cohort)}#{wave}.analysed", level.analysed),
            "surveyed": inputs.make.number(f"{cohort_suffix(cohort)}#{wave}.surveyed", level.surveyed),
            "wave_label": inputs.make.wave(wave),
        }
        for wave, level in levels.items()
    }
    first, *others = numbers.values()
    clauses = [inputs.book.clause(CareResponseMoreFacts(**each)) for each in others]  # type: ignore[arg-type]
    yield inputs.book.sentence(
        CareResponseFacts(
            cohort=inputs.make.cohort(cohort),
            is_made_of_answers=is_made_of_answers(inputs),
            clauses=further_clauses(clauses),
            **first,  # type: ignore[arg-type]
        ),
        basis=(),
    )
