"""Reads a survey the fast way and the slow way, and holds the two to the same codes and faults."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from egyv_engine.data import data_table as survey_tables
from egyv_engine.data import survey as survey_module
from egyv_engine.data.survey import read_survey
from egyv_engine.data.survey_types import Survey
from egyv_engine.data.whole_columns import read_whole_columns
from egyv_engine.diagnostics.diagnostic import Diagnostic, in_order
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.linker import link
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load

Files = Mapping[PurePosixPath, bytes]


def linked(files: Files) -> LinkedProgramme:
    loaded = load(files, vocabularies=vocabularies())
    assert loaded.programme is not None
    return link(loaded.programme, loaded.positions)[0]


def both_ways(files: Files, patch: pytest.MonkeyPatch) -> tuple[Survey | None, list[Diagnostic], int]:
    """What either way reads, held to be the same, and how many of the waves' files the fast one took."""
    fast_read: list[bool] = []

    def spy(*arguments: Any) -> Any:
        found = read_whole_columns(*arguments)
        fast_read.append(found is not None)
        return found

    programme = linked(files)
    patch.setattr(survey_module, "read_whole_columns", spy)
    patch.setattr(survey_tables, "_LARGE", 0)
    fast, fast_recorded, fast_faults = read_survey(programme, files)
    patch.setattr(survey_tables, "_LARGE", 10**12)
    taken = sum(fast_read)
    slow, slow_recorded, slow_faults = read_survey(programme, files)
    assert sum(fast_read) == taken
    assert in_order(fast_faults) == in_order(slow_faults)
    assert fast_recorded == slow_recorded
    assert (fast is None) == (slow is None)
    if fast is not None and slow is not None:
        assert _plain(fast) == _plain(slow)
    return fast, fast_faults, taken


def _plain(survey: Survey) -> tuple[Any, ...]:
    waves = {
        wave: (
            w.status.to_list(),
            {name: (c.codes.dtype, c.codes.to_list()) for name, c in w.answers.items()},
        )
        for wave, w in survey.waves.items()
    }
    attributes = {name: values.to_list() for name, values in survey.attributes.items()}
    return survey.units.to_list(), attributes, survey.cohort.to_list(), waves, survey.number_scale
