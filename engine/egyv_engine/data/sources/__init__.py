"""Reads sources of data into tables of text: files of several kinds, and queries."""
