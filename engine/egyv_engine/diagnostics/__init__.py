"""Diagnostics: errors and warnings with their positions, their explanations, and their output formats."""
