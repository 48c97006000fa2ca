"""Evaluates a survey where its coded answers are: in this process, through DuckDB, or in the workers of Spark."""
