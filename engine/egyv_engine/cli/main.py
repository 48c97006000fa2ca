"""The command `egyv-engine` and its help."""

import sys
from typing import Any

import click

from egyv_engine import __version__
from egyv_engine.cli.check import check
from egyv_engine.cli.evaluate import evaluate
from egyv_engine.cli.explain import explain
from egyv_engine.cli.export import export
from egyv_engine.cli.init import init
from egyv_engine.cli.preview import preview
from egyv_engine.cli.programme import has_current_folder
from egyv_engine.cli.publish import publish
from egyv_engine.cli.read import read
from egyv_engine.cli.readability import readability
from egyv_engine.cli.schema import schema
from egyv_engine.cli.stopping import stopping_on_signals
from egyv_engine.cli.streams import STDOUT, discard_rest_of, keep_streams_open
from egyv_engine.cli.upgrade import upgrade

_HELP = """Evaluates survey answers by rules written in YAML.

A programme is a folder with programme.yaml, principles/, rules/, surveys/ and, for a report in words, reports/.

\b
Examples:
  egyv-engine evaluate --example egyv --out /tmp/egyv
  egyv-engine check
  egyv-engine explain EGY302
  egyv-engine explain access.open_late

Exit codes: 0 no errors, 1 faults found, 2 wrong use, 130 stopped with Ctrl-C.
"""


class Commands(click.Group):
    """A group of commands that ends with a sentence and exit code 2 where the system refuses to read or write."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; see `click.Group.main`."""
        keep_streams_open()
        with stopping_on_signals():
            try:
                return super().main(*args, **kwargs)
            except OSError as fault:
                discard_rest_of(sys.stdout)
                verb = "write to" if fault.filename == STDOUT else "read or write"
                what = f"cannot {verb} {fault.filename}" if fault.filename else "cannot go on"
                why = fault.strerror or str(fault)
                if fault.filename is None and not has_current_folder():
                    why = "the current folder does not exist any more"
                click.echo(f"Error: {what}: {why}", err=True)
                raise SystemExit(2) from fault


@click.group(
    cls=Commands,
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="egyv-engine", message="%(prog)s %(version)s")
def main() -> None:
    """Run a subcommand."""


for _command in (
    init,
    check,
    read,
    evaluate,
    publish,
    preview,
    explain,
    readability,
    export,
    schema,
    upgrade,
):
    main.add_command(_command)
