"""The command `egyv-engine` and its help."""

import click

from egyv_engine import __version__
from egyv_engine.cli.check import check
from egyv_engine.cli.evaluate import evaluate
from egyv_engine.cli.explain import explain
from egyv_engine.cli.export import export
from egyv_engine.cli.init import init
from egyv_engine.cli.preview import preview
from egyv_engine.cli.publish import publish
from egyv_engine.cli.read import read
from egyv_engine.cli.readability import readability
from egyv_engine.cli.schema import schema
from egyv_engine.cli.streams import Commands
from egyv_engine.cli.upgrade import upgrade

_HELP = """Evaluates survey answers by rules written in YAML.

A programme is a folder with programme.yaml, principles/, rules/, surveys/ and, for a report in words, reports/.

\b
Examples:
  egyv-engine evaluate --example egyv --out /tmp/egyv
  egyv-engine check
  egyv-engine explain EGY302
  egyv-engine explain access.open_late

Exit codes: 0 no errors, 1 faults found, 2 wrong use.
"""


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
