"""Turns conditions into the few node types that the engine runs."""
