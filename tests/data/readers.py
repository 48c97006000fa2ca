"""Reads a survey with the quick reader and with the reader of positions, and compares their codes and diagnostics."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import pytest

from egyv_engine.data import data_table
from egyv_engine.data import survey as survey_module
from egyv_engine.data.survey import read_survey
from egyv_engine.data.survey_types import Survey
from egyv_engine.data.whole_columns import read_whole_columns
from egyv_engine.diagnostics.diagnostic import Diagnostic, in_order
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.linker import link
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load_rules

Files = Mapping[PurePosixPath, bytes]


def linked(files: Files) -> LinkedProgramme:
    loaded = load_rules(files, vocabularies=vocabularies())
    assert loaded.programme is not None
    return link(loaded.programme, loaded.positions)[0]


def read_with_both(files: Files, patch: pytest.MonkeyPatch) -> tuple[Survey | None, list[Diagnostic], int]:
    """Return the survey and its diagnostics, the same from both readers, and how many files the quick one read."""
    is_quick: list[bool] = []

    def spy(*arguments: Any) -> Any:
        found = read_whole_columns(*arguments)
        is_quick.append(found is not None)
        return found

    programme = linked(files)
    patch.setattr(survey_module, "read_whole_columns", spy)
    patch.setattr(data_table, "LARGE_FILE", 0)
    quick, quick_supplements, quick_diagnostics = read_survey(programme, files)
    patch.setattr(data_table, "LARGE_FILE", 10**12)
    number_read = sum(is_quick)
    other, other_supplements, other_diagnostics = read_survey(programme, files)
    assert sum(is_quick) == number_read
    assert in_order(quick_diagnostics) == in_order(other_diagnostics)
    assert quick_supplements == other_supplements
    assert (quick is None) == (other is None)
    if quick is not None and other is not None:
        assert _plain(quick) == _plain(other)
    return quick, quick_diagnostics, number_read


def _plain(survey: Survey) -> tuple[Any, ...]:
    waves = {
        wave: (
            w.status.to_list(),
            {name: (c.codes.dtype, c.codes.to_list()) for name, c in w.answers.items()},
        )
        for wave, w in survey.waves.items()
    }
    attributes = {name: values.to_list() for name, values in survey.attributes.items()}
    return survey.units.to_list(), attributes, survey.cohort.to_list(), waves
