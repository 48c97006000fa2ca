"""The shipped report holds to its rules: every figure leads to its finding, every finding is mentioned, no bare number."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import inflect
import pytest
import yaml

from egyv_engine.pipeline.run import Outputs, evaluate_files
from egyv_engine.publish.markdown import render_markdown
from egyv_engine.publish.report_json import render_report_json

ROOT = Path(__file__).parents[2]
Row = dict[str, str]
LOWER = {"strategy_no_role", "engagement_poor", "pathway_ineffective"}
WORDING: dict[str, Any] = yaml.load((ROOT / "reports" / "wording.yaml").read_text(), yaml.BaseLoader)


@pytest.fixture(scope="session")
def outputs(shipped: Mapping[PurePosixPath, bytes]) -> Outputs:
    return evaluate_files(shipped)


@pytest.fixture(scope="session")
def report(outputs: Outputs) -> dict[str, Any]:
    assert outputs.report is not None
    made: dict[str, Any] = json.loads(render_report_json(outputs.report))
    return made


def blocks(report: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for chapter in report["chapters"]:
        for section in chapter["sections"]:
            for block in section["blocks"]:
                yield chapter, block


def sentences(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for _, block in blocks(report):
        yield from block.get("sentences", [])


def text(sentence: dict[str, Any]) -> str:
    return "".join(n.get("text") or n.get("term") or n["said"] for n in sentence["nodes"])


def resolve(ref: str, tables: Mapping[str, list[Row]]) -> str | None:
    """The value a figure's path leads to, from the CSV tables; None for paths of another kind."""
    owner, _, rest = ref.partition("#")
    at, _, name = rest.rpartition(".")
    findings = [r for r in tables["findings"] if r["finding"] == owner]
    if findings and ":" in at:
        (row,) = [r for r in findings if f"{r['from_wave']}:{r['to_wave']}" == at]
        once = {"answered_before_only": "from_base", "answered_after_only": "to_base"}
        if name in once:
            return str(int(row[once[name]]) - int(row["matched"]))
        return str(abs(int(row[name])))
    if findings:
        (level,) = [r for r in tables["ledger"] if (r["finding"], r["wave"]) == (owner, at)]
        if name == "count_high":
            return str(int(level["count"]) + int(level["asked"]) - int(level["base"]))
        return level[name]
    if (
        owner.startswith("@")
        and ":" not in at
        and name in ("surveyed", "returned", "analysed", "not_analysed")
    ):
        cohort = owner[1:]
        first = next(r["finding"] for r in tables["findings"] if r["cohort"] == cohort)
        (level,) = [r for r in tables["ledger"] if (r["finding"], r["wave"]) == (first, at)]
        if name == "not_analysed":
            return str(int(level["returned"]) - int(level["analysed"]))
        return level[name]
    if ":" in at:
        return counted(owner, at, name, tables["findings"])
    if owner.startswith("recommendations@"):
        return recommended(owner.partition("@")[2], rest, tables["recommendations"])
    return None


def counted(owner: str, at: str, name: str, findings: list[Row]) -> str | None:
    """Findings of a basket, principle or cohort with a verdict, or that rose, fell or stayed."""
    path, _, cohort = owner.partition("@")
    chosen = [
        r
        for r in findings
        if r["cohort"] == cohort
        and f"{r['from_wave']}:{r['to_wave']}" == at
        and path in ("", r["principle"], f"{r['principle']}.{r['indicator']}")
    ]
    compared = [r for r in chosen if r["verdict"] != "not_comparable"]
    signs = [(int(r["net"]) > 0) - (int(r["net"]) < 0) for r in compared]
    known = {
        "total": len(chosen),
        "compared": len(compared),
        "rose": signs.count(1),
        "fell": signs.count(-1),
        "steady": signs.count(0),
        "open": sum(r["certainty"] == "open" for r in compared),
        "not_asked": sum(r["reason"] == "not_asked" for r in chosen),
        "first_asked": sum(r["reason"] == "not_asked" and r["to_base"] not in ("", "0") for r in chosen),
        **{v: sum(r["verdict"] == v for r in chosen) for v in ("improved", "declined", "unchanged")},
    }
    return str(known[name]) if name in known else None


def recommended(cohort: str, name: str, rows: list[Row]) -> str | None:
    (total,) = [r for r in rows if r["cohort"] == cohort and r["principle"] == "all"]
    if name.endswith(".percent"):
        share = 100 * int(total[name.removesuffix(".percent")]) / int(total["total"])
        return str(int(share + 0.5))
    return total.get(name)


