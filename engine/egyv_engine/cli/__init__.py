"""The command line: a module a command, exit codes, and no logic of its own."""
