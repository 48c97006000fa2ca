"""Codes columns of text: only the distinct words of a column are interpreted."""
