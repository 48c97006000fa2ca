"""Warns of members of a condition that together are never met or always met, and of members that occur twice (EGY411)."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from egyv_engine.checks.condition_types import scoped_conditions
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import leaves, right_words, sides, walk
from egyv_engine.model.documents import Indicator
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import comparable_text, days, number

_Value = Fraction | str | None  # None: a blank
_Subject = tuple[str, str | None, str | None]  # an attribute, or a question with its item and wave


class _Test(Frozen):
    """A comparison of one answer or attribute with words; `is_negated` says whether `not` applies to it."""

    subject: _Subject
    leaf: c.Leaf
    is_negated: bool


def check_excluding_members(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report members that exclude each other, members that leave nothing over, and members that occur twice."""
    reader = _TestReader(linked)
    for _, condition in scoped_conditions(linked):
        for part in walk(condition):
            yield from _repeated(linked, part)
            if isinstance(part, c.All | c.Any):
                yield from reader.combination(part)
    for entry in linked.indicators.values():
        if entry.indicator.base is not None:
            yield from reader.base(entry.indicator, entry.indicator.base)


def _repeated(linked: LinkedProgramme, part: c.Condition) -> Iterator[Diagnostic]:
    lists: list[tuple[c.Condition, ...]] = [part.members] if isinstance(part, c.All | c.Any) else []
    if isinstance(part, c.Leaf):
        lists += [side.members for side in sides(part) if isinstance(side, c.NumberOf)]
    for members in lists:
        for i, member in enumerate(members):
            first = next((other for other in members[:i] if other == member), None)
            if first is not None:
                counted = ", so it is counted twice" if isinstance(part, c.Leaf) else ""
                yield diagnostic(
                    linked.positions,
                    "EGY411",
                    member.doc_path,
                    f"the same condition is in this list before{counted}",
                    hint="remove it, or correct the one that was copied",
                    related=[(first.doc_path, "the first one")],
                )


