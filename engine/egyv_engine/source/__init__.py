"""Reads what users write: rule files into the model, survey files into typed codes."""
