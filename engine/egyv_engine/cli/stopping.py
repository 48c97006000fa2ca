"""Ends a command that Ctrl-C or the system stops, after what it has half written is cleared away."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from egyv_engine.cli.streams import point_at_null_device

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_STDERR = 2


class StoppedError(BaseException):
    """The command is to stop. Like KeyboardInterrupt, it is no Exception, so that only clearing away catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.is_ctrl_c = number == signal.SIGINT


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Run a command; where a signal stops it, exit with 128 and the number of the signal, as shells count.

    A command that comes to its end all the same, such as a preview, keeps its exit code. A second signal ends the
    process at once.

    Raises:
        SystemExit: A signal has stopped the command.
    """
    stopped_by = 0

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal stopped_by
        stopped_by = number
        for each in caught:
            signal.signal(each, signal.SIG_DFL)
        # Where this happens in a call from a library in Rust, the library prints what became of its call.
        point_at_null_device(_STDERR)
        raise StoppedError(number)

    is_main = threading.current_thread() is threading.main_thread()
    caught = {
        each: handler
        for each in (_SIGNALS if is_main else ())
        if (handler := signal.getsignal(each)) not in {signal.SIG_IGN, None}  # as set by nohup
    }
    for each in caught:
        signal.signal(each, stop)
    try:
        yield
    except BaseException as fault:
        is_complete = isinstance(fault, SystemExit) and not fault.code
        if not stopped_by or is_complete:
            raise
        click.echo("\nStopped.", err=True)  # a terminal shows ^C at the start of the line
        raise SystemExit(128 + stopped_by) from None
    finally:
        for each, handler in caught.items():
            signal.signal(each, handler)
