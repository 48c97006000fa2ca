"""Writes the blocks on recommendations: how many have each status, why not, and how they spread over units."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from egyv_engine.model.decimals import decimal
from egyv_engine.model.report import Paragraph, Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import RecordCount
from egyv_engine.narrative.blocks.block import (
    BlockInputs,
    block,
    cohort_name,
    cohort_suffix,
    paragraph,
    sections,
)
from egyv_engine.narrative.claims.facts import ClaimFacts, listed
from egyv_engine.narrative.templates.placeholders import Placeholders


@block(
    "records",
    options=BlockOptions,
    claims={
        "records": ("cohort", "total", "status"),
        "records_reasons": ("cohort", "status", "reason", "commonest", "is_tied"),
        "records_units": ("cohort", "unit", "fewest", "most", "is_even"),
    },
)
def records(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """How many recommendations have each status, why not, and how they spread over units, by cohort."""
    paragraphs = []
    for count in _totals(inputs):
        kinds = ("records", *(["records_reasons"] if count.commonest else []), "records_units")
        paragraphs.append(Paragraph(sentences=tuple(_records(inputs, count, kind) for kind in kinds)))
    return sections(options, paragraphs)


@block("records_summary", options=BlockOptions, claims={"records_summary": ("cohort", "total", "status")})
def records_summary(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """One sentence per cohort on how many recommendations have each status."""
    return paragraph(options, [_records(inputs, count, "records_summary") for count in _totals(inputs)])


def _totals(inputs: BlockInputs) -> list[RecordCount]:
    return [count for count in inputs.context.accounts.records if count.principle is None]


def _records(inputs: BlockInputs, count: RecordCount, kind: str) -> Sentence:
    ref = f"{count.record}{cohort_suffix(count.cohort)}"
    placeholders = Placeholders()
    claim = ClaimFacts(inputs.context, placeholders)
    facts: dict[str, Any] = {
        "cohort": cohort_name(placeholders, count.cohort),
        "total": claim.number(f"{ref}#total", count.total),
        "status": SimpleNamespace(
            **{
                name: _status(inputs, claim, f"{ref}#{name}", n, count.total)
                for name, n in count.statuses.items()
            }
        ),
        "reason": SimpleNamespace(
            **{n: claim.number(f"{ref}#reason_{n}", v) for n, v in count.reasons.items()}
        ),
        "commonest": listed([placeholders.term(name.replace("_", " ")) for name in count.commonest]),
        "is_tied": len(count.commonest) > 1,
        "unit": claim.number(f"{ref}#units", count.units),
        "fewest": claim.number(f"{ref}#fewest", count.fewest),
        "most": claim.number(f"{ref}#most", count.most),
        "is_even": count.fewest == count.most,
    }
    return inputs.book.say(kind, placeholders, facts, basis=(), turn=ref)


def _status(inputs: BlockInputs, claim: ClaimFacts, ref: str, count: int, total: int) -> SimpleNamespace:
    """Return a status with its number, and its percentage where the total is large enough to state one."""
    number = claim.number(ref, count)
    percent = ""
    if total >= inputs.context.linked.programme.file.minimum.base_for_percentages:
        percent = claim.placeholders.decimal(f"{ref}.percent", f"{decimal(Fraction(100 * count, total), 0)}%")
    return SimpleNamespace(n=number.n, units=number.units, is_none=number.is_none, percent=percent)
