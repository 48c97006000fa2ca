"""Writes numbers and lists, and joins the parts of a sentence."""
