"""Measures the wall time of each stage of a run."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


def _ignore(_stage: str) -> None:
    return None


@dataclass(slots=True)
class Phases:
    """Wall time of each stage in seconds, by name; `on_start` is called with the name of each stage as it starts."""

    on_start: Callable[[str], None] = _ignore
    seconds: dict[str, float] = field(default_factory=dict)
    _name: str | None = None
    _since: float = 0.0

    def start(self, name: str | None) -> None:
        """End the current stage and start the next one; None ends the current stage only."""
        now = time.perf_counter()
        if self._name is not None:
            self.seconds[self._name] = self.seconds.get(self._name, 0.0) + now - self._since
        self._name, self._since = name, now
        if name is not None:
            self.on_start(name)
