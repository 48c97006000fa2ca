"""Reads the files of a programme's folder, and counts lines and columns in text files."""
