"""Reads survey answers, the register and supplementary files into typed tables."""
