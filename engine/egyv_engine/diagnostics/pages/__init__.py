"""The explanations of all codes, one module per stage."""
