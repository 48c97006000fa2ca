"""Writes a report as a Word document through pandoc, and finishes what pandoc leaves open: pages, fonts, tables, properties."""

import io
import os
import shutil
import subprocess
from datetime import datetime
from typing import Any

from egyv_engine import __version__
from egyv_engine.model.report import Report
from egyv_engine.publish.chart_pictures import chart_pictures
from egyv_engine.publish.office_files import CREATED, rewritten
from egyv_engine.publish.pandoc_report import MARGIN, PAGES, pandoc_report, table_names

_FONT = "Arial"
_TEXT, _SMALL = 24, 20  # sizes in half points: of the text, and of tables and footnotes
_INK, _LINK = "1A1A1A", "0B5394"  # both have a contrast of more than 7 to 1 on white
_LINE = "767676"
_HEADINGS = {"Title": 44, "Heading 1": 36, "Heading 2": 28, "Table Caption": _TEXT}
_SMALL_STYLES = ("Footnote Text", "Header", "Footer", "Table")
_TABLE = (  # thin lines between rows, and the row of headings in bold type above a strong line
    '<w:tblPr {ns}><w:tblBorders><w:top w:val="single" w:sz="8" w:color="{ink}"/>'
    '<w:bottom w:val="single" w:sz="8" w:color="{ink}"/><w:insideH w:val="single" w:sz="4" w:color="{line}"/>'
    '</w:tblBorders><w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


class PandocError(Exception):
    """pandoc is not installed, is too old, or failed. The message says what to do."""


def find_pandoc() -> str:
    """Return the path of pandoc: that of the package pypandoc-binary, else one on the PATH.

    Raises:
        PandocError: There is none.
    """
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as fault:
        found = shutil.which("pandoc")
        if found is None:
            raise PandocError(
                "--format docx needs pandoc, which is not installed; pip install 'egyv-engine[word]'"
            ) from fault
        return found


def word_document(report: Report, *, language: str, right_to_left: bool = False) -> bytes:
    """Return the bytes of a docx file of the report.

    Headings, lists, header rows, captions, links and footnotes are marked as such, each table and picture has a text in its
    place, and the properties name title, author and language.

    Args:
        report: The report.
        language: The tag of its language, such as en-GB.
        right_to_left: Whether it is written from right to left.

    Raises:
        PandocError: pandoc is not installed, is too old, or failed.
        ChartPictureError: A chart cannot be drawn, because there is no font.
        ImportError: python-docx or resvg-py is not installed.
    """
    done = subprocess.run(  # noqa: S603 -- the program that was found, and no shell
        [find_pandoc(), "--from=json", "--to=docx", "--output=-"],
        input=pandoc_report(
            report, language=language, pictures=chart_pictures(report), right_to_left=right_to_left
        ),
        capture_output=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int((CREATED - _EPOCH).total_seconds()))},
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise PandocError(
            f"pandoc could not write the document; version 3 or later is needed, and it said: {said}"
        )
    return _finished(done.stdout, report)


_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 -- what the variable of reproducible builds counts from


def _finished(data: bytes, report: Report) -> bytes:
    import docx

    document = docx.Document(io.BytesIO(data))
    _set_properties(document.core_properties, report)
    _set_fonts(document)
    _set_pages(document, report.status)
    for table, name in zip(document.tables, table_names(report), strict=True):
        _finish_table(table, name)
    _finish_pictures(document)
    stream = io.BytesIO()
    document.save(stream)
    return rewritten(stream.getvalue(), {})


def _set_properties(properties: Any, report: Report) -> None:
    properties.author = properties.last_modified_by = f"egyv-engine {__version__}"
    properties.created = properties.modified = CREATED
    properties.content_status = report.status or ""
    properties.comments = report.notice or ""


def _set_fonts(document: Any) -> None:
    """Set one font for all styles, their sizes and colours, and the lines of tables."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt, RGBColor

    styles = document.styles
    root = styles.element
    for fonts in root.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for colour in root.iter(qn("w:color")):
        colour.attrib.clear()
        colour.set(qn("w:val"), _INK)
    for size in (*root.iter(qn("w:sz")), *root.iter(qn("w:szCs"))):
        size.set(qn("w:val"), str(_TEXT))
    sizes = {**dict.fromkeys(_SMALL_STYLES, _SMALL), **_HEADINGS}
    for style in styles:
        if style.name in sizes:
            style.font.size = Pt(sizes[style.name] / 2)
    styles["Hyperlink"].font.color.rgb = RGBColor.from_string(_LINK)
    styles["Hyperlink"].font.underline = True
    styles["Table Caption"].font.bold, styles["Table Caption"].font.italic = True, False
    styles["Table Caption"].paragraph_format.keep_with_next = True
    styles["Table Caption"].paragraph_format.space_before = Pt(12)
    table = styles["Table"].element
    for old in table.findall(qn("w:tblPr")):
        new = parse_xml(_TABLE.format(ns=nsdecls("w"), ink=_INK, line=_LINE))
        table.replace(old, new)


def _set_pages(document: Any, status: str | None) -> None:
    """Set the size of the last pages, the status at the top of every page, and its number at the foot."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Twips

    last = document.sections[-1]
    width, height = PAGES["portrait"]
    last.page_width, last.page_height = Twips(width), Twips(height)
    for side in ("left", "right", "top", "bottom"):
        setattr(last, f"{side}_margin", Twips(MARGIN))
    for restart in list(document.element.iter(qn("w:numRestart"))):
        restart.getparent().remove(restart)  # footnotes are numbered through the whole document
    first = document.sections[0]
    if status:
        first.header.paragraphs[0].text = status
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    number.append(run)
    foot = first.footer.paragraphs[0]
    foot.alignment = 1  # in the middle
    foot._p.append(number)  # noqa: SLF001 -- python-docx has no fields


def _finish_pictures(document: Any) -> None:
    """Put the alternative text of each picture where pandoc has its address, which some programs read aloud."""
    from docx.oxml.ns import qn

    for drawn in document.element.iter(qn("wp:inline")):
        text = drawn.find(qn("wp:docPr")).get("descr")
        for inner in drawn.iter(qn("pic:cNvPr")):
            inner.set("descr", text)


def _finish_table(table: Any, name: str) -> None:
    """Set what a program reads aloud for a table, bold headings, and rows that stay whole on a page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr  # noqa: SLF001 -- python-docx has no captions
    if properties.find(qn("w:tblCaption")) is None:
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), name)
        properties.append(caption)
    headings = ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in table._tbl.tr_lst[0].tc_lst]  # noqa: SLF001
    description = OxmlElement("w:tblDescription")
    rows = len(table._tbl.tr_lst) - 1  # noqa: SLF001
    described = f"{rows} row{'s' * (rows != 1)}. Columns: {'; '.join(headings)}."
    description.set(qn("w:val"), described)
    properties.append(description)
    for row in table._tbl.tr_lst:  # noqa: SLF001
        row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    for run in table._tbl.tr_lst[0].iter(qn("w:r")):  # noqa: SLF001
        run.get_or_add_rPr().get_or_add_b()
