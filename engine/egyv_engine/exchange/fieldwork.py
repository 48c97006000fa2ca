"""Reads the units that a survey is done with: who is surveyed in which wave, and of which cohort each unit is."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.expected_columns import ExpectedColumn, expected_columns
from egyv_engine.data.register import RegisterReader
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.returns import statuses
from egyv_engine.data.shaping.shaped_waves import ShapedWaves
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.codes import ReturnStatus
from egyv_engine.model.documents import Wave
from egyv_engine.model.frozen import Frozen, replace


class SurveyedUnit(Frozen):
    """A unit of the register.

    Attributes:
        cohort: The index of its cohort among those of the programme.
        attributes: Its values in the other columns of the register.
        surveyed_in: The waves that survey it.
        returns: The waves of which it sent a return, or may still send one.
    """

    id: str
    cohort: int
    attributes: Mapping[str, str]
    surveyed_in: frozenset[str]
    returns: frozenset[str]


def is_same_question(one: ExpectedColumn, other: ExpectedColumn) -> bool:
    """Return whether two columns, which may belong to different waves, hold the same question.

    Args:
        one: A column.
        other: A column.
    """
    return one.question.id == other.question.id and one.item == other.item


class Fieldwork(Frozen):
    """The waves that are exported, what each of them asks, and the units.

    Attributes:
        linked: The programme; with the groups that the values of the register make.
        waves: The exported waves, in order.
        columns: The columns of each wave that are asked of any cohort, by the wave's id.
        units: The units; None if the register is made of the answers, so that nobody can know them before.
    """

    linked: LinkedProgramme
    waves: tuple[Wave, ...]
    columns: Mapping[str, tuple[ExpectedColumn, ...]]
    units: tuple[SurveyedUnit, ...] | None

    def asked_in(self, column: ExpectedColumn) -> Mapping[str, tuple[bool, ...]]:
        """Return for each exported wave whether it asks a column of each cohort.

        Args:
            column: The column as any of the waves expects it.
        """
        nobody = (False,) * len(self.linked.cohorts)
        return {
            wave.id: next((c.asked for c in self.columns[wave.id] if is_same_question(c, column)), nobody)
            for wave in self.waves
        }


def read_fieldwork(
    linked: LinkedProgramme, files: Mapping[PurePosixPath, bytes], waves: Sequence[str]
) -> tuple[Fieldwork | None, tuple[Diagnostic, ...]]:
    """Read the register of a programme; the answers may not exist yet.

    Args:
        linked: The programme, whose rules have no errors.
        files: The files of the programme's folder.
        waves: The ids of the waves that are exported; empty for all.

    Returns:
        The fieldwork, or None if the register has errors, and every problem of the register.
    """
    found = DiagnosticCollector(linked.positions)
    units: tuple[SurveyedUnit, ...] | None = None
    if linked.programme.file.register.made_of is None:
        tables = DataFiles(files, linked, found)
        reader = RegisterReader(linked, tables, ShapedWaves(linked, tables))
        register = reader.register()
        if register is None or any(d.severity == "error" for d in found):
            return None, tuple(found)
        linked = reader.linked
        surveyed, returns = _statuses(linked, register, found)
        units = tuple(
            SurveyedUnit(
                id=unit,
                cohort=register.cohort[i] or 0,
                attributes={name: values[i] for name, values in register.attributes.items()},
                surveyed_in=frozenset(w for w, of in surveyed.items() if of[i]),
                returns=frozenset(w for w, of in returns.items() if of[i]),
            )
            for i, unit in enumerate(register.units)
        )
    if not linked.cohorts:  # one cohort per value of an attribute that nobody knows yet
        linked = replace(linked, cohorts=(None,))
    exported = tuple(wave for wave in linked.waves.values() if not waves or wave.id in waves)
    columns = {
        wave.id: tuple(c for c in expected_columns(linked, wave.id).values() if any(c.asked))
        for wave in exported
    }
    return Fieldwork(linked=linked, waves=exported, columns=columns, units=units), tuple(found)


def _statuses(
    linked: LinkedProgramme, register: RegisterTable, found: DiagnosticCollector
) -> tuple[dict[str, list[bool]], dict[str, list[bool]]]:
    """Return which units each wave surveys, and which of them returned it or may still do so.

    Before and during fieldwork the register does not say of every unit whether it returned: that is not reported.
    """
    surveyed, returns = {}, {}
    unreported = DiagnosticCollector(linked.positions)
    for wave in linked.waves.values():
        asked = statuses(replace(wave, returned_by=None, analysed=None), register, None, found)
        surveyed[wave.id] = [s not in (None, ReturnStatus.NOT_SURVEYED) for s in asked]
        rows = None if register.returned is None else register.returned.get(wave.id, register.units.clear())
        known = statuses(wave, register, rows, unreported)
        returns[wave.id] = [
            is_surveyed and s != ReturnStatus.NO_RETURN
            for s, is_surveyed in zip(known, surveyed[wave.id], strict=True)
        ]
    return surveyed, returns
