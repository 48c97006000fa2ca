"""Resolves names (EGY3xx), and continues with the objects whose names are all known."""

from functools import partial

from egyv_engine.diagnostics.diagnostic import Diagnostic
from egyv_engine.diagnostics.span import Positions
from egyv_engine.link.baskets import link_baskets
from egyv_engine.link.condition_names import resolve_indicator
from egyv_engine.link.groups import EVERYONE
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import NameTable
from egyv_engine.link.programme_names import resolve_programme_names
from egyv_engine.link.question_names import resolve_question
from egyv_engine.link.source_names import resolve_answers, resolve_register
from egyv_engine.model import documents as d


def link(programme: d.Programme, positions: Positions) -> tuple[LinkedProgramme, list[Diagnostic]]:
    """Resolve every name of a programme.

    Args:
        programme: The programme, as far as its files could be read.
        positions: The positions of the rule files.

    Returns:
        The linked programme, without the objects that name something unknown; and a diagnostic for every name that is
        unknown or declared twice.
    """
    names = NameTable(programme, positions)
    names.baskets = link_baskets(names)
    resolve_programme_names(names)
    waves_unread = frozenset(
        wave.id for wave in names.waves.values() if not names.resolves(partial(resolve_answers, names, wave))
    )
    is_register_read = names.resolves(partial(resolve_register, names))
    questions, questions_unplaced = _questions(names)
    indicators = {
        name: entry
        for name, entry in names.indicators.items()
        if names.resolves(partial(resolve_indicator, names, entry.indicator))
    }
    file = programme.file
    linked = LinkedProgramme(
        programme=programme,
        positions=positions,
        questions=questions,
        questions_unplaced=questions_unplaced,
        baskets=names.baskets,
        indicators=indicators,
        waves=names.waves,
        groups=names.groups,
        cohorts=(None,) if file.cohorts is None else tuple(names.groups),
        everyone=EVERYONE if file.cohorts is not None and file.cohorts.all_ is not None else None,
        cohorts_unresolved=tuple(names.cohorts_unresolved),
        attributes_used=tuple(names.attributes),
        questions_unknown=frozenset(names.questions_unknown),
        waves_unread=waves_unread,
        is_register_read=is_register_read,
    )
    return linked, list(names.collector)


def _questions(names: NameTable) -> tuple[dict[str, d.Question], dict[str, d.Question]]:
    """Return the questions whose names are all known, and those that are unplaced."""
    resolved: dict[str, d.Question] = {}
    unplaced: dict[str, d.Question] = {}
    for question in names.questions.values():
        before = names.unresolved
        if resolve_question(names, question):
            unplaced[question.id] = question
        elif names.unresolved == before:
            resolved[question.id] = question
    return resolved, unplaced
