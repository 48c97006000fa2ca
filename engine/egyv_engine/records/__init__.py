"""Counts what was recorded beside the survey, and sets published figures beside those found."""
