"""findings.json: each finding nested into levels, change, certainty and verdict, with a versioned schema."""

from dataclasses import fields
from operator import attrgetter
from typing import Any

from egyv_engine.model.decimals import decimal
from egyv_engine.model.documents import Programme
from egyv_engine.model.findings import REASONS, VERDICTS, Certainty, Change, Finding, Findings, Level
from egyv_engine.publish.json_lines import render_lines

FINDINGS_VERSION = 1
_LEVEL = tuple(f.name for f in fields(Level))
_CERTAINTY = tuple(f.name for f in fields(Certainty))
_CHANGE = ("matched", "gained", "lost", "kept", "never", "net")
_of_change = attrgetter("matched", "gained", "lost", "met_both", "met_neither", "net")


def findings_json(findings: Findings, programme: Programme) -> bytes:
    """The document's bytes. Decimals are numbers with the places of the CSV; null is nothing to state."""
    head = {
        "version": FINDINGS_VERSION,
        "programme": programme.file.programme,
        "notice": programme.file.notice,
    }
    return render_lines(head, "findings", map(_finding, findings.findings))


def findings_schema() -> dict[str, Any]:
    """The JSON Schema of findings.json."""
    text, whole = {"type": ["string", "null"]}, {"type": "integer"}
    level = {
        "type": ["object", "null"],
        "properties": dict.fromkeys(_LEVEL, whole),
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
            "properties": dict.fromkeys(_CHANGE, whole),
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
        "from": _level(f.from_level),
        "to": _level(f.to_level),
        "change": _change(f.change) if f.change else None,
        "verdict": f.verdict,
        "reason": f.reason,
        "care": f.with_caution,
        "certainty": _certainty(f.certainty),
        "p_exact": _number(decimal(f.p_exact, 4)),
        "p_smallest": _number(decimal(f.p_smallest, 4)),
        "score": _number(decimal(f.score, 1)),
        "band": f.band,
        "target_met": f.target_met,
    }


def _change(change: Change) -> dict[str, int]:
    return dict(zip(_CHANGE, _of_change(change), strict=True))


def _level(level: Level | None) -> dict[str, int] | None:
    return None if level is None else dict(zip(_LEVEL, attrgetter(*_LEVEL)(level), strict=True))


def _certainty(certainty: Certainty | None) -> dict[str, str | int] | None:
    return (
        None if certainty is None else dict(zip(_CERTAINTY, attrgetter(*_CERTAINTY)(certainty), strict=True))
    )


def _number(text: str) -> float | None:
    return float(text) if text else None
