"""The command line: one module per command, exit codes, and no logic of its own."""
