"""The files that a run of a programme writes."""

from pathlib import Path

from egyv_engine.files.folder import read_folder
from egyv_engine.model.run_notes import RunNotes
from egyv_engine.pipeline.run import evaluate_files
from egyv_engine.publish.run_files import render_files


def written(folder: Path) -> dict[str, bytes]:
    """Each file by its name, for the programme in a folder."""
    files = read_folder(folder)
    out = evaluate_files(files)
    assert out.programme is not None
    assert out.findings is not None
    assert out.survey is not None
    return render_files(
        files,
        out.programme,
        out.findings,
        out.supplements,
        out.report,
        notes=RunNotes(left_out=out.survey.left_out),
    )
