"""Explains where a finding, a unit's score or a selection comes from."""

from egyv_engine.explanation.explain import explain
from egyv_engine.explanation.explained_run import ExplainedRun
from egyv_engine.explanation.subjects import NothingToExplainError

__all__ = ["ExplainedRun", "NothingToExplainError", "explain"]
