"""Reads a programme's folder into memory, and describes lines and columns of its text files."""
