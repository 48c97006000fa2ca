"""Checks the words that stand for answers and for items in data files: each stands for one of them."""

from collections.abc import Iterable, Iterator, Mapping

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.special_answers import special_answers
from egyv_engine.model import documents as d
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import has_too_many_digits, is_number


class _Word(Frozen):
    """A word in a data file, what it stands for, and where this is declared."""

    word: str
    meaning: str
    at: Location
    note: str


def check_coded_answers(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report codes and spellings of unknown answers (EGY302), and words that stand for two answers or items (EGY462).

    Codes of a question belong to one that takes a number (EGY466), and stand for numbers (EGY467).
    """
    for name, scale in linked.programme.scales.scales.items():
        if scale.ordinary:
            yield from _scale(linked, name, scale)
    for question in linked.questions.values():
        if question.codes is not None:
            yield from _numbers(linked, question, question.codes)
    in_cells = _baskets_in_cells(linked)
    for name, basket in linked.programme.baskets.baskets.items():
        if isinstance(basket.items, Mapping):
            yield from _items(linked, basket.items, in_cells=name in in_cells)


def _baskets_in_cells(linked: LinkedProgramme) -> set[str]:
    """Return the whole baskets whose items are named in cells, by their id, their label or another spelling."""
    of_values = {name for wave in linked.waves.values() for name in wave.answers.values or ()}
    questions = [q for q in linked.questions.values() if q.several is not None or q.id in of_values]
    return {
        linked.baskets[q.items].whole for q in questions if q.items in linked.baskets and q.items is not None
    }


def _scale(linked: LinkedProgramme, name: str, scale: d.Scale) -> Iterator[Diagnostic]:
    answers = (*scale.ordinary, *special_answers(linked.programme.scales, scale).words)
    codes, spellings = scale.doc_path / "codes", scale.doc_path / "spellings"
    named: list[tuple[str, Location]] = [(a, codes / word) for word, a in (scale.codes or {}).items()]
    named += [(answer, KeyAt(spellings / answer)) for answer in scale.spellings or {}]
    for answer, at in named:
        if answer not in answers:
            yield diagnostic(
                linked.positions,
                "EGY302",
                at,
                f"the scale '{name}' has no answer '{answer}'",
                hint=hint(answer, answers, "answers"),
                related=[(scale.doc_path, f"the scale '{name}'")],
            )
    own = [_Word(word=a, meaning=a, at=scale.doc_path, note=f"the scale '{name}'") for a in answers]
    others = [
        _Word(word=word, meaning=answer, at=KeyAt(codes / word), note=f"a code of '{answer}'")
        for word, answer in (scale.codes or {}).items()
    ]
    others += [
        _Word(word=word, meaning=answer, at=spellings / answer / i, note=f"a spelling of '{answer}'")
        for answer, words in (scale.spellings or {}).items()
        for i, word in enumerate(words)
    ]
    yield from _meanings(linked, own, others)


def _numbers(linked: LinkedProgramme, question: d.Question, codes: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Report codes of a question that has no number, that stand for none, or that mean something else already."""
    at = question.doc_path / "codes"
    if question.scale != "number":
        yield _codes_of_no_number(linked, question)
        return
    for word, value in codes.items():
        if not is_number(value) or has_too_many_digits(value):
            yield diagnostic(
                linked.positions,
                "EGY467",
                at / word,
                f"'{word}' stands for '{value}', which is not a number",
                hint="write the number that the word stands for in digits; list a word for no answer under blank, dont_know or "
                "not_applicable",
            )
    special = linked.special_answers(question)
    own = [
        _Word(word=w, meaning=f"no number ({key})", at=question.doc_path / key, note=f"listed under {key}")
        for w in special.words
        for key in [special.key_of(w) or "blank"]
    ]
    own += [
        _Word(
            word=w,
            meaning=f"the number {w}",
            at=question.doc_path / "scale",
            note="the question takes a number",
        )
        for w in codes
        if is_number(w)
    ]
    others = [
        _Word(word=w, meaning=f"the number {value}", at=KeyAt(at / w), note=f"a code of {value}")
        for w, value in codes.items()
    ]
    yield from _meanings(linked, own, others)


def _codes_of_no_number(linked: LinkedProgramme, question: d.Question) -> Diagnostic:
    is_scale = not linked.is_open(question)
    return diagnostic(
        linked.positions,
        "EGY466",
        KeyAt(question.doc_path / "codes"),
        f"'codes' of a question stand for numbers, but this one has the scale '{question.scale}'"
        if is_scale
        else f"'codes' of a question stand for numbers, but this one is answered with a {question.scale}",
        hint="write codes of the scale in rules/scales.yaml" if is_scale else "remove codes",
        related=[(question.doc_path / "scale", "what the question takes")],
    )


def _items(linked: LinkedProgramme, items: Mapping[str, d.Item], *, in_cells: bool) -> Iterator[Diagnostic]:
    own = [
        _Word(word=name, meaning=name, at=KeyAt(item.doc_path), note=f"the item '{name}'")
        for name, item in items.items()
    ]
    labels = [
        _Word(word=item.label, meaning=name, at=item.doc_path / "label", note=f"the label of '{name}'")
        for name, item in items.items()
        if item.label != name
    ]
    others = (labels if in_cells else []) + [
        _Word(word=word, meaning=name, at=item.doc_path / "spellings" / i, note=f"a spelling of '{name}'")
        for name, item in items.items()
        for i, word in enumerate(item.spellings)
    ]
    yield from _meanings(linked, own, others)


def _meanings(linked: LinkedProgramme, own: Iterable[_Word], others: Iterable[_Word]) -> Iterator[Diagnostic]:
    """Report each other word that is the very answer or item of another meaning, or that is given before."""
    first: dict[str, list[_Word]] = {}
    for one in own:
        first.setdefault(one.word.casefold(), []).append(one)
    given: dict[str, _Word] = {}
    for one in others:
        alike = first.get(one.word.casefold(), ())
        is_known = any(x.meaning == one.meaning for several in first.values() for x in several)
        clash = next(
            (x for x in alike if x.meaning != one.meaning and (is_known or x.word == one.word)), None
        )
        earlier = given.setdefault(one.word, one)
        found = clash or (earlier if earlier is not one else None)
        if found is None:
            continue
        is_same = found.meaning == one.meaning
        yield diagnostic(
            linked.positions,
            "EGY462",
            one.at,
            f"'{one.word}' is given twice for '{one.meaning}'"
            if is_same
            else f"'{one.word}' has two meanings, '{one.meaning}' and '{found.meaning}'",
            hint="remove one of the two"
            if is_same
            else f"remove it here if it means '{found.meaning}', or there if not",
            related=[(found.at, found.note)],
        )
