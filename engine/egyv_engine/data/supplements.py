"""Reads the files that rules/selection.yaml and rules/records.yaml name, and checks them against the declarations."""

from collections import Counter
from collections.abc import Mapping, Sequence

from egyv_engine.data import vocabularies
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.evidence import ReadPoints, read_points
from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.published_counts import read_published_counts
from egyv_engine.data.ratings import read_available, read_ratings
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.data.supplement_table import SupplementTable, columns_of, open_table
from egyv_engine.link.groups import OTHERS
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.records_document import Interviews, Reason, Recommendations, RecordsFile
from egyv_engine.model.selection_document import SelectionFile
from egyv_engine.model.supplementary_data import Recommendation, RegisteredUnit, SupplementaryData


def read_supplements(
    linked: LinkedProgramme, tables: DataFiles, register: RegisterTable
) -> SupplementaryData:
    """Return the valid part of the supplementary files, and report the problems of the rest.

    Args:
        linked: The programme.
        tables: The reader of the programme's data files, which collects the diagnostics.
        register: The register.
    """
    selection, records = linked.programme.selection, linked.programme.records
    if selection is None and records is None:
        return SupplementaryData()
    reader = _SupplementReader(linked, tables, register)
    for_selections = reader.selection_data(selection) if selection else SupplementaryData()
    recorded = reader.record_data(records) if records else SupplementaryData()
    return SupplementaryData(
        units=reader.registered_units(),
        ratings=for_selections.ratings,
        available=for_selections.available,
        records=recorded.records,
        points=recorded.points,
        text_spans=recorded.text_spans,
        interviews=recorded.interviews,
        interviewed=recorded.interviewed,
        figures=recorded.figures,
    )


class _SupplementReader:
    def __init__(self, linked: LinkedProgramme, tables: DataFiles, register: RegisterTable) -> None:
        self.linked = linked
        self.tables = tables
        self.register = register

    def registered_units(self) -> tuple[RegisteredUnit, ...]:
        attributes = self.register.attributes
        cohorts = [None if cohort == OTHERS else cohort for cohort in self.linked.cohorts]
        return tuple(
            RegisteredUnit(
                unit=unit,
                cohort=None if cohort is None else cohorts[cohort],
                attributes={name: values[i] for name, values in attributes.items()},
            )
            for i, (unit, cohort) in enumerate(zip(self.register.units, self.register.cohort, strict=True))
        )

    def selection_data(self, file: SelectionFile) -> SupplementaryData:
        ratings, available = {}, {}
        for name, selection in file.selections.items():
            if selection.available is not None:
                available[name] = read_available(self.tables, self.register, selection.available)
            if selection.rank_by.mean_of is not None:
                ratings[name] = read_ratings(
                    self.linked,
                    self.tables,
                    self.register,
                    selection.rank_by.mean_of,
                    by_cohort=selection.per is not None,
                )
        return SupplementaryData(ratings=ratings, available=available)

    def record_data(self, file: RecordsFile) -> SupplementaryData:
        evidence = read_points(self.linked, self.tables, file.evidence) if file.evidence else ReadPoints()
        held = self._interviews(file.interviews) if file.interviews else Counter()
        return SupplementaryData(
            records=self._recommendations(file.recommendations) if file.recommendations else (),
            points=evidence.points,
            text_spans=evidence.text_spans,
            interviews=_by_unit(held) if file.interviews else None,
            interviewed=dict(sorted(held.items())) if file.interviews and file.interviews.role else {},
            figures=read_published_counts(self.linked, self.tables, file.published) if file.published else (),
        )

    def _recommendations(self, declared: Recommendations) -> tuple[Recommendation, ...]:
        status, reason = declared.status, declared.reason
        columns = columns_of(declared, declared.doc_path, "key", "unit", "principle")
        columns |= columns_of(status, status.doc_path, "column")
        if reason is not None:
            columns |= columns_of(reason, reason.doc_path, "column")
        table = open_table(self.tables, declared.file, declared.doc_path / "file", columns)
        if table is None:
            return ()
        principles = vocabularies.principles(self.linked)
        statuses = vocabularies.mapped_words("status", status.values, status.doc_path / "values")
        status_of_word = {word: name for name, word in status.values.items()}
        reasons = (
            vocabularies.listed_words("reason", reason.values, reason.doc_path / "values") if reason else None
        )
        recommendations: list[Recommendation] = []
        with_reason: dict[str, list[int]] = {}
        for row in table.keyed_rows(declared.key):
            unit = table.unit(row, declared.unit, self.register)
            principle = table.word(row, declared.principle, principles)
            word = table.word(row, status.column, statuses)
            reason_word = None
            if reason is not None and reasons is not None and table.cell(row, reason.column):
                reason_word = table.word(row, reason.column, reasons)
                with_reason.setdefault(status_of_word.get(word or "", ""), []).append(row)
            if unit is not None and principle is not None and word is not None:
                recommendations.append(
                    Recommendation(
                        unit=unit, principle=principle, status=status_of_word[word], reason=reason_word
                    )
                )
        if reason is not None:
            table.report_blank_column(reason.column, "reason")
            _check_reasons(table, declared, reason, with_reason)
        table.report_others()
        return tuple(recommendations)

    def _interviews(self, declared: Interviews) -> Counter[tuple[str, str]]:
        """Return the number of interviews by unit and role; the role is empty where none is declared or given."""
        columns = columns_of(
            declared, declared.doc_path, "key", "unit", *(("role",) if declared.role else ())
        )
        table = open_table(self.tables, declared.file, declared.doc_path / "file", columns)
        counts: Counter[tuple[str, str]] = Counter()
        if table is not None:
            for row in table.keyed_rows(declared.key):
                unit = table.unit(row, declared.unit, self.register)
                role = table.cell(row, declared.role) if declared.role else ""
                counts.update(() if unit is None else ((unit, role),))
            if declared.role is not None:
                table.report_spellings(declared.role, "role")
                table.report_blank_column(declared.role, "role")
                table.report_odd_blanks(declared.role)
            table.report_others()
        return counts


def _check_reasons(
    table: SupplementTable,
    declared: Recommendations,
    reason: Reason,
    with_reason: Mapping[str, Sequence[int]],
) -> None:
    """Report the reasons given for each status that has none, those of a status together (EGY540).

    Args:
        table: The table of recommendations.
        declared: The rule that describes it.
        reason: The part of the rule about reasons.
        with_reason: The rows with a reason, by status; an empty status is unknown, which is reported.
    """
    known = declared.status.values
    if reason.statuses is None or any(name not in known for name in reason.statuses):
        return  # an unknown status is reported when the rules are checked
    for status, rows in with_reason.items():
        if not status or status in reason.statuses:
            continue
        one = len(rows) == 1
        table.report(
            rows[0],
            reason.column,
            "EGY540",
            f"a reason is given, but the status '{status}' has none"
            if one
            else f"{len(rows):,} rows give a reason, but their status '{status}' has none",
            "clear the reason, or correct the status"
            if one
            else f"clear the reasons, or add '{status}' to statuses if it has reasons, too",
            (
                (table.span(rows[0], declared.status.column), "the status"),
                (reason.doc_path / "statuses", "the statuses that have a reason"),
                *further_places(table.span(row, reason.column) for row in rows[1:]),
            ),
        )


def _by_unit(held: Counter[tuple[str, str]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for (unit, _), number in sorted(held.items()):
        counts[unit] += number
    return dict(counts)
