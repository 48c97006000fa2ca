"""Warns of an answer that occurs twice in a sum (EGY478), and of a quotient of different waves or items (EGY479)."""

from collections.abc import Iterator, Sequence

from egyv_engine.checks.named_waves import current_wave, is_same_answer
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import answers, leaves, parts_of, sides
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.total_words import is_total

_SUM, _DIFFERENCE, _QUOTIENT = "plus", "minus", "divided_by"


class _Quotient(Frozen):
    """The answers of a quotient that are alike in wave and item on each side; None where a side has several, or names none."""

    dividend: c.Answer
    divisor: c.Answer
    questions: tuple[frozenset[str], frozenset[str]]
    waves: tuple[str | None, str | None]  # None for the current one
    items: tuple[str | None, str | None]


def check_sums_and_quotients(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report what is probably a copy that was not changed: a term that is there twice, a wave or item that was forgotten.

    Args:
        linked: The programme.
    """
    rules: list[tuple[list[c.Leaf], str | None]] = []
    for entry in linked.indicators.values():
        conditions = [x for x in (entry.indicator.met_when, entry.indicator.base) if x is not None]
        rules.append(([leaf for one in conditions for leaf in leaves(one)], current_wave(conditions)))
    gates = [question.asked_if for question in linked.questions.values() if question.asked_if is not None]
    rules += [(list(leaves(gate)), None) for gate in gates]
    comparisons = [
        (leaf, current, list(_quotients(leaf, current))) for found, current in rules for leaf in found
    ]
    every = [quotient for *_, quotients in comparisons for quotient in quotients]
    for leaf, current, quotients in comparisons:
        for side in sides(leaf):
            for terms in _sums(side):
                yield from _repeated(linked, terms, current)
        for quotient in quotients:
            yield from _mixed_waves(linked, quotient, quotients)
            yield from _mixed_items(linked, quotient, every)


def _sums(side: c.Side) -> Iterator[list[tuple[int, c.Side]]]:
    """Yield the terms of every sum in a side, each with 1 if it is added and -1 if it is subtracted; no sum is part of another."""
    if isinstance(side, c.CalculatedSide):
        terms = list(_terms(side, 1))
        if len(terms) > 1:
            yield terms
        inside = [term for _, term in terms] if len(terms) > 1 else [side.left, side.right]
        for part in inside:
            yield from _sums(part)


def _terms(side: c.Side, sign: int) -> Iterator[tuple[int, c.Side]]:
    if isinstance(side, c.CalculatedSide) and side.operator in (_SUM, _DIFFERENCE):
        yield from _terms(side.left, sign)
        yield from _terms(side.right, sign if side.operator == _SUM else -sign)
    else:
        yield sign, side


def _repeated(
    linked: LinkedProgramme, terms: Sequence[tuple[int, c.Side]], current: str | None
) -> Iterator[Diagnostic]:
    """Warn of a term that is in a sum before; two terms alone of which one is subtracted are reported elsewhere."""
    for i, (sign, term) in enumerate(terms):
        same = next((one for one in terms[:i] if _is_same_term(linked, one[1], term, current)), None)
        if same is None or (len(terms) == 2 and sign != same[0]):
            continue
        what, key = ("this calculation", None)
        match term:
            case c.QuestionSide(question=name, item=item):
                what, key = f"'{name}'" if item is None else f"'{name}' about '{item}'", "question"
            case c.AttributeSide(attribute=name):
                what, key = f"'{name}'", "attribute"
            case _:
                pass
        added = {1: "added", -1: "subtracted"}
        does = f"{added[sign]} twice" if sign == same[0] else f"{added[same[0]]} and {added[sign]} again"
        twice = "; for twice its number, write 'times: 2'" if sign == same[0] else ""
        paths = [one.doc_path if key is None else one.doc_path / key for one in (term, same[1])]
        yield diagnostic(
            linked.positions,
            "EGY478",
            paths[0],
            f"{what} is {does} in this sum",
            hint=f"name another question, item or wave, or leave it out{twice}",
            related=[(paths[1], "the first one")],
        )


def _is_same_term(linked: LinkedProgramme, one: c.Side, other: c.Side, current: str | None) -> bool:
    if isinstance(one, c.QuestionSide) and isinstance(other, c.QuestionSide):
        return is_same_answer(linked, one, other, current)
    return not isinstance(one, c.NumberSide) and one == other


def _quotients(leaf: c.Leaf, current: str | None) -> Iterator[_Quotient]:
    """Yield the quotients of two sides that read different questions, each in one wave and about one item."""
    for part in (part for side in sides(leaf) for part in parts_of(side)):
        if not isinstance(part, c.CalculatedSide) or part.operator != _QUOTIENT:
            continue
        both = [answers(side) for side in (part.left, part.right)]
        questions = [frozenset(one.question for one in side) for side in both]
        if not all(both) or questions[0] & questions[1]:
            continue
        if any(len({(one.wave, one.item) for one in side}) > 1 for side in both):
            continue
        dividend, divisor = (side[0] for side in both)
        yield _Quotient(
            dividend=dividend,
            divisor=divisor,
            questions=(questions[0], questions[1]),
            waves=(_written(dividend.wave, current), _written(divisor.wave, current)),
            items=(dividend.item, divisor.item),
        )


def _written(wave: str | None, current: str | None) -> str | None:
    """Return a wave as written; None for the current wave, whatever it is named as."""
    return None if wave == current else wave


def _mixed_waves(
    linked: LinkedProgramme, quotient: _Quotient, of_comparison: Sequence[_Quotient]
) -> Iterator[Diagnostic]:
    """Warn of a quotient whose dividend names a wave and whose divisor does not, or that another one of its comparison contradicts.

    A divisor that alone names a wave may be meant: those who finish, of those who began. So may two waves that are both named.
    """
    first, second = quotient.waves
    others = [
        one.waves for one in of_comparison if one.questions == quotient.questions and one is not quotient
    ]
    is_contradicted = any(waves[0] == waves[1] for waves in others)
    is_named_once = first is not None and quotient.divisor.wave is None
    asked = [linked.questions.get(name) for names in quotient.questions for name in names]
    if first == second or not (is_named_once or is_contradicted):
        return
    if any(question is None or question.not_asked for question in asked):
        return  # the other wave may not have asked it
    wave, other = (f"the wave '{one}'" if one else "the current wave" for one in (first, second))
    to_write = f"write 'wave: {first}' in the divisor, too" if first else "leave 'wave' out of the divisor"
    if_meant = "accept the warning" if is_contradicted or first != "from" else "write 'wave: to' there"
    yield diagnostic(
        linked.positions,
        "EGY479",
        quotient.divisor.doc_path / "question",
        f"'{quotient.dividend.question}' in {wave} is divided by '{quotient.divisor.question}' in {other}",
        hint=f"{to_write}; {if_meant} if the waves are meant to differ",
        related=[(quotient.dividend.doc_path / "question", "what is divided")],
    )


def _mixed_items(
    linked: LinkedProgramme, quotient: _Quotient, of_programme: Sequence[_Quotient]
) -> Iterator[Diagnostic]:
    """Warn of a quotient of two items which both questions have, unless several are divided by the same one, or by a total."""
    first, second = quotient.items
    if first is None or second is None or first == second or is_total(second):
        return
    for questions in quotient.questions:
        for question in (linked.questions.get(name) for name in questions):
            if question is None or not {first, second} <= set(linked.items(question)):
                return
    divided = {
        one.items[0]
        for one in of_programme
        if one.questions == quotient.questions and one.items[1] == second and one.items[0] != second
    }
    if len(divided) > 1:
        return  # it is the whole of which the others are parts
    yield diagnostic(
        linked.positions,
        "EGY479",
        quotient.divisor.doc_path / "item",
        f"'{quotient.dividend.question}' about '{first}' is divided by '{quotient.divisor.question}' about '{second}'",
        hint=f"write 'item: {first}' in the divisor, too; accept the warning if the items are meant to differ",
        related=[(quotient.dividend.doc_path / "item", "the item of what is divided")],
    )
