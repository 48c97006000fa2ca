"""Checks of rules/selection.yaml."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.names import unknown_name
from egyv_engine.model.selection_document import MeanOf, RankBy, Selection


def check_selection(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report an error if a selection does not have exactly one source to rank by, or if its classes are inconsistent."""
    file = linked.programme.selection
    for name, selection in file.selections.items() if file else ():
        yield from _check_source(linked, name, selection.rank_by)
        yield from _check_class_names(linked, selection)
        yield from _check_classes(linked, name, selection)
        if selection.rank_by.mean_of is not None:
            yield from _check_range(linked, selection.rank_by.mean_of)


def _check_range(linked: LinkedProgramme, mean_of: MeanOf) -> Iterator[Diagnostic]:
    lowest, highest = mean_of.lowest, mean_of.highest
    if lowest is not None and highest is not None and lowest >= highest:
        yield diagnostic(
            linked.positions,
            "EGY449",
            mean_of.doc_path / "highest",
            "the highest score is not above the lowest, so no score is possible",
            hint="exchange the two, or correct one of them",
            related=[(mean_of.doc_path / "lowest", "the lowest score")],
        )


def _check_source(linked: LinkedProgramme, name: str, rank_by: RankBy) -> Iterator[Diagnostic]:
    if (rank_by.mean_of is None) == (rank_by.scores is None):
        sources = "both mean_of and scores" if rank_by.scores else "neither mean_of nor scores"
        message = f"the selection '{name}' ranks by {sources}"
        yield diagnostic(
            linked.positions, "EGY419", rank_by.doc_path, message, hint="use exactly one of them"
        )
        return
    if rank_by.scores is not None:
        yield from _check_scores(linked, name, rank_by)
    elif rank_by.wave is not None:
        yield diagnostic(
            linked.positions,
            "EGY419",
            rank_by.doc_path / "wave",
            "scores from a file do not belong to a wave",
            hint="remove wave, or rank by scores: principles",
        )


def _check_scores(linked: LinkedProgramme, name: str, rank_by: RankBy) -> Iterator[Diagnostic]:
    """Check a ranking by the programme's own scores."""
    programme = linked.programme
    if rank_by.wave is None:
        yield diagnostic(
            linked.positions,
            "EGY419",
            rank_by.doc_path,
            f"the selection '{name}' does not name the wave whose scores it ranks by",
            hint=hint("", linked.waves, "add wave: with one of these"),
        )
    elif rank_by.wave not in linked.waves and not programme.is_broken("wave", rank_by.wave):
        yield unknown_name(
            linked.positions,
            "wave",
            rank_by.wave,
            rank_by.doc_path / "wave",
            linked.waves,
            lambda near: linked.waves[near].doc_path / "id",
        )
    scoring, is_broken = programme.scoring, ("scoring", "*") in programme.broken
    if not is_broken and (scoring is None or not scoring.scores.per_principle):
        yield diagnostic(
            linked.positions,
            "EGY419",
            rank_by.doc_path / "scores",
            "the programme has no scores to rank by",
            hint="declare them in rules/scoring.yaml: scores: {per_principle: true}",
        )


def _check_class_names(linked: LinkedProgramme, selection: Selection) -> Iterator[Diagnostic]:
    named: list[tuple[str, Location]] = [
        *((name, KeyAt(selection.doc_path / "prefer" / name)) for name in selection.prefer),
        *(
            (name, selection.doc_path / "fallback_order" / i)
            for i, name in enumerate(selection.fallback_order)
        ),
    ]
    for name, at in named:
        if name not in selection.classes:
            yield unknown_name(
                linked.positions,
                "class",
                name,
                at,
                selection.classes,
                lambda near: KeyAt(selection.doc_path / "classes" / near),
            )


def _check_classes(linked: LinkedProgramme, name: str, selection: Selection) -> Iterator[Diagnostic]:
    doc_path = selection.doc_path / "classes"
    first: dict[str, str] = {}
    # An unknown class is reported by its name, and may be the one that is left out.
    has_unknown = any(class_id not in selection.classes for class_id in selection.prefer)
    for class_id, part in selection.classes.items():
        if class_id not in selection.prefer and not has_unknown:
            yield diagnostic(
                linked.positions,
                "EGY420",
                KeyAt(doc_path / class_id),
                f"the selection '{name}' does not say which unit of the class '{class_id}' it prefers",
                hint=f"add {class_id}: to prefer",
                related=[(KeyAt(selection.doc_path / "prefer"), "the preferences")],
            )
        if part in first:
            yield diagnostic(
                linked.positions,
                "EGY420",
                doc_path / class_id,
                f"the classes '{first[part]}' and '{class_id}' take the same part of the ranking",
                hint="give each class its own part",
                related=[(doc_path / first[part], "the first one")],
            )
        first.setdefault(part, class_id)
