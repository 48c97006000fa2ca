"""Runs the command line as `python -m egyv_engine`."""

from egyv_engine.cli.main import main

if __name__ == "__main__":
    main(prog_name="egyv-engine")
