"""Finds which figures rest on what a programme declares as reconstructed, from the path of each figure."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import REASONS
from egyv_engine.model.frozen import Frozen, field_names
from egyv_engine.narrative.report_context import ReportContext

_CERTAINTY = frozenset(
    {"net_low", "net_high", "open", "missing_to_change", "open_to_any", "unreturned", "target_open"}
)
_OF_QUESTIONS = frozenset({"total", "first_asked", "items", "not_comparable", "tested", *REASONS})
MEASURES = "measures_"  # what the part of the path of a number of units begins with that meet so many of several measures
_OF_REASONS = frozenset({"with_reason", "commonest"})
_SELECTED = frozenset({"score", "rank"})


class FigurePath(Frozen):
    """The path of a figure.

    head: what it belongs to; at: its wave, or both waves of a comparison; part: which figure; compared: both waves, for the level of
    a wave that other comparisons have otherwise.
    """

    head: str
    at: str
    part: str
    compared: str = ""

    @staticmethod
    @lru_cache(maxsize=1 << 16)
    def parse(ref: str) -> "FigurePath":
        """Return the parts of a path such as `homes.part.police@early#start:later.net`."""
        head, _, tail = ref.partition("#")
        at, _, part = tail.rpartition(".")
        compared, _, at = at.rpartition(".")
        return FigurePath(head=head, at=at, part=part, compared=compared)

    @property
    def of_level(self) -> str:
        """Return the path of the level that the figure belongs to, if it belongs to a level."""
        return f"{self.head}#{self.compared}{'.' * bool(self.compared)}{self.at}"

    @property
    def is_of_change(self) -> bool:
        """Return whether it compares two waves."""
        return ":" in self.at

    @property
    def is_of_verdict(self) -> bool:
        """Return whether it rests on how units changed, not only on what was asked and answered."""
        return self.is_of_change and self.part not in _OF_QUESTIONS


class Reconstruction:
    """The results that a programme declares as reconstructed, and the figures that rest on it."""

    def __init__(self, context: ReportContext) -> None:
        declared = context.linked.programme.file.reconstructed
        names = [each for each in field_names(declared) if each != "doc_path"] if declared else []
        self.notes = {name: note for name in names if (note := getattr(declared, name)) is not None}
        self._findings = context.by_id
        self._published = context.published
        self._selections = {s.selection for s in context.supplements.selection}
        self._records = {r.record for r in context.supplements.records}
        self._known: dict[str, str | None] = {}  # by the path of a figure

    def notes_on(self, refs: Iterable[str]) -> Iterable[str]:
        """Return the declared notes on figures, each once; none where nothing that they rest on is declared as reconstructed.

        Args:
            refs: The paths of the figures.
        """
        found: dict[str, None] = {}
        known = self._known
        for ref in refs if self.notes else ():
            if ref not in known:
                known[ref] = self.notes.get(self._kind(FigurePath.parse(ref)) or "")
            note = known[ref]
            if note is not None:
                found[note] = None
        return found

    def _kind(self, path: FigurePath) -> str | None:
        if path.is_of_change:
            return "certainty" if path.part in _CERTAINTY else "changes" if path.is_of_verdict else None
        if path.head in self._findings and path.part == "count":
            return None if (path.head, path.at) in self._published else "counts"
        if path.head in self._findings and path.part in ("score", "band"):
            return "scores"
        if path.part.startswith(MEASURES):
            return "measures_met"
        name, _, rest = path.head.partition("@")[0].partition(".")
        if name in self._records:
            return self._kind_of_record(path.part, is_of_principle=bool(rest))
        if name in self._selections and path.part in _SELECTED:
            return "selection_scores"
        return "interviews_by_unit" if name == "interviews" and path.part != "total" else None

    @staticmethod
    def _kind_of_record(part: str, *, is_of_principle: bool) -> str | None:
        if part.startswith("reason_") or part in _OF_REASONS:
            return "recommendation_reasons"
        if is_of_principle:
            return "recommendations_by_principle"
        return "recommendations_by_unit" if part in ("fewest", "most") else None


def check_reconstructed(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Yield an error for each note on a kind of result that the programme does not have.

    Args:
        linked: The programme.
    """
    declared = linked.programme.file.reconstructed
    if declared is None:
        return
    if all(getattr(declared, each) is None for each in field_names(declared) if each != "doc_path"):
        yield diagnostic(
            linked.positions,
            "EGY630",
            declared.doc_path,
            "reconstructed names no kind of result",
            hint="add a kind with a note, such as changes, or remove the key",
        )
    for name, source in _missing_sources(linked.programme):
        if getattr(declared, name) is not None:
            yield diagnostic(
                linked.positions,
                "EGY630",
                KeyAt(declared.doc_path / name),
                f"'{name}' is said to be reconstructed, but the programme has no {source}",
                hint=f"declare {source}, or remove the note",
                related=((linked.programme.file.doc_path, "the programme"),)
                if source == "comparisons"
                else (),
            )


def _missing_sources(programme: Programme) -> Iterator[tuple[str, str]]:
    """Yield the kinds of result that a programme does not have, with what would give them."""
    records = programme.records
    parts = {
        "recommendations_by_principle": "recommendations",
        "recommendation_reasons": "recommendations",
        "recommendations_by_unit": "recommendations",
        "interviews_by_unit": "interviews",
    }
    for name, part in parts.items():
        if records is None or getattr(records, part) is None:
            yield name, part
    if programme.selection is None:
        yield "selection_scores", "selection"
    if not programme.file.comparisons:
        yield "changes", "comparisons"
        yield "certainty", "comparisons"
