"""Picks case studies from ranked units, as a programme declares it."""
