"""The command `egyv-engine preview`: a page on this machine that shows the report again after each save."""

import threading
from pathlib import Path

import click

from egyv_engine.cli.programme import example_option, open_programme, programme_argument

PORT = 8750


@click.command(
    epilog="""\b
Examples:
  egyv-engine preview
  egyv-engine preview my-programme --open
  egyv-engine preview --port 0

\b
Exit codes:
  0  ended with Ctrl-C
  2  wrong use, or a port that is in use
"""
)
@programme_argument
@example_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port of the page; 0 is any free one.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def preview(programme: Path | None, example: str | None, port: int, opens: bool) -> None:
    """Show the report in a browser, and again after each save.

    PROGRAMME is the programme's folder; the current folder if left out. The page marks the sentences and numbers that
    changed since the last save, with the old ones next to them, and shows faults at their place. Only this machine
    reaches it, and nothing is written.
    """
    from egyv_engine.cli.stopping import StoppedError
    from egyv_engine.preview.evaluations import evaluate_on_save
    from egyv_engine.preview.preview_state import PreviewState
    from egyv_engine.preview.server import HOST, PreviewServer

    folder = open_programme(programme, example).root
    state = PreviewState()
    try:
        server = PreviewServer(state, port)
    except OSError as fault:
        raise click.UsageError(
            f"the port {port} of {HOST} cannot be used: {fault.strerror}; choose another with --port, or any with --port 0"
        ) from fault
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        click.echo(f"The preview is at {server.url}\nIt ends with Ctrl-C.")
        if opens:
            click.launch(server.url)
        evaluate_on_save(folder, state)
    except StoppedError as stopped:
        if not stopped.is_ctrl_c:
            raise
        click.echo("")
    finally:
        server.shutdown()
        server.server_close()
