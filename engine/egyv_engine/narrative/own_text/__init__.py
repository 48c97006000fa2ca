"""Reads the texts that analysts write themselves: Markdown, with figures that are bound to results and facts."""
