"""Builds a programme of a few questions from columns of answers, with the shipped phrases, and reads its report."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from egyv_engine.model.report import Paragraph, Table
from egyv_engine.narrative.blocks import needs
from egyv_engine.narrative.blocks.registry import registered_blocks
from egyv_engine.pipeline.run import Outputs, evaluate_files

ROOT = Path(__file__).parents[2]
WAVES = {"before": "before", "after": "after"}
MORE = "{judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}"
CHAPTERS = {
    "id: summary, title: Summary": ("overall", "headline", "limitations", "first_asked_list"),
    "id: lists, title: Lists": ("largest_improvements", "declines", "gaps, heading: Gaps that stayed"),
    "id: leads, for_each: principle": ("principle_summary",),
    "id: principle, for_each: principle": ("cohort", "first_asked", "series"),
    "id: tables, title: Tables, annex: true": ("baskets_table",),
}
Answers = Mapping[str, Mapping[str, Sequence[str]]]  # by wave and column


def answers(yes: int, no: int, blank: int = 0, dont_know: int = 0) -> list[str]:
    """So many answers of each kind, in this order."""
    return ["Yes"] * yes + ["No"] * no + [""] * blank + ["Don't know"] * dont_know


def evaluated(
    indicators: str,
    given: Answers,
    *,
    questions: str = "",
    items: Mapping[str, str] | None = None,
    waves: Mapping[str, str] = WAVES,
    pairs: Sequence[tuple[str, str]] = (("before", "after"),),
    criterion: str = MORE,
    unit: str = "{one: club, many: clubs}",
    blocks: str | None = None,
    minimum: int = 3,
    missing: str = "blanks",
    returned: str | None = None,
) -> Outputs:
    """Evaluate a programme.

    Args:
        indicators: The indicators of its only principle, as YAML.
        given: The answers.
        questions: The questions; by default a scale of yes and no for every column.
        items: The labels of the items of the basket `things`.
        waves: The labels of the waves.
        pairs: The comparisons.
        criterion: The criterion, as YAML.
        unit: The words for units.
        blocks: The chapters of the report; by default every block that the programme has something for.
        minimum: The smallest number of matched units for a verdict, and the smallest base for words.
        missing: The outcomes that could have gone either way.
        returned: Who returned the survey of a wave, as YAML; by default every unit.
    """
    columns = next(iter(given.values()))
    size = max(len(each) for columns in given.values() for each in columns.values())
    ids = [f"u{number:04}" for number in range(size)]
    asked = questions or "".join(f"  - {{id: {name}, asks: A, scale: yes_no}}\n" for name in columns)
    listed = ", ".join(f"{name}: {{label: '{label}'}}" for name, label in (items or {}).items())
    reply = "" if returned is None else f", returned: {returned}"
    declared = "".join(
        f"  - {{id: {w}, label: {label}, answers: surveys/{w}.csv{reply}}}\n" for w, label in waves.items()
    )
    compared = ", ".join(f"{{from: {a}, to: {b}}}" for a, b in pairs)
    texts = {
        "programme.yaml": f"language: 2\nprogramme: Clubs\nunit: {unit}\nregister: {{file: surveys/units.csv, key: unit}}\n"
        f"waves:\n{declared}comparisons: [{compared}]\nprinciples: [main]\nmissing: {missing}\ndefault_criterion: more\n"
        f"minimum: {{matched: {minimum}, base_for_words: {minimum}, base_for_percentages: 30, coverage: 0.6}}\n",
        "principles/main.yaml": f"title: Clubs plan\nwhat_good_looks_like: They plan.\nindicators:\n{indicators}",
        "rules/criteria.yaml": f"criteria: {{more: {criterion}}}\n",
        "rules/scales.yaml": "defaults: {dont_know: [Don't know]}\nscales: {yes_no: ['No', 'Yes']}\n",
        "surveys/instrument.yaml": f"questions:\n{asked}",
        "surveys/units.csv": "unit\n" + "".join(f"{unit_id}\n" for unit_id in ids),
        "reports/report.yaml": f"title: Clubs\n{_chapters(waves, pairs, items) if blocks is None else blocks}",
        "reports/wording.yaml": (ROOT / "reports" / "wording.yaml").read_text(encoding="utf-8"),
        **{f"surveys/{wave}.csv": _csv(ids, columns) for wave, columns in given.items()},
    }
    if items:
        texts["rules/baskets.yaml"] = f"baskets: {{things: {{label: things, items: {{{listed}}}}}}}\n"
    outputs = evaluate_files({PurePosixPath(name): text.encode() for name, text in sorted(texts.items())})
    assert outputs.report is not None, outputs.diagnostics
    return outputs


def _chapters(
    waves: Mapping[str, str], pairs: Sequence[tuple[str, str]], items: Mapping[str, str] | None
) -> str:
    """The chapters with the blocks for which the programme declares enough."""
    is_declared = {needs.COMPARISONS: bool(pairs), needs.SERIES: len(waves) > 2, needs.BASKETS: bool(items)}
    text = "chapters:\n"
    for chapter, blocks in CHAPTERS.items():
        shown = [b for b in blocks if all(map(is_declared.get, registered_blocks()[b.split(",")[0]].needs))]
        if shown:
            text += f"  - {{{chapter}, blocks: [{', '.join(f'{{show: {b}}}' for b in shown)}]}}\n"
    return text


def _csv(ids: Sequence[str], columns: Mapping[str, Sequence[str]]) -> str:
    rows = [",".join(["unit", *columns])]
    rows += [",".join(row) for row in zip(ids, *columns.values(), strict=False)]  # others have no row
    return "\n".join(rows) + "\n"


def paragraphs_of(outputs: Outputs, chapter_id: str, section: str) -> list[str]:
    """The paragraphs of a section, each with the words in bold before it."""
    assert outputs.report is not None
    return [
        f"{block.lead}: {block.text}" if block.lead else block.text
        for chapter in outputs.report.chapters
        if chapter.id.split(".")[0] == chapter_id
        for each in chapter.sections
        if each.id == section
        for block in each.blocks
        if isinstance(block, Paragraph)
    ]


def table_of_findings(outputs: Outputs) -> Table:
    """The only table of the annex with every finding."""
    assert outputs.report is not None
    (table,) = [
        block
        for chapter in outputs.report.chapters
        if chapter.id == "annex_findings"
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    return table
