"""Looks at the tables of the web page in Chromium, at the width of a common screen: those of chapters fit without scrolling."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

import egyv_engine as ee

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium (Debian's package chromium) is not here"),
]
MEASURE = """<script>addEventListener("load", () => {
const wide = [...document.querySelectorAll(".chapter:not(.annex) .wide")].map((region) => ({
  title: region.querySelector("caption")?.textContent.trim(), lacking: region.scrollWidth - region.clientWidth,
  tab: region.tabIndex, name: document.getElementById(region.getAttribute("aria-labelledby"))?.textContent.trim() }));
document.body.replaceChildren(Object.assign(document.createElement("pre"), {textContent: JSON.stringify(wide)}));
})</script></body>"""


def test_tables_of_chapters_fit_at_1200_pixels_and_can_be_scrolled_by_the_keyboard_on_a_narrow_screen(
    tmp_path: Path,
) -> None:
    page = ee.evaluate(ROOT).report_html
    assert page is not None
    page = re.sub(r"<meta http-equiv=\"?Content-Security-Policy[^>]*>", "", page, flags=re.IGNORECASE)
    (tmp_path / "page.html").write_text(page.replace("</body>", MEASURE), encoding="utf-8")
    for width in (1200, 400):
        command = [
            *(
                str(CHROMIUM),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={tmp_path}/user",
            ),
            *("--virtual-time-budget=5000", f"--window-size={width},2000", "--dump-dom"),
            f"file://{tmp_path}/page.html",
        ]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        found = re.search(r"<pre>(\[.*\])</pre>", ended.stdout)
        assert found is not None, ended.stderr
        tables = json.loads(unescape(found[1]))
        assert any("Results by principle" in table["title"] for table in tables)
        if width == 1200:
            assert [(table["title"], table["lacking"]) for table in tables if table["lacking"] > 1] == []
        assert [table for table in tables if table["tab"] != 0 or not table["name"]] == []
