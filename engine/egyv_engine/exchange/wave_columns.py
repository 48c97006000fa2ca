"""Notices columns whose names say that each belongs to another wave, such as `water_w1` and `water_w2`, or one per year."""

import re
from collections.abc import Sequence

from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.yaml_text import flow_list
from egyv_engine.model.frozen import Frozen

_TIME_ALONE = re.compile(  # 2021 [YR2021] of the World Bank, 2022/23 of the NHS, 2023-Q4 of Eurostat
    r"\s*(?P<time>(?:19|20)[0-9]{2}(?:[/-](?:[0-9]{2}|[0-9]{4})|[ -]?Q[1-4])?|Q[1-4] (?:19|20)[0-9]{2})\s*(?:\[YR[0-9]{4}\]\s*)?"
)
_ENDS = re.compile(
    r"(?P<stem>.*[^\W_])(?P<end>[_ .-]?(?:19|20)[0-9]{2}|[_ .-](?:[wtr]|wave|round|time|year|y)_?[0-9]{1,2}"
    r"|[_ .-](?:pre|post|before|after|baseline|midline|endline))",
    re.IGNORECASE,
)
_SHORT = re.compile(
    "[_ .-][tryTRY]_?[0-9]+"
)  # such as _t1, which one column alone may have for another reason


class WaveColumns(Frozen):
    """Columns that may be one question in several waves.

    Attributes:
        names: The names of the columns, in the order of the file.
        advice: What to write if they are waves.
    """

    names: tuple[str, ...]
    advice: str


def wave_columns(names: Sequence[str]) -> list[WaveColumns]:
    """Return the columns that may be one question in several waves, by their names.

    Args:
        names: The names of the columns of a file, in their order.
    """
    times = {found["time"]: name for name in names if (found := _TIME_ALONE.fullmatch(name))}
    made = [_of_times(times)] if len(times) > 1 else []
    by_stem: dict[str, dict[str, str]] = {}
    for name in names:
        if name not in times.values() and (found := _ENDS.fullmatch(name)):
            by_stem.setdefault(found["stem"], {})[found["end"]] = name
    stems = {stem: ends for stem, ends in by_stem.items() if len(ends) > 1}
    return made + [
        _of_ends(stem, ends)
        for stem, ends in stems.items()
        if not any(map(_SHORT.fullmatch, ends)) or sum(ends.keys() == o.keys() for o in stems.values()) > 1
    ]


def _of_times(times: dict[str, str]) -> WaveColumns:
    columns = ", ".join(
        f'"{re.sub("[^0-9a-z]", "_", time.lower())}": {_quoted(name)}' for time, name in times.items()
    )
    return WaveColumns(
        names=tuple(times.values()),
        advice=f"are {flow_list(list(times))} waves? Then write a wave for each in programme.yaml, all with this file as answers, "
        f"and one question in place of these, with column: {{{columns}}}.",
    )


def _of_ends(stem: str, ends: dict[str, str]) -> WaveColumns:
    listed = list(ends)
    return WaveColumns(
        names=tuple(ends.values()),
        advice=f"are {flow_list(listed)} waves? Then write a wave for each in programme.yaml, with its own answers: "
        f"{{file: ..., columns_end: {scalar(listed[0])}}}, and one question in place of these, with column: {scalar(stem)}.",
    )


def _quoted(name: str) -> str:
    return f'"{name}"' if name.isdigit() else scalar(name)
