"""Holds docs/ to the code: the programme in language.md, its tables of keys, the modules in architecture.md."""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from egyv_engine.diagnostics.catalogue import CATALOGUE
from egyv_engine.model import conditions as c
from egyv_engine.model import documents as d
from egyv_engine.model import facts_document as f
from egyv_engine.model import glossary_document as g
from egyv_engine.model import records_document as r
from egyv_engine.model import report_document as w
from egyv_engine.model import selection_document as s
from egyv_engine.model.arithmetic import OPERATORS
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.language import Language
from egyv_engine.model.shapes import keys
from egyv_engine.model.sources import Source, Sourced
from egyv_engine.narrative.blocks.registry import registered_blocks
from egyv_engine.narrative.own_text.agreements import Agreement
from egyv_engine.narrative.own_text.text_facts import TextFacts
from egyv_engine.narrative.templates.fact_types import fact_names
from egyv_engine.pipeline.run import Until, check_files, evaluate_files, run
from tests import column_docs
from tests.csv_files import tables_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ENGINE = ROOT / "engine" / "egyv_engine"
LANGUAGE = (DOCS / "language.md").read_text(encoding="utf-8")
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
NOTES = sorted((DOCS / "decisions").glob("*.md"))
BLOCKS = re.findall(r"^```(\S[^\n]*)\n(.*?)^```", LANGUAGE, re.DOTALL | re.MULTILINE)
RULES = PurePosixPath("principles/1-reading.yaml")  # where the pieces of language.md are put

# The heading of each table of keys, and what it describes.
RECORDS: dict[str, type[Frozen]] = {
    "programme.yaml": d.ProgrammeFile,
    "unit": d.Unit,
    "register": d.Register,
    "an attribute": d.DeclaredAttribute,
    "cohorts": d.Cohorts,
    "a group": d.CohortGroup,
    "a wave": d.Wave,
    "retrospective": d.Retrospective,
    "a comparison": d.Comparison,
    "reconstructed": d.Reconstructed,
    "minimum": d.Minimum,
    "accepted_warnings": d.AcceptedWarning,
    "source": Source,
    "scales.yaml": d.ScalesFile,
    "defaults": d.ScaleDefaults,
    "a scale": d.Scale,
    "baskets.yaml": d.BasketsFile,
    "a basket": d.Basket,
    "an item": d.Item,
    "instrument.yaml": d.InstrumentFile,
    "a question": d.Question,
    "not_asked": d.NotAsked,
    "comparable": d.Comparable,
    "a principle": d.Principle,
    "an indicator": d.Indicator,
    "quantile_of": c.Quantile,
    "target": d.Target,
    "says": d.Says,
    "criteria.yaml": d.CriteriaFile,
    "a criterion": d.Criterion,
    "improved": d.Improved,
    "declined": d.Declined,
    "scoring.yaml": d.ScoringFile,
    "scores": d.Scores,
    "selection.yaml": s.SelectionFile,
    "a selection": s.Selection,
    "rank_by": s.RankBy,
    "mean_of": s.MeanOf,
    "records.yaml": r.RecordsFile,
    "recommendations": r.Recommendations,
    "status": r.Status,
    "reason": r.Reason,
    "evidence": r.Evidence,
    "evidence.principle": r.EvidencePrinciple,
    "evidence.cohort": r.EvidenceCohort,
    "evidence.items": r.EvidenceItems,
    "a theme": r.Theme,
    "interviews": r.Interviews,
    "published": r.PublishedFigures,
    "differences": r.Differences,
    "files.yaml": d.FilesFile,
    "a data file": d.DataFile,
    "rows": d.RowsKept,
    "of_several_rows": d.OneOfSeveralRows,
    "answers": d.AnswersSource,
    "report.yaml": w.ReportFile,
    "contact": w.Contact,
    "a chapter": w.ChapterPlan,
    "every block": w.BlockOptions,
    "wording.yaml": w.WordingFile,
    "agreed_when": Agreement,
    "facts.yaml": f.FactsFile,
    "a cited source": f.CitedSource,
    "a fact": f.Fact,
    "glossary.yaml": g.GlossaryFile,
    "a word": g.GlossaryTerm,
    "language": Language,
}


