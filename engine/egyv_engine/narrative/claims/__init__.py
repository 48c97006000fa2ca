"""Decides which claims the findings support, and writes them as sentences."""
