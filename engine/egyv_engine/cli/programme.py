"""Opens the programme that a command is given: a folder, or an example that comes with the engine."""

from pathlib import Path

import click

from egyv_engine.files.example import EXAMPLES, example_folder
from egyv_engine.files.folder import Folder

programme_argument = click.argument("programme", required=False, type=click.Path(path_type=Path))
example_option = click.option(
    "--example", type=click.Choice(EXAMPLES), help="Use a programme that comes with the engine."
)


def open_programme(programme: Path | None, example: str | None) -> Folder:
    """Return the files of the folder, of the example, or of the current folder.

    Args:
        programme: The folder of a programme; None for the current folder.
        example: The name of a programme that comes with the engine; None to read a folder.

    Raises:
        click.UsageError: The folder is not a programme's, or both a folder and an example are given.
    """
    from egyv_engine.interface.programme_files import programme_folder

    if programme is not None and example is not None:
        raise click.UsageError("give a programme or --example, not both")
    try:
        if example is None and not (programme or Path()).is_absolute() and not has_current_folder():
            raise click.UsageError("the current folder does not exist any more")
        return programme_folder(example_folder(example) if example is not None else programme or Path())
    except PermissionError as fault:
        raise click.UsageError(f"cannot read {fault.filename}: permission denied") from fault
    except OSError as fault:
        raise click.UsageError(f"{fault}{_advice()}") from fault


def keep_sources(files: Folder, out: Path) -> None:
    """Check that a file to write is none of those that the command has read.

    Args:
        files: The files of the programme, after everything was read.
        out: The file to write.

    Raises:
        click.UsageError: The programme was read from this file.
    """
    if files.has_read(out):
        raise click.UsageError(f"{out} is a file that the programme reads; name another file with --out")


def _advice() -> str:
    """Return how to run the command without a programme, if it can."""
    takes_example = any(option.name == "example" for option in click.get_current_context().command.params)
    line = "\nTo try the engine without a programme of your own, give --example egyv in place of a folder"
    return line if takes_example else ""


def has_current_folder() -> bool:
    """Return whether the folder in which the command runs is still there."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True
