"""Shapes the tables of all waves from their files: rows, units, items and columns of each wave."""

from collections.abc import Callable, Mapping

import polars as pl

from egyv_engine.data.columns_read import attribute_columns, columns_of_file, every_column
from egyv_engine.data.data_files import DataFiles
from egyv_engine.data.shaping.answer_columns import answer_columns, item_words
from egyv_engine.data.shaping.attribute_columns import measured_attributes, standard_attributes
from egyv_engine.data.shaping.columns_of_waves import ColumnUse, check_column_uses
from egyv_engine.data.shaping.footers import report_totals
from egyv_engine.data.shaping.rows_of_items import ItemValues, RowPerItem, one_row_of_items
from egyv_engine.data.shaping.rows_of_no_wave import report_rows_of_no_wave
from egyv_engine.data.shaping.rows_of_only_units import report_rows_of_only_units
from egyv_engine.data.shaping.rows_of_unit import one_row_per_unit
from egyv_engine.data.shaping.selected_rows import selected_rows
from egyv_engine.data.shaping.shaped_table import ShapedTable
from egyv_engine.data.shaping.standard_values import standard_values
from egyv_engine.data.shaping.table_parts import filled, gathered, positions_of
from egyv_engine.data.shaping.value_forms import written_values
from egyv_engine.data.source_table import SourceTable, TableColumn
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.span import Positions
from egyv_engine.link.file_shapes import FileShape
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.same_tables import repeats_a_wave
from egyv_engine.model.documents import Wave
from egyv_engine.model.frozen import replace
from egyv_engine.model.reading_notes import NoteKind, ReadingNotes


