"""Resolves the names in a programme's rules."""
