"""Runs the command line, also as `python -m egyv_engine`."""

import signal


def run_commands() -> None:
    """Run the command line."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # Until the commands are imported and can say that they were stopped, Ctrl-C ends Python without a traceback.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from egyv_engine.cli.main import main

    main(prog_name="egyv-engine")


if __name__ == "__main__":
    run_commands()
