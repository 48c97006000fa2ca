"""Charts of the report: one module for each group of kinds."""
