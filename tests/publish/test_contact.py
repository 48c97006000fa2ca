"""The contact that a report declares is on the cover of the workbook, in the Word document and on the web page."""

import io
from functools import cache
from pathlib import PurePosixPath

import docx
import openpyxl

import egyv_engine as ee
from tests.library import library_files
from tests.publish.workbook_rules import broken_rules

REPORT = PurePosixPath("reports/report.yaml")
TEXT = "Evaluation team & partners"
EMAIL, LINK = "evaluation@example.org", "https://example.org/a?b=1&c=2"
DECLARED = f"contact: {{text: {TEXT}, email: {EMAIL}, link: '{LINK}'}}\n"


@cache
def with_contact(declared: str = DECLARED) -> ee.Result:
    files = library_files()
    return ee.evaluate({**files, REPORT: declared.encode() + files[REPORT]})


def test_cover_of_the_workbook_has_the_contact_with_links() -> None:
    data = with_contact().workbook()
    assert broken_rules(data) == {}
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(data))["Cover"].iter_rows()]
    place = [cell.value for cell in cells].index("Contact")
    shown = [(cell.value, cell.hyperlink and cell.hyperlink.target) for cell in cells[place + 1 : place + 3]]
    assert shown == [(TEXT, LINK), (EMAIL, f"mailto:{EMAIL}")]


def test_word_document_has_the_contact_on_its_first_page() -> None:
    document = docx.Document(io.BytesIO(with_contact().word_document()))
    texts = [paragraph.text for paragraph in document.paragraphs]
    place = texts.index(f"Contact. {TEXT}, {EMAIL}")
    assert place < texts.index("Contents")
    assert [link.url for link in document.paragraphs[place].hyperlinks] == [LINK, f"mailto:{EMAIL}"]


def test_page_has_the_contact_where_it_says_how_it_was_made() -> None:
    page = with_contact().report_html
    assert page is not None
    made = page[page.index('<h2 id="made">') :]
    linked = '<a href="https://example.org/a?b=1&amp;c=2">Evaluation team &amp; partners</a>'
    assert f'{linked}, <a href="mailto:{EMAIL}">{EMAIL}</a>' in made


def test_text_alone_is_a_contact_and_none_shows_nothing() -> None:
    only = with_contact("contact: {text: Evaluation team}\n")
    assert only.report_html is not None
    assert "<strong>Contact.</strong> Evaluation team</p>" in only.report_html
    none = with_contact("")
    assert none.report_html is not None
    assert "Contact" not in none.report_html
    book = openpyxl.load_workbook(io.BytesIO(none.workbook()))
    assert "Contact" not in [row[0] for row in book["Cover"].values]
