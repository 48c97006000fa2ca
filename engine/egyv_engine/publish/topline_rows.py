"""Writes toplines as text, CSV and JSON."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from egyv_engine.model.decimals import decimal, readable_decimal
from egyv_engine.model.frozen import asdict
from egyv_engine.model.toplines import AnswerCount, ReadSurvey, Topline
from egyv_engine.publish.csv_values import without_formula

VERSION = 1
COLUMNS = ("wave", "group", "question", "item", "kind", "answer", "count", "base", "share")
OUTSIDE = ("not_applicable", "blank", "not_asked")
PLACES = 2
WITHOUT_SKIP_LOGIC = (
    "The rules or files have errors, so asked_if was not applied: blanks include units that were not asked."
)
Row = tuple[str, str, str, str, str, str, int | None, int | None, str]


def csv_of_toplines(read: ReadSurvey) -> bytes:
    """Return a table with a row per answer, and per number of returns outside the base (UTF-8, with a header).

    Args:
        read: What was read.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in read.toplines:
        for row in _rows(one):
            writer.writerow([without_formula(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode()


def json_of_toplines(read: ReadSurvey) -> str:
    """Return the toplines as one JSON object.

    Args:
        read: What was read.
    """
    made: dict[str, Any] = {
        "version": VERSION,
        "waves": dict(read.waves),
        "groups": dict(read.groups),
        "questions": dict(read.questions),
        "is_skip_logic_known": read.is_skip_logic_known,
        "left_out": asdict(read.left_out),
        "toplines": [_as_object(one) for one in read.toplines],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def text_of_toplines(read: ReadSurvey) -> Iterator[str]:
    """Yield the lines of a page to read: a heading per wave and group, and a line per question and item.

    Args:
        read: What was read.
    """
    width = max((len(name_of(one)) for one in read.toplines), default=0)
    waves, groups = (
        list(dict.fromkeys(each))
        for each in ((t.wave for t in read.toplines), (t.group for t in read.toplines))
    )
    in_order = sorted(read.toplines, key=lambda one: (waves.index(one.wave), groups.index(one.group)))
    for (wave, group), found in groupby(in_order, key=lambda one: (one.wave, one.group)):
        ordered = list(found)
        about = "" if group is None else f", {read.groups.get(group, group)}"
        yield f"{wave} ({read.waves[wave]}){about}: {ordered[0].analysed:,} analysed returns"
        for one in ordered:
            yield f"  {name_of(one):<{width}}  {line_of(one)}"
        yield ""
    yield from _skipped(read)


def name_of(one: Topline) -> str:
    """Return the name of the question, and of its item."""
    return one.question if one.item is None else f"{one.question}.{one.item}"


def line_of(one: Topline) -> str:
    """Return what was answered, in one line: the base, each answer that was found, and what is outside the base."""
    if not one.is_in_file and one.not_asked == one.analysed:
        return "not asked"
    if not one.is_in_file:
        return "no such column in the file"
    parts = [f"base {one.base:,}"]
    if one.number_of_values is not None:
        values = ", ".join(f"{name} {value}" for name, value in one.values.items())
        parts.append(f"n {one.number_of_values:,}{', ' if values else ''}{values}")
    found = [f"{a.answer} {a.count:,} ({percent(one, a)})" for a in one.answers if a.count]
    parts += [", ".join(found)] if found else []
    outside = [f"{getattr(one, kind):,} {kind.replace('_', ' ')}" for kind in OUTSIDE if getattr(one, kind)]
    return "; ".join([*parts, *outside])


def percent(one: Topline, answer: AnswerCount) -> str:
    """Return an answer's share of the base as people read it; one that is not 0 or 100% is never written so.

    Args:
        one: The topline of the answer.
        answer: One of its answers.
    """
    share = one.share(answer)
    if share is None:
        return ""
    return f"{decimal(100 * share, 0) if share in (0, 1) else readable_decimal(100 * share, 1)}%"


def _rows(one: Topline) -> Iterator[Row]:
    start = (one.wave, one.group or "", one.question, one.item or "")
    for answer in one.answers:
        share = one.share(answer)
        kind = "dont_know" if answer.is_dont_know else "answer"
        cell = "" if share is None else decimal(100 * share, PLACES)
        yield (*start, kind, answer.answer, answer.count, one.base, cell)
    if one.number_of_values is not None:
        yield (*start, "values", "", one.number_of_values, one.base, "")
    for name, value in one.values.items():
        yield (*start, name, value, None, one.base, "")
    for kind in OUTSIDE:
        yield (*start, kind, "", getattr(one, kind), None, "")


def _as_object(one: Topline) -> dict[str, Any]:
    return {
        "wave": one.wave,
        "group": one.group,
        "question": one.question,
        "item": one.item,
        "is_in_file": one.is_in_file,
        "analysed": one.analysed,
        "base": one.base,
        "answers": [
            {
                "answer": a.answer,
                "is_dont_know": a.is_dont_know,
                "count": a.count,
                "share": None if (share := one.share(a)) is None else decimal(100 * share, PLACES),
            }
            for a in one.answers
        ],
        "number_of_values": one.number_of_values,
        "values": dict(one.values),
        **{kind: getattr(one, kind) for kind in OUTSIDE},
    }


def _skipped(read: ReadSurvey) -> Iterator[str]:
    """Yield a line per kind of thing that was read and is not counted."""
    if not read.is_skip_logic_known:
        yield WITHOUT_SKIP_LOGIC
    left_out = read.left_out
    kinds: Sequence[tuple[int, str]] = (
        (left_out.only, "units of the register left out by only"),
        (left_out.others, "units of the register in no group"),
        *((number, f"rows of {file} left out with their units") for file, number in left_out.rows.items()),
    )
    yield from (f"skipped: {number:,} {what}" for number, what in kinds if number)