def test_figures_lead_to_the_values_of_the_tables(
    report: dict[str, Any], tables: Mapping[str, list[Row]]
) -> None:
    wrong, checked, other = [], 0, set()
    for sentence in sentences(report):
        for node in sentence["nodes"]:
            if "figure" in node:
                value = resolve(node["figure"], tables)
                if value is None:
                    other.add(node["figure"])
                    continue
                checked += 1
                if value != node["value"]:
                    wrong.append((node["figure"], node["value"], value, text(sentence)))
    assert wrong == []
    assert checked > 800
    # paths of the programme itself, of interviews and of rules' thresholds
    assert {re.sub(r"^.*#", "#", ref) for ref in other} <= {
        *("#principles", "#indicators", "#findings", "#surveyed", "#waves", "#minimum.matched", "#open"),
        *("#total", "#units", "#threshold", "#parts"),
        *("#partners.first_asked", "#pathways.first_asked"),
    }


def test_templates_write_no_number(report: dict[str, Any]) -> None:
    words = re.compile(
        rf"(?<![\w-])({'|'.join(map(re.escape, WORDING['number_words']))})(?![\w-])", re.IGNORECASE
    )
    allowed = re.compile(r"\b(one of|one another|no one)\b", re.IGNORECASE)
    for sentence in sentences(report):
        for node in sentence["nodes"]:
            if "text" in node:
                assert not re.search(r"\d", node["text"]), text(sentence)
                assert not words.search(allowed.sub("", node["text"])), text(sentence)


def test_no_sentence_compares_cohorts(report: dict[str, Any]) -> None:
    for sentence in sentences(report):
        for part in re.split(r"(?<=\.) ", text(sentence)):
            assert not ("2012 cohort" in part and "2014 cohort" in part), part


def test_figures_say_what_their_value_is(report: dict[str, Any]) -> None:
    """In words, in digits with thousands apart, as a percentage, or as none and no."""
    for sentence in sentences(report):
        for node in sentence["nodes"]:
            if "figure" in node:
                value, said = node["value"], node["said"].lower()
                allowed = {f"{int(value):,}", f"{value}%", str(inflect.engine().number_to_words(value))}
                allowed |= {"none", "no"} if value == "0" else set()
                assert said in allowed, node


def test_every_finding_is_mentioned(report: dict[str, Any], tables: Mapping[str, list[Row]]) -> None:
    mentioned = {f for _, block in blocks(report) for f in block.get("mentions", [])}
    assert mentioned == {r["finding"] for r in tables["findings"]}


def test_chapters_of_principles_show_a_fall_or_else_a_gap(
    outputs: Outputs, tables: Mapping[str, list[Row]]
) -> None:
    """Of each cohort: something that declined; where nothing did, something that few have and that did not move."""
    assert outputs.report is not None
    checked = set()
    for chapter in outputs.report.chapters:
        principle = chapter.id.removeprefix("principle.")
        mentioned = {f for s in chapter.sentences() for f in s.mentions}
        for cohort in ("2012", "2014"):
            found = [r for r in tables["findings"] if (r["principle"], r["cohort"]) == (principle, cohort)]
            fell = {r["finding"] for r in found if r["verdict"] == "declined"}
            gaps = {
                r["finding"]
                for r in found
                if r["verdict"] == "unchanged"
                and 4 * int(r["to_count"]) < int(r["to_base"])
                and r["indicator"] not in LOWER
            }
            shown = fell or gaps
            if shown:
                assert shown & mentioned, (principle, cohort)
                checked.add((principle, cohort, "fell" if fell else "gap"))
    assert len(checked) >= 9
    assert {kind for _, _, kind in checked} == {"fell", "gap"}


def test_sentences_of_small_bases_have_no_word_of_quantity(report: dict[str, Any]) -> None:
    """With fewer than five in the base a count stands alone; no sentence says "most" or "few" of units at all."""
    quantity = re.compile(
        r"\b(most|many|few|some|several|majority|minority) (of )?(the )?areas\b", re.IGNORECASE
    )
    for sentence in sentences(report):
        if sentence["kind"] not in ("evidence", "text"):
            assert not quantity.search(text(sentence)), text(sentence)


def test_notice_stands_in_both_forms_of_the_report(outputs: Outputs, report: dict[str, Any]) -> None:
    assert outputs.report is not None
    assert outputs.report.notice is not None
    assert report["notice"] == outputs.report.notice
    assert outputs.report.notice in render_markdown(outputs.report).decode()


def test_tables_of_findings_mark_published_counts(outputs: Outputs, report: dict[str, Any]) -> None:
    """As many marks as published counts that agree, and that differ; a count published twice may have both."""
    cells = [c for _, b in blocks(report) if "rows" in b for row in b["rows"] for c in row]
    for mark, agrees in (("●", True), ("◆", False)):
        counts = {(p.finding, p.wave) for p in outputs.supplements.published if p.agrees == agrees}
        assert sum(mark in c for c in cells) == len(counts) > 0
