"""Checks of scales and comparisons."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import MOST_ANSWERS
from egyv_engine.model.documents import Scale


def check_scales(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an error if an answer of a scale is also an answer that satisfies no comparison."""
    scales = linked.programme.scales
    for name, scale in scales.scales.items():
        dont_know, doc_path = scale.dont_know, scale.doc_path / "dont_know"
        if dont_know is None:
            dont_know = scales.defaults.dont_know if scales.defaults else ()
            doc_path = scales.doc_path / "defaults"
        number = len(scale.answers) + len(dont_know)
        if number > MOST_ANSWERS:
            yield diagnostic(
                linked.positions,
                "EGY430",
                KeyAt(scale.doc_path),
                f"the scale '{name}' has {number} answers, and at most {MOST_ANSWERS} are possible",
                hint="combine answers, or declare the question with scale: number or scale: text",
            )
        for answer in scale.answers:
            if answer in dont_know:
                yield diagnostic(
                    linked.positions,
                    "EGY415",
                    _span_of_answer(linked, scale, answer),
                    f"the answer '{answer}' of the scale '{name}' is also listed as a don't-know answer",
                    hint="remove it from one of the two lists",
                    related=[(doc_path, "the don't-know answers")],
                )


def _span_of_answer(linked: LinkedProgramme, scale: Scale, answer: str) -> Span:
    """Return the span of an answer; a scale is written as a mapping with `answers`, or as a list of answers alone."""
    index = scale.answers.index(answer)
    in_mapping = linked.positions.values.get(scale.doc_path / "answers" / index)
    return in_mapping or linked.positions.span_at(scale.doc_path / index)


def check_comparisons(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an error if a wave is compared with itself, or if a comparison is declared twice."""
    seen = set()
    for comparison in linked.programme.file.comparisons:
        pair = (comparison.from_, comparison.to)
        at = comparison.doc_path / "to"
        if comparison.from_ == comparison.to:
            others = [wave for wave in linked.waves if wave != comparison.to]
            message = f"the wave '{comparison.to}' is compared with itself"
            yield diagnostic(linked.positions, "EGY409", at, message, hint=hint("", others, "other waves"))
        elif pair in seen:
            message = "this comparison is declared a second time"
            yield diagnostic(linked.positions, "EGY409", at, message, hint="remove one of the two")
        seen.add(pair)
