"""Takes a programme from the command line: a folder, or a bundled example."""

from pathlib import Path

import click

from egyv_engine.files.example import EXAMPLES, example_folder
from egyv_engine.files.folder import Folder, read_folder

MAIN_FILE = "programme.yaml"

programme_argument = click.argument("programme", required=False, type=click.Path(path_type=Path))
example_option = click.option(
    "--example", type=click.Choice(EXAMPLES), help="Take a programme that comes with the engine."
)


def open_programme(programme: Path | None, example: str | None) -> Folder:
    """The files of the folder named, of the example, or of the current folder. Raises UsageError where it is none."""
    if programme is not None and example is not None:
        raise click.UsageError("give a programme or --example, not both")
    folder = example_folder(example) if example is not None else programme or Path()
    if not folder.exists():
        raise click.UsageError(f"there is no folder {folder}")
    if not folder.is_dir():
        raise click.UsageError(f"{folder} is not a folder; a programme is the folder that holds {MAIN_FILE}")
    if not (folder / MAIN_FILE).exists():
        where = "this folder" if folder == Path() else str(folder)
        raise click.UsageError(
            f"{where} holds no {MAIN_FILE}; name a programme's folder, or try --example egyv"
        )
    return read_folder(folder)
