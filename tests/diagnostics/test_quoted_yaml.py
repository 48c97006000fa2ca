"""Holds quoted texts to what PyYAML reads."""

import pytest
import yaml

from egyv_engine.diagnostics.quoted_yaml import as_quoted_text, scalar


@pytest.mark.parametrize(
    "text",
    ["", "yes", "9", 'say "no"', "a\\b", "two\nlines", "tab\there", "\u2028", "\ufeffx", "é ☂", "it's: #1"],
)
def test_quoted_text_is_read_as_the_same_text_on_one_line(text: str) -> None:
    quoted = as_quoted_text(text)
    assert yaml.safe_load(f"[{quoted}]") == [text]
    assert quoted.isprintable()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Some times", "Some times"),
        ("2012", "2012"),
        ("don't (yet)", "don't (yet)"),
        ("Yes", '"Yes"'),
        ("null", '"null"'),
        ("Not yet: closed", '"Not yet: closed"'),
        ("a, b", '"a, b"'),
        ("ends with a space ", '"ends with a space "'),
        ("#1", '"#1"'),
        ("-99", '"-99"'),
    ],
)
def test_scalar_is_read_as_the_same_text_as_a_key_and_in_a_list(text: str, written: str) -> None:
    assert scalar(text) == written
    assert yaml.load(f"{{{written}: [{written}]}}", Loader=yaml.BaseLoader) == {text: [text]}
