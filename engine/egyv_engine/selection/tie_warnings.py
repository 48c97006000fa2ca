"""Warns where equal scores would be in several classes of a selection, and no rule says in which."""

from collections.abc import Iterator

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import Positions
from egyv_engine.model.decimals import decimal
from egyv_engine.model.selection_document import SelectionFile
from egyv_engine.selection.run_selections import SelectionResults


def tie_warnings(
    declared: SelectionFile, results: SelectionResults, positions: Positions
) -> Iterator[Diagnostic]:
    """Yield a warning for each score that several units share on a border of classes (EGY544).

    Args:
        declared: The selections; one with `ties` has decided, and gets no warning.
        results: The outcomes of the selections.
        positions: The positions of the rule files.
    """
    for name, selection in declared.selections.items():
        if selection.ties is not None:
            continue
        class_of = {band: class_ for class_, band in selection.classes.items()}
        for equals in results.on_borders[name]:
            classes = " and ".join(f"'{class_of[band]}'" for band in equals.bands if band in class_of)
            in_class = f"in '{class_of[equals.band]}'" if equals.band in class_of else "in no class"
            yield diagnostic(
                positions,
                "EGY544",
                selection.doc_path / "classes",
                f"{equals.number:,} units with the score {decimal(equals.score, 2)} are on the border of {classes}; "
                f"all are {in_class}",
                hint=f"decide it in the selection '{name}': ties: up puts them in the higher class, ties: down in the "
                "lower",
            )
