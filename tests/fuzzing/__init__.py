"""Programmes whose bytes were damaged at random."""
