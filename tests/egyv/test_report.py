"""The shipped report holds to its rules: every figure leads to its finding, every finding is mentioned, no bare number."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import inflect
from click.testing import CliRunner

from egyv_engine.cli.main import main
from egyv_engine.narrative.wording import shipped_wording
from egyv_engine.pipeline.run import Outputs
from egyv_engine.publish.markdown import render_markdown
from tests.egyv.figure_paths import SCORED, Row, resolve

ROOT = Path(__file__).parents[2]
LOWER = {"strategy_no_role", "engagement_poor", "pathway_ineffective"}


def blocks(report: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for chapter in report["chapters"]:
        for section in chapter["sections"]:
            for block in section["blocks"]:
                yield chapter, block


def sentences(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for _, block in blocks(report):
        yield from block.get("sentences", [])


def text(sentence: dict[str, Any]) -> str:
    return "".join(n.get("text") or n.get("term") or n.get("written") or "" for n in sentence["nodes"])


def test_report_passes_its_own_measures() -> None:
    """No sentence too long, no claim without its base or caveat, every point shown, a body that can be read."""
    ended = CliRunner().invoke(main, ["readability", str(ROOT), "--format", "json"])
    assert ended.exit_code == 0, ended.output
    measured = json.loads(ended.output)["claim_checks"]
    assert (measured["points_shown"], measured["points"]) == (150, 150)
    assert measured["body_words"] <= 9050


def test_figures_lead_to_the_values_of_the_tables(
    report: dict[str, Any], tables: Mapping[str, list[Row]]
) -> None:
    wrong, checked, other = [], 0, set()
    for sentence in sentences(report):
        for node in sentence["nodes"]:
            for ref in (node[name] for name in ("figure", "also") if name in node):
                value = resolve(ref, tables)
                if value is None:
                    other.add(ref)
                    continue
                checked += 1
                if value != node["value"]:
                    wrong.append((ref, node["value"], value, text(sentence)))
    assert wrong == []
    assert checked > 600
    # paths of the programme itself, of interviews and of rules' thresholds
    assert {re.sub(r"^.*#", "#", ref) for ref in other if not ref.startswith("fact.")} <= {
        *("#principles", "#indicators", "#findings", "#surveyed", "#waves", "#minimum.matched", "#open"),
        *("#gap.below", "#gap.below_of", "#measures.number"),
        *(
            f"#{wave}.measures_{of}"
            for wave in ("baseline", "followup")
            for of in ("base", "in_part", "met_5", "fewest", "middle", "most")
        ),
        *("#total", "#units", "#members", "#threshold", "#parts"),
        *("#partners.first_asked", "#pathways.first_asked", "#shown"),
        *("#exact_tests", "#exact_tests.limit", "#exact_tests.smallest"),
        *(
            f"#{wave}.score_{at}"
            for wave in ("baseline", "followup")
            for at in ("lowest", "middle", "highest")
        ),
        *("#baseline.scored", "#followup.scored"),
        *(f"#baseline:followup.scored_{name}" for name in ("both", "higher", "lower")),
        *(f"#baseline:followup.{name}" for name in ("far", "items", "tied")),
        "#followup.tied",
    }


def test_templates_write_no_number(report: dict[str, Any]) -> None:
    words = re.compile(
        rf"(?<![\w-])({'|'.join(map(re.escape, shipped_wording().number_words))})(?![\w-])", re.IGNORECASE
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
    """In words, in digits with thousands separators, as a percentage, or as none and no."""
    for sentence in sentences(report):
        for node in sentence["nodes"]:
            if "figure" in node:
                value, written = node["value"], node["written"].lower()
                if node["figure"].startswith("fact."):
                    continue
                if not value.isdigit():
                    assert written == f"{value}%", node
                    continue
                allowed = {f"{int(value):,}", f"{value}%", str(inflect.engine().number_to_words(value))}
                allowed |= {"none", "no"} if value == "0" else set()
                assert written in allowed, node


def test_every_finding_is_mentioned(report: dict[str, Any], tables: Mapping[str, list[Row]]) -> None:
    mentioned = {f for _, block in blocks(report) for f in block.get("mentions", [])}
    assert mentioned == {r["finding"] for r in tables["findings"]}


def test_chapters_of_principles_show_a_fall_or_else_a_gap(
    outputs: Outputs, tables: Mapping[str, list[Row]]
) -> None:
    """The headline names, for each cohort, a decline; if there is none, something that few have and that did not move."""
    assert outputs.report is not None
    checked = set()
    for chapter in outputs.report.chapters:
        principle = chapter.id.removeprefix("principle.")
        mentioned = {f for s in chapter.sentences() for f in s.mentions}
        for cohort in ("2012", "2014"):
            found = [r for r in tables["findings"] if (r["principle"], r["cohort"]) == (principle, cohort)]
            found = [r for r in found if r["indicator"] in SCORED]
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
    assert len(checked) >= 8
    assert {kind for _, _, kind in checked} == {"fell", "gap"}


def test_sentences_of_small_bases_have_no_word_of_quantity(report: dict[str, Any]) -> None:
    """With fewer than five in the base a count has no band; no sentence says "most" or "few" of units at all."""
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
    """The annex has as many marks as published counts agree or differ; a count published twice may have both."""
    cells = [
        cell
        for chapter, block in blocks(report)
        if chapter["id"] == "annex_findings"
        for row in block["rows"]
        for cell in row
    ]
    marks = [mark for cell in cells if cell and "marks" in cell for mark in cell["marks"]]
    for mark, outcome in (("agrees", "agree"), ("differs", "differ")):
        counts = {(p.finding, p.wave) for p in outputs.supplements.published if p.outcome == outcome}
        assert marks.count(mark) == len(counts) > 0
