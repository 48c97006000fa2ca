"""Reads the data that a selection needs: files of scores, and the units of the register that are available."""

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import repeat

from egyv_engine.data import vocabularies
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.no_answer_codes import numbers_for_none
from egyv_engine.data.register_conditions import UnorderedValueError, attributes_in, holds
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.supplement_table import (
    LIST_SEPARATOR,
    SupplementTable,
    Vocabulary,
    columns_of,
    open_table,
    stand_apart,
)
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import conditions as c
from egyv_engine.model.decimals import number_text
from egyv_engine.model.selection_document import MeanOf
from egyv_engine.model.supplements import RatingsFile

_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_RowsOf = Mapping[str, Mapping[str, int]]  # by unit, then subject


def read_ratings(
    linked: LinkedProgramme,
    tables: DataFiles,
    register: RegisterTable,
    declared: MeanOf,
    *,
    by_cohort: bool,
) -> RatingsFile:
    """Return the valid scores of a file, and report the problems of the others.

    A unit that lacks a score in a subject in which another unit of its group has one is reported (EGY542), because it
    is not ranked.

    Args:
        linked: The programme.
        tables: The reader of the programme's data files.
        register: The register.
        declared: The rule that describes the file.
        by_cohort: Whether each cohort is ranked separately.
    """
    keys = ("unit", "subject", "value", *(("sources",) if declared.sources else ()))
    columns = columns_of(declared, declared.doc_path, *keys)
    table = open_table(tables, declared.file, declared.doc_path / "file", columns)
    if table is None:
        return RatingsFile(subjects=(), scores={})
    subjects = sorted({s for row in table.rows if (s := table.cell(row, declared.subject))})
    vocabulary = vocabularies.principles(linked)
    are_principles = any(s in vocabulary.declared_at for s in subjects)  # if any subject is one, all must be
    if not are_principles:
        vocabulary = vocabularies.fixed_words("subject", subjects, declared.doc_path / "subject")
    rows_of = _rows_by_unit_and_subject(table, register, declared, vocabulary)
    scores: dict[str, dict[str, Fraction]] = {}
    for unit, rows in rows_of.items():
        values = {subject: _value(table, row, declared) for subject, row in rows.items()}
        scores[unit] = {subject: value for subject, value in values.items() if value is not None}
    _report_codes(table, declared, scores, rows_of)
    _report_fractions(table, declared, scores, rows_of)
    if are_principles and vocabulary.is_complete:
        _report_principles_without_scores(table, declared, vocabulary, rows_of)
    if not are_principles:
        table.report_spellings(declared.subject, "subject")
    if declared.sources is not None:
        table.report_spellings(declared.sources, "source", separator=LIST_SEPARATOR)
        table.report_odd_blanks(declared.sources)
    cohort_of = dict(zip(register.units, register.cohort if by_cohort else repeat(None), strict=False))
    _report_missing(table, declared, rows_of, cohort_of)
    table.report_others()
    return RatingsFile(
        subjects=tuple(s for s in vocabulary.declared_at if s in subjects),
        scores={unit: own for unit, own in scores.items() if own},
        sources=_sources(table, declared.sources, rows_of) if declared.sources else {},
    )


