"""Checks that a phrase keeps to its claim: it gives each count with its base, and uses no word of another direction."""

from collections.abc import Iterator, Sequence

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import replace
from egyv_engine.narrative.claims.claim import ClaimFacts
from egyv_engine.narrative.readability import find_words
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.templates.always_inserted import always_inserted
from egyv_engine.narrative.templates.chosen_parts import Known, chosen_parts
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import Body, Choice, Output, Path, Words, all_words
from egyv_engine.narrative.wording import Wording

_COUNTS = ("units_of_base", "n_of_base", "n", "units", "n_or_not", "n_or_neither")
_BASES = ("units_of_base", "n_of_base", "base.n", "base.units", "all_units")
_OF_ONE = "is_of_one"  # the flag of claims under which there is one unit, which had it or had it not
_UNITS_MOVED = {"gained": 1, "lost": -1}  # the numbers of units that did one or the other, whatever the claim
_MOVES = {1: "a rise", -1: "a fall", 0: "no change"}
_Fault = tuple[int, int, str, str, str]  # start, end, code, message, hint


def check_contract(
    templates: RuleTemplates, doc_path: DocumentPath, template: str, facts: type[ClaimFacts]
) -> Iterator[Diagnostic]:
    """Yield the faults of a phrase that can be read, against what its kind of claim has to say.

    Args:
        templates: The checker, with the words that the programme refuses.
        doc_path: The key of the phrase.
        template: Its text.
        facts: The class of the claim's facts.
    """
    body, wording = parse(template), templates.wording
    found = [*_counts(body, template, facts), *_inserted(body, template, facts)]
    if wording is not None:
        found += [
            *_quantities(body, template, wording),
            *_directions(body, facts, wording),
            *_numbers(body, facts, wording),
        ]
    for start, end, code, message, hint in dict.fromkeys(found):
        yield templates.fault(doc_path, template, (start, end), code, message, hint)


def _counts(body: Body, template: str, facts: type[ClaimFacts]) -> Iterator[_Fault]:
    """Yield a fault for each level whose count and base a phrase does not give on every way through it.

    Of one unit, which had it or had it not, one base stands for both, and a level after the first needs no number.
    """
    said = always_inserted(_when(body, facts.same, is_true=False, of_one=False), _said)
    if facts.same is not None:
        of_same = always_inserted(_when(body, facts.same, is_true=True, of_one=False), _said)
        if not any(_both(level) <= of_same for level in facts.counts):
            said = frozenset()
    one_unit = _when(body, facts.same, is_true=True, of_one=True)
    if len(facts.counts) > 1 and one_unit != _when(body, facts.same, is_true=True, of_one=False):
        of_one = always_inserted(one_unit, _said_of_one)
        counts = [f"{level} count" in of_one for level in facts.counts]
        if "base" not in of_one or not (any(counts) if facts.same else all(counts)):
            said = frozenset()
    for level in facts.counts:
        if not _both(level) <= said:
            message = f"this phrase does not always give the count of '{level}' with its base"
            usage = f"write {{{{ {level}.units_of_base }}}} or {{{{ {level}.n_of_base }}}}; if the phrase chooses, in each branch"
            yield 0, len(template), "EGY612", message, usage


def _inserted(body: Body, template: str, facts: type[ClaimFacts]) -> Iterator[_Fault]:
    """Yield a fault for each fact that a phrase leaves out although it is not empty."""
    for name in facts.inserted:
        inserted = always_inserted(chosen_parts(body, {name: True}), lambda path: frozenset((path,)))
        if name not in inserted:
            message = f"this phrase can leave out '{name}', without which its claim misleads"
            usage = f"insert {{{{ {name} }}}}; if the phrase chooses, in each branch"
            yield 0, len(template), "EGY635", message, usage


def _quantities(body: Body, template: str, wording: Wording) -> Iterator[_Fault]:
    """Yield a fault for each word of quantity: a phrase says how many by a count."""
    own = [word for word in wording.quantity_words if "{{" not in word]
    of_units = [word for word in wording.quantity_words if "{{" in word]
    found = [(words.start, each) for words in all_words(body) for each in find_words(words.text, own).items()]
    found += [(0, each) for each in find_words(template, of_units).items()]
    for start, (word, (first, last)) in found:
        message = f"'{word}' says how many without a count"
        usage = "insert the count with its base, such as {{ after.units_of_base }}"
        yield start + first, start + last, "EGY636", message, usage


