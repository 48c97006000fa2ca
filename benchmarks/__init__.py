"""Measures the speed of the engine on made-up surveys."""
