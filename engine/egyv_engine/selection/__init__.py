"""Selects case studies from ranked units, by the rules of rules/selection.yaml."""
