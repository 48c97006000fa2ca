"""Writes the report as JSON: sentences as nodes, tables as typed cells, each figure with its path."""

from collections.abc import Sequence
from typing import Any, assert_never

from egyv_engine.model.decimals import decimal
from egyv_engine.model.report import (
    PLAIN,
    Block,
    BoundNumber,
    Bounds,
    Caveat,
    Cell,
    Chapter,
    Chart,
    ChartRow,
    CountOfBase,
    Figure,
    MarkKey,
    Node,
    NoteMark,
    Paragraph,
    Report,
    Section,
    Sentence,
    Style,
    Table,
    Term,
    Text,
)
from egyv_engine.publish.json_lines import json_text, render_lines
from egyv_engine.publish.table_cells import MARKS, cell_text, figure_text

VERSION = 4


def render_report_json(report: Report) -> bytes:
    """Return UTF-8 JSON; its `version` is that of this form."""
    head = {
        "version": VERSION,
        "title": report.title,
        "notice": report.notice,
        **({"status": report.status} if report.status else {}),
    }
    return render_lines(head, "chapters", (json_text(_chapter(chapter)) for chapter in report.chapters))


def _chapter(chapter: Chapter) -> dict[str, Any]:
    sections = [_section(section) for section in chapter.sections]
    key = [] if chapter.key is None else _key(chapter.key)
    return {
        "id": chapter.id,
        "title": chapter.title,
        "annex": chapter.annex,
        "sections": sections,
        "key": key,
    }


def _key(key: MarkKey) -> list[dict[str, str]]:
    return [
        *({"mark": c.mark, "kind": c.kind, "note": c.note} for c in key.caveats),
        *({"mark": MARKS[p.mark], "kind": p.mark, "note": p.note} for p in key.published),
    ]


def _marks(caveats: Sequence[Caveat]) -> list[dict[str, Any]]:
    return [
        {
            "mark": c.mark,
            "number": None if c.number is None else _node(c.number),
            "comparison": c.comparison or None,
        }
        for c in caveats
    ]


def _section(section: Section) -> dict[str, Any]:
    notes = [{"id": note.id, **_sentence(note.sentence)} for note in section.notes]
    blocks = [_block(block) for block in section.blocks]
    return {
        "id": section.id,
        "heading": section.heading,
        "blocks": blocks,
        **({"notes": notes} if notes else {}),
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
        case _:
            assert_never(block)


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "chart": chart.title,
        "id": chart.id,
        "form": chart.form,
        "series": [{"label": _node(each.label), "is_gap": each.is_gap} for each in chart.series],
        **({"places": [_node(place) for place in chart.places]} if chart.places else {}),
        "axis_end": decimal(chart.axis.end, 0),
        "ticks": [{"at": decimal(at, 0), **(_cell(words) or {})} for at, words in chart.axis.ticks],
        "rows": [_chart_row(row) for row in chart.rows],
        "description": _paragraph(chart.description),
        "table": _table(chart.table),
    }


def _place(value: Figure) -> dict[str, str]:
    """Return where a value is drawn, which is written nowhere."""
    return {"path": value.ref, "value": decimal(value.value, value.places)}


def _chart_row(row: ChartRow) -> dict[str, Any]:
    marks = [
        _node(mark)
        if isinstance(mark, Text)
        else {"series": mark.series, "at": _place(mark.value), "printed": _cell(mark.printed)}
        for mark in row.marks
    ]
    return {
        "label": _cell(row.label),
        **({"heading": _node(row.heading)} if row.heading else {}),
        **({"base": {**_node(row.base[0]), **_figure(row.base[1])}} if row.base else {}),
        "values": marks,
        "joined": row.joined,
        "unjoined": [{"place": place, **_node(why)} for place, why in row.unjoined],
        "marks": _marks(row.caveats),
    }


def _table(block: Table) -> dict[str, Any]:
    return {
        "table": block.title,
        "columns": [
            {"title": c.title, "type": c.type, "unit": c.unit, "marks": _marks(c.caveats)}
            for c in block.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
        "cell_marks": [[_marks(cell) for cell in row] for row in block.cell_caveats],
        "mentions": block.mentions,
        **({"notes": [_sentence(note) for note in block.notes]} if block.notes else {}),
    }


def _paragraph(block: Paragraph) -> dict[str, Any]:
    place = {"number": block.number, "level": block.level, "warning": block.is_warning}
    return {
        "lead": block.lead,
        "bullet": block.bullet,
        **{name: value for name, value in place.items() if value},
        "sentences": [_sentence(sentence) for sentence in block.sentences],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    nodes = [_node(node) for node in sentence.nodes]
    marks = _marks(sentence.caveats)
    return {"kind": sentence.kind, "nodes": nodes, "basis": sentence.basis, "marks": marks}


def _node(node: Node) -> dict[str, Any]:
    match node:
        case Text(text=text, style=style):
            return {"text": text, **_style(style)}
        case Term(text=text, style=style):
            return {"term": text, **_style(style)}
        case BoundNumber(ref=ref, value=value, text=text, style=style, also=also):
            other = {} if also is None else {"also": also}
            return {"figure": ref, **other, "value": value, "written": text, **_style(style)}
        case NoteMark(note=note):
            return {"note": note}
        case _:
            assert_never(node)


def _style(style: Style) -> dict[str, Any]:
    """Return what sets words apart; nothing for plain ones."""
    if style is PLAIN:  # nearly all are
        return {}
    found = {"strong": style.is_strong, "emphasis": style.is_emphasised, "link": style.link}
    return {name: value for name, value in found.items() if value}


def _cell(cell: Cell) -> dict[str, Any] | None:
    match cell:
        case None:
            return None
        case Figure():
            return _figure(cell)
        case Text() | Term():
            return _node(cell)
        case Sentence():
            return {**_sentence(cell), "written": cell.text}
        case CountOfBase(count=count, base=base, share=share, change=change, marks=marks):
            return {
                "count": _figure(count),
                "base": None if base is None else _figure(base),
                **({} if share is None else {"share": _figure(share)}),
                **({} if change is None else {"change": _figure(change)}),
                "marks": marks,
                "written": cell_text(cell),
            }
        case Bounds(word=word, low=low, high=high):
            return {"word": word, "low": _figure(low), "high": _figure(high), "written": cell_text(cell)}
        case _:
            assert_never(cell)


def _figure(figure: Figure) -> dict[str, str]:
    return {
        "figure": figure.ref,
        "value": decimal(figure.value, figure.places),
        "written": figure_text(figure),
    }