def programme() -> dict[PurePosixPath, bytes]:
    """The files of the programme that language.md makes up."""
    files = {}
    for kind, text in BLOCKS:
        first = text.partition("\n")[0].removeprefix("# ")
        if kind == "yaml" and first.endswith(".yaml"):
            files[PurePosixPath(first)] = text.encode()
        elif kind.startswith("csv surveys/"):
            files[PurePosixPath(kind.removeprefix("csv "))] = text.encode()
    return files


def pieces(first: str) -> list[str]:
    """The entries of the one block of conditions that starts with this comment."""
    (text,) = (text for kind, text in BLOCKS if kind == "yaml" and text.startswith(f"# {first}\n"))
    return [line.removeprefix("- ") for line in text.splitlines()[1:]]


def codes_of(counts: str, repeated: str = "") -> list[str]:
    """Return the codes reported for the programme with one more indicator."""
    more = f"  - id: one_more\n    title: One more\n{repeated}    met_when: {counts}\n    direction: none\n    says: {{units: '{{{{ item }}}}', items: '{{{{ were }}}}'}}\n"
    if not repeated:
        more = more.replace("'{{ item }}', items: '{{ were }}'", "counted")
    files = programme()
    return [x.code for x in check_files({**files, RULES: files[RULES] + more.encode()})]


def rows_under(heading: str) -> dict[str, list[str]]:
    """The table of keys of what a heading names: each key's other cells."""
    return table_after(f"Keys of {heading}")


def table_after(heading: str) -> dict[str, list[str]]:
    """The table under a heading: each key's other cells."""
    part = LANGUAGE.partition(f"\n### {heading}\n")[2].partition("\n#")[0]
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", part, re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split(" | ")] for name, rest in rows}


def test_programme_of_the_language_page_has_no_fault_and_evaluates() -> None:
    files = programme()
    assert len(files) == 23
    assert check_files(files) == []
    found = tables_of(evaluate_files(files))
    assert found is not None
    assert all(len(data.splitlines()) > 1 for data in found.values())


def test_findings_shown_on_the_language_page_are_those_found() -> None:
    (shown,) = (text for kind, text in BLOCKS if kind == "csv findings")
    found = tables_of(evaluate_files(programme()))
    assert found is not None
    rows = {row["finding"]: row for row in csv.DictReader(io.StringIO(found["findings"].decode()))}
    for row in csv.DictReader(io.StringIO(shown)):
        assert {name: rows[row["finding"]][name] for name in row} == row


@pytest.mark.parametrize("counts", pieces("conditions"))
def test_conditions_of_the_language_page_are_taken(counts: str) -> None:
    assert codes_of(counts) == []


@pytest.mark.parametrize("counts", pieces("conditions for_each: indoors"))
def test_repeated_conditions_of_the_language_page_are_taken(counts: str) -> None:
    assert codes_of(counts, "    for_each: indoors\n") == []


@pytest.mark.parametrize("counts", pieces("refused"))
def test_conditions_the_language_page_calls_refused_have_the_code_beside_them(counts: str) -> None:
    assert codes_of(counts) == [counts.partition("# ")[2]]


def test_warnings_that_the_language_page_accepts_by_comments_are_accepted() -> None:
    (block,) = (text for kind, text in BLOCKS if kind == "yaml" and text.startswith("# accepted warnings\n"))
    conditions = "".join(f"        {line}\n" for line in block.splitlines()[1:])
    more = f"  - id: one_more\n    title: One more\n    met_when:\n      all:\n{conditions}    says: {{units: counted}}\n"
    files = programme()
    checked = run({**files, RULES: files[RULES] + more.encode()}, until=Until.DATA)
    assert checked.diagnostics == ()
    assert [a.diagnostic.code for a in checked.accepted] == ["EGY411", "EGY411"]