def _directions(body: Body, facts: type[ClaimFacts], wording: Wording) -> Iterator[_Fault]:
    """Yield a fault for each word of a direction that the claim does not have there."""
    flags = {direction.flag for direction in facts.directions if direction.flag is not None}
    for direction in facts.directions:
        known = (
            {}
            if direction.flag is None
            else {**dict.fromkeys(flags, False), direction.flag: direction.is_true}
        )
        for words in _without_own(chosen_parts(body, known), wording):
            for move in (1, -1):
                if move == direction.move:
                    continue
                for word, (first, last) in _said_moves(words.text, move, wording).items():
                    where = "" if direction.flag is None else " there"
                    message = (
                        f"'{word}' says {_MOVES[move]}, and the claim is {_MOVES[direction.move]}{where}"
                    )
                    usage = (
                        f"say {_MOVES[direction.move]}, or state the two counts without a word of direction"
                    )
                    yield words.start + first, words.start + last, "EGY613", message, usage


def _without_own(body: Body, wording: Wording) -> Iterator[Words]:
    """Yield the words of a phrase, but for the first word of direction after a number of units that gained or lost something.

    In "four lost it and none gained it" each word says what its number did, which `_numbers` checks; the rest is the claim's.
    """
    before: Path | None = None
    for node in body:
        match node:
            case Words(text=text):
                own = None if before is None else _UNITS_MOVED.get(before.names[0])
                said = _said_moves(text, own, wording).values() if own else ()
                if said:
                    first, last = min(said)
                    text = text[:first] + " " * (last - first) + text[last:]
                yield replace(node, text=text)
            case Choice(branches=branches, otherwise=otherwise):
                for inner in (*(inner for _, inner in branches), otherwise):
                    yield from _without_own(inner, wording)
            case _:
                yield from all_words((node,))
        before = node.expression if isinstance(node, Output) and isinstance(node.expression, Path) else None


def _numbers(body: Body, facts: type[ClaimFacts], wording: Wording) -> Iterator[_Fault]:
    """Yield a fault for each number of what rose or fell that stands with a word of the other direction.

    In "a rise for six and a fall for two" the words come before their numbers, in "six rose and two fell" after them: what
    the first number of a part of the phrase has before it decides.
    """
    comes_before: bool | None = None
    for i, node in enumerate(body):
        match node:
            case Output(expression=Path(names=names), start=start, end=end) if names[0] in facts.counted:
                before = _last_move(_text(body[max(i - 1, 0) : i]), wording)
                after = _first_move(_text(body[i + 1 : i + 2]), wording)
                is_of_units = names[0] in _UNITS_MOVED  # "one gained it", whatever the words before it say
                if comes_before is None and not is_of_units:
                    comes_before = before is not None
                move = before if comes_before and not is_of_units else after
                expected = facts.counted[names[0]]
                if move is not None and move != expected:
                    message = f"'{names[0]}' is a number with {_MOVES[expected]}, and the words next to it say {_MOVES[move]}"
                    yield start, end, "EGY613", message, "put the number with the words for it"
            case Choice(branches=branches, otherwise=otherwise):
                for inner in (*(inner for _, inner in branches), otherwise):
                    yield from _numbers(inner, facts, wording)
            case _:
                pass


def _text(nodes: Body) -> str:
    """Return the words of a node; empty for what is no words."""
    return "".join(node.text for node in nodes if isinstance(node, Words))


def _first_move(text: str, wording: Wording) -> int | None:
    """Return the direction that a text says first; None if it says none."""
    return next((move for _, move in sorted(_places(text, wording))), None)


def _last_move(text: str, wording: Wording) -> int | None:
    """Return the direction that a text says last; None if it says none."""
    return next((move for _, move in sorted(_places(text, wording), reverse=True)), None)


def _places(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    for move in (1, -1):
        for first, _ in _said_moves(text, move, wording).values():
            yield first, move


def _said_moves(text: str, move: int, wording: Wording) -> dict[str, tuple[int, int]]:
    """Return the words in a text that say a rise or a fall, but for those that are denied: "not a fall"."""
    words = wording.rise_words if move > 0 else wording.fall_words
    denied = [f"{denial} {word}" for denial in wording.denials for word in words]
    masked = text
    for first, last in find_words(text, denied).values():
        masked = masked[:first] + " " * (last - first) + masked[last:]
    return find_words(masked, words)


def _when(body: Body, flag: str | None, *, is_true: bool, of_one: bool) -> Body:
    known: Known = {_OF_ONE: of_one} | ({} if flag is None else {flag: is_true})
    return chosen_parts(body, known)


def _both(level: str) -> frozenset[str]:
    return frozenset((f"{level} count", f"{level} base"))


def _said_of_one(name: str) -> frozenset[str]:
    """Return what a part of a level of one unit says: its count, and the base, which is that of every wave."""
    return frozenset("base" if what.endswith(" base") else what for what in _said(name))


def _said(name: str) -> frozenset[str]:
    """Return what a part of a level says: its count, its base, or both."""
    level, _, part = name.partition(".")
    found: Sequence[tuple[str, bool]] = (("count", part in _COUNTS), ("base", part in _BASES))
    return frozenset(f"{level} {what}" for what, is_said in found if is_said)
