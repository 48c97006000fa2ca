"""Counts recommendations and compares published counts with the engine's."""
