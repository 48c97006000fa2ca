"""The report model as JSON: chapters, sections, paragraphs, and sentences as nodes, each figure with its path."""

from typing import Any

from egyv_engine.model.report import BoundNumber, Chapter, Node, Paragraph, Report, Table, Term, Text
from egyv_engine.publish.json_lines import render_lines

VERSION = 1


def render_report_json(report: Report) -> bytes:
    """UTF-8 JSON; `version` is that of this form."""
    head = {"version": VERSION, "title": report.title, "notice": report.notice}
    return render_lines(head, "chapters", map(_chapter, report.chapters))


def _chapter(chapter: Chapter) -> dict[str, Any]:
    sections = [
        {"id": s.id, "heading": s.heading, "blocks": [_block(b) for b in s.blocks]} for s in chapter.sections
    ]
    return {"id": chapter.id, "title": chapter.title, "annex": chapter.annex, "sections": sections}


def _block(block: Paragraph | Table) -> dict[str, Any]:
    if isinstance(block, Table):
        return {
            "table": block.title,
            "columns": block.columns,
            "rows": block.rows,
            "mentions": block.mentions,
        }
    sentences = [
        {"kind": s.kind, "nodes": [_node(n) for n in s.nodes], "basis": s.basis} for s in block.sentences
    ]
    return {"lead": block.lead, "bullet": block.bullet, "sentences": sentences}


def _node(node: Node) -> dict[str, str]:
    match node:
        case Text(text=text):
            return {"text": text}
        case Term(text=text):
            return {"term": text}
        case BoundNumber(ref=ref, value=value, text=text):
            return {"figure": ref, "value": value, "said": text}
