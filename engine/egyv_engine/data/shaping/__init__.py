"""Shapes the table of a data file into one row per unit and one column per question, and counts what is left out."""
