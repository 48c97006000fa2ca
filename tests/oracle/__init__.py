"""A plain-Python oracle of the rule language, independent of the engine."""
