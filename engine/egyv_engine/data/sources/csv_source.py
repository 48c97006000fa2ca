"""Opens a CSV file as a table of columns, and reports what is wrong with its form."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath

import polars as pl

from egyv_engine.data.csv_cells import Row, scan
from egyv_engine.data.grouped_faults import further_places, report_first
from egyv_engine.data.shaping.joined_names import joined_names
from egyv_engine.data.shaping.table_parts import gathered, positions_of
from egyv_engine.data.source_table import HeldCells, PassedRow, SourceTable, TableColumn, counted_rows
from egyv_engine.data.sources.csv_form import (
    BOM,
    SEPARATORS,
    blocks_of_rows,
    end_of_row,
    first_letter_of_utf_8,
    has_every_cell,
    has_misplaced_mark,
    letters_of_utf_8,
    most_lines,
    separator_hint,
    separator_of_quoted_header,
    unified_bytes,
    without_last_rows,
)
from egyv_engine.data.sources.csv_positions import CsvPositions, ScannedPositions
from egyv_engine.data.sources.typed_texts import compact_texts
from egyv_engine.data.words_of_column import compact, joined_blocks, number_together
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector
from egyv_engine.diagnostics.first_named import shortened
from egyv_engine.diagnostics.span import Location, Span
from egyv_engine.files.encoding import encoding_name, span_of_byte
from egyv_engine.files.folder import open_file
from egyv_engine.model.frozen import Frozen

Files = Mapping[PurePosixPath, bytes]
_UTF_8 = ("utf-8", "utf-8-sig")
_WESTERN = ("cp1252", "iso8859-1", "iso8859-15")
_BLOCK = 48_000_000  # bytes of texts that are not compact as they are read
_LARGEST_BLOCK = 256_000_000
_SAMPLE = 300_000  # bytes of the first rows, which show what the columns of a larger file are probably like
_FEW_WORDS = 100
_SMALL_NUMBER = r"^(0|-?[1-9][0-9]?)$"  # in Int8, as its text is written
_FILLED_LINE = re.compile(rb"[^\n]")


class CsvForm(Frozen):
    """The way in which a CSV file is written.

    Attributes:
        separator: The character between two cells.
        encoding: The name of the encoding, as Python knows it.
        skip_rows: The number of lines before the header.
        footer_rows: The number of rows below the table.
        header_rows: The number of rows of the header; the names are in the first.
        has_joined_names: Whether the name of a column is the texts of all rows of the header.
    """

    separator: str = ","
    encoding: str = "utf-8"
    skip_rows: int = 0
    footer_rows: int = 0
    header_rows: int = 1
    has_joined_names: bool = False


def open_csv(  # noqa: PLR0913 the keys of surveys/files.yaml are arguments
    files: Files,
    file: PurePosixPath,
    named_at: Location,
    diagnostics: DiagnosticCollector,
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    skip_rows: int = 0,
    footer_rows: int = 0,
    header_rows: int = 1,
    names: str = "first",
) -> SourceTable | None:
    """Return the table in a CSV file, or None if it has none; report broken form (EGY502-504, 522, 552).

    Args:
        files: All files of the programme's folder.
        file: The file.
        named_at: The location that names the file.
        diagnostics: Receives the faults.
        separator: The character between two cells.
        encoding: The name of the encoding, as Python knows it.
        skip_rows: The number of lines before the header.
        footer_rows: The number of rows below the table.
        header_rows: The number of rows of the header; the names are in the first.
        names: `joined` if the name of a column is the texts of all rows of the header, else `first`.
    """
    form = CsvForm(
        separator=separator,
        encoding=encoding,
        skip_rows=skip_rows,
        footer_rows=footer_rows,
        header_rows=header_rows,
        has_joined_names=names == "joined",
    )
    return _CsvReader(files, file, form, named_at, diagnostics).table()


class _NoTextError(Exception):
    """Says that a file is not text, which was reported."""


class _CsvReader:
    def __init__(
        self,
        files: Files,
        file: PurePosixPath,
        form: CsvForm,
        named_at: Location,
        diagnostics: DiagnosticCollector,
    ) -> None:
        self.files = files
        self.file = file
        self.form = form
        self.named_at = named_at
        self.diagnostics = diagnostics
        self.below: Sequence[Row] = ()  # the rows below the table
        self._whole: bytes | None = None

    def table(self) -> SourceTable | None:
        try:
            table = self._table()
        except _NoTextError:
            return None
        return None if table is None else self._without_empty_rows(table)

    def _without_empty_rows(self, table: SourceTable) -> SourceTable | None:
        """Return a table without the rows that have nothing in any cell, which spreadsheets write below those that were used."""
        empty = pl.repeat(True, len(table.rows), eager=True)
        for column in table.columns:
            empty &= column.texts.is_null()
            if not empty.any():
                return table
        if empty.all() and not table.broken_cells:  # which are reported
            self._report_no_rows(is_empty=False)
            return None
        return gathered(table, positions_of(~empty))

    def _table(self) -> SourceTable | None:
        data, start, end, further = self._head()
        if has_misplaced_mark(data, self.form.separator, start):
            return self._scanned(self._everything(), start)
        if _FILLED_LINE.search(data, further) is None:
            self._report_no_rows(is_empty=not data[start:end].strip())
            return None
        lines_above = data.count(b"\n", 0, start)
        header = self._rows(data[start:further], lines_above)
        names = self._names(header)
        columns = self._columns(data, start, end, len(names))
        if columns is None:
            return self._scanned(self._everything(), start)
        return self._sound(columns, names, lines_above + 1, self._passed(header[1:]))

    def _head(self) -> tuple[bytes, int, int, int]:
        """Return the first part of the file, and where the header starts, where its first row ends, and where its last one.

        There is a row below the header if the file has one.
        """
        data, start, end, further = b"", 0, 0, 0
        for block in self._blocks(2 * _SAMPLE):
            data += block
            start = self._start_of_header(data)
            end = further = end_of_row(data, start)
            for _ in range(most_lines(data, self.form.header_rows - 1)):
                further = end_of_row(data, further)
            if _FILLED_LINE.search(data, further) is not None:
                break
        return data, start, end, further

    def _blocks(self, size: int) -> Iterator[bytes]:
        """Yield the file in parts that end with a row; it is read as a whole first where its encoding or its end matters.

        Raises:
            _NoTextError: It is not text, which is reported.
        """
        if self.form.encoding not in _UTF_8 or self.form.footer_rows:
            yield from blocks_of_rows(BytesIO(self._everything()), size)
            return
        with open_file(self.files, self.file) as stream:
            if stream.read(len(BOM)) != BOM:
                stream.seek(0)
            try:
                yield from blocks_of_rows(stream, size)
            except UnicodeDecodeError:
                self._everything()

    def _everything(self) -> bytes:
        """Return the whole file as UTF-8 with a newline at the end of every line.

        Raises:
            _NoTextError: It is not text, which is reported.
        """
        if self._whole is None:
            self._whole = self._bytes()
        if self._whole is None:
            raise _NoTextError
        return self._whole

    def _rows(self, data: bytes, lines_above: int) -> list[Row]:
        """Return the rows in a part of the file that has so many lines above it."""
        return list(scan(self.file, "\n" * lines_above + data.decode("utf-8"), [], self.form.separator))

    def _passed(self, header: Sequence[Row]) -> tuple[PassedRow, ...]:
        """Return the rows of the header that name no column, and those below the table."""
        rows = [] if self.form.has_joined_names else [("header_rows", row) for row in header]
        rows += [("footer_rows", row) for row in self.below]
        return tuple(PassedRow(key=key, cells=row.cells, span=row.span(self.file, 0)) for key, row in rows)

    def _names(self, header: Sequence[Row]) -> tuple[str, ...]:
        """Return the names of the columns from the rows of the header; a row that is too short is filled up."""
        first = header[0].cells
        if not self.form.has_joined_names:
            return first
        width = len(first)
        return joined_names([(*row.cells, *("",) * width)[:width] for row in header])

    def _bytes(self) -> bytes | None:
        """Return the file as UTF-8 with a newline at the end of every line; None if it is not text."""
        with open_file(self.files, self.file) as stream:
            data = stream.read()
        try:
            text = None if data.isascii() else data.decode(self.form.encoding)
        except UnicodeDecodeError as error:
            is_utf_8 = self.form.encoding == "utf-8"
            is_mixed = is_utf_8 and letters_of_utf_8(data) is not None
            span = span_of_byte(self.file, data, error.start) if is_utf_8 else Span(self.file)
            name = encoding_name(self.form.encoding)
            advice = f"save the file as {name}"
            if is_mixed:
                advice = (
                    "other lines are UTF-8, so the file is probably made of parts in two encodings: save each part as UTF-8, and join "
                    "them again"
                )
            elif is_utf_8:
                advice += (
                    ", or declare its encoding in surveys/files.yaml, for example encoding: windows-1252"
                )
            self._report_whole("EGY503", span, f"byte 0x{data[error.start]:02X} is not {name}", advice)
            return None
        if text is not None and self.form.encoding not in _UTF_8:
            self._report_utf_8(data)
            data = text.encode("utf-8")
        data = unified_bytes(data.removeprefix(BOM))
        above = without_last_rows(data, self.form.footer_rows, self.form.separator)
        if len(above) < len(data):
            self.below = self._rows(data[len(above) :], above.count(b"\n"))
        return above

    def _report_utf_8(self, data: bytes) -> None:
        """Report a file that is declared with another encoding, although all its bytes are UTF-8 (EGY552)."""
        first = first_letter_of_utf_8(data)
        name = encoding_name(self.form.encoding)
        message = f"the file is probably UTF-8, but it is declared as {name}, and read so"
        advice = "remove encoding for this file in surveys/files.yaml"
        if first is None and self.form.encoding in _WESTERN:
            first = letters_of_utf_8(data)
            message = f"some lines are probably UTF-8, but the file is declared as {name}, and read so"
            advice = "the file is probably made of parts in two encodings: save each part as UTF-8, and join them again"
        if first is None:
            return
        span = span_of_byte(self.file, data, first)
        self._report_whole("EGY552", span, message, advice)

    def _text(self) -> str:
        data = self._bytes()
        assert data is not None
        return data.decode("utf-8")

    def _start_of_header(self, data: bytes) -> int:
        start = 0
        for _ in range(most_lines(data, self.form.skip_rows)):
            start = data.find(b"\n", start) + 1 or len(data)
        while data[start : start + 1] == b"\n":
            start += 1
        return start

    def _columns(self, head: bytes, start: int, end: int, width: int) -> list[pl.Series] | None:
        """Return the cells below the header, compact; None if a row has too few or too many, or is an empty line.

        Args:
            head: The first part of the file.
            start: The index of the header.
            end: The index after its first row.
            width: The number of columns.
        """
        kinds = self._likely_kinds(head, end, width)
        columns = self._columns_of(start, end, width, kinds)
        if columns is None and kinds:  # further below, one of them may have other cells
            columns = self._columns_of(start, end, width, {})
        return columns

    def _likely_kinds(self, head: bytes, end: int, width: int) -> dict[int, pl.DataType]:
        """Return how the columns that have few words in the first rows of a large file are best read, by their positions.

        Polars reads these quicker as small numbers or as categories, and in less memory; others, such as 400 dates, more
        slowly.
        """
        if len(head) - end <= _SAMPLE or self.form.header_rows > 1:  # whose texts are no words of the column
            return {}
        block = next(blocks_of_rows(BytesIO(head[end : end + 2 * _SAMPLE]), _SAMPLE))
        frame = self._read(block, 0, {f"{i}": pl.String() for i in range(width)})
        if frame is None:
            return {}
        most = min(_FEW_WORDS, frame.height // 2)
        few = frame.select(pl.all().n_unique() <= most).row(0)
        columns = [i for i, has_few in enumerate(few) if has_few]
        is_small = pl.nth(columns).str.contains(_SMALL_NUMBER)
        are_small = frame.select(is_small.any() & is_small.all()).row(0) if columns else ()  # not all blank
        return {
            i: pl.Int8() if is_small else pl.Categorical(pl.Categories.random(f"{self.file}:{i}", pl.UInt16))
            for i, is_small in zip(columns, are_small, strict=True)
        }

    def _columns_of(
        self, start: int, end: int, width: int, kinds: Mapping[int, pl.DataType]
    ) -> list[pl.Series] | None:
        """Return the same; None also if a column is not of its kind, or has very many categories.

        A file is read in blocks of rows, because texts that are not compact take three times the memory of the file.
        """
        is_compact = self.form.header_rows == 1
        has_numbers = pl.Int8() in kinds.values()
        schema = {f"{i}": kinds.get(i, pl.String()) for i in range(width)}
        blocks: list[list[pl.Series]] = []
        size = min(_BLOCK * width // max(1, width - len(kinds)), _LARGEST_BLOCK)
        number, separators, marks, last, above = 0, 0, 0, b"", end
        for block in self._blocks(max(size, end)):
            if has_misplaced_mark(block, self.form.separator, start if above else 0):
                return None
            frame = self._read(block, block.count(b"\n", 0, above), schema)
            if frame is None:
                return None
            columns = frame.get_columns()
            del frame  # so that each column is freed as soon as it is compact
            if is_compact:
                _make_compact(columns, pl.String, compact, blocks[-1] if blocks else ())
            blocks.append(columns)
            number += len(block) - above
            if has_numbers:  # to count them takes a fifteenth of the time of reading
                separators += block.count(self.form.separator.encode(), above)
            marks += block.count(b'"', above) if block.find(b'"', above) >= 0 else 0
            last, above = block[-1:], 0
        columns = [
            pl.concat(rows) if not is_compact or i in kinds else joined_blocks(rows)
            for i, rows in enumerate(zip(*blocks, strict=True))
        ]
        del blocks
        _make_compact(columns, pl.Categorical, compact)
        _make_compact(columns, pl.Int8, compact_texts)
        is_whole = has_every_cell(
            columns,
            number,
            self.form.separator,
            separators if has_numbers else None,
            marks,
            ends_with_line=last == b"\n",
        )
        return columns if is_whole else None

    def _read(self, block: bytes, lines: int, schema: Mapping[str, pl.DataType]) -> pl.DataFrame | None:
        """Return the cells below some lines; None if Polars refuses a row or the number of words, or a row is an empty line."""
        try:
            frame = pl.read_csv(
                block,
                schema=schema,
                has_header=False,
                skip_lines=lines,
                separator=self.form.separator,
            )
        except pl.exceptions.PolarsError:
            return None
        has_blank = frame.height > 0 and frame.to_series().null_count() > 0  # as in an empty line
        has_empty_line = has_blank and (block.startswith(b"\n") or b"\n\n" in block)
        if has_empty_line and frame.select(pl.all_horizontal(pl.all().is_null()).any()).item():
            return None
        return frame

    def _sound(
        self,
        cells: list[pl.Series],
        names: tuple[str, ...],
        header_line: int,
        passed: tuple[PassedRow, ...],
    ) -> SourceTable:
        positions = CsvPositions(self.file, self._text, self.form.separator, header_line)
        further = self.form.header_rows - 1
        columns, height = [], len(cells[0])
        for i, name in enumerate(names):
            texts, cells[i] = cells[i].slice(further), pl.Series()
            held = HeldCells(texts, is_compact=not further)
            columns.append(TableColumn(name=name, cells=held, source=i))
        rows = counted_rows(height - further, first=further)
        return SourceTable(
            file=self.file, columns=tuple(columns), rows=rows, positions=positions, passed=passed
        )

    def _scanned(self, data: bytes, start: int) -> SourceTable | None:
        """Return the rows whose form is sound, and report the others.

        Args:
            data: The file.
            start: The index of the header; the lines before it are not looked at.
        """
        text = data[start:].decode("utf-8")
        mark = separator_of_quoted_header(text, self.form.separator)
        if mark is not None:
            line = data.count(b"\n", 0, start) + 1
            message = "the header cannot be split into cells at the quotation marks around them"
            self._report_whole("EGY522", Span(self.file, line, 1, 2), message, separator_hint(mark))
            return None
        found: list[Diagnostic] = []
        text = "\n" * data.count(b"\n", 0, start) + text
        names, *others = scan(self.file, text, found, self.form.separator)
        is_other_separator = self._has_other_separator(text, names)
        if is_other_separator:
            found = []  # that the columns are missing is reported, with the separator of the file
        further, below = others[: self.form.header_rows - 1], others[self.form.header_rows - 1 :]
        named = self._names([names, *further])
        marked = {d.span.line for d in found}
        report_first(self.diagnostics, found, "quotation marks are in the wrong position")
        if not below:
            self._report_no_rows(is_empty=False)
            return None
        sound: list[Row] = []
        lines = text.split("\n")
        ragged: dict[int, list[Row]] = {}
        for row in below:
            if len(row.cells) == len(names.cells):
                sound.append(row)
            else:
                ragged.setdefault(len(row.cells), []).append(row)
        last = next((n for n, row in enumerate(reversed(below)) if len(row.cells) >= len(names.cells)), 0)
        is_cut_off = not data.endswith(b"\n") and len(below[-1].cells) < len(names.cells)
        at_the_end = {id(row) for row in below[len(below) - last :]}
        for number, of_length in ragged.items():
            unmarked = [row for row in of_length if not marked.intersection(row.lines)]
            is_footer = at_the_end.issuperset(map(id, unmarked))
            is_table = number > len(names.cells) and 2 * len(of_length) > len(below)
            # Where a mark is, it is the cause.
            if not is_other_separator:
                is_cut = is_cut_off and below[-1] in unmarked[-1:]
                footer = last if is_footer else 0
                self._report_ragged(number, unmarked, names, footer, is_table=is_table, is_cut_off=is_cut)
        cells = zip(*(row.cells for row in sound), strict=True) if sound else ((),) * len(names.cells)
        columns = tuple(
            TableColumn(name=name, cells=HeldCells(pl.Series(texts, dtype=pl.String)), source=i)
            for i, (name, texts) in enumerate(zip(named, cells, strict=True))
        )
        broken = (cell for of_length in ragged.values() for row in of_length for cell in row.cells)
        return SourceTable(
            file=self.file,
            columns=columns,
            rows=counted_rows(len(sound)),
            positions=ScannedPositions(file=self.file, names=names, rows=sound),
            broken_cells=frozenset(part for cell in broken for part in cell.split(self.form.separator)),
            passed=self._passed(further),
            below_blank=frozenset(i for i, row in enumerate(sound) if not lines[row.lines[0] - 2]),
        )

    def _has_other_separator(self, text: str, names: Row) -> bool:
        """Return whether another character separates the cells of a file with one column, with every mark in its position."""

        def has_sound_marks(separator: str) -> bool:
            misplaced: list[Diagnostic] = []
            list(scan(self.file, text, misplaced, separator))
            return not misplaced

        return len(names.cells) == 1 and any(has_sound_marks(s) for s in SEPARATORS if s in names.cells[0])

    def _report_ragged(
        self, found: int, rows: list[Row], names: Row, footer: int, *, is_table: bool, is_cut_off: bool
    ) -> None:
        """Report rows with too few or too many cells, which may be among the last rows of the file, or be the table.

        Args:
            found: How many cells they have.
            rows: The rows.
            names: The row with the names of the columns.
            footer: How many rows may be below the table; 0 if these are not among them.
            is_table: Whether they are most rows of the file.
            is_cut_off: Whether the last of them is the last row of the file, which no line break ends.
        """
        expected = len(names.cells)
        if not rows:
            return
        index = found - 1 if found < expected else expected
        cells = f"{found} cell{'s' * (found != 1)}"
        several = f"{len(rows):,} rows have {cells}, but the header has {expected}"
        separator = SEPARATORS.get(self.form.separator, "separator")
        below = ""
        if footer:
            key = f"'footer_rows: {footer + self.form.footer_rows}' for the file in surveys/files.yaml"
            last = "row is a note or a total" if footer == 1 else f"{footer:,} rows are notes or totals"
            below = f"; if the last {last} below the table, write {key}"
        above = ""
        if is_table:
            line = rows[0].lines[0]
            key = f"'skip_rows: {line - 1}' for the file in surveys/files.yaml"
            above = f"if the names of the columns are in line {line}, write {key}; otherwise "
        advice = (
            f"{above}in the row that starts with '{shortened(rows[0].cells[0])}', a {separator} is missing or extra, "
            f"or a cell that contains a {separator} is not in quotation marks{below}"
        )
        if any("\0" in cell for cell in rows[0].cells):
            advice = "the row has null characters (U+0000), as where a file was not written to its end: export or copy it again"
        elif is_cut_off:
            advice = (
                "no line break ends the last row, so the file may be cut off: if it is, export or copy it again; "
                f"otherwise {advice}"
            )
        self.diagnostics.report(
            "EGY504",
            rows[0].span(self.file, index),
            f"this row has {cells}, but the header has {expected}" if len(rows) == 1 else several,
            hint=advice,
            related=further_places([row.span(self.file, index) for row in rows[1:]]),
        )

    def _report_no_rows(self, *, is_empty: bool) -> None:
        left_out = [
            f"{key}: {number}"
            for key, number, usual in (
                ("skip_rows", self.form.skip_rows, 0),
                ("header_rows", self.form.header_rows, 1),
                ("footer_rows", self.form.footer_rows, 0),
            )
            if number != usual
        ]
        message = f"the file {'is empty' if is_empty else 'has no rows'}"
        advice = "the file needs a header and at least one row below it"
        if left_out:
            message = "no row of the file is left to be read"
            advice = f"correct {' and '.join(left_out)} for the file in surveys/files.yaml"
        self._report_whole("EGY502", Span(self.file), message, advice)

    def _report_whole(self, code: str, span: Span, message: str, hint: str) -> None:
        self.diagnostics.report(
            code, span, message, hint=hint, related=((self.named_at, "the file is named here"),)
        )


def _make_compact(
    columns: list[pl.Series],
    kind: type[pl.DataType],
    function: Callable[..., list[pl.Series]],
    *before: Sequence[pl.Series],
) -> None:
    """Make the columns of a kind compact, as many at once as one query is best given.

    Args:
        columns: The columns, which are replaced.
        kind: The kind of those that are made compact.
        function: Returns some of them, compact.
        before: The rows before these, if the function is given them.
    """
    chosen = [i for i, column in enumerate(columns) if isinstance(column.dtype, kind)]
    for start in range(0, len(chosen), together := number_together(len(columns[0]))):
        batch = chosen[start : start + together]
        made = function([columns[i] for i in batch], *([rows[i] for i in batch] for rows in before if rows))
        for i, column in zip(batch, made, strict=True):
            columns[i] = column
