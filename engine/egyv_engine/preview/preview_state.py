"""Holds what the preview shows now, and lets pages wait for the next version of it."""

import threading

from egyv_engine.model.frozen import Frozen
from egyv_engine.preview.page_changes import MarkedPage, mark_changes


class Preview(Frozen):
    """The page, its marks and the faults, as the preview shows them.

    Attributes:
        version: The number of evaluations; 0 before the first has ended.
        page: The page of the last evaluation without errors; None if there was none.
        marked: The same with marks on what differs from the page before; None for the first page.
        faults: The errors and warnings of the last evaluation, as text.
        has_errors: Whether it had errors, so that the page is that of an earlier one.
        seconds: How long it took from the save to the page.
    """

    version: int = 0
    page: str | None = None
    marked: MarkedPage | None = None
    faults: str = ""
    has_errors: bool = False
    seconds: float = 0.0


class PreviewState:
    """The current preview, for one thread that evaluates and others that serve it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._preview = Preview()

    @property
    def current(self) -> Preview:
        """The current preview."""
        return self._preview

    def show(self, page: str | None, faults: str, seconds: float) -> None:
        """Take the outcome of an evaluation, and wake those that wait for it.

        Args:
            page: The page; None after errors, when the page of the evaluation before stays.
            faults: The errors and warnings, as text.
            seconds: How long it took.
        """
        before = self._preview
        marked = before.marked
        if page is not None and before.page is not None:
            marked = mark_changes(before.page, page)
        with self._changed:
            self._preview = Preview(
                version=before.version + 1,
                page=page if page is not None else before.page,
                marked=marked,
                faults=faults,
                has_errors=page is None,
                seconds=seconds,
            )
            self._changed.notify_all()

    def wait(self, version: int, seconds: float) -> Preview:
        """Return the preview as soon as it has another version, or as it is after some seconds.

        Args:
            version: The version that is known.
            seconds: How long to wait at most.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._preview.version != version, seconds)
            return self._preview
