"""Writes results: tables, JSON, Parquet, the report and the receipt, all into one output folder."""
