"""Tests of evaluation: truth, tables, bounds, words and findings."""
