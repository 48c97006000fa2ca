"""Writes the coded answers of a survey to Parquet files of so many units each, and makes a part of a survey of one."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import polars as pl

from egyv_engine.data.coded_columns import CodedColumn
from egyv_engine.evaluation.cohort_rows import Surveyed
from egyv_engine.evaluation.survey_part import PartWave, SurveyPart, part_of
from egyv_engine.model.frozen import Frozen

Asked = tuple[str, str | None]  # question, item


class CodedNames(Frozen):
    """The names of the columns of the answers to a question: letters and digits only, as every engine takes them.

    Attributes:
        codes: The column with the codes.
        values: The column with the positions of the numbers or texts; None on a scale.
        numbers: The different numbers, in order.
        texts: The different texts, in order; None for a question of another kind.
    """

    codes: str
    values: str | None
    numbers: Sequence[Fraction]
    texts: pl.Series | None


class CodedFiles(Frozen):
    """The files with the coded answers of a survey, and the columns of each.

    Attributes:
        files: One file per part, in the order of the units.
        attributes: The column of each attribute.
        status: The column of each wave with the status of the units.
        answers: The columns of each wave, by question and item.
    """

    files: tuple[Path, ...]
    attributes: Mapping[str, str]
    status: Mapping[str, str]
    answers: Mapping[str, Mapping[Asked, CodedNames]]

    def part(self, rows: pl.DataFrame) -> SurveyPart:
        """Return the rows of a file as a part of the survey."""
        return SurveyPart(
            units=rows["unit"],
            attributes={name: rows[column] for name, column in self.attributes.items()},
            cohort=rows["cohort"],
            waves={
                wave: PartWave(
                    status=rows[column],
                    answers={
                        asked: CodedColumn(
                            codes=rows[names.codes],
                            values=None if names.values is None else rows[names.values],
                            numbers=names.numbers,
                            texts=names.texts,
                        )
                        for asked, names in self.answers[wave].items()
                    },
                )
                for wave, column in self.status.items()
            },
        )


def write_coded_rows(survey: Surveyed, folder: Path, rows: int) -> CodedFiles:
    """Write the coded answers of a survey into a folder.

    Args:
        survey: The survey.
        folder: The folder for the files; all workers of a cluster must see it.
        rows: The number of units of each file.

    Returns:
        The files that were written, at least one.
    """
    starts = range(0, max(1, survey.units.len()), rows)
    coded = CodedFiles(
        files=tuple(folder / f"part-{number:06}.parquet" for number in range(len(starts))),
        attributes={name: f"a{i}" for i, name in enumerate(survey.attributes)},
        status={wave: f"s{i}" for i, wave in enumerate(survey.waves)},
        answers={
            name: {
                asked: CodedNames(
                    codes=f"c{w}x{i}",
                    values=None if column.values is None else f"v{w}x{i}",
                    numbers=column.numbers,
                    texts=column.texts,
                )
                for i, (asked, column) in enumerate(wave.answers.items())
            }
            for w, (name, wave) in enumerate(survey.waves.items())
        },
    )
    for start, file in zip(starts, coded.files, strict=True):
        _frame(part_of(survey, start, rows), coded).write_parquet(file, compression="lz4")
    return coded


def _frame(part: SurveyPart, coded: CodedFiles) -> pl.DataFrame:
    """Return a part as columns with the names of the files."""
    columns = [part.units.alias("unit"), part.cohort.alias("cohort")]
    columns += [part.attributes[name].alias(column) for name, column in coded.attributes.items()]
    for wave, status in coded.status.items():
        columns.append(part.waves[wave].status.alias(status))
        for asked, names in coded.answers[wave].items():
            answers = part.waves[wave].answers[asked]
            columns.append(answers.codes.alias(names.codes))
            if names.values is not None and answers.values is not None:
                columns.append(answers.values.alias(names.values))
    return pl.DataFrame(columns)
