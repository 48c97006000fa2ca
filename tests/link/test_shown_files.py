"""Messages show the lines of a file as they are written in the encoding that surveys/files.yaml declares for it."""

from pathlib import PurePosixPath

import pytest

from egyv_engine.diagnostics.diagnostic import diagnostic
from egyv_engine.diagnostics.render import render_text
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.link.shown_files import shown_files

DATA = PurePosixPath("surveys/towns.csv")


def line_shown(text: bytes, files: str | None) -> str:
    """The line of the file that a message on its second line shows, below this surveys/files.yaml."""
    programme = {DATA: text}
    if files is not None:
        programme[PurePosixPath("surveys/files.yaml")] = files.encode()
    fault = diagnostic(Positions(), "EGY513", Span(DATA, 2, 6, 7), "this is a fault", hint="mend it")
    return render_text([fault], shown_files([fault], programme)).splitlines()[1]


@pytest.mark.parametrize("encoding", ["windows-1252", "ISO-8859-1", "cp850", "utf-16", "utf-8"])
def test_letters_of_a_declared_encoding_are_shown(encoding: str) -> None:
    files = f"files:\n  surveys/towns.csv: {{encoding: {encoding}}}\n"
    assert line_shown("town,km\nKöln,x\n".encode(encoding), files) == "   | Köln,x"


@pytest.mark.parametrize(
    "files",
    [
        None,
        "files: [",
        "- surveys/towns.csv",
        "files:\n  surveys/towns.csv: {encoding: unheard-of}\n",
        "files:\n  surveys/towns.csv: utf-8\n  surveys/other.csv: {encoding: [a]}\n",
    ],
)
def test_line_is_shown_without_a_known_encoding_too(files: str | None) -> None:
    assert line_shown("town,km\nKöln,x\n".encode(), files) == "   | Köln,x"
