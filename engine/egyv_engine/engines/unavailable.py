"""Defines the exception for an engine that cannot be used."""


class EngineUnavailableError(RuntimeError):
    """An engine is not installed here, or does not start. The message says what to do."""
