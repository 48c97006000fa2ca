"""Holds that a name means one thing: no class, function or module name occurs in two places of the engine."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

ENGINE = Path(__file__).parents[1] / "engine" / "egyv_engine"
RULES = yaml.safe_load((Path(__file__).parent / "plain_english" / "names.yaml").read_text(encoding="utf-8"))
MODULES = sorted(ENGINE.rglob("*.py"))


def _names(path: Path) -> Iterator[str]:
    """Yield the classes and public functions of a module, but for commands and blocks, which users name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            decorators = {ast.unparse(d).partition("(")[0] for d in node.decorator_list}
            if not decorators & set(RULES["named_by_users"]):
                yield node.name


def _repeated(names: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(where) for name, where in sorted(names.items()) if len(where) > 1}


def test_class_and_function_names_occur_once() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for name in _names(path):
            found[name].append(path.relative_to(ENGINE).as_posix())
    assert _repeated(found) == {name: sorted(e["modules"]) for name, e in RULES["repeated_names"].items()}


def test_module_names_occur_once() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        folder = path.parent.relative_to(ENGINE).as_posix()
        if path.name != "__init__.py" and folder not in RULES["folders_named_by_content"]:
            found[path.name].append(path.relative_to(ENGINE).as_posix())
    assert _repeated(found) == {name: sorted(e["modules"]) for name, e in RULES["repeated_modules"].items()}


def test_every_exception_has_a_reason() -> None:
    for kind in ("repeated_names", "repeated_modules"):
        assert all(e["reason"].endswith(".") for e in RULES[kind].values())
