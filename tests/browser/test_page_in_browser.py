"""Looks at the web page in Chromium as a person does: with a keyboard, on a narrow screen, in the dark, on paper.

axe-core and html-validate find no violation. `.ci/run` installs Chromium and the packages of package.json; where they are
not, these tests are skipped and say so.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import egyv_engine as ee
from egyv_engine.model.findings import Finding
from tests.browser.hostile_programme import HOSTILE_UNIT, hostile_files

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM, NODE = shutil.which("chromium"), shutil.which("node")
LACKING = [
    name
    for name, is_here in {
        "Chromium (Debian's package chromium)": CHROMIUM,
        "node": NODE,
        "npm ci in tests/browser": (HERE / "node_modules" / "axe-core").is_dir(),
    }.items()
    if not is_here
]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),  # one worker walks through the pages, once
    pytest.mark.skipif(bool(LACKING), reason=f"the web page was looked at in no browser: {LACKING} not here"),
]
LARGE = {"large", "axe charts", "summary on paper"}  # the looks at the page of a whole report
LARGEST = 1_300_000  # bytes
# What Chromium makes until the page is ready. 75,000 nodes took 0.8 s of a slow processor; a limit in seconds would fail
# whenever others use it as well.
MOST = {
    "Nodes": 90_000,
    "LayoutObjects": 40_000,
    "LayoutCount": 8,
    "RecalcStyleCount": 12,
    "JSEventListeners": 600,
}
Seen = dict[str, Any]


@pytest.fixture(scope="module")
def bundled() -> ee.Result:
    """The bundled programme, evaluated."""
    return ee.evaluate(ROOT)


@pytest.fixture(scope="module")
def findings(bundled: ee.Result) -> Sequence[Finding]:
    """The findings of the bundled programme."""
    return bundled.values.findings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, bundled: ee.Result) -> Path:
    """A folder with two pages: a small draft whose labels try to be markup, and that of the bundled programme."""
    made = tmp_path_factory.mktemp("pages")
    for name, result in {"small": ee.evaluate(hostile_files()), "large": bundled}.items():
        assert result.report_html is not None
        (made / f"{name}.html").write_text(result.report_html, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def seen(folder: Path) -> Seen:
    """The results of one walk through both pages."""
    command = [str(NODE), str(HERE / "look.mjs"), str(CHROMIUM), str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=570)
    assert ended.returncode == 0, ended.stderr
    found: Seen = json.loads(ended.stdout)
    return found


def test_page_asks_nothing_of_a_network_and_has_no_error(seen: Seen) -> None:
    looks = {name: look for name, look in seen.items() if name != "validity"}
    assert len(looks) == 11
    for name, look in looks.items():
        file = "large.html" if name in LARGE else "small.html"
        assert (name, look["requests"], look["errors"]) == (name, [file], [])


@pytest.mark.parametrize("name", ["axe light", "axe dark", "axe charts", "axe explanation"])
def test_page_has_no_violation_of_accessibility(seen: Seen, name: str) -> None:
    assert seen[name]["violations"] == []


def test_page_is_valid(seen: Seen) -> None:
    assert seen["validity"] == []


def test_keyboard_leads_to_an_explanation_and_back(seen: Seen) -> None:
    walk = seen["keyboard"]
    assert walk["first"].startswith('<a class="skip" href="#main">')
    assert walk["skipped"] == "main"
    assert "<data " in walk["number"]
    assert walk["outline"] != "none"
    assert walk["opened"]["hasFocus"]
    assert walk["closed"] is None
    assert walk["back"] == walk["number"]
    assert walk["inRow"]["hasFocus"]
    assert walk["inRowBack"].startswith("<data ")


def test_explanation_has_labels_and_names_of_units_as_text(seen: Seen) -> None:
    shown = seen["axe explanation"]["shown"]
    assert "Open late </script><script>alert(2)</script>" in shown["text"]
    assert HOSTILE_UNIT in shown["text"]
    assert '{question: open_late, is: "Yes"}' in shown["text"]
    assert "principles/1-access.yaml, line 6" in shown["text"]
    assert not {"img", "script", "b"} & set(shown["elements"])


def test_page_fits_a_narrow_screen(seen: Seen) -> None:
    assert seen["narrow"]["width"] == 320
    box = seen["narrow"]["box"]
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 320, 640)


def test_focus_is_seen_in_forced_colours(seen: Seen) -> None:
    assert seen["forced colours"]["outline"] != "none"


def test_number_leads_to_its_row_without_a_script(seen: Seen) -> None:
    look = seen["without a script"]
    assert look["hash"] == look["target"]
    assert look["row"] == "access.open_late@pilot"
    assert look["form"] is False


def test_every_printed_page_says_that_it_is_a_draft(seen: Seen, folder: Path) -> None:
    assert seen["print"]["errors"] == []
    if shutil.which("pdftotext") is None:
        pytest.skip("no printed page was read: pdftotext (Debian's package poppler-utils) is not here")
    text = subprocess.run(
        ["pdftotext", "-layout", str(folder / "small.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 5
    assert [page for page in pages if "Draft: not for publication" not in page] == []


def test_summary_is_one_page_of_paper_in_letters_that_can_be_read(seen: Seen) -> None:
    """A pixel of a page is three quarters of a point: text has ten points, and a note more than eight."""
    look = seen["summary on paper"]
    assert look["pages"] == 1
    assert all(
        part in look["text"]
        for part in ("Largest falls.", "Read with care", "What is still short", "Key to the marks")
    )
    assert min(look["sizes"]) * 3 / 4 > 8
    assert sorted(look["sizes"])[len(look["sizes"]) // 2] * 3 / 4 == pytest.approx(10, abs=0.01)


def test_findings_are_found_filtered_and_sorted(seen: Seen, findings: tuple[Finding, ...]) -> None:
    look = seen["large"]
    declined = [f for f in findings if f.verdict == "declined" and f.principle == "mapping"]
    assert look["status"].startswith(f"{len(declined)} of {len(findings)} ")
    assert look["rows"] == len(declined)
    for way, name in (("up", "ascending"), ("down", "descending")):
        values = [float(value) for value in look[way]["values"] if value is not None]
        assert look[way]["sort"] == name
        assert len(values) > 5
        assert values == sorted(values, reverse=way == "down")


def test_numbers_of_every_kind_open_an_explanation(seen: Seen) -> None:
    for shown in seen["large"]["explained"]:
        assert shown["hasFocus"], shown["selector"]
        assert len(shown["text"].splitlines()) > 5, shown["selector"]


def test_numbers_in_charts_open_their_explanations(seen: Seen) -> None:
    look = seen["large"]["chart"]
    assert look["named"] == "6, Improved, Strong local leadership, 2012, on joining and in 2015"
    assert look["back"] == look["named"]
    assert look["opened"]["hasFocus"]
    assert "leadership@2012#baseline:followup.improved" in look["opened"]["text"]
    assert "Strong local leadership, 2012, on joining and in 2015" in look["opened"]["text"]
    assert len(look["charts"]) > 1
    names = [label for chart in look["charts"] for _, label in chart["labels"]]
    assert any(re.fullmatch(r"\d+ of \d+ \(\d+%\), Partly implemented, 2014", name) for name in names)
    for chart in look["charts"]:
        assert (chart["role"], chart["stops"], chart["unread"]) == ("group", 1, 0)
        assert all(label.startswith(f"{text}, ") for text, label in chart["labels"])
    of_count, of_tally = look["pointed"]
    assert "The rule" in of_count["text"]
    assert "It is made from these results." in of_tally["text"]


def test_page_of_the_bundled_programme_is_small_and_quick(seen: Seen, folder: Path) -> None:
    assert (folder / "large.html").stat().st_size <= LARGEST
    made = {name: seen["large"]["made"][name] for name in MOST}
    assert all(0 < made[name] <= most for name, most in MOST.items()), made
