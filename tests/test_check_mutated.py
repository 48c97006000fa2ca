"""`check` on a programme with words changed at random: never a traceback, every fault on a line that is there."""

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egyv_engine.diagnostics.render import render_github, render_json, render_text
from egyv_engine.pipeline.run import check_files
from tests.library import BASE

SOUND = {PurePosixPath(p.relative_to(BASE)): p.read_text() for p in sorted(BASE.rglob("*")) if p.is_file()}
WORD = re.compile(r"[\w'.-]+")
WORDS = sorted({word for text in SOUND.values() for word in WORD.findall(text)})
STRANGE = (
    *(
        "",
        "x",
        "null",
        "true",
        "-1",
        "1e9",
        "2020-02-30",
        "[a]",
        "{a: b}",
        "[]",
        "{}",
        "not: {met: open_late}",
        "\x00",
    ),
    *(
        '"',
        "'",
        ",",
        ":",
        "\n",
        "from",
        "to",
        "{met: open_late}",
        "{question: visits}",
        "{attribute: region}",
        "9" * 30,
    ),
)


@st.composite
def changed(draw: st.DrawFn) -> dict[PurePosixPath, bytes]:
    """The programme with one to four words put in another's place, and at times a line less or twice."""
    texts = dict(SOUND)
    for _ in range(draw(st.integers(1, 4))):
        file = draw(st.sampled_from(sorted(texts)))
        if draw(st.integers(0, 3)):
            found = list(WORD.finditer(texts[file]))
            if found:
                doc_path = draw(st.sampled_from(found))
                new = draw(st.one_of(st.sampled_from(WORDS), st.sampled_from(STRANGE)))
                texts[file] = texts[file][: doc_path.start()] + new + texts[file][doc_path.end() :]
        else:
            lines = texts[file].splitlines(keepends=True)
            at = draw(st.integers(0, max(0, len(lines) - 1)))
            lines[at : at + 1] = lines[at : at + 1] * draw(st.sampled_from((0, 2)))
            texts[file] = "".join(lines)
    return {file: text.encode() for file, text in texts.items()}


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(changed())
def test_check_changed_words_end_in_located_faults(files: dict[PurePosixPath, bytes]) -> None:
    found = check_files(files)
    for d in found:
        for span in (d.span, *(where for where, _ in d.related)):
            lines = files.get(span.file, b"").decode().split("\n")
            assert 1 <= span.line <= len(lines)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert render_text(found, files).count("\n") >= len(found)
    assert render_github(found).count("\n") == len(found)
    assert render_json(found)
