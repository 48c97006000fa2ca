"""Rewrites the rule files of an older edition of the language in place, comments and layout kept."""
