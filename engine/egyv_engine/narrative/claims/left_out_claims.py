"""Makes the claim on the parts of a composite that a count leaves out, because a wave did not ask about them."""

from collections.abc import Sequence
from typing import Self

from egyv_engine.model import plan as p
from egyv_engine.model.findings import Finding
from egyv_engine.model.frozen import Frozen
from egyv_engine.narrative.claims.accompanying_claims import FindingFacts
from egyv_engine.narrative.claims.changes import comparison_of
from egyv_engine.narrative.claims.claim import ClauseFacts, claim
from egyv_engine.narrative.claims.claim_kinds import is_gap
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.language.lists import either_of, listed
from egyv_engine.narrative.language.parts import Parts, Phrased, quoted, term, verb
from egyv_engine.narrative.report_context import ReportContext

Part = tuple[str, str | None]  # a question and its item


class LeftOutParts(Frozen):
    """Parts that a count leaves out for one reason.

    Attributes:
        parts: The parts, as the rule names them; the item of the finding itself is left out.
        waves: The waves of the count that did not ask about them.
        cohort: The only cohort that was not asked, for a finding on all units; None where it holds for every unit.
        is_question: Whether a part is named by its question, because its item alone does not say which part it is.
    """

    parts: tuple[Part, ...]
    waves: tuple[str, ...]
    cohort: str | None
    is_question: bool


@claim("question_on_item")
class QuestionOnItemFacts(ClauseFacts):
    """The words of a question in quotation marks, and the item that it was asked on."""

    question: Parts
    item: Parts


@claim("left_out")
class LeftOutFacts(FindingFacts):
    """The parts of a rule that a count leaves out, because a wave did not ask about them."""

    items: Parts
    parts: Parts
    were: Parts
    cohort: Parts
    wave_labels: Parts
    is_compared: bool
    is_question: bool
    is_many: bool

    @classmethod
    def from_parts(cls, found: LeftOutParts, make: FactMaker, *, items: Parts, is_compared: bool) -> Self:
        """Return the facts of parts that are left out together.

        Args:
            found: The parts.
            make: The maker of facts.
            items: The items whose counts leave them out, where a paragraph is on others, too.
            is_compared: Whether the counts are compared.
        """
        named = [_name(part, make, is_question=found.is_question) for part in found.parts]
        is_many = len(named) > 1
        is_plural = is_many or (not found.is_question and _is_plural(found.parts[0], make.context))
        return cls(
            items=items,
            parts=listed(named),
            were=verb("were", is_plural=is_plural),
            cohort=make.cohort(found.cohort),
            wave_labels=either_of([make.wave(wave) for wave in found.waves]),
            is_compared=is_compared,
            is_question=found.is_question,
            is_many=is_many,
        )


def left_out_of(
    finding: Finding, context: ReportContext, *, wave: str | None = None
) -> tuple[LeftOutParts, ...]:
    """Return what a finding's counts leave out, in the order of the rule.

    Args:
        finding: The finding.
        context: The programme and its results.
        wave: The wave whose level by itself is stated; the finding's comparison if left out.
    """
    planned, plan = context.planned(finding), context.plan
    if not planned.over_asked_in_both:
        return ()
    pair = comparison_of(finding) if wave is None else None
    waves = pair or (wave or finding.to_wave,)
    is_everyone = finding.cohort is not None and finding.cohort == plan.everyone
    cohorts = plan.parts if is_everyone else (finding.cohort,)
    if pair is not None:
        cohorts = tuple(c for c in cohorts if planned.comparability[c, *pair].reason != "not_asked")
    found: dict[tuple[tuple[str, ...], str | None], list[p.AnswerRef]] = {}
    for ref in planned.leaves:
        lacking = {c: _waves_without(ref, waves, [planned.not_asked[c, w] for w in waves]) for c in cohorts}
        if len(set(lacking.values())) == 1:
            lacking = {None: next(iter(lacking.values()))}
        for cohort, without in lacking.items():
            if without:
                found.setdefault((without, cohort), []).append(ref)
    return tuple(
        LeftOutParts(parts=parts, waves=without, cohort=cohort, is_question=is_question)
        for (without, cohort), refs in found.items()
        for is_question, parts in _named_alike(refs, finding, planned.leaves)
    )


def as_written(finding: Finding, context: ReportContext) -> Finding:
    """Return a finding whose later level leaves out nothing that its wave asked; the finding itself where no comparison has one.

    A comparison with `items_compared` leaves out what the earlier wave did not ask, too. A statement on the later wave by itself
    is about the rule as that wave asked it, which another comparison that ends there may have counted.

    Args:
        finding: The finding.
        context: The programme and its results.
    """
    same = (f for f in context.by_id.get(finding.finding, ()) if f.to_wave == finding.to_wave)
    return next((f for f in (finding, *same) if not _is_reduced(f, context)), finding)


def is_far_as_written(finding: Finding, context: ReportContext) -> bool:
    """Return whether a finding is a gap, both in its comparison and by the rule as the later wave asked it.

    Args:
        finding: The finding.
        context: The programme and its results.
    """
    direction = context.direction(finding)
    return is_gap(finding, direction) and is_gap(as_written(finding, context), direction)


def _is_reduced(finding: Finding, context: ReportContext) -> bool:
    """Return whether the later level leaves out something that its wave asked."""
    left_out = left_out_of(finding, context)
    return finding.to_level is None or any(finding.to_wave not in each.waves for each in left_out)


def _waves_without(
    ref: p.AnswerRef, waves: Sequence[str], not_asked: Sequence[frozenset[p.AnswerRef]]
) -> tuple[str, ...]:
    """Return the waves of a count that did not ask for an answer. not_asked: by wave, the answers it did not ask for."""
    without = [wave for wave, missing in zip(waves, not_asked, strict=True) if ref in missing]
    match ref.wave:
        case p.CURRENT_WAVE:
            return tuple(without)
        case p.FROM:
            return tuple(wave for wave in without if wave == waves[0])
        case p.TO:
            return tuple(wave for wave in without if wave == waves[-1])
        case fixed:
            return (fixed,) if without else ()


def _named_alike(
    refs: Sequence[p.AnswerRef], finding: Finding, leaves: Sequence[p.AnswerRef]
) -> list[tuple[bool, tuple[Part, ...]]]:
    """Return the parts that are named by their items, and those that are named by their questions."""
    by_item: dict[Part, None] = {}
    by_question: dict[Part, None] = {}
    for ref in refs:
        others = [leaf for leaf in leaves if leaf.item == ref.item and leaf.question != ref.question]
        if ref.item in (None, finding.item) or others:
            by_question[ref.question, None if ref.item == finding.item else ref.item] = None
        else:
            by_item[ref.question, ref.item] = None
    return [(is_q, tuple(parts)) for is_q, parts in ((False, by_item), (True, by_question)) if parts]


def _name(part: Part, make: FactMaker, *, is_question: bool) -> Parts:
    """Return what a sentence calls a part: its item, or its question in quotation marks with the item."""
    question, item = part
    declared = make.context.linked.questions[question]
    label = () if item is None else term(make.context.name_of_answer(declared, item).label)
    if not is_question:
        return label
    asked = quoted(declared.asks)
    return (Phrased(QuestionOnItemFacts(question=asked, item=label)),) if label else asked


def _is_plural(part: Part, context: ReportContext) -> bool:
    question, item = part
    return item is not None and context.name_of_answer(context.linked.questions[question], item).plural
