"""The marks that a preview sets between two pages: what is new, what it replaces, and nothing else."""

import re

import pytest

from egyv_engine.preview.page_changes import mark_changes

PAGE = """\
<main>
<h2 id="a">1. Summary</h2>
<p>Eight of nine areas had a plan.</p>
<p>Two of nine had none.</p>
<ul>
<li>One<ul><li>Two</li></ul></li>
</ul>
<table>
<caption>Measures</caption>
<tr id="r1"><th>Plan</th><td><data value=8>8</data> of 9</td><td>+1</td></tr>
<tr id="r2"><th>Lead</th><td>7 of 9</td><td>-1</td></tr>
</table>
</main>
<script type="application/json">{"leadership": "\\u003cp>Eight\\u003c/p>"}</script>
"""


def marks(page: str) -> list[str]:
    """Return what is marked, as -old- and +new+, without tags."""
    found = re.findall(r"<(ins|del)>(.*?)</\1>", page)
    return [("+{}+" if kind == "ins" else "-{}-").format(re.sub("<.*?>", "", text)) for kind, text in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Eight of nine areas", "Seven of nine areas", ["-Eight of nine areas had a plan.-", "+Seven of nine areas had a plan.+"]),
        (">8</data> of 9", ">7</data> of 9", ["-8 of 9-", "+7 of 9+"]),
        ("value=8", "value=9", []),  # what a reader does not see
        ("<p>Two of nine had none.</p>\n", "", ["-Two of nine had none.-"]),
        ("<p>Two of nine", "<p>New.</p>\n<p>Two of nine", ["+New.+"]),
        ('<tr id="r2"><th>Lead</th><td>7 of 9</td><td>-1</td></tr>\n', "", ["-Lead-", "-7 of 9-", "--1-"]),
        ("<li>One<ul>", "<li>Three<ul>", ["-One-", "+Three+"]),
        ("<li>Two</li>", "<li>Four &lt; 5</li>", ["-Two-", "+Four &lt; 5+"]),
        ("7 of 9", "&lt;b&gt; of 9", ["-7 of 9-", "+&lt;b&gt; of 9+"]),
        ("Eight\\u003c", "Nine\\u003c", []),
        ("had none.</p>", "had none.<sup>m</sup></p>", ["-Two of nine had none.-", "+Two of nine had none.m+"]),
        (
            "<p>Eight of nine areas had a plan.</p>\n<p>Two of nine had none.</p>",
            "<p>Two of nine had one.</p>\n<p>More.</p>\n<p>Much more.</p>",
            ["-Eight of nine areas had a plan.-", "-Two of nine had none.-", "+Two of nine had one.+", "+More.+", "+Much more.+"],
        ),
    ],
)  # fmt: skip
def test_marks_are_on_what_differs_alone(old: str, new: str, expected: list[str]) -> None:
    after = PAGE.replace(old, new)
    assert after != PAGE
    marked = mark_changes(PAGE, after)
    assert marks(marked.html) == expected
    assert marked.html.count('id="changed-') == marked.changes
    assert (marked.changes == 0) == (not expected)
    # Without the marks and what they delete, this is the later page.
    without = re.sub(
        r'<span id="changed-\d+"></span>(<del>.*?</del>)?( ?<ins>(.*?)</ins>)?', r"\3", marked.html
    )
    assert without.replace("<p></p>\n", "").replace("<tr><th></th><td></td><td></td></tr>\n", "") == after


def test_old_text_is_never_markup() -> None:
    marked = mark_changes("<p>a &lt;script&gt; b</p>", "<p>c</p>")
    assert "<del>a &lt;script&gt; b</del>" in marked.html


def test_equal_pages_have_no_marks() -> None:
    assert mark_changes(PAGE, PAGE).html == PAGE


def test_id_of_a_deleted_row_is_not_on_the_page_twice() -> None:
    moved = PAGE.replace("<p>Two of nine had none.</p>\n", "").replace(
        "<main>\n", "<main>\n<p>Two of nine had none.</p>\n"
    )
    ids = re.findall(r'id="(\w+)"', mark_changes(PAGE, moved).html)
    assert len(ids) == len(set(ids))
