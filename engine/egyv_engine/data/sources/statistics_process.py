"""Reads an SPSS or Stata file in a process of its own: its library ends the process on some damaged files."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import polars as pl

from egyv_engine.data.sources.native_code import damage_as_error
from egyv_engine.data.sources.own_process import answer_parent, read_apart
from egyv_engine.data.sources.typed_texts import as_texts, text_of_value, texts_of_values

_FORMATS = {".sav": "sav/zsav", ".zsav": "sav/zsav", ".por": "por", ".dta": "dta"}
_LABELS = "labels"


def statistics_texts(
    data: bytes, suffix: str, *, only_labels: bool
) -> tuple[list[dict[str, Any]], pl.DataFrame]:
    """Return what a file says of each variable, and its cells as texts.

    Args:
        data: The file.
        suffix: The end of its name, which says how it is read.
        only_labels: Whether the cells are left out.

    Returns:
        Of each variable its `name`, `label`, `values` (the labels of values), `missing` (pairs of lowest and highest) and
        `of_set` (the set of answers that it belongs to, with the attributes of TickedSet), and a frame with a column of texts
        per variable, named by position.

    Raises:
        DamagedFileError: The file cannot be read.
    """
    return read_apart(__name__, [suffix, *([_LABELS] if only_labels else [])], data)


def _read(data: bytes, arguments: Sequence[str]) -> tuple[list[dict[str, Any]], pl.DataFrame]:
    import pyreadstat

    # read_por has no option that keeps the values declared as missing; the function that it calls has one.
    from pyreadstat._readstat_parser import parser_entry_point

    suffix, only_labels = arguments[0], _LABELS in arguments
    options: dict[str, Any] = {
        "parser_format": _FORMATS[suffix],
        "output_format": "dict",
        "metadataonly": only_labels,
        "user_missing": True,
    }
    faults = (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, TypeError, KeyError)
    with damage_as_error(*faults):
        cells, about = parser_entry_point(BytesIO(data), **options)
        names = list(about.column_names)
        kinds = about.readstat_variable_types
        columns = [] if only_labels else [_texts(cells[name], kinds.get(name)) for name in names]
        table = pl.DataFrame([column.alias(str(i)) for i, column in enumerate(columns)])
        return [_variable(about, name) for name in names], table


def _variable(about: Any, name: str) -> dict[str, Any]:
    return {
        "name": str(name),
        "label": (about.column_names_to_labels.get(name) or "").strip(),
        "values": _value_labels(about, name),
        "missing": [
            [text_of_value(limits["lo"]), text_of_value(limits["hi"])]
            for limits in about.missing_ranges.get(name) or ()
        ],
        "of_set": _ticked_set(about, name),
    }


def _ticked_set(about: Any, name: str) -> dict[str, str] | None:
    """Return the first set of several answers with a variable; None if it is in none.

    In a set whose variables have the codes of the answers, nothing is ticked.
    """
    for set_name, found in (about.mr_sets or {}).items():
        if found["is_dichotomy"] and name in found["variable_list"]:
            ticked = text_of_value(found["counted_value"]) or ""
            return {"name": set_name, "label": (found["label"] or "").strip(), "ticked": ticked}
    return None


def _texts(values: Sequence[object], kind: str | None) -> pl.Series:
    if kind == "string":
        return texts_of_values(values)
    if any(isinstance(value, str) for value in values):
        return texts_of_values([_coded(value) for value in values])
    if kind == "float":  # numbers of four bytes: 0.1 is 0.1 with seven digits, not with seventeen
        return as_texts(pl.Series(values, dtype=pl.Float32))
    return texts_of_values(values)


def _coded(value: object) -> object:
    """Return a value as its program shows it: Stata's further missing values have a full stop and a letter."""
    return f".{value}" if isinstance(value, str) else value


def _value_labels(about: Any, name: str) -> dict[str, str]:
    """Return the label of each value of a variable that has one, by the text of the value."""
    labels = about.variable_value_labels.get(name) or {}
    is_text = about.readstat_variable_types.get(name) == "string"
    return {
        text_of_value(value if is_text else _coded(value)) or "": str(label)
        for value, label in labels.items()
        if label
    }


if __name__ == "__main__":
    answer_parent(_read)
