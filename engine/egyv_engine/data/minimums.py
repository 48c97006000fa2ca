"""Warns of minimum numbers of units that no group reaches."""

import polars as pl

from egyv_engine.data.register_table import RegisterTable
from egyv_engine.diagnostics.diagnostic import DiagnosticCollector, has_errors
from egyv_engine.link.linked_programme import LinkedProgramme

_EFFECTS = {
    "matched": "no change is ever judged",
    "base_for_words": "no quantity word is ever used",
}


def check_minimums(
    linked: LinkedProgramme, register: RegisterTable, diagnostics: DiagnosticCollector
) -> None:
    """Report a minimum that is larger than the largest group of the register (EGY545).

    That percentages are never used can be intended in a small programme, so their minimum is not checked.

    Args:
        linked: The programme.
        register: The register.
        diagnostics: Receives one diagnostic for each such minimum.
    """
    if has_errors(diagnostics):
        return  # a unit without a valid cohort would be missing from its group
    file = linked.programme.file
    largest, group = largest_group(linked, register.cohort)
    made = file.register.doc_path / ("file" if file.register.made_of is None else "made_of")
    for name, effect in _EFFECTS.items():
        value = int(getattr(file.minimum, name))
        if 0 < largest < value:
            units = "1 unit" if largest == 1 else f"{largest:,} units"
            diagnostics.report(
                "EGY545",
                file.minimum.doc_path / name,
                f"the minimum {value:,} is larger than {group}, which has {units}: {effect}",
                hint=f"write a number up to {largest:,}",
                related=((made, "the register"),),
            )


def largest_group(linked: LinkedProgramme, cohort: pl.Series) -> tuple[int, str]:
    """Return the number of units of the largest group that findings are about, and what messages call it.

    The number is 0 where no unit has a known cohort.

    Args:
        linked: The programme.
        cohort: The index of each unit's cohort; null where it is unknown.
    """
    if linked.programme.file.cohorts is None or linked.everyone is not None:
        return len(cohort), "the register"
    sizes = cohort.drop_nulls().value_counts()["count"].to_list()
    return max(sizes, default=0), "the largest cohort"
