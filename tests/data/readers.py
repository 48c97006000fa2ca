"""Reads a survey from CSV files and from Parquet files of the same cells, and compares their codes and diagnostics."""

import csv
import io
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from egyv_engine.data.survey import read_survey
from egyv_engine.data.survey_types import Survey
from egyv_engine.diagnostics.diagnostic import Diagnostic, has_errors, in_order
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.linker import link
from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import load_rules

Files = Mapping[PurePosixPath, bytes]


def linked(files: Files) -> LinkedProgramme:
    loaded = load_rules(files, vocabularies=vocabularies())
    assert loaded.programme is not None
    return link(loaded.programme, loaded.positions)[0]


def read(files: Files) -> tuple[Survey | None, list[Diagnostic]]:
    """Return the survey, None where a file has an error, and every fault; what is read all the same has tests of its own."""
    survey, _, diagnostics = read_survey(linked(files), files)
    return None if has_errors(diagnostics) else survey, in_order(diagnostics)


def as_parquet(files: Files) -> Files:
    """The same programme with Parquet files in place of its CSV files, which must be sound."""
    changed: dict[PurePosixPath, bytes] = {}
    for file, data in files.items():
        if file.suffix == ".csv":
            header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
            table = pl.DataFrame(
                {name: [row[i] for row in rows if row] for i, name in enumerate(header)},
                schema=dict.fromkeys(header, pl.String),
            )
            stream = io.BytesIO()
            table.write_parquet(stream)
            changed[file.with_suffix(".parquet")] = stream.getvalue()
        else:
            changed[file] = data.replace(b".csv", b".parquet")
    return changed


def plain(survey: Survey) -> tuple[Any, ...]:
    """Return what a survey holds as values that can be compared."""
    waves = {
        wave: (
            w.status.to_list(),
            {
                name: (
                    c.codes.dtype,
                    c.codes.to_list(),
                    None if c.values is None else c.values.to_list(),
                    list(c.numbers),
                    None if c.texts is None else c.texts.to_list(),
                )
                for name, c in w.answers.items()
            },
        )
        for wave, w in survey.waves.items()
    }
    attributes = {name: values.to_list() for name, values in survey.attributes.items()}
    return survey.units.to_list(), attributes, survey.cohort.to_list(), waves
