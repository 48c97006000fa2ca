"""Whatever an analyst writes is read without a failure, and every word of it is found where it is written."""

from hypothesis import example, given
from hypothesis import strategies as st

from egyv_engine.narrative.own_text.markdown_reader import MarkdownParagraph, read_markdown
from egyv_engine.narrative.own_text.readable_text import checked_markdown

SIGNS = st.sampled_from(
    [
        *("*", "_", "`", "[", "]", "(", ")", "!", "#", ">", "|", "-", "+", "1.", "~", "<b>", "&amp;", "\\"),
        *(
            "\n",
            "\n\n",
            "    ",
            " ",
            "\t",
            "[^a]",
            "[^a]: ",
            "|---|",
            "---\n",
            "https://a.b",
            "x",
            "two",
            "{{0}}",
        ),
    ]
)
MARKDOWN = st.lists(SIGNS, max_size=30).map("".join)


@given(MARKDOWN)
def test_any_markdown_is_read_and_what_is_refused_is_inside_of_it(source: str) -> None:
    read = read_markdown(source)
    for form in read.unknown:
        assert 0 <= form.start < form.end <= max(len(source), form.start + 1)
    for block in read.blocks:
        if isinstance(block, MarkdownParagraph):
            assert all(0 <= piece.start <= len(source) for piece in block.pieces)


@example("[^a]: *    [^a]: ")  # of which markdown-it gives the end of a list alone
@given(MARKDOWN.map(lambda text: text.replace("{{0}}", "{{ programme }}")))
def test_each_character_that_is_read_has_a_place_in_the_template(template: str) -> None:
    for readable in checked_markdown(template).readable():
        assert len(readable.text) == len(readable.starts)
        assert all(0 <= start <= len(template) for start in readable.starts)


@given(st.lists(st.sampled_from(["plain", "words", "of", "a", "text"]), min_size=1))
def test_words_without_signs_are_found_exactly_where_they_are(words: list[str]) -> None:
    template = " ".join(words)
    (readable,) = checked_markdown(template).readable()
    assert readable.text == template
    assert readable.starts == tuple(range(len(template)))
