"""Shows a progress line on a terminal while an evaluation takes long; quick runs and other outputs show nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import click

PATIENCE = 0.5  # seconds before the line is shown
LABELS = {
    "load": "reading the rules",
    "link": "checking the rules",
    "check": "checking the rules",
    "import": "loading the libraries",
    "read": "reading the survey",
    "compile": "compiling the rules",
    "skip logic": "checking the answers",
    "evaluate": "evaluating the survey",
    "score": "scoring the units",
    "supplement": "making selections and counting records",
    "texts": "checking the texts of the report",
    "report": "writing the report",
    "write": "writing the output folder",
    "publish": "writing the file to publish",
    "draft": "drafting the programme",
}


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[str], None]]:
    """Yield a function to call with the name of each stage; the line disappears at the end.

    Args:
        shown: Whether to show anything; the function does nothing otherwise.
    """
    if not shown:
        yield lambda _stage: None
        return
    from rich.console import Console

    status = Console(stderr=True).status("")
    timer = Timer(PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda stage: status.update(f"{LABELS.get(stage, stage)} ...")
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def say_that_it_waits(folder: Path) -> None:
    """Print that a command waits.

    Args:
        folder: The folder that another program has locked.
    """
    click.echo(f"waiting for another program that has locked {folder}", err=True)
