"""The one pipeline: it runs the stages in order, from files in memory to findings, tables and the report."""
