"""Comments addressed to the engine: found by the positions of YAML's tokens, never inside a text."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.span import Span
from egyv_engine.rules.egyv_comments import EgyvComment, egyv_comments

FILE = PurePosixPath("rules/scales.yaml")


def comments(text: str) -> list[EgyvComment]:
    return list(egyv_comments({FILE: text.encode()}, [FILE]))


def lines(text: str) -> list[tuple[int, str]]:
    """Each comment's line of application and text."""
    return [(comment.line, comment.text) for comment in comments(text)]


def test_comment_at_the_end_of_a_line_applies_to_that_line() -> None:
    (found,) = comments("a: 1\nb: 2  # egyv: allow EGY411 because\n")
    assert found == EgyvComment(span=Span(FILE, 2, 7, 35), text="allow EGY411 because", line=2)


def test_comment_on_its_own_line_applies_to_the_next_line() -> None:
    assert lines("a: 1\n  # egyv: x\nb: 2\n") == [(3, "x")]


def test_comments_above_each_other_apply_to_the_same_line() -> None:
    assert lines("# egyv: x\n# other\n# egyv: y\nb: 2\n") == [(4, "x"), (4, "y")]


def test_comment_above_a_blank_line_applies_to_the_blank_line() -> None:
    assert lines("# egyv: x\n\nb: 2\n") == [(2, "x")]


def test_comment_on_the_last_line_applies_to_a_line_that_does_not_exist() -> None:
    assert lines("b: 2\n# egyv: x") == [(3, "x")]


@pytest.mark.parametrize("start", ["# egyv:", "#egyv:", "#  EGYV :", "# Egyv:"])
def test_comment_may_be_spaced_and_capitalised(start: str) -> None:
    assert lines(f"a: 1 {start}x\n") == [(1, "x")]


@pytest.mark.parametrize(
    "text",
    [
        'a: "b # egyv: x"\n',
        "a: 'b # egyv: x'\n",
        'a: "b\n  # egyv: x\n  c"\n',  # a quoted text of three lines
        "a: |\n  b\n  # egyv: x\n  c\n",
        "a: >-\n  # egyv: x\n  c\n",
        "a: |\n  b\n  # egyv: x\n",  # the last line of a block of text
        "a: b#egyv:x\n",  # no space before #: part of the word
        "a: [b#egyv:x, c]\n",
        '"# egyv: x": 1\n',  # a key
        "a: 1  # note # egyv: x\n",  # a comment that starts with something else
        "a: 1  # about egyv: x\n",
        "a: 1  # egyv x\n",
        "a: 1  # allow EGY411 x\n",
    ],
)
def test_text_that_only_looks_like_a_comment_is_none(text: str) -> None:
    assert comments(text) == []


def test_comment_after_a_text_with_a_hash_is_found() -> None:
    assert lines("a: 'b # c'  # egyv: x\n") == [(1, "x")]
    assert lines("a: [b#c, 'd # e']  # egyv: x\n") == [(1, "x")]


def test_comment_directly_after_a_quote_or_bracket_is_found() -> None:
    assert lines("a: 'b'# egyv: x\n") == [(1, "x")]
    assert lines("a: [b]# egyv: x\n") == [(1, "x")]


def test_comment_on_the_header_of_a_block_of_text_is_found() -> None:
    assert lines("a: |  # egyv: x\n  # egyv: y\n  b\n") == [(1, "x")]


def test_comment_after_a_block_of_text_is_found() -> None:
    assert lines("a:\n  b: |\n    text\n  # egyv: x\n  c: 1\n") == [(5, "x")]
    assert lines("a: |\n  text\n# egyv: x\nc: 1\n") == [(4, "x")]
    assert lines("a: |\n  text\n\n# egyv: x\nc: 1\n") == [(5, "x")]


def test_comment_after_a_plain_text_of_two_lines_is_found() -> None:
    assert lines("a: one\n  two  # egyv: x\nb: 1\n") == [(2, "x")]


def test_columns_count_characters_of_any_script() -> None:
    (found,) = comments("a: 'né ✓ 𝄞'  # egyv: x\n")
    assert found.span == Span(FILE, 1, 14, 23)


def test_byte_order_mark_and_windows_line_ends_do_not_move_a_comment() -> None:
    (found,) = comments("\ufeffa: 1\r\nb: 2  # egyv: x  \r\nc: 3\r\n")
    assert (found.span, found.line) == (Span(FILE, 2, 7, 16), 2)


@pytest.mark.parametrize("data", [b'a: "1  # egyv: x\n', b"a: 1 # egyv: \xff\n", b"# egyv: x\n\ta: 1\n"])
def test_file_without_yaml_tokens_has_no_comments(data: bytes) -> None:
    assert egyv_comments({FILE: data}, [FILE]) == ()


def test_only_the_named_files_are_searched() -> None:
    other = PurePosixPath("notes.yaml")
    files = {FILE: b"a: 1  # egyv: x\n", other: b"a: 1  # egyv: y\n"}
    assert [c.text for c in egyv_comments(files, [FILE, PurePosixPath("missing.yaml")])] == ["x"]
