"""Holds quoted texts to what PyYAML reads."""

import pytest
import yaml

from egyv_engine.diagnostics.quoted_yaml import as_quoted_text


@pytest.mark.parametrize(
    "text",
    ["", "yes", "9", 'say "no"', "a\\b", "two\nlines", "tab\there", "\u2028", "\ufeffx", "é ☂", "it's: #1"],
)
def test_quoted_text_is_read_as_the_same_text_on_one_line(text: str) -> None:
    quoted = as_quoted_text(text)
    assert yaml.safe_load(f"[{quoted}]") == [text]
    assert quoted.isprintable()
