"""Checks that skip logic does not lead too deep: a question asked because of another, which is asked because of another."""

from collections.abc import Iterator, Mapping

from egyv_engine.checks.references import circular_questions
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import answers, children, sides

MOST_DEEP = 80  # a condition is evaluated within another one, and Python allows about a thousand nested calls

_Place = tuple[int, str]  # the conditions down to a question that is named, and the question


def check_depth(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report the questions whose skip logic leads through too many conditions (EGY436), where a chain becomes too long."""
    circular = circular_questions(linked)
    rules = {
        q.id: q.asked_if for q in linked.questions.values() if q.asked_if is not None and q.id not in circular
    }
    places = {question: list(_places(condition, 1)) for question, condition in rules.items()}
    depths = _depths(places)
    for question, depth in depths.items():
        if depth > MOST_DEEP and all(depths.get(other, 0) <= MOST_DEEP for _, other in places[question]):
            yield diagnostic(
                linked.positions,
                "EGY436",
                rules[question].doc_path,
                f"the skip logic of '{question}' leads through {depth} conditions, and at most {MOST_DEEP} are allowed",
                hint="name the question on which the whole chain depends, or attributes of the register",
            )


def _places(condition: c.Condition, depth: int) -> Iterator[_Place]:
    """Yield the questions that a condition names, each with the number of conditions down to it."""
    for child in children(condition):
        yield from _places(child, depth + 1)
    for side in sides(condition):
        for answer in answers(side):
            yield depth, answer.question


def _depths(places: Mapping[str, list[_Place]]) -> dict[str, int]:
    """Return through how many conditions the skip logic of each question leads."""
    depths: dict[str, int] = {}
    entered: set[str] = set()
    for start in places:
        pending = [start]
        while pending:
            question = pending[-1]
            if question not in entered:
                entered.add(question)
                pending += [
                    other for _, other in places[question] if other in places and other not in entered
                ]
                continue
            pending.pop()
            depths.setdefault(question, max((d + depths.get(o, 0) for d, o in places[question]), default=0))
    return depths
