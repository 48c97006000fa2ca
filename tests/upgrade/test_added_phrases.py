"""An old wording file that lacks phrases gets them after its own, in the way it is written, and keeps every other byte."""

import codecs
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
import yaml

from egyv_engine.upgrade.added_phrases import REMARK, add_phrases, typed_phrases

ROOT = Path(__file__).parents[2]
WORDING = PurePosixPath("reports/wording.yaml")
SHIPPED = (ROOT / WORDING).read_bytes()
TYPED = typed_phrases(SHIPPED)
KINDS = ("rise", "left_out", "basket_verdict", "stance")

OLD = {
    "lines": 'phrases:\n  notice: "{{ notice }}"  # said first\n  level: |\n    {{ after.n_of_base }} in all.\n\n'
    "# Words that no phrase has.\nforbidden_words: [led to]\n",
    "phrases last": 'forbidden_words: [led to]\nphrases:\n    notice: "{{ notice }}"\n    level:\n    - a\n    - b\n',
    "nothing at the end": 'forbidden_words: [led to]\nphrases:\n  notice: "{{ notice }}"',
    "lists in brackets": "phrases:\n  notice: ['{{ notice }}', b]   # two\nforbidden_words: [led to]\n",
    "braces": 'phrases: {notice: "{{ notice }}", level: a}\nforbidden_words: [led to]\n',
    "braces with a list": 'forbidden_words: [led to]\nphrases: {\n  notice: ["{{ notice }}", b]\n}\n',
}
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "as they are": str.encode,
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "byte order mark": lambda text: codecs.BOM_UTF8 + text.encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("old", OLD)
def test_phrases_are_added_and_the_rest_is_kept(old: str, encoding: str) -> None:
    data = ENCODINGS[encoding](OLD[old])
    made, added = add_phrases(WORDING, data, KINDS, TYPED)
    before, after, shipped = (yaml.safe_load(each) for each in (data, made, SHIPPED))
    assert after == {**before, "phrases": {**before["phrases"], **{k: shipped["phrases"][k] for k in KINDS}}}
    start = next((i for i, (a, b) in enumerate(zip(data, made, strict=False)) if a != b), len(data))
    end = len(data) - start
    assert made[:start] + made[len(made) - end :] == data
    assert made.decode().count(f"# {REMARK}") == 1
    assert (b"\r\n" in made) == (b"\r\n" in data)
    lines = made.decode("utf-8-sig").splitlines()
    for each in added:
        assert lines[each.span.line - 1][each.span.column - 1 : each.span.end_column - 1] == each.kind


def test_shipped_phrases_are_read_as_they_are_typed() -> None:
    """Each typed phrase, read by itself, is that of the file."""
    whole = yaml.safe_load(SHIPPED)["phrases"]
    assert {kind: yaml.safe_load(typed)[kind] for kind, typed in TYPED.items()} == whole


@pytest.mark.parametrize("text", ["forbidden_words: [a]\n", "phrases:\n", "phrases: {}\n", "phrases: [\n"])
def test_file_without_phrases_stays_as_it_is(text: str) -> None:
    assert add_phrases(WORDING, text.encode(), KINDS, TYPED) == (text.encode(), ())
