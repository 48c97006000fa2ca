"""Writes the blocks that count verdicts: of a principle, of all, and of what cannot be compared."""

from typing import Any

from egyv_engine.model.findings import REASONS
from egyv_engine.model.report import Section, Sentence
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.narrative.blocks.block import BlockInputs, block, cohort_name, cohort_suffix, paragraph
from egyv_engine.narrative.claims.facts import ClaimFacts, listed
from egyv_engine.narrative.templates.placeholders import Placeholders

JUDGED = ("improved", "declined", "unchanged")
TALLY = (
    *("all_improved", "all_unchanged", "cohort", "total", "compared", "improved", "declined", "unchanged"),
    *("open", "before_said", "after_said"),
)


@block("principle_summary", options=BlockOptions, scope="principle", claims={"tally": TALLY})
def principle_summary(inputs: BlockInputs, options: BlockOptions, principle: str) -> list[Section]:
    """How many findings of a principle improved or declined, by cohort."""
    sentences = [
        _tally(inputs, "tally", principle, cohort, comparison)
        for cohort in inputs.cohorts
        for comparison in inputs.context.comparisons
        if _has_verdicts(inputs, (principle,), cohort, comparison)
    ]
    return paragraph(options, sentences)


@block("overall", options=BlockOptions, claims={"overall": TALLY, "overall_against": ("titles",)})
def overall(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """How many findings improved or declined in all, and the principles that went the other way, by cohort."""
    context = inputs.context
    sentences: list[Sentence] = []
    for cohort in inputs.cohorts:
        for comparison in context.comparisons:
            if not _has_verdicts(inputs, tuple(context.linked.programme.principles), cohort, comparison):
                continue
            sentences.append(_tally(inputs, "overall", None, cohort, comparison))
            against = []
            balance = 0  # improved less declined
            for principle, plan in context.linked.programme.principles.items():
                verdicts = [f.verdict for f in context.of(principle, cohort, comparison)]
                more = verdicts.count("improved") - verdicts.count("declined")
                balance += more
                if more < 0:
                    against.append(plan.title)
            if against and balance > 0:
                placeholders = Placeholders()
                facts = {"titles": listed([placeholders.term(title) for title in against])}
                basis = sentences[-1].basis
                sentences.append(inputs.book.say("overall_against", placeholders, facts, basis=basis))
    return paragraph(options, sentences)


@block(
    "cannot_say",
    options=BlockOptions,
    claims={
        "cannot_not_asked": (*TALLY, "number"),
        "cannot_other": (*TALLY, "number", "reason"),
        "cannot_open": TALLY,
    },
)
def cannot_say(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """How many findings cannot be compared, why, and how many verdicts missing answers could turn."""
    context = inputs.context
    sentences: list[Sentence] = []
    for cohort in inputs.cohorts:
        for comparison in context.comparisons:
            found = [
                f for p in context.linked.programme.file.principles for f in context.of(p, cohort, comparison)
            ]
            for reason in REASONS:
                number = sum(f.reason == reason for f in found)
                kind = "cannot_not_asked" if reason == "not_asked" else "cannot_other"
                if number:
                    sentences.append(
                        _tally(inputs, kind, None, cohort, comparison, number=number, reason=reason)
                    )
            if any(f.certainty is not None and f.certainty.certainty == "open" for f in found):
                sentences.append(_tally(inputs, "cannot_open", None, cohort, comparison))
    return paragraph(options, sentences)


def _has_verdicts(
    inputs: BlockInputs, principles: tuple[str, ...], cohort: str | None, comparison: tuple[str, str]
) -> bool:
    return any(f.verdict in JUDGED for p in principles for f in inputs.context.of(p, cohort, comparison))


def _tally(
    inputs: BlockInputs,
    kind: str,
    principle: str | None,
    cohort: str | None,
    comparison: tuple[str, str],
    *,
    number: int = 0,
    reason: str = "",
) -> Sentence:
    """Return a claim on the verdicts of a principle, or of all. number: of the findings with `reason`."""
    context = inputs.context
    principles = context.linked.programme.file.principles if principle is None else (principle,)
    found = [f for p in principles for f in context.of(p, cohort, comparison)]
    placeholders = Placeholders()
    claim = ClaimFacts(context, placeholders)
    ref = f"{principle or ''}{cohort_suffix(cohort)}#{comparison[0]}:{comparison[1]}"
    counts = {
        "total": len(found),
        "compared": sum(f.verdict in JUDGED for f in found),
        "improved": sum(f.verdict == "improved" for f in found),
        "declined": sum(f.verdict == "declined" for f in found),
        "unchanged": sum(f.verdict == "unchanged" for f in found),
        "open": sum(f.certainty is not None and f.certainty.certainty == "open" for f in found),
    }
    facts: dict[str, Any] = {name: claim.number(f"{ref}.{name}", n) for name, n in counts.items()}
    facts["number"] = claim.number(f"{ref}.{reason or 'number'}", number)
    facts["reason"] = reason
    facts["all_unchanged"] = counts["unchanged"] == counts["compared"] > 0
    facts["all_improved"] = counts["improved"] == counts["compared"] > 0
    facts["cohort"] = cohort_name(placeholders, cohort)
    facts["before_said"] = placeholders.term(context.said(comparison[0]))
    facts["after_said"] = placeholders.term(context.said(comparison[1]))
    return inputs.book.say(kind, placeholders, facts, basis=tuple(f.finding for f in found), turn=ref)