class _TestReader:
    """Finds what comparisons of the same answer mean together."""

    def __init__(self, linked: LinkedProgramme) -> None:
        self._linked = linked

    def combination(self, part: c.All | c.Any) -> Iterator[Diagnostic]:
        """Report members of `all` that exclude each other, and members of `any` that leave no answer over."""
        is_all = isinstance(part, c.All)
        for tests in _by_subject(self._tests(part.members, is_all=is_all)):
            values = self._values(tests)
            if any(self._decides_alone(test, values) for test in tests):
                continue  # reported by itself
            how = all if is_all else any
            met = [value for value in values if how(self._holds(test, value) for test in tests)]
            if is_all and not met:
                yield self._fault(tests, f"no {_what(tests[0])} meets all of these comparisons")
            elif not is_all and all(value in met for value in values if value is not None):
                yield self._fault(tests, f"every {_what(tests[0])} meets one of these comparisons")

    def base(self, indicator: Indicator, base: c.Condition) -> Iterator[Diagnostic]:
        """Report a rule that every unit of its base meets, or none, because both read the same answers."""
        narrowing = list(self._tests([base], is_all=True))
        own = list(self._tests([indicator.met_when], is_all=True))
        implied: list[_Test] = []
        for test in own:
            of_base = [one for one in narrowing if one.subject == test.subject]
            left = self._within(of_base, self._values([*of_base, test])) if of_base else []
            if of_base and not any(self._holds(test, value) for value in left):
                yield self._fault([*of_base, test], "no unit of the base can meet this rule")
                return
            if of_base and all(self._holds(test, value) for value in left):
                implied.append(test)
        if own and len(implied) == len(own) == len(list(leaves(indicator.met_when))):
            yield self._fault([*narrowing, *implied], "every unit of the base meets this rule")

    def _decides_alone(self, test: _Test, values: Sequence[_Value]) -> bool:
        """Return whether no answer meets a comparison, or every one."""
        results = {self._holds(test, value) for value in values if value is not None}
        return len(results) == 1 and not isinstance(test.leaf.right, bool)

    def _within(self, tests: Sequence[_Test], values: Sequence[_Value]) -> list[_Value]:
        return [value for value in values if all(self._holds(test, value) for test in tests)]

    def _tests(self, members: Sequence[c.Condition], *, is_all: bool) -> Iterator[_Test]:
        """Yield the comparisons that must all hold, or of which one must; those within other combinations are left out."""
        pending = [(member, False) for member in reversed(members)]
        seen = set[str]()
        while pending:
            part, is_negated = pending.pop()
            match part:
                case c.Not(member=member):
                    pending.append((member, not is_negated))
                case c.All() | c.Any() if isinstance(part, c.All) == (is_all != is_negated):
                    pending += [(member, is_negated) for member in reversed(part.members)]
                case c.Met(indicator=name) if name in self._linked.indicators and name not in seen:
                    named = self._linked.indicators[name].indicator
                    if named.for_each is None:
                        seen.add(name)
                        pending.append((named.met_when, is_negated))
                case c.Leaf():
                    subject = self._subject(part)
                    if subject is not None:
                        yield _Test(subject=subject, leaf=part, is_negated=is_negated)
                case _:
                    pass

    def _subject(self, leaf: c.Leaf) -> _Subject | None:
        if not right_words(leaf) and not isinstance(leaf.right, bool):
            return None
        match leaf.left:
            case c.AttributeSide(attribute=name):
                return "attribute", name, None
            case c.QuestionSide(question=question, item=item, wave=wave) if (
                question in self._linked.questions
            ):
                return f"question {question}", item, wave
            case _:
                return None

    def _values(self, tests: Sequence[_Test]) -> list[_Value]:
        """Return values that stand for all that the answer may be: one for each way in which the tests can come out."""
        scale = self._scale(tests[0])
        if scale:
            return [*scale, None]
        words = [word.text for test in tests for word in right_words(test.leaf)]
        numbers = sorted({value for word in words if (value := _measured(word)) is not None})
        if not numbers or len(numbers) < len({comparable_text(word) for word in words}):
            return [*dict.fromkeys(words), "\0", None]  # the one before the last: any other word
        between = [(low + high) / 2 for low, high in pairwise(numbers)]
        return [*numbers, *between, numbers[0] - 1, numbers[-1] + 1, None]

    def _scale(self, test: _Test) -> tuple[str, ...]:
        left = test.leaf.left
        return (
            self._linked.labels(self._linked.questions[left.question])
            if isinstance(left, c.QuestionSide)
            else ()
        )

    def _holds(self, test: _Test, value: _Value) -> bool:
        leaf = test.leaf
        if isinstance(leaf.right, bool):
            return ((value is not None) == leaf.right) != test.is_negated
        if value is None:
            return False
        comparator, words = COMPARATORS[leaf.comparator], tuple(word.text for word in right_words(leaf))
        scale = self._scale(test)
        if scale:
            met = str(value) in comparator.met_labels(scale, words) if set(words) <= set(scale) else True
        elif isinstance(value, Fraction):
            met = bool(comparator.test(value, tuple(_measured(word) for word in words)))
        else:
            met = comparator.needs_order or value in words
        return met != test.is_negated

    def _fault(self, tests: Sequence[_Test], message: str) -> Diagnostic:
        *others, last = tests
        return diagnostic(
            self._linked.positions,
            "EGY411",
            last.leaf.doc_path,
            message,
            hint="correct one of the comparisons, or leave one out",
            related=[(test.leaf.doc_path, "compared here, too") for test in others],
        )


def _measured(word: str) -> Fraction | None:
    value: Fraction | int | None = number(word)
    value = days(word) if value is None else value
    return None if value is None else Fraction(value)


def _by_subject(tests: Iterator[_Test]) -> list[list[_Test]]:
    """Return the tests of each answer or attribute that several test."""
    found: dict[_Subject, list[_Test]] = {}
    for test in tests:
        found.setdefault(test.subject, []).append(test)
    several: Callable[[list[_Test]], bool] = lambda group: len({id(test.leaf) for test in group}) > 1  # noqa: E731
    return [group for group in found.values() if several(group)]


def _what(test: _Test) -> str:
    match test.leaf.left:
        case c.QuestionSide(question=question):
            return f"answer to '{question}'"
        case c.AttributeSide(attribute=name):
            return f"value of '{name}'"
        case _:
            return "value"
