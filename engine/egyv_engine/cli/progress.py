"""A progress line on the terminal while an evaluation takes long; nothing on quick work or elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

PATIENCE = 0.5  # seconds before the line is shown
_SAID = {
    "load": "reading the rules",
    "link": "checking the rules",
    "read": "reading the survey",
    "compile": "compiling the rules",
    "evaluate": "evaluating",
    "write": "writing",
}


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[str], None]]:
    """Gives a function that is told of each phase; the line goes away at the end."""
    if not shown:
        yield lambda _phase: None
        return
    from rich.console import Console

    status = Console(stderr=True).status("")
    timer = Timer(PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda phase: status.update(f"{_SAID.get(phase, phase)} ...")
    finally:
        timer.cancel()
        timer.join()
        status.stop()
