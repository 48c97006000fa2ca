"""Reads rule files: YAML text to checked model objects."""
