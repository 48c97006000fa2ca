"""A pytest plugin: the sections of a programme's report, to guard their wording with snapshots.

def test_wording(report_sections, wording_snapshot):
for name, text in report_sections().items():
assert text == wording_snapshot(name=name)
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

Sections = Callable[..., Mapping[str, str]]


@pytest.fixture(scope="session")
def report_sections() -> Sections:
    """A function from a programme's folder (where pytest runs, if left out) to its report's sections in Markdown.

    Keys are `chapter.section` ids, numbered where a chapter shows one twice; annexes are left out unless
    `annexes=True`. Raises ValueError with every message where the programme has faults or declares no report.
    """
    made: dict[tuple[Path, bool], Mapping[str, str]] = {}

    def sections(programme: Path | str = ".", *, annexes: bool = False) -> Mapping[str, str]:
        key = (Path(programme).resolve(), annexes)
        if key not in made:
            made[key] = _sections(*key)
        return made[key]

    return sections


@pytest.fixture
def wording_snapshot(snapshot: "SnapshotAssertion") -> Any:
    """Syrupy's snapshot, one `.md` file each; syrupy fails a whole run on snapshots that no test uses."""
    from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

    class MarkdownFiles(SingleFileSnapshotExtension):
        """A Markdown file for each snapshot."""

        file_extension = "md"
        _write_mode = WriteMode.TEXT

    return snapshot.use_extension(MarkdownFiles)


def _sections(folder: Path, annexes: bool) -> Mapping[str, str]:
    from egyv_engine.diagnostics.render import render_text
    from egyv_engine.files.folder import read_folder
    from egyv_engine.pipeline.run import evaluate_files
    from egyv_engine.publish.markdown import render_section

    files = read_folder(folder)
    outputs = evaluate_files(files)
    if outputs.report is None:
        told = render_text(outputs.diagnostics, files) or "the programme declares no report"
        raise ValueError(f"{folder}: {told}")
    found: dict[str, str] = {}
    for chapter in outputs.report.chapters:
        if chapter.annex and not annexes:
            continue
        for section in chapter.sections:
            name = f"{chapter.id}.{section.id}"
            again = sum(k == name or k.startswith(f"{name}.") for k in found)
            found[f"{name}.{again + 1}" if again else name] = render_section(section)
    return found
