"""findings.json: each finding nested into levels, change, certainty and verdict, with a versioned schema."""

import json
from dataclasses import asdict, fields
from typing import Any

from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import REASONS, VERDICTS, Change, Finding, Findings, Level
from egyv_engine.publish.numbers import decimal

FINDINGS_VERSION = 1


def findings_json(findings: Findings, programme: Programme) -> bytes:
    """The document's bytes. Decimals are numbers with the places of the CSV; null is nothing to state."""
    document = {
        "version": FINDINGS_VERSION,
        "programme": programme.file.programme,
        "notice": programme.file.notice,
        "findings": [_finding(f) for f in findings.findings],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def findings_schema() -> dict[str, Any]:
    """The JSON Schema of findings.json."""
    text, whole = {"type": ["string", "null"]}, {"type": "integer"}
    level = {
        "type": ["object", "null"],
        "properties": dict.fromkeys((f.name for f in fields(Level)), whole),
        "additionalProperties": False,
    }
    number = {"type": ["number", "null"]}
    finding = {
        "finding": {"type": "string"},
        "principle": {"type": "string"},
        "indicator": {"type": "string"},
        "item": text,
        "cohort": text,
        "from_wave": text,
        "to_wave": {"type": "string"},
        "from": level,
        "to": level,
        "change": {
            "type": ["object", "null"],
            "properties": dict.fromkeys(("matched", "gained", "lost", "kept", "never", "net"), whole),
            "additionalProperties": False,
        },
        "verdict": {"enum": list(VERDICTS)},
        "reason": {"enum": [*REASONS, None]},
        "care": {"type": "boolean"},
        "certainty": {
            "type": ["object", "null"],
            "properties": {
                "certainty": {"enum": ["firm", "open"]},
                "net_low": whole,
                "net_high": whole,
                "certainty_surveyed": {"enum": ["firm", "open"]},
            },
            "additionalProperties": False,
        },
        "p_exact": number,
        "p_smallest": number,
        "score": number,
        "band": text,
        "target_met": {"type": ["boolean", "null"]},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"findings.json, version {FINDINGS_VERSION}",
        "type": "object",
        "required": ["version", "programme", "notice", "findings"],
        "additionalProperties": False,
        "properties": {
            "version": {"const": FINDINGS_VERSION},
            "programme": {"type": "string"},
            "notice": text,
            "findings": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": list(finding),
                    "additionalProperties": False,
                    "properties": finding,
                },
            },
        },
    }


def _finding(f: Finding) -> dict[str, Any]:
    return {
        "finding": f.finding,
        "principle": f.principle,
        "indicator": f.indicator,
        "item": f.item,
        "cohort": f.cohort,
        "from_wave": f.from_wave,
        "to_wave": f.to_wave,
        "from": asdict(f.from_level) if f.from_level else None,
        "to": asdict(f.to_level) if f.to_level else None,
        "change": _change(f.change) if f.change else None,
        "verdict": f.verdict,
        "reason": f.reason,
        "care": f.care,
        "certainty": asdict(f.certainty) if f.certainty else None,
        "p_exact": _number(decimal(f.p_exact, 4)),
        "p_smallest": _number(decimal(f.p_smallest, 4)),
        "score": _number(decimal(f.score, 1)),
        "band": f.band,
        "target_met": f.target_met,
    }


def _change(change: Change) -> dict[str, int]:
    return {"matched": change.matched, **asdict(change), "net": change.net}


def _number(text: str) -> float | None:
    return float(text) if text else None
