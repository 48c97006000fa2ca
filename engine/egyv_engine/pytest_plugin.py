"""A pytest plugin that guards the wording of a programme's report with snapshots.

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
    """Return a function that evaluates a programme and gives the sections of its report as Markdown.

    The function takes the programme's folder (by default the folder where pytest runs) and returns the sections by
    `chapter.section` id, numbered if a chapter shows a section twice. Annexes are included only with `annexes=True`.
    It raises ProgrammeError if the programme has errors, and ValueError if it declares no report.
    """
    cache: dict[tuple[Path, bool], Mapping[str, str]] = {}

    def sections(programme: Path | str = ".", *, annexes: bool = False) -> Mapping[str, str]:
        key = (Path(programme).resolve(), annexes)
        if key not in cache:
            cache[key] = _sections(*key)
        return cache[key]

    return sections


@pytest.fixture
def wording_snapshot(snapshot: "SnapshotAssertion") -> Any:
    """Return syrupy's snapshot with one `.md` file per section; a whole run fails if a snapshot is unused."""
    from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

    class MarkdownFiles(SingleFileSnapshotExtension):
        """Stores each snapshot as a Markdown file."""

        file_extension = "md"
        _write_mode = WriteMode.TEXT

    return snapshot.use_extension(MarkdownFiles)


def _sections(folder: Path, annexes: bool) -> Mapping[str, str]:
    from egyv_engine.interface.functions import evaluate
    from egyv_engine.publish.markdown import render_section

    report = evaluate(folder).report
    if report is None:
        raise ValueError(f"{folder}: the programme declares no report")
    found: dict[str, str] = {}
    for chapter in report.chapters:
        if chapter.annex and not annexes:
            continue
        for section in chapter.sections:
            name = f"{chapter.id}.{section.id}"
            again = sum(k == name or k.startswith(f"{name}.") for k in found)
            found[f"{name}.{again + 1}" if again else name] = render_section(section)
    return found
