"""Holds docstrings, comments, messages, command help and docs to plain English."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "engine" / "egyv_engine"
RULES = yaml.safe_load((Path(__file__).parent / "plain_english" / "words.yaml").read_text(encoding="utf-8"))
REFUSED = [(re.compile(rule["pattern"], re.IGNORECASE), rule["plain"]) for rule in RULES["refused"]]
MODULES = sorted(ENGINE.rglob("*.py"))
DOCS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md")
    for path in ROOT.glob(pattern)
    if path.name != "egyv-report.md"
)


class Text(NamedTuple):
    """A piece of prose and the line that it starts on."""

    line: int
    text: str


def _docstrings(tree: ast.Module) -> Iterator[tuple[ast.AST, Text]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield node, Text(node.body[0].lineno, text)


def _prose(path: Path) -> Iterator[Text]:
    """Docstrings, strings of three words or more, and comments of a module."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) > 2:
            yield Text(node.lineno, node.value)
        elif isinstance(node, ast.JoinedStr):
            yield Text(
                node.lineno, "x".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
            )
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Text(token.start[0], token.string)


def _refused(texts: Iterator[Text]) -> Iterator[str]:
    exceptions = [re.compile(e["pattern"], re.IGNORECASE) for e in RULES.get("exceptions", [])]
    for line, text in texts:
        for pattern, plain in REFUSED:
            for found in pattern.finditer(text):
                around = text[max(found.start() - 40, 0) : found.end() + 40]
                if not any(e.search(around) for e in exceptions):
                    yield f"line {line + text[: found.start()].count(chr(10))}: '{found[0]}' (plainly: {plain})"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ENGINE).as_posix())
def test_module_uses_plain_words(path: Path) -> None:
    assert sorted(set(_refused(_prose(path)))) == []


@pytest.mark.parametrize("path", DOCS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_page_uses_plain_words(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert sorted(set(_refused(Text(i, line) for i, line in enumerate(lines, 1)))) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ENGINE).as_posix())
def test_docstrings_open_as_sentences_do(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    wrong = [
        f"line {text.line}: {text.text.splitlines()[0]}"
        for _, text in _docstrings(tree)
        if text.text.split()[0] in RULES["openings"]
    ]
    assert wrong == []
