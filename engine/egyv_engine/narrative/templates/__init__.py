"""Parses and renders the phrases that a programme declares."""
