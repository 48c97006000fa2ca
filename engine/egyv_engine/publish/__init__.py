"""Writes what was found: tables, JSON, Parquet and the receipt, a folder at a time."""
