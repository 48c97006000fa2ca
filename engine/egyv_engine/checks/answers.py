"""Checks of the answers that scales, defaults and questions declare: each has one meaning."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.link.answer_limits import LIMIT_KEYS, limit
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.special_answers import SPECIAL_KEYS, SpecialAnswers, special_answers
from egyv_engine.model import documents as d
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen


class _Listed(Frozen):
    """A word, the key of the list that it is in, and its location."""

    word: str
    key: str
    at: Location
    is_default: bool = False


def check_answers(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report scales without ordinary answers, answers with two meanings, and answers that a question may not declare."""
    scales = linked.programme.scales
    if scales.defaults is not None:
        special = special_answers(scales, None)
        yield from _repeats(linked, "defaults", special, [*_special(scales, special, None)])
    for name, scale in scales.scales.items():
        if (scale.answers is None) == (scale.choices is None):
            yield _without_answers(linked, name, scale)
            continue  # which of its answers are ordinary is unknown
        special = special_answers(scales, scale)
        listed = [*_ordinary(linked, scale), *_special(scales, special, scale)]
        yield from _repeats(linked, f"the scale '{name}'", special, listed)
    for question in linked.questions.values():
        if linked.is_open(question):
            special = linked.special_answers(question)
            listed = [*_special(scales, special, question)]
            yield from _repeats(linked, f"the question '{question.id}'", special, listed)
        else:
            yield from _on_a_scale(linked, question)
        yield from _limits(linked, question)


def _without_answers(linked: LinkedProgramme, name: str, scale: d.Scale) -> Diagnostic:
    has = "neither answers nor choices" if scale.answers is None else "both answers and choices"
    return diagnostic(
        linked.positions,
        "EGY431",
        KeyAt(scale.doc_path),
        f"the scale '{name}' has {has}",
        hint="list its ordinary answers under answers if they have an order, weakest first, and under choices if not",
    )


def _on_a_scale(linked: LinkedProgramme, question: d.Question) -> Iterator[Diagnostic]:
    for key in SPECIAL_KEYS:
        if getattr(question, key) is not None:
            yield diagnostic(
                linked.positions,
                "EGY432",
                KeyAt(question.doc_path / key),
                f"the question '{question.id}' has the scale '{question.scale}', which decides what its answers mean",
                hint=f"move {key} to the scale in rules/scales.yaml",
                related=[(linked.programme.scales.scales[question.scale].doc_path, "the scale")],
            )


def _limits(linked: LinkedProgramme, question: d.Question) -> Iterator[Diagnostic]:
    """Report limits that a question cannot have: it takes no numbers or dates, a limit is none, or the two are exchanged."""
    declared = [(key, text) for key in LIMIT_KEYS if (text := getattr(question, key)) is not None]
    for key, text in declared:
        if question.scale not in ("number", "date"):
            at: Location = KeyAt(question.doc_path / key)
            message = f"the question '{question.id}' takes no numbers and no dates, so it has no {key}"
            advice = f"remove {key}"
        elif limit(question, text) is None:
            at = question.doc_path / key
            message = f"{key} of the question '{question.id}' must be a {question.scale}, but is '{text}'"
            advice = (
                "write it as YYYY-MM-DD"
                if question.scale == "date"
                else "write digits, with a point for decimals"
            )
        else:
            continue
        yield diagnostic(linked.positions, "EGY482", at, message, hint=advice)
    ends = [limit(question, text) for _, text in declared]
    lowest, highest = ends if len(ends) == len(LIMIT_KEYS) else (None, None)
    if lowest is None or highest is None or lowest <= highest:
        return
    yield diagnostic(
        linked.positions,
        "EGY482",
        question.doc_path / "at_most",
        f"no answer to '{question.id}' can be from {question.at_least} to {question.at_most}",
        hint="exchange at_least and at_most",
    )


def _ordinary(linked: LinkedProgramme, scale: d.Scale) -> Iterator[_Listed]:
    for key in ("answers", "choices"):
        for i, word in enumerate(getattr(scale, key) or ()):
            in_mapping = scale.doc_path / key / i
            at = in_mapping if in_mapping in linked.positions.values else scale.doc_path / i
            yield _Listed(word=word, key=key, at=at)


def _special(
    scales: d.ScalesFile, special: SpecialAnswers, of: d.Scale | d.Question | None
) -> Iterator[_Listed]:
    """Yield the answers of a scale or question that are not ordinary; of the defaults themselves for None."""
    for key in SPECIAL_KEYS:
        own = getattr(of, key, None) is not None
        declared = of if own else scales.defaults
        for i, word in enumerate(getattr(special, key)):
            assert declared is not None
            at: DocumentPath = declared.doc_path / key / i
            yield _Listed(word=word, key=key, at=at, is_default=of is not None and not own)


def _repeats(
    linked: LinkedProgramme, what: str, special: SpecialAnswers, listed: list[_Listed]
) -> Iterator[Diagnostic]:
    """Report each word that is in two lists; two of the defaults are reported with the defaults."""
    seen: dict[str, _Listed] = {}
    for one in listed:
        first = seen.setdefault(special.same(one.word), one)
        if first.key == one.key or (first.is_default and one.is_default):
            continue
        own, other = (one, first) if first.is_default else (first, one)
        instead = f", or give {what} its own {other.key}, without '{other.word}'" if other.is_default else ""
        yield diagnostic(
            linked.positions,
            "EGY415",
            own.at,
            f"the answer '{own.word}' of {what} is listed under {own.key} and also under {other.key}",
            hint=f"remove it from one of the two lists{instead}",
            related=[(other.at, f"listed under {other.key}")],
        )
