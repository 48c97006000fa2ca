"""Reports units that returned the survey and have no row (EGY511): those of several waves together, where they are the same."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from egyv_engine.data.grouped_faults import further_places
from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector
from egyv_engine.diagnostics.first_named import and_more
from egyv_engine.diagnostics.span import Location
from egyv_engine.model.documents import Wave
from egyv_engine.model.frozen import Frozen

_MOST_WAVES = 3  # whose declarations a message shows


class _OfWave(Frozen):
    """The units of one wave that have no row in its file."""

    wave: Wave
    file: PurePosixPath
    units: tuple[str, ...]


class ReturnsWithoutRow:
    """Collects these units wave by wave, and reports them after the last."""

    def __init__(self, register: RegisterTable, diagnostics: DiagnosticCollector) -> None:
        self._register = register
        self._diagnostics = diagnostics
        self._found: list[_OfWave] = []

    def add(self, wave: Wave, file: PurePosixPath, units: Sequence[str]) -> None:
        """Keep the units of one wave.

        Args:
            wave: The wave.
            file: The file with its answers.
            units: The units, in order.
        """
        self._found.append(_OfWave(wave=wave, file=file, units=tuple(units)))

    def report(self) -> None:
        """Report the units of each wave together, because what one needs, they all need.

        Units that every such wave lacks are reported once, and so are those of waves that lack the same.
        """
        everywhere = set.intersection(*(set(one.units) for one in self._found)) if self._found else set()
        alike: dict[tuple[str, ...], list[_OfWave]] = {}
        for one in self._found:
            for has_none in (True, False):
                units = tuple(unit for unit in one.units if (unit in everywhere) == has_none)
                if units:
                    alike.setdefault(units, []).append(one)
        for units, of_waves in alike.items():
            self._report(units, of_waves)

    def _report(self, units: Sequence[str], of_waves: Sequence[_OfWave]) -> None:
        first, *others = units
        one = not others
        who = f"unit '{first}' returned" if one else f"{len(units):,} units returned"
        named = "" if one else f"; the first of them is '{first}'"
        waves = _both([f"'{found.wave.id}'" for found in of_waves], " and ", "wave")
        files = _both(list(dict.fromkeys(str(found.file) for found in of_waves)), " or ", "file")
        unconditional = [f"'{found.wave.id}'" for found in of_waves if found.wave.returned is None]
        advice = [f"add the row{'' if one else 's'} of the unit{'' if one else 's'}"]
        if len(unconditional) < len(of_waves):
            advice.append("correct the register")
        if unconditional:
            whose = "the wave" if len(of_waves) == 1 else _both(unconditional, " and ", "wave")
            advice.append(
                f"write 'returned: has_row' for {whose} if units without a row did not return the survey"
            )
        self._diagnostics.report(
            "EGY511",
            self._register.cell(first),
            f"{who} the survey in {waves}, but {'has' if one else 'have'} no row in {files}{named}",
            hint=", or ".join(advice),
            related=(
                *(who_returned(found.wave) for found in of_waves[:_MOST_WAVES]),
                *further_places(map(self._register.cell, others)),
            ),
        )


def _both(names: Sequence[str], joiner: str, one: str) -> str:
    """Return two names, or the first of more and how many others there are."""
    return joiner.join(names) if len(names) <= 2 else f"{names[0]}{and_more(len(names) - 1, one)}"


def who_returned(wave: Wave) -> tuple[Location, str]:
    """Return where a wave says which units returned the survey, with a note."""
    if wave.returned is None:
        return (wave.answers.doc_path / "file", "every unit is expected in this file")
    return (wave.returned.doc_path, "this condition decides which units returned the survey")
