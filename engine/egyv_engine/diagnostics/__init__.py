"""Faults as values: where they are, what they mean, how they are shown."""
