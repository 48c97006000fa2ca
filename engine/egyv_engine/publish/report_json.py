"""The report model as JSON: chapters, sections, paragraphs, and sentences as nodes, each figure with its path."""

import json
from typing import Any

from egyv_engine.model.report import Figure, Node, Paragraph, Report, Table, Term, Text

VERSION = 1


def render_report_json(report: Report) -> bytes:
    """UTF-8 JSON; `version` is that of this form."""
    made = {
        "version": VERSION,
        "title": report.title,
        "notice": report.notice,
        "chapters": [
            {
                "id": chapter.id,
                "title": chapter.title,
                "annex": chapter.annex,
                "sections": [
                    {"id": s.id, "heading": s.heading, "blocks": [_block(b) for b in s.blocks]}
                    for s in chapter.sections
                ],
            }
            for chapter in report.chapters
        ],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


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
        case Figure(ref=ref, value=value, text=text):
            return {"figure": ref, "value": value, "said": text}
