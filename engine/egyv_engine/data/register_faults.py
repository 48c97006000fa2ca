"""Reports cells of the register, those of one kind together."""

from collections.abc import Callable, Collection, Iterable, Sequence

import polars as pl

from egyv_engine.data.grouped_faults import further_places, report_each
from egyv_engine.data.register_table import RegisterTable, positions_among
from egyv_engine.diagnostics.diagnostic import CommonFault, DiagnosticCollector
from egyv_engine.diagnostics.span import Location


class RegisterFaults:
    """Reports the wrong cells of one attribute of the register."""

    def __init__(
        self,
        register: RegisterTable,
        attribute: str,
        related: Iterable[tuple[Location, str]],
        diagnostics: DiagnosticCollector,
    ) -> None:
        """Make a reporter.

        Args:
            register: The register.
            attribute: The attribute, or the key.
            related: Other locations that every report names.
            diagnostics: Receives the reports.
        """
        self._register = register
        self._attribute = attribute
        self._related = tuple(related)
        self._diagnostics = diagnostics

    def report(
        self,
        code: str,
        words: Collection[str],
        predicate: tuple[str, str],
        advice: str,
        *,
        of_blank: str = "",
    ) -> None:
        """Report all cells that have some words, in one message.

        Args:
            code: A code of the catalogue.
            words: The words.
            predicate: The end of the message on one cell, and of that on several.
            advice: What to do.
            of_blank: The predicate of units whose cell is blank, where that is the fault.
        """
        register = self._register
        frame = pl.DataFrame(
            {"unit": register.units, "word": register.values(self._attribute).cast(pl.String)}
        )
        found = frame.filter(pl.col("word").is_in(list(words)))
        at = positions_among(register.places["unit"], found["unit"])
        found = found.with_columns(row=register.places["row"].gather(at)).sort("row", maintain_order=True)
        (unit, word, _), number = found.row(0), found.height
        if of_blank:
            message = f"unit '{unit}' has {of_blank}" if number == 1 else f"{number:,} units have {of_blank}"
        elif number == 1:
            message = f"the value '{word}' of unit '{unit}' {predicate[0]}"
        else:
            such = "" if len(words) == 1 else "such as "
            message = f"{number:,} values in '{self._attribute}' {predicate[1]}: {such}'{word}'"
        spans = [register.cell(unit, self._attribute) for unit in found["unit"].head(3)]
        related = (*self._related, *further_places(spans[1:]))
        is_cohort = code == "EGY517" and len(words) == 1 and not of_blank
        common = CommonFault("cohort", str(word), is_cause=True) if is_cohort else None
        self._diagnostics.report(code, spans[0], message, hint=advice, related=related, common=common)

    def report_words(
        self, code: str, words: Sequence[str], predicate: tuple[str, str], hint_for: Callable[[str], str]
    ) -> None:
        """Report each of the first words, and the others together.

        Args:
            code: A code of the catalogue.
            words: Different words.
            predicate: The end of the message on one cell, and of that on several.
            hint_for: Returns what to do about a word; it is given an empty text for several words.
        """
        report_each(
            words,
            lambda word: self.report(code, {word}, predicate, hint_for(word)),
            lambda rest: self.report(code, set(rest), predicate, hint_for("")),
        )
