"""Writes the report as a web page: one file with its style, its script and the explanation of every number."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files as package_files
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from egyv_engine.evaluation import Trace
from egyv_engine.model.findings import VERDICTS
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import (
    Block,
    Chapter,
    Paragraph,
    Report,
    RowFinding,
    Section,
    Table,
    column_groups,
)
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.build import chapter_of_every_finding
from egyv_engine.publish.chart_palette import CHART_STYLE
from egyv_engine.publish.html.explanations import Explanations
from egyv_engine.publish.html.page_links import links_of_page, rows_in
from egyv_engine.publish.html.page_text import PageText
from egyv_engine.publish.svg import svg
from egyv_engine.publish.table_cells import MARKS

# Controls, and marks of direction that a browser would obey.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_WORDS = "page_"  # starts the names of the headings that only the page uses
_NUMERIC = ("count", "count_of_base", "bounds", "decimal")
_VERDICTS = {v: f"verdict_{v}" for v in VERDICTS} | {"not_comparable": "cannot_be_compared"}
FEW_ROWS = 3  # a table of fewer rows need not be sorted


class ItemList(Frozen):
    """Paragraphs that are items of one list. items: each with the lists inside of it."""

    is_ordered: bool
    items: tuple[tuple[Paragraph, "tuple[ItemList, ...]"], ...]


def render_html(
    report: Report,
    inputs: BlockInputs,
    files: Mapping[PurePosixPath, bytes],
    trace: Trace,
    facts: Mapping[str, Any],
) -> bytes:
    """Return the report as a web page in UTF-8: one file that asks nothing of a network and needs no script to be read.

    Args:
        report: The report.
        inputs: What its blocks read: the programme, its results, and its words.
        files: The files of the programme, from which the page cites rules.
        trace: The units behind the counts; it is read where the programme lets the page name units.
        facts: The facts of the run, as the receipt has them.
    """
    every = [RowFinding(f.finding, f.from_wave, f.to_wave) for f in inputs.context.findings.findings]
    chapters = report.chapters
    home = next((c for c in chapters if set(every) <= set(rows_in(c))), None)
    if home is None and every:
        home = chapter_of_every_finding(inputs)
        chapters = (*chapters, home)
    links = links_of_page(chapters, every)
    language = inputs.context.wording.language
    explanations = Explanations(inputs, links, files, trace)
    script = _part("page.js")
    style = f"{_part('page.css')}{_on_paper(report.status)}\n{CHART_STYLE}"
    page = _template().render(
        report=report,
        chapters=chapters,
        home=home,
        links=links,
        text=PageText(links),
        language=language,
        facts=facts,
        inputs=inputs,
        word=inputs.heading,
        principles=[(n, p.title) for n, p in inputs.context.linked.programme.principles.items()],
        cohorts=[(c, inputs.context.cohort_label(c)) for c in inputs.groups if c is not None],
        verdicts=[(v, inputs.heading(_VERDICTS[v])) for v in VERDICTS],
        style=style,
        script=script,
        policy=_policy(style, script),
        is_too_large=explanations.is_too_large,
        data=_json({**explanations.values(), "words": _script_words(inputs), "marks": _marks_of(language)}),
    )
    return (_UNSAFE.sub("\ufffd", page).rstrip("\n") + "\n").encode()


def _on_paper(status: str | None) -> str:
    """Return the style that prints the state of the report on every page, below the text; nothing where it has none."""
    if status is None:
        return ""
    # As codes, no sign of it can mean something in a style.
    text = "".join(f"\\{ord(character):x} " for character in status)
    return f'@page{{@bottom-right{{content:"{text}";font:700 9pt system-ui,sans-serif}}}}'


def _script_words(inputs: BlockInputs) -> dict[str, str]:
    """Return the words that the script puts into the page."""
    own = [name for name in inputs.context.wording.headings if name.startswith(_WORDS)]
    shared: tuple[str, ...] = (
        "gained",
        "lost",
        "matched",
        "verdict",
        "certainty",
        "certainty_firm",
        "certainty_open",
        "source",
        "to",
    )
    shared += ("p_exact", "improved", "declined", "unchanged", "not_comparable")
    unit = inputs.context.unit
    return {
        name.removeprefix(_WORDS): inputs.heading(name)
        .replace("{units}", unit.many)
        .replace("{unit}", unit.one)
        for name in (*own, *shared)
        if not name.endswith("_of_records")
    }


def _marks_of(language: Any) -> dict[str, str]:
    return {"thousands": language.number_marks.thousands, "comma": language.joiners.comma}


def _policy(style: str, script: str) -> str:
    """Return the content security policy of the page: its own style and script, known by their hashes, and nothing else."""
    hashes = [f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in (style, script)]
    return f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; base-uri 'none'; form-action 'none'"


def _json(value: Any) -> str:
    """Return a value as JSON in which nothing can end the script element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def _part(name: str) -> str:
    text = package_files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
    return text.strip()


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("egyv_engine.publish.html", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"lists": _lists, "kind": _kind, "groups": column_groups}
    environment.globals |= {
        "few_rows": FEW_ROWS,
        "numeric": _numeric,
        "section_ids": _section_ids,
        "shows_key": _shows_key,
        "published_marks": MARKS,
        "svg": svg,
    }
    return environment.get_template("page.html.jinja")


def _kind(part: object) -> str:
    """Return the name of the class of a part of the report."""
    return type(part).__name__


def _numeric(table: Table) -> str:
    """Return the names of classes that say which columns of a table are numbers."""
    return " ".join(f"n{i}" for i, column in enumerate(table.columns, 1) if column.type in _NUMERIC)


def _section_ids(chapter: Chapter, links: Any) -> list[str | None]:
    """Return the id of each section of a chapter; None for one without a heading, or with a heading that an earlier one has."""
    from egyv_engine.model.report import heading_name

    seen: set[str] = set()
    found: list[str | None] = []
    for section in chapter.sections:
        name = (
            None
            if section.heading is None
            else links.anchors[f"{chapter.id}.{heading_name(section.heading)}"]
        )
        found.append(None if name in seen else name)
        seen.add(name or "")
    return found


def _shows_key(chapter: Chapter) -> bool:
    return chapter.key is not None and bool(chapter.key.caveats or chapter.key.published)


def _lists(section: Section) -> Iterator[Block | ItemList]:
    """Yield the blocks of a section, the items of lists together."""
    for is_item, blocks in groupby(section.blocks, key=_is_item):
        if is_item:
            yield from _nested([block for block in blocks if isinstance(block, Paragraph)])
        else:
            yield from blocks


def _is_item(block: Block) -> bool:
    return (
        isinstance(block, Paragraph) and not block.is_warning and (block.bullet or block.number is not None)
    )


def _nested(items: Sequence[Paragraph]) -> tuple[ItemList, ...]:
    """Return items as lists: one list as long as they are all numbered or all not, and lists inside of it for those further in."""
    if not items:
        return ()
    level = min(item.level for item in items)
    grouped: list[list[Paragraph]] = []
    for item in items:
        if item.level <= level or not grouped:
            grouped.append([])
        grouped[-1].append(item)
    return tuple(
        ItemList(is_ordered=is_ordered, items=tuple((first, _nested(inner)) for first, *inner in several))
        for is_ordered, several in groupby(grouped, key=lambda group: group[0].number is not None)
    )
