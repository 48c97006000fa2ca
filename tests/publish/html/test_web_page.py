"""The web page as a file: labels are text, ids lead somewhere, names of units are there only where they may be."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

import egyv_engine as ee
from egyv_engine.interface.result import Result
from egyv_engine.model.frozen import replace
from egyv_engine.model.plan import Outcome
from egyv_engine.model.report import Chapter, Paragraph, Report, RowFinding, Section, Sentence, Style, Term
from egyv_engine.publish.html import explanations
from egyv_engine.publish.html.page_links import links_of_page
from egyv_engine.publish.html.web_page import render_html
from tests.browser.hostile_programme import END, HOSTILE_UNIT, QUOTES, TAG, hostile_files
from tests.library import library_files
from tests.publish.html.read_page import ReadPage, read_page

PROGRAMME = PurePosixPath("programme.yaml")


def page_of(files: Mapping[PurePosixPath, bytes]) -> ReadPage:
    html = ee.evaluate(files).report_html
    assert html is not None
    return read_page(html)


@pytest.fixture(scope="module")
def hostile() -> ReadPage:
    return page_of(hostile_files())


def test_markup_in_labels_is_text(hostile: ReadPage) -> None:
    tags = Counter(tag for tag, _ in hostile.tags)
    assert {"img", "b"} & set(tags) == set()
    assert tags["script"] == 2
    assert not {name for _, given in hostile.tags for name in given if name.startswith("on")}
    words = "".join(hostile.words)
    assert all(each in words for each in (TAG, END, QUOTES))
    assert HOSTILE_UNIT in dict(hostile.data["units"])["pilot"]


def test_script_element_holds_no_sign_that_could_end_it() -> None:
    html = ee.evaluate(hostile_files()).report_html
    assert html is not None
    data = re.findall(r'id="explanations">(.*?)</script>', html, re.DOTALL)[0]
    assert not set("<>&") & set(data)
    assert END in json.loads(data)["rules"][0]["title"]


def test_controls_and_marks_of_direction_do_not_act() -> None:
    result = ee.evaluate(hostile_files())
    signs = "a\x07b\u202ec\u2066d\x85e"
    sentence = Sentence(
        kind="x", nodes=(Term(text=signs, style=Style(link="javascript:alert(1)")),), basis=()
    )
    section = Section(id="x", heading=signs, blocks=(Paragraph(sentences=(sentence,), lead=signs),))
    report = Report(
        title=signs,
        notice=signs,
        chapters=(Chapter(id="x", title=signs, annex=False, sections=(section,)),),
    )
    html = rendered(result, report)
    assert "a\ufffdb\ufffdc\ufffdd\ufffde" in html
    assert not set(signs) & set("\x07\u202e\u2066\x85") & set(html)
    assert "javascript:" not in html


def rendered(result: Result, report: Report) -> str:
    """The page of a report that a test made, with the results of a programme."""
    outputs = result._outputs
    assert outputs.block_inputs is not None
    return render_html(report, outputs.block_inputs, outputs.files, result.trace, result._facts).decode()


def test_every_link_leads_to_one_place_and_no_id_is_twice(hostile: ReadPage) -> None:
    ids = [given["id"] for _, given in hostile.tags if "id" in given]
    assert [each for each, n in Counter(ids).items() if n > 1] == []
    links = {given["href"] for tag, given in hostile.tags if tag == "a"}
    inside = {link.removeprefix("#") for link in links if link is not None and link.startswith("#")}
    assert inside
    assert inside <= set(ids)
    rows = {given["id"] for tag, given in hostile.tags if tag == "tr" and "id" in given}
    assert rows == set(hostile.data["findings"])


def test_every_finding_has_a_row_where_the_report_shows_none() -> None:
    result = ee.evaluate(library_files())  # its report has one chapter without a table
    assert result.report is not None
    assert result.report_html is not None
    rows = {given["id"] for tag, given in read_page(result.report_html).tags if tag == "tr" and "id" in given}
    assert rows == {f.finding for f in result.values.findings}
    assert [chapter.id for chapter in result.report.chapters] == ["summary"]


def test_ids_of_rows_have_no_space_and_differ_by_comparison() -> None:
    rows = [
        RowFinding("a.b@North West", "x", "y"),
        RowFinding("a.b@North West", "y", "z"),
        RowFinding("a.b@North~West", "x", "y"),
    ]
    ids = [links_of_page([], rows).rows[row] for row in rows]
    assert ids == ["a.b@North~20~West", "a.b@North~20~West/y:z", "a.b@North~7e~West"]
    links = links_of_page([], rows)
    places = [links.place_of(f"a.b@North West#{at}.net") for at in ("x:y", "y:z", "z")]
    assert [place and place.row for place in places] == [rows[0], rows[1], rows[1]]
    assert links.place_of("interviews#total") is None


def test_units_are_named_only_where_the_programme_says_so(hostile: ReadPage) -> None:
    files = hostile_files()
    text = files[PROGRAMME].decode().replace("names_units: true\n", "")
    without = page_of({**files, PROGRAMME: text.encode()})
    assert without.data["units"] is None
    assert HOSTILE_UNIT not in json.dumps(without.data)
    assert hostile.data["units"] is not None
    result = ee.evaluate(files)
    finding = next(f for f in result.values.findings if f.finding == "access.open_late@pilot")
    assert finding.to_level is not None
    who = hostile.data["findings"][finding.finding][10]
    met = str(Outcome.MET.value)
    assert [each.count(met) for each in who] == [
        level.count for level in (finding.from_level, finding.to_level) if level is not None
    ]
    changed = Counter(f"{before}{after}" for before, after in zip(*who, strict=True))
    assert finding.change is not None
    assert (changed["56"], changed["65"]) == (finding.change.gained, finding.change.lost)


def test_page_of_too_many_findings_says_so_and_explains_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explanations, "MOST_FINDINGS", 3)
    page = page_of(hostile_files())
    assert page.data["findings"] == {}
    assert "too many results for this page" in "".join(page.words)
    assert page.numbers


def test_page_names_what_it_was_made_from(hostile: ReadPage) -> None:
    html = ee.evaluate(hostile_files()).report_html
    assert html is not None
    receipt = json.loads(ee.evaluate(hostile_files()).rendered()["receipt.json"])
    assert receipt["inputs"]
    for name, digest in receipt["inputs"].items():
        assert f">{name}<" in html
        assert digest in html
    assert receipt["meaning"] in html
    assert receipt["versions"]["engine_files"] in html
    assert html == ee.evaluate(hostile_files()).report_html


def test_page_says_its_language_and_its_state(hostile: ReadPage) -> None:
    given = dict(hostile.tags)
    assert given["html"] == {"lang": "en-GB"}
    policy = next(g["content"] for tag, g in hostile.tags if tag == "meta" and "http-equiv" in g)
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    chapters = sum(tag == "section" for tag, _ in hostile.tags)
    assert sum(g.get("class") == "tag" for _, g in hostile.tags) == chapters
    assert chapters > 5


def test_page_is_written_from_right_to_left_where_the_language_is() -> None:
    result = ee.evaluate(hostile_files())
    inputs = result._outputs.block_inputs
    assert inputs is not None
    wording = replace(
        inputs.context.wording,
        language=replace(inputs.context.wording.language, tag="ar", right_to_left=True),
    )
    about = replace(inputs, context=replace(inputs.context, wording=wording))
    assert result.report is not None
    html = render_html(result.report, about, result._outputs.files, result.trace, result._facts).decode()
    assert '<html lang="ar" dir="rtl">' in html
