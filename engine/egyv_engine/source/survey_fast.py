"""Reads a large survey file straight into codes with Polars, where it is sound; where it is not, gives it back."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.link import LinkedProgramme
from egyv_engine.source.survey_cells import Expected
from egyv_engine.source.survey_register import Register
from egyv_engine.source.survey_types import Column


def read_fast(
    linked: LinkedProgramme,
    file: PurePosixPath,
    data: bytes,
    key: str,
    register: Register,
    status: Sequence[int | None],
    expected: Mapping[str, Expected],
) -> Mapping[tuple[str, str | None], Column] | None:
    """The columns, or None where anything is odd: then the slow reader reads it again and tells what and where.

    Only closed scales and whole files are read this way. Every unit's row must be there, once, and none other.
    """
    if any(not linked.labels(e.question) for e in expected.values()) or file.suffix != ".csv":
        return None
    header = (
        data[: data.find(b"\n")]
        .decode("utf-8", errors="replace")
        .removeprefix("\ufeff")
        .strip("\r")
        .split(",")
    )
    if len(set(header)) != len(header) or key not in header or not set(header) <= {key, *expected}:
        return None
    if any(any(e.asked) and name not in header for name, e in expected.items()) or not all(
        all(expected[name].asked) for name in header if name != key
    ):
        return None
    answers = {n: (*linked.labels(e.question), *linked.never_counts(e.question)) for n, e in expected.items()}
    if any(len(set(labels)) != len(labels) for labels in answers.values()):
        return None
    enums = {name: pl.Enum(labels) for name, labels in answers.items()}
    schema: dict[str, pl.DataType | type[pl.DataType]] = {n: enums.get(n, pl.String) for n in header}
    commas = data.count(b",")
    if b'"' in data:
        return None
    try:
        frame = pl.read_csv(BytesIO(data), schema=schema)
    except pl.exceptions.PolarsError:
        return None
    if commas != (frame.height + 1) * (len(header) - 1):
        return None
    if not frame.height or None in status or None in register.cohort:
        return None
    units = pl.Series(register.units)
    wanted = units.filter(pl.Series(status) > 0)
    if not frame.get_column(key).is_sorted():
        frame = frame.sort(key)
    if frame.height != len(wanted) or not frame.get_column(key).equals(wanted):
        return None
    if frame.height != len(units):
        frame = units.alias(key).to_frame().join(frame, on=key, how="left", maintain_order="left")
    one = pl.lit(1, dtype=pl.UInt8)
    names = [n for n in header if n != key]
    coded = frame.select((pl.col(n).to_physical().cast(pl.UInt8) + one).fill_null(0) for n in names)
    if _is_blank_for_a_cohort(
        coded.select(n for n in names if expected[n].question.asked_if is None), register, status
    ):
        return None  # the slow reader tells for whom
    return {(expected[n].question.id, expected[n].item): Column(codes=coded.get_column(n)) for n in names}


def _is_blank_for_a_cohort(coded: pl.DataFrame, register: Register, status: Sequence[int | None]) -> bool:
    """Whether all analysed units of a cohort left a column blank."""
    analysed = pl.Series(status, dtype=pl.UInt8) == 2
    cohort = pl.Series(register.cohort, dtype=pl.UInt8)
    for index in cohort.filter(analysed).unique():
        group = analysed & (cohort == index)
        most = coded.select(pl.all().max() if group.all() else pl.all().filter(group).max())
        if most.width and 0 in most.row(0):
            return True
    return False
