"""Warns where the direction of an indicator does not fit the answers that meet it (EGY473)."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import right_words
from egyv_engine.model.documents import Indicator
from egyv_engine.model.frozen import Frozen

_WORST = frozenset(  # as the weakest answer of a scale, whatever the question is
    (
        "very dissatisfied",
        "dissatisfied",
        "very poor",
        "poor",
        "very bad",
        "bad",
        "inadequate",
        "unsatisfactory",
    )
)


class _End(Frozen):
    """The end of a scale that meets an indicator, and whether it is better by the indicator's direction.

    Attributes:
        is_weak: Whether the weakest answer meets the indicator and the strongest does not; else it is the reverse.
    """

    indicator: Indicator
    question: str
    weakest: str
    is_weak: bool
    is_better: bool

    @property
    def says_weak_is_better(self) -> bool:
        """Return whether the weakest answer is better by this indicator."""
        return self.is_weak == self.is_better


def check_directions(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report indicators by which the weak answers of a scale are better, where another indicator or the words say otherwise."""
    ends = [end for entry in linked.indicators.values() if (end := _end(linked, entry.indicator)) is not None]
    strong_is_better = {end.question: end for end in ends if not end.says_weak_is_better}
    for end in ends:
        other = strong_is_better.get(end.question)
        is_worst = looks_like(end.weakest).casefold() in _WORST
        if not end.says_weak_is_better or (other is None and not is_worst):
            continue
        better = "a higher number is better" if end.is_better else "a lower number is better"
        whom = f"'{end.weakest}' meets" if end.is_weak else f"'{end.weakest}' does not meet"
        reason = f", but it is the other way round for '{other.indicator.id}'" if other is not None else ""
        related: list[tuple[Location, str]] = (
            []
            if other is None
            else [(other.indicator.doc_path / "id", f"the indicator '{other.indicator.id}'")]
        )
        yield diagnostic(
            linked.positions,
            "EGY473",
            KeyAt(end.indicator.doc_path / "met_when"),
            f"{whom} '{end.indicator.id}', of which {better}{reason}",
            hint=f"write direction: {'lower' if end.is_better else 'higher'}, or turn the comparison around; "
            "accept the warning if it is meant so",
            related=related,
        )


def _end(linked: LinkedProgramme, indicator: Indicator) -> _End | None:
    """Return the end of a scale that meets an indicator; None if it is no single comparison, or has no end alone."""
    condition, is_negated = indicator.met_when, False
    while isinstance(condition, c.Not):
        condition, is_negated = condition.member, not is_negated
    if not isinstance(condition, c.Leaf) or not isinstance(condition.left, c.QuestionSide):
        return None
    question = linked.questions.get(condition.left.question)
    scale = None if question is None else linked.scale(question)
    words = tuple(word.text for word in right_words(condition))
    if question is None or scale is None or scale.answers is None or indicator.direction == "none":
        return None
    if not words or not set(words) <= set(scale.answers):
        return None
    met = COMPARATORS[condition.comparator].met_labels(scale.answers, words)
    is_weak, is_strong = ((scale.answers[i] in met) != is_negated for i in (0, -1))
    if is_weak == is_strong:
        return None
    return _End(
        indicator=indicator,
        question=question.id,
        weakest=scale.answers[0],
        is_weak=is_weak,
        is_better=indicator.direction == "higher",
    )