class ShapedWaves:
    """Shapes the tables of waves, each once, and keeps account of the rows that no wave reads."""

    def __init__(self, linked: LinkedProgramme, files: DataFiles) -> None:
        self.linked = linked
        self.files = files
        self.notes = files.notes
        self.diagnostics = files.diagnostics
        self._shaped: dict[str, ShapedTable | None] = {}
        self._read: dict[str, pl.Series] = {}
        self._left = {
            name: sum(wave.source_name == name for wave in linked.waves.values())
            for name in {wave.source_name for wave in linked.waves.values()}
        }
        self._check_columns_of_waves()

    def table(self, wave: Wave) -> ShapedTable | None:
        """Return the table of a wave; None if it cannot be read, which is reported."""
        if wave.id in self.linked.waves_unread or repeats_a_wave(self.linked, wave):
            return None
        if wave.id not in self._shaped:
            self._shaped[wave.id] = self._shape(wave)
        return self._shaped[wave.id]

    def forget(self, wave: Wave) -> None:
        """Keep a table no longer in memory."""
        self._shaped.pop(wave.id, None)

    def _shape(self, wave: Wave) -> ShapedTable | None:
        name = wave.source_name
        shape = self.linked.file_shape(name)
        whole = self.files.table(name, wave.answers.doc_path / "file")
        self._left[name] -= 1
        table = whole
        if table is not None:
            table = selected_rows(table, wave.answers.conditions, self.diagnostics)
        if whole is not None:
            self._note_rows(wave, whole, table)
        if not self._left[name]:
            if whole is not None:
                waves = [one for one in self.linked.waves.values() if one.source_name == name]
                report_rows_of_no_wave(whole, waves, self.diagnostics)
            self.files.forget(name)
        if whole is None or table is None or shape is None or not self.linked.knows_key(name):
            return None
        key = table.column(shape.key)
        if key is None:
            return None  # reported where the file is opened
        return self._columns(wave, shape, whole, table, key)

    def _columns(
        self, wave: Wave, shape: FileShape, whole: SourceTable, table: SourceTable, key: TableColumn
    ) -> ShapedTable | None:
        answers = wave.answers
        written = written_values(shape, whole)
        of_wave = replace(shape, rows=(*shape.rows, *answers.conditions))
        item = table.column(answers.items) if answers.items is not None else None
        if answers.items is not None and item is None:
            return None  # reported where the file is opened
        if shape.of_several_rows is not None:
            keys = (key,) if item is None else (key, item)
            chosen = one_row_per_unit(table, keys, shape.of_several_rows, written, self.diagnostics)
            if chosen is None:
                return None
            self.notes.add(table.file, NoteKind.ROWS_REPLACED, len(table.rows) - len(chosen.rows))
            table = chosen
        attributes, alone = {}, []
        if self.linked.programme.file.register.made_of is not None:
            attributes = attribute_columns(self.linked, wave.id)
        expected = every_column(self.linked, wave)
        doubtful: frozenset[str] = frozenset()
        if answers.items is not None:
            shaped = self._per_unit(wave, table, shape.key, attributes)
            if shaped is None:
                return None
            table, doubtful = shaped
        elif self._is_side_by_side(wave):
            names = {column.name for column in expected.values()}
            table = self._with_answers(table, [c for c in table.columns if c.name in names])
        elif self.linked.programme.file.register.made_of is not None:
            deciding = {condition.column for condition in answers.conditions}
            made_of = (
                (self.linked.programme.file.register.doc_path / "made_of", "the register is declared here"),
            )
            unit = table.column(shape.key)  # of the rows that were chosen
            assert unit is not None
            alone = report_rows_of_only_units(table, unit, deciding, of_wave, self.diagnostics, made_of)
        unit = table.column(shape.key)
        assert unit is not None
        read = answer_columns(
            self.linked,
            table,
            expected,
            wave.id,
            written,
            (self.diagnostics, self.notes),
        )
        if self.linked.programme.file.register.made_of is not None:
            numbers = [
                column
                for (question, _), column in read.columns.items()
                if question in self.linked.questions and self.linked.questions[question].scale == "number"
            ]
            report_totals(table, unit, numbers, of_wave, self.diagnostics, known=alone)
        present = {name: table.column(column) for name, column in attributes.items()}
        own = {name: column for name, column in present.items() if column is not None}
        found = (self.diagnostics, self.notes)
        return ShapedTable(
            table=table,
            whole=replace(whole, columns=tuple(column.without_cells() for column in whole.columns)),
            key=unit,
            attributes=standard_attributes(self.linked, table, own, written, found),
            answers=read.columns,
            faulty=read.faulty | {asked for asked, column in expected.items() if column.name in doubtful},
        )

    def _per_unit(
        self, wave: Wave, table: SourceTable, key: str, attributes: Mapping[str, str]
    ) -> tuple[SourceTable, frozenset[str]] | None:
        """Return a table of one row per item as one with one row per unit, and the columns that may lack a reported row."""
        source = wave.answers
        assert source.items is not None
        unit = table.column(key)
        assert unit is not None
        values, ignores_others = [], True
        for name, column in (source.values or {}).items():
            question = self.linked.questions.get(name) or self.linked.questions_unplaced.get(name)
            if question is None or question.items is None or question.items not in self.linked.baskets:
                continue  # reported where it is declared
            words = item_words(self.linked, question)
            ignores_others &= question.other_answers == "ignored"
            values.append(
                ItemValues(
                    column=column,
                    items=words,
                    names={item: self.linked.column_of(question, item, wave.id) for item in words.items},
                    doc_path=source.doc_path / "values" / name,
                )
            )
        others = [column.name for column in columns_of_file(self.linked, wave).values()]
        shape = RowPerItem(
            items=source.items,
            values=values,
            kept=tuple(dict.fromkeys((*attributes.values(), *others))),
            standard=self._standard(wave, table, attributes),
            ignores_others=ignores_others,
            doc_path=source.doc_path,
        )
        return one_row_of_items(table, unit, shape, (self.diagnostics, self.notes))

    def _standard(
        self, wave: Wave, table: SourceTable, attributes: Mapping[str, str]
    ) -> Callable[[TableColumn], pl.Series]:
        """Return what gives the cells of a column in the standard way, with nothing reported: that is done where they are read."""
        measured = {
            attributes[name]: kind for name, kind in measured_attributes(self.linked) if name in attributes
        }
        for (question, _), column in columns_of_file(self.linked, wave).items():
            scale = self.linked.questions[question].scale if question in self.linked.questions else None
            if scale in ("number", "date"):
                measured[column.name] = "number" if scale == "number" else "date"
        shape = self.linked.file_shape(wave.source_name)

        def standard(column: TableColumn) -> pl.Series:
            kind = measured.get(column.name)
            if kind is None or shape is None:
                return column.texts
            unreported = (DiagnosticCollector(Positions()), ReadingNotes())
            return standard_values(table, column, kind, written_values(shape, table), unreported).column.texts

        return standard

    def _is_side_by_side(self, wave: Wave) -> bool:
        """Return whether the file of a wave has the columns of several waves side by side."""
        return any(
            other.answers.columns_end is not None and other.source_name == wave.source_name
            for other in self.linked.waves.values()
        )

    def _with_answers(self, table: SourceTable, columns: list[TableColumn]) -> SourceTable:
        """Return the rows in which a column of the wave is filled: the others belong to units of other waves."""
        if not columns:
            return table
        has_answer = pl.DataFrame([filled(column.texts).alias(str(i)) for i, column in enumerate(columns)])
        answered = has_answer.select(pl.any_horizontal(pl.all())).to_series()
        kept = gathered(table, positions_of(answered))
        self.notes.add(table.file, NoteKind.ROWS_WITHOUT_ANSWERS, len(table.rows) - len(kept.rows))
        return kept

    def _note_rows(self, wave: Wave, whole: SourceTable, table: SourceTable | None) -> None:
        """Count the rows of a wave, and, with the last wave of a file, those of no wave."""
        rows = whole.rows.clear() if table is None else table.rows
        if wave.answers.conditions:
            self.notes.add(whole.file, NoteKind.ROWS_OF_WAVES, len(rows), word=wave.id)
        earlier = self._read.get(wave.source_name)
        read = rows if earlier is None else pl.concat([earlier, rows])
        self._read[wave.source_name] = read
        if not self._left[wave.source_name]:
            self.notes.add(whole.file, NoteKind.ROWS_OF_NO_WAVE, len(whole.rows) - int(read.unique().len()))

    def _check_columns_of_waves(self) -> None:
        """Report columns of files with waves side by side that would be two questions (EGY573)."""
        uses: dict[str, list[tuple[str, ColumnUse]]] = {}
        for wave in self.linked.waves.values():
            if not self._is_side_by_side(wave) or wave.answers.conditions:
                continue
            for (question, item), column in columns_of_file(self.linked, wave).items():
                use = ColumnUse(
                    wave=wave.id,
                    question=question,
                    item=None if column.several is not None else item,
                    declared=wave.answers.doc_path / "columns_end"
                    if wave.answers.columns_end is not None
                    else column.question.doc_path / "id",
                )
                uses.setdefault(wave.source_name, []).append((column.name, use))
        for of_file in uses.values():
            check_column_uses(of_file, self.diagnostics)
