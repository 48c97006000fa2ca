"""Writes a programme's instrument for other programs, and drafts programmes from their files."""
