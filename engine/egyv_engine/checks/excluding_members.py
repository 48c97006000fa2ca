"""Warns of members of a condition that together are never met or always met, and of members that occur twice (EGY411)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from egyv_engine.checks.condition_types import scoped_conditions
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.answer_limits import AnswerLimits, answer_limits
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.side_types import whole_numbers
from egyv_engine.model import conditions as c
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.condition_walk import answers, right_words, sides, walk
from egyv_engine.model.documents import Indicator
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import comparable_text, days, number

_Value = Fraction | str | None  # None: a blank
# What is compared, and the side that it is compared with; None where these are words.
_Subject = tuple[c.Side, c.Side | None]


class _HeldPart(Frozen):
    """A condition that has to hold, or must not.

    `at` is where the rule at hand says so, by the name of another indicator perhaps. `is_divided` says whether its own parts
    follow, so that it says nothing beyond them.
    """

    condition: c.Condition
    is_negated: bool
    at: c.Condition
    is_divided: bool = False


class _Test(Frozen):
    """A comparison that has to hold, or must not, and what it compares."""

    subject: _Subject
    leaf: c.Leaf
    is_negated: bool
    at: c.Condition


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
        parts = list(self._parts(part.members, is_all=is_all))
        found = False
        for tests in _by_subject(self._tests(parts)):
            values = self._values(tests)
            if any(self._decides_alone(test, values) for test in tests) or _are_of_one_name(tests):
                continue  # reported by itself, or in the indicator that is named
            how = all if is_all else any
            met = [value for value in values if how(self._holds(test, value) for test in tests)]
            if is_all and not met:
                found = True
                yield self._fault(tests, f"no {_what(tests[0])} meets all of these comparisons")
            elif not is_all and all(value in met for value in values if value is not None):
                found = True
                yield self._fault(tests, f"every {_what(tests[0])} meets one of these comparisons")
        opposites = None if found else _opposites(parts, parts)
        if opposites is not None and not _are_of_one_name(opposites):
            message = "no unit can meet both of these" if is_all else "every answer meets one of these"
            yield self._fault(opposites, f"{message}, because one is the opposite of the other")

    def base(self, indicator: Indicator, base: c.Condition) -> Iterator[Diagnostic]:
        """Report a rule that every unit of its base meets, or none, because both read the same answers."""
        base_parts = list(self._parts([base], is_all=True))
        own_parts = list(self._parts([indicator.met_when], is_all=True))
        narrowing, own = list(self._tests(base_parts)), list(self._tests(own_parts))
        implied: list[_Test] = []
        for test in own:
            of_base = [one for one in narrowing if one.subject == test.subject]
            left = self._within(of_base, self._values([*of_base, test])) if of_base else []
            if of_base and not any(self._holds(test, value) for value in left):
                yield self._fault([*of_base, test], "no unit of the base can meet this rule")
                return
            if of_base and all(self._holds(test, value) for value in left):
                implied.append(test)
        opposites = _opposites(base_parts, own_parts)
        # Each part that is enough for the rule: the rule itself, and the members of an `any`.
        enough = list(self._parts([indicator.met_when], is_all=False))
        said = next(([one, each] for each in enough for one in base_parts if _is_same(one, each)), None)
        if opposites is not None:
            yield self._fault(opposites, "no unit of the base can meet this rule")
        elif said is not None:
            yield self._fault(said, "every unit of the base meets this rule")
        elif own and len(implied) == len(own) == sum(not one.is_divided for one in own_parts):
            yield self._fault([*narrowing, *implied], "every unit of the base meets this rule")
        else:
            yield from self._enough(narrowing, list(self._tests(enough)))

    def _enough(self, narrowing: Sequence[_Test], enough: Sequence[_Test]) -> Iterator[Diagnostic]:
        """Report the first comparison that is enough for a rule and that every unit of its base meets."""
        for test in enough:
            of_base = [one for one in narrowing if one.subject == test.subject]
            left = self._within(of_base, self._values([*of_base, test])) if of_base else []
            if left and all(self._holds(test, value) for value in left):
                yield self._fault([*of_base, test], "every unit of the base meets this rule")
                return

    def _decides_alone(self, test: _Test, values: Sequence[_Value]) -> bool:
        """Return whether no answer meets a comparison, or every one."""
        results = {self._holds(test, value) for value in values if value is not None}
        return len(results) <= 1 and not isinstance(test.leaf.right, bool)

    def _within(self, tests: Sequence[_Test], values: Sequence[_Value]) -> list[_Value]:
        return [value for value in values if all(self._holds(test, value) for test in tests)]

    def _parts(self, members: Sequence[c.Condition], *, is_all: bool) -> Iterator[_HeldPart]:
        """Yield what must hold, all of it or any of it, and what that consists of; other combinations are not taken apart."""
        pending = [(member, False, member) for member in reversed(members)]
        seen = set[tuple[str, bool]]()
        while pending:
            part, is_negated, at = pending.pop()
            inner: Sequence[c.Condition] = ()
            is_inside_denied = is_negated
            match part:
                case c.Not(member=member):
                    inner, is_inside_denied = [member], not is_negated
                case c.All(members=several) | c.Any(members=several):
                    inner = several if isinstance(part, c.All) == (is_all != is_negated) else ()
                case c.Met(indicator=name) if name in self._linked.indicators:
                    is_new = (name, is_negated) not in seen
                    seen.add((name, is_negated))
                    inner = [self._linked.indicators[name].indicator.met_when] if is_new else ()
                case _:
                    pass
            if not isinstance(part, c.Not):
                yield _HeldPart(condition=part, is_negated=is_negated, at=at, is_divided=bool(inner))
            # What a named indicator consists of is said where it is named.
            pending += [
                (each, is_inside_denied, at if isinstance(at, c.Met) else each) for each in reversed(inner)
            ]

    def _tests(self, parts: Sequence[_HeldPart]) -> Iterator[_Test]:
        """Yield the comparisons among the parts of a rule of which the results can be listed."""
        for one in parts:
            if isinstance(one.condition, c.Leaf):
                subject = self._subject(one.condition)
                if subject is not None:
                    yield _Test(subject=subject, leaf=one.condition, is_negated=one.is_negated, at=one.at)

    def _subject(self, leaf: c.Leaf) -> _Subject | None:
        for side in sides(leaf):
            if any(answer.question not in self._linked.questions for answer in answers(side)):
                return None
        return leaf.left, leaf.right if isinstance(leaf.right, c.Side) else None

    def _values(self, tests: Sequence[_Test]) -> list[_Value]:
        """Return values that stand for all that the answer may be: one for each way in which the tests can come out.

        Of two sides, they are the differences between them.
        """
        left, right = tests[0].subject
        if right is not None:
            return [Fraction(-1), Fraction(0), Fraction(1), None]
        possible = whole_numbers(self._linked, left)
        if possible is not None:
            return [*map(Fraction, possible), None]
        scale = self._scale(tests[0])
        if scale:
            return [*scale, None]
        words = [word.text for test in tests for word in right_words(test.leaf)]
        numbers = sorted({value for word in words if (value := _measured(word)) is not None})
        if not numbers or len(numbers) < len({comparable_text(word) for word in words}):
            return [*dict.fromkeys(words), "\0", None]  # the one before the last: any other word
        between = [(low + high) / 2 for low, high in pairwise(numbers)]
        allowed = self._limits(left)
        every = [*numbers, *between, numbers[0] - 1, numbers[-1] + 1]
        return [*(value for value in every if allowed is None or allowed.allows(value)), None]

    def _limits(self, side: c.Side) -> AnswerLimits | None:
        return (
            answer_limits(self._linked.questions[side.question]) if isinstance(side, c.QuestionSide) else None
        )

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
        if test.subject[1] is not None:
            return bool(comparator.test(value, (Fraction(0),))) != test.is_negated
        scale = self._scale(test)
        if scale:
            met = str(value) in comparator.met_labels(scale, words) if set(words) <= set(scale) else True
        elif isinstance(value, Fraction):
            ends = tuple(_measured(word) for word in words)
            # A word that is not a number is reported by itself.
            met = None in ends or bool(comparator.test(value, ends))
        else:
            met = comparator.needs_order or value in words
        return met != test.is_negated

    def _fault(self, parts: Sequence[_Test] | Sequence[_HeldPart], message: str) -> Diagnostic:
        *others, last = dict.fromkeys(one.at.doc_path for one in parts)
        return diagnostic(
            self._linked.positions,
            "EGY411",
            last,
            message,
            hint="correct one of the comparisons, or leave one out",
            related=[(other, "compared here, too") for other in others],
        )


def _opposites(first: Sequence[_HeldPart], second: Sequence[_HeldPart]) -> list[_HeldPart] | None:
    """Return a part of each of which one says that the condition holds which the other denies; None if there are none."""
    known = {(one.condition, one.is_negated): one for one in reversed(first)}
    for one in second:
        other = known.get((one.condition, not one.is_negated))
        if other is not None:
            return [other, one]
    return None


def _is_same(first: _HeldPart, second: _HeldPart) -> bool:
    return (first.condition, first.is_negated) == (second.condition, second.is_negated)


def _are_of_one_name(parts: Sequence[_Test] | Sequence[_HeldPart]) -> bool:
    """Return whether all of them belong to one indicator that is named, so that the rule at hand adds nothing."""
    return len({one.at.doc_path for one in parts}) == 1 and isinstance(parts[0].at, c.Met)


def _measured(word: str) -> Fraction | None:
    value: Fraction | int | None = number(word)
    value = days(word) if value is None else value
    return None if value is None else Fraction(value)


def _by_subject(tests: Iterator[_Test]) -> list[list[_Test]]:
    """Return the tests of each answer or attribute that several test."""
    found: dict[_Subject, list[_Test]] = {}
    for test in tests:
        found.setdefault(test.subject, []).append(test)
    return [tests for tests in found.values() if len({(id(one.leaf), one.is_negated) for one in tests}) > 1]


def _what(test: _Test) -> str:
    left, right = test.subject
    if right is not None:
        return "pair of values"
    match left:
        case c.QuestionSide(question=question):
            return f"answer to '{question}'"
        case c.AttributeSide(attribute=name):
            return f"value of '{name}'"
        case c.NumberOf() | c.NumberOfItems():
            return "number of conditions"
        case _:
            return "result"
