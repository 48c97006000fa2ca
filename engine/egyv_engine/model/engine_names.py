"""Names the engines that can count and score the units of a survey."""

from typing import Literal

EngineName = Literal["polars", "duckdb", "spark"]