def _sources(table: SupplementTable, column: str, rows_of: _RowsOf) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what each score was based on, by unit and subject."""
    return {
        unit: {
            subject: tuple(filter(None, map(str.strip, table.cell(row, column).split(LIST_SEPARATOR))))
            for subject, row in rows.items()
        }
        for unit, rows in rows_of.items()
    }


def _rows_by_unit_and_subject(
    table: SupplementTable, register: RegisterTable, declared: MeanOf, vocabulary: Vocabulary
) -> _RowsOf:
    """Return the rows whose unit and subject are known; report the others."""
    found: dict[str, dict[str, int]] = {}
    for row in table.keyed_rows(declared.unit, declared.subject):
        unit = table.unit(row, declared.unit, register)
        subject = table.word(row, declared.subject, vocabulary)
        if unit is not None and subject is not None:
            found.setdefault(unit, {})[subject] = row
        else:
            _value(table, row, declared)  # to report it, too
    return found


def _report_codes(
    table: SupplementTable,
    declared: MeanOf,
    scores: Mapping[str, Mapping[str, Fraction]],
    rows_of: _RowsOf,
) -> None:
    """Report scores that stand apart and have the form of a code for no answer, such as -99 (EGY217)."""
    codes = numbers_for_none(Counter(value for own in scores.values() for value in own.values()))
    for unit, own in scores.items():
        for subject, value in own.items():
            if value in codes:
                table.report(
                    rows_of[unit][subject],
                    declared.value,
                    "EGY217",
                    f"the score {number_text(value)} of '{unit}' usually means that there is none",
                    "if so, leave the cell blank, or list the word under blank of the file in surveys/files.yaml; "
                    "otherwise accept the warning",
                )


def _report_fractions(
    table: SupplementTable,
    declared: MeanOf,
    scores: Mapping[str, Mapping[str, Fraction]],
    rows_of: _RowsOf,
) -> None:
    """Report scores that are not whole while nearly all others are (EGY585)."""
    given = [(unit, subject, value) for unit, own in scores.items() for subject, value in own.items()]
    broken = [(unit, subject, value) for unit, subject, value in given if value.denominator != 1]
    if stand_apart(len(broken), len(given)):
        for unit, subject, value in broken:
            table.report(
                rows_of[unit][subject],
                declared.value,
                "EGY585",
                f"the score {number_text(value)} of '{unit}' is not whole, while {len(given) - len(broken):,} others are",
                "correct it, or accept the warning if it is right",
            )


def _given(table: SupplementTable, declared: MeanOf, rows: Mapping[str, int]) -> set[str]:
    """Return the subjects in which a unit has a score, be it a valid one or not."""
    return {subject for subject, row in rows.items() if table.cell(row, declared.value)}


def _report_principles_without_scores(
    table: SupplementTable, declared: MeanOf, principles: Vocabulary, rows_of: _RowsOf
) -> None:
    scored = {subject for rows in rows_of.values() for subject in _given(table, declared, rows)}
    for principle in principles.declared_at:
        if principle not in scored:
            table.report(
                None,
                declared.subject,
                "EGY542",
                f"no unit has a score for the principle '{principle}', so the ranking leaves it out",
                "add its scores, or accept the warning if it was not scored",
                ((principles.declared_at[principle], "the principle"),),
            )


def _report_missing(
    table: SupplementTable,
    declared: MeanOf,
    rows_of: _RowsOf,
    cohort_of: Mapping[str, int | None],
) -> None:
    """Report each unit of the file that lacks a score in a subject in which another unit of its group has one."""
    scored: dict[int | None, set[str]] = {}
    for unit, rows in rows_of.items():
        scored.setdefault(cohort_of[unit], set()).update(_given(table, declared, rows))
    for unit, rows in rows_of.items():
        missing = sorted(scored[cohort_of[unit]] - _given(table, declared, rows))
        if missing:
            table.report(
                rows.get(missing[0], next(iter(rows.values()))),
                declared.value if missing[0] in rows else declared.unit,
                "EGY542",
                f"the unit '{unit}' has no score in {', '.join(missing)}, so it is not ranked",
                "add the score, or accept the warning if the unit was not scored",
            )


def read_available(
    tables: DataFiles, register: RegisterTable, condition: c.Condition
) -> Mapping[str, bool | None]:
    """Return which units are available for a selection; report values that have no order (EGY513).

    Args:
        tables: The reader of the programme's data files.
        register: The register.
        condition: The condition on attributes that available units meet.

    Returns:
        For each unit whether it is available; None if that depends on a blank. Empty if the condition cannot be
        evaluated.
    """
    names = attributes_in(condition)
    if any(n not in register.attributes for n in names):
        return {}
    available: dict[str, bool | None] = {}
    for i, unit in enumerate(register.units):
        values = {n: register.attributes[n][i] for n in names}
        try:
            available[unit] = holds(condition, values)
        except TypeError:
            return {}  # the condition reads something else; reported when conditions are checked
        except UnorderedValueError as error:
            attribute = next((n for n in names if values[n] == error.value), names[0])
            tables.diagnostics.report(
                "EGY513",
                register.cell(unit, attribute),
                f"cannot determine whether unit '{unit}' is available, "
                f"because '{error.value}' {error.problem}",
                hint="correct the register, or the condition",
                related=((condition.doc_path, "the condition"),),
            )
    return available


def _value(table: SupplementTable, row: int, declared: MeanOf) -> Fraction | None:
    """Return the score of a row, or None if it is blank, no number (EGY513) or out of range (EGY539), which is reported."""
    column = declared.value
    cell = table.cell(row, column)
    if not _NUMBER.fullmatch(cell):
        if cell:
            table.report(
                row, column, "EGY513", f"'{cell}' is not a number", "write digits, with a decimal point"
            )
        return None
    value = Fraction(cell)
    lowest, highest = declared.lowest, declared.highest
    if lowest is not None and highest is not None and lowest >= highest:
        return value  # reported when the rules are checked
    for key, bound, side, is_beyond in (
        ("lowest", lowest, "below", lowest is not None and value < lowest),
        ("highest", highest, "above", highest is not None and value > highest),
    ):
        if bound is not None and is_beyond:
            table.report(
                row,
                column,
                "EGY539",
                f"the score {cell} is {side} the {key} score, {number_text(bound)}",
                f"correct the score, or {key} in the rule",
                ((declared.doc_path / key, f"the {key} score"),),
            )
            return None
    return value
