"""Rules that a finished file of an office program is tested by, and the places where it breaks them."""

import io
import zipfile
from collections.abc import Callable, Collection, Iterator
from typing import Any

Rule = Callable[[Any, zipfile.ZipFile], Iterator[str]]


class FileRules:
    """The rules on one kind of file. load: opens it with the library that reads it. rules: each by its name."""

    def __init__(self, load: Callable[[Any], Any]) -> None:
        self.load = load
        self.rules: dict[str, Rule] = {}

    def rule(self, name: str) -> Callable[[Rule], Rule]:
        def add(function: Rule) -> Rule:
            self.rules[name] = function
            return function

        return add

    def broken(self, data: bytes, rules: Collection[str] = ()) -> dict[str, list[str]]:
        """The places where each rule is broken, by the rule; empty for a file in order. Without names, all are tested."""
        opened = self.load(io.BytesIO(data))
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            found = {
                name: list(check(opened, parts))
                for name, check in self.rules.items()
                if not rules or name in rules
            }
        return {name: places for name, places in found.items() if places}
