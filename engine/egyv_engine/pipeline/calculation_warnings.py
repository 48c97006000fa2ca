"""Warns of divisors that are 0, and of parts of a quantile that no unit belongs to (EGY537, EGY538)."""

from collections.abc import Iterator, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.first_named import first_named
from egyv_engine.evaluation import Backend, calculation_gaps
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.plan import AnswerRef, AttributeRef, Operand, Plan

_MOST_NAMED = 3


def calculation_warnings(
    linked: LinkedProgramme, plan: Plan, by_cohort: Sequence[Backend]
) -> Iterator[Diagnostic]:
    """Yield one warning per division and per quantile that leaves something undecided.

    Args:
        linked: The programme.
        plan: The plan of the programme.
        by_cohort: The backends of the survey.
    """
    found = calculation_gaps(plan, by_cohort)
    one, many = linked.programme.file.unit.one, linked.programme.file.unit.many
    for doc_path, zero in found.zero_divisors.items():
        units = [f"'{unit}'" for unit in zero.units]
        counted = f"1 {one}" if len(units) == 1 else f"{len(units):,} {many}"
        message = f"the divisor is 0 for {counted}, so the result is unknown there: {first_named(units, _MOST_NAMED)}"
        hint = f"correct the data, or leave such units out of the base{_base(linked, doc_path, zero.divisor)}"
        yield diagnostic(linked.positions, "EGY537", doc_path / "divided_by", message, hint=hint)
    for doc_path, gap in found.empty_parts.items():
        parts = (
            f"part{'s' * (len(gap.empty) > 1)} {first_named([str(part) for part in gap.empty], _MOST_NAMED)}"
        )
        reason = (
            f"{gap.numbers:,} different number{'s' * (gap.numbers > 1)}, and equal ones share the lower part"
        )
        message = f"no {one} is in {parts} in '{gap.wave}', because there {'are' if gap.numbers > 1 else 'is'} {reason}"
        hint = (
            f"with parts: {gap.fuller}, no part is empty"
            if gap.fuller > 1
            else "compare the numbers themselves"
        )
        yield diagnostic(linked.positions, "EGY538", doc_path / "quantile_of" / "parts", message, hint=hint)


def _base(linked: LinkedProgramme, doc_path: DocumentPath, divisor: Operand) -> str:
    """Return the base that leaves out the units whose divisor is 0; nothing if the divisor is itself calculated.

    The item is named only where the rule names it: in a repeated indicator, the base is about the current item, too.
    """
    match divisor:
        case AttributeRef(name=name):
            side = f"attribute: {name}"
        case AnswerRef(question=question, item=item, wave=wave):
            is_named = doc_path / "divided_by" / "item" in linked.positions.values
            keys = {"question": question, "item": item if is_named else None, "wave": wave.strip("<>")}
            side = ", ".join(f"{key}: {value}" for key, value in keys.items() if value)
        case _:
            return ""
    return f", with base: {{not: {{{side}, is: 0}}}}"
