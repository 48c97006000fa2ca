"""From rules in YAML and survey answers to every finding of an assessment."""

__version__ = "0.2.0"