def test_warnings_that_the_language_page_accepts_in_programme_yaml_are_accepted() -> None:
    (block,) = (text for kind, text in BLOCKS if kind == "yaml" and text.startswith("accepted_warnings:\n"))
    files = programme()
    file, scales = PurePosixPath("programme.yaml"), PurePosixPath("rules/scales.yaml")
    unused = b"  colours: [Red, Blue]\n  sizes: [Small, Large]\n"
    checked = run(
        {**files, file: files[file] + block.encode(), scales: files[scales] + unused}, until=Until.DATA
    )
    assert checked.diagnostics == ()
    assert [a.diagnostic.code for a in checked.accepted] == ["EGY418", "EGY418"]


@pytest.mark.parametrize("heading", RECORDS)
def test_table_of_keys_is_that_of_the_model(heading: str) -> None:
    rows = rows_under(heading)
    known = {
        k.name: k for k in keys(RECORDS[heading]) if k.field not in Sourced.__annotations__ or k.required
    }
    assert set(rows) == set(known)
    assert {n for n, (_, default, _) in rows.items() if default == "required"} == {
        n for n, k in known.items() if k.required
    }


def test_every_table_of_keys_is_compared_with_the_model() -> None:
    assert set(re.findall(r"^### Keys of (.*)$", LANGUAGE, re.MULTILINE)) == set(RECORDS)


def test_kinds_of_block_are_those_of_the_code() -> None:
    blocks = LANGUAGE.partition("### Kinds of block")[2].partition("\n#")[0]
    own = {
        name: set(re.findall(r"`(\w+)`", options))
        for names, options in re.findall(r"^\| (`[^|]*) \| [^|]* \|(?: ([^|]*))? \|$", blocks, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", names)
    }
    of_every = {k.name for k in keys(w.BlockOptions)}
    assert own == {
        name: {k.name for k in keys(block.options) if k.name not in of_every}
        for name, block in registered_blocks().items()
    }
    options = {k.name: k for block in registered_blocks().values() for k in keys(block.options)}
    described = table_after("Options of blocks")
    assert set(described) == set(options) - of_every
    assert {n for n, (_, default, _) in described.items() if default == "required"} == {
        n for n in described if options[n].required
    }
    facts_of_text = LANGUAGE.partition("### Facts of a text\n")[2].partition(".\n")[0]
    assert tuple(re.findall(r"`(\w+)`", facts_of_text)) == fact_names(TextFacts)


def test_tables_of_columns_and_claims_are_those_of_the_declarations() -> None:
    assert column_docs.with_tables(LANGUAGE) == LANGUAGE, "run: python -m tests.column_docs"


@pytest.mark.parametrize(
    "path", [DOCS / "language.md", DOCS / "architecture.md", DOCS / "python.md", *NOTES], ids=lambda p: p.name
)
def test_codes_and_links_of_a_page_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"EGY\d{3}", text)) <= set(CATALOGUE)
    headings = {
        re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, part = link.partition("#")
        assert file.startswith("https:") or not file or (path.parent / file).exists(), link
        assert file or part in headings, link


def test_architecture_names_every_module_and_no_other() -> None:
    there = {
        p.relative_to(ENGINE).as_posix()
        for p in ENGINE.rglob("*.py")
        if p.name not in ("__init__.py", "__main__.py")
    }
    named = re.findall(r"^\| `([\w/]+\.py)` \|", ARCHITECTURE, re.MULTILINE)
    assert sorted(named) == sorted(there)


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [p.name[:5] for p in NOTES] == [f"{n:04}-" for n in range(1, len(NOTES) + 1)]
    for path in NOTES:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {int(path.name[:4])}. "), path
        assert [line for line in lines if line.startswith("**")] != [], path


@pytest.mark.parametrize(
    ("heading", "known"),
    [("comparator", COMPARATORS), ("operator", OPERATORS), ("left side", c.SIDES)],
    ids=["comparators", "operators", "left sides"],
)
def test_language_lists_every_part_of_a_condition_and_no_other(
    heading: str, known: Mapping[str, object]
) -> None:
    (table,) = re.findall(rf"^\| {heading} \|.*?\n\n", LANGUAGE, re.DOTALL | re.MULTILINE)
    cells = [row.split("|")[1] for row in table.strip().splitlines()[2:]]
    named = [name for cell in cells for name in re.findall(r"`(\w+)", cell) if name != "wave"]
    assert list(dict.fromkeys(named)) == list(known)
