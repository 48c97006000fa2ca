"""Warns of columns and files that have the name of another item, question or wave, as if two were exchanged (EGY448)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.checks.shared_columns import column_place
from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.hidden_characters import looks_like
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import documents as d

_NO_WORDS = re.compile(r"[\W_]+")
_HAS_DIGIT = re.compile("[0-9]")
_SHORTEST = 3  # of a word by which a file names a wave: shorter ones, such as `in`, are not about it


def check_exchanged_names(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report columns that have the name of another item or question, and files that have the name of another wave."""
    reported: set[frozenset[tuple[str, str | None]]] = set()
    for wave in linked.waves.values():
        for one, other, message in _columns(linked, wave):
            if frozenset((one, other)) in reported:
                continue
            reported.add(frozenset((one, other)))
            at, there = (column_place(linked, wave, linked.questions[q], item) for q, item in (one, other))
            yield diagnostic(
                linked.positions,
                "EGY448",
                at,
                message,
                hint="exchange the two columns; accept the warning if they are right",
                related=[(there, "the other column")],
            )
    yield from _files(linked)


def _columns(
    linked: LinkedProgramme, wave: d.Wave
) -> Iterator[tuple[tuple[str, str | None], tuple[str, str | None], str]]:
    """Yield the columns of a wave that name another item of their question, or another question; each with the other one."""
    questions = [
        q
        for q in linked.questions.values()
        if linked.several(q, wave.id) is None and (q.items is None or q.items in linked.baskets)
    ]
    for question in questions:
        basket = linked.baskets[question.items] if question.items is not None else None
        if basket is not None:
            names = {
                item: (item, basket.labels[item].label, *(basket.labels[item].spellings or ()))
                for item in basket.items
            }
            of_items = {item: linked.column_of(question, item, wave.id) for item in names}
            for one, other in _exchanged(names, of_items):
                message = f"the item '{one}' has the column '{of_items[one]}', which names the item '{other}'"
                yield (question.id, one), (question.id, other), message
    by_items: dict[tuple[str, str | None], list[d.Question]] = {}
    for question in questions:
        first = next(iter(linked.items(question)), None)
        by_items.setdefault((question.items or "", first), []).append(question)
    for (_, item), alike in by_items.items():
        columns = {q.id: linked.column_of(q, item, wave.id) for q in alike}
        for one, other in _exchanged({q.id: (q.id,) for q in alike}, columns):
            message = (
                f"the question '{one}' has the column '{columns[one]}', which names the question '{other}'"
            )
            yield (one, item), (other, item), message


def _exchanged(names: Mapping[str, Sequence[str]], columns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what has a column that names another and not itself, and the other, whose column does not name it.

    Names with digits, such as `q1`, are only reported if each has the column of the other: a form is often numbered again.

    Args:
        names: The words for each item or question.
        columns: The column of each.
    """
    named_by = {_plain(name): one for one, several in names.items() for name in several}
    named = {
        one: {named_by[part] for part in _parts(column) if part in named_by}
        for one, column in columns.items()
    }
    for one, others in named.items():
        for other in sorted(others - {one}) if one not in others else ():
            is_numbered = any(_HAS_DIGIT.search(name) for name in (one, other))
            if other not in named[other] and (not is_numbered or one in named[other]):
                yield one, other


def _files(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report a wave whose file has words of another wave, where the other's file has none of its own."""
    waves = list(linked.waves.values())
    words = [{word for word in _plain(f"{w.id} {w.label}").split() if len(word) >= _SHORTEST} for w in waves]
    reported: set[frozenset[int]] = set()
    files = [set() if w.answers.file is None else _words_of_file(w.answers.file) for w in waves]
    for i, wave in enumerate(waves):
        for j, other in enumerate(waves):
            own, of_other = words[i] - words[j], words[j] - words[i]
            is_known = frozenset((i, j)) in reported
            if is_known or not files[i] & of_other or files[i] & own or files[j] & of_other:
                continue
            reported.add(frozenset((i, j)))
            yield diagnostic(
                linked.positions,
                "EGY448",
                wave.doc_path / "answers",
                f"the file of the wave '{wave.id}' has '{min(files[i] & of_other)}' in its name, as the wave '{other.id}' has, and "
                f"the file of '{other.id}' has not",
                hint="exchange the two files; accept the warning if they are right",
                related=[(other.doc_path / "answers", f"the wave '{other.id}'")],
            )


def _words_of_file(file: str) -> set[str]:
    return set(_plain(PurePosixPath(file).stem).split())


def _plain(text: str) -> str:
    return _NO_WORDS.sub(" ", looks_like(text).casefold()).strip()


def _parts(column: str) -> set[str]:
    """Return every run of words of a column."""
    words = _plain(column).split()
    return {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
