"""Defines the faults of queries, whose messages never hold the address of a database."""

from collections.abc import Iterable


class UnreachableDatabaseError(Exception):
    """There is no connection to a database. The message is the end of a sentence, and has no part of the address."""


class RefusedQueryError(Exception):
    """A database cannot answer a query. The message is its reason."""


def reason_without(secrets: Iterable[str | None], error: BaseException) -> str:
    """Return the first line of an error's message; a message that has a part of the address is withheld.

    Args:
        secrets: The parts of the address, such as the password.
        error: The error of a driver.
    """
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    reason = lines[0] if lines else ""
    if not reason or any(secret and secret in reason for secret in secrets):
        return "the database gives no reason that can be shown"
    return reason
