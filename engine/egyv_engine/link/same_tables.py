"""Finds waves that have the same rows and columns of one file or query."""

from pathlib import PurePosixPath

from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Wave


def repeats_a_wave(linked: LinkedProgramme, wave: Wave) -> bool:
    """Return whether a wave has the answers of a wave before it, which is reported (EGY424).

    Args:
        linked: The programme.
        wave: The wave.
    """
    waves = list(linked.waves.values())
    return any(is_same_table(linked, wave, other) for other in waves[: waves.index(wave)])


def is_same_table(linked: LinkedProgramme, wave: Wave, other: Wave) -> bool:
    """Return whether two waves have the same rows and columns of one file or query.

    Args:
        linked: The programme.
        wave: A wave.
        other: Another wave.
    """
    one, another = wave.answers, other.answers
    if one.file is None or another.file is None:
        is_same_source = one.query is not None and (one.query, one.database) == (
            another.query,
            another.database,
        )
    else:
        is_same_source = PurePosixPath(one.file) == PurePosixPath(another.file)
    if not is_same_source or (one.rows, one.items, one.values) != (
        another.rows,
        another.items,
        another.values,
    ):
        return False
    return all(
        linked.column_of(question, item, wave.id) == linked.column_of(question, item, other.id)
        for question in linked.questions.values()
        if question.items is None or question.items in linked.baskets
        for item in linked.items(question)
    )
