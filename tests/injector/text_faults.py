"""Faults of the report and of texts: words that readers misread, blocks in the wrong place, faults that hide others."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from egyv_engine.rules.yaml_scalars import Scalar
from tests.injector.edits import Fault, Programme, YamlText
from tests.injector.rule_faults import full_width, misspelt

TEXT = "text"
BLOCKS = "blocks"
HIDING = "faults that hide others"
DIGITS = (" 7 of 9", f" {full_width('7')}", " \u2077", " \u00bd", " \u2466", " \u0667")
NUMBER_WORDS = (
    " thirty",
    " forty areas",
    " a hundred",
    " th<b></b>ree",
    " th\u00adree",
    " th\u200bree",
    " fifty-one",
)
CAUSES = (" because of it", " led to more", " because\u00a0of it", " le<i>d to</i> it")
BRACES = (" {item}", " ${item}", " {{item", " {% x %}", " }}", " %(item)s", " <<item>>")
HIDDEN = ("\u200b", "\u2060", "\u00ad", "\u202e", "\ufe0f", "\u180e", "\u3164")
MARKUP = (
    "\n\n- one\n- another",
    "\n\n| a | b |\n|---|---|\n| c | d |",
    " **bold** words",
    "\n\n# Heading",
    " <b>bold</b>",
)
OPTIONAL = (  # keys that may be left out
    *("source", "notice", "rationale", "defaults", "lists", "numbers", "cohorts", "comparisons", "dont_know"),
    *("forbidden_words", "forbidden_words_without_history", "number_words", "document", "paragraph"),
    *("recommendations", "evidence", "interviews", "published"),
)
EMPTY = ("", " ", "\u00a0", "\u200b", ".", "\u2026")


def texts(p: Programme) -> Iterator[Fault]:
    """Texts with digits, number words, causes, braces, hidden characters, markup, and without words."""
    if not p.yaml("reports/report.yaml").text:
        return  # no text is shown
    for file in p.rules:
        yaml = p.yaml(file)
        for scalar in yaml.scalars:
            form = _form(scalar, file)
            if form is None:
                continue
            for tail in _tails(form):
                yield _text(p, yaml, scalar, scalar.value + tail)
            for new in EMPTY if form != "note" else EMPTY[:4]:
                yield _text(p, yaml, scalar, new)
            if form in ("phrase", "body", "says"):
                yield _text(p, yaml, scalar, f"{{% if false %}}{scalar.value}{{% endif %}}")
                yield _text(p, yaml, scalar, f"{{% if 1 == 2 %}}{scalar.value}{{% endif %}}")
                yield _text(p, yaml, scalar, f"{{# {scalar.value} #}}")
        titles = yaml.at("indicators", "*", "title")
        for scalar, other in itertools.pairwise(titles):
            yield _text(p, yaml, scalar, other.value)
        says = yaml.at("says", "units")
        for scalar, other in itertools.pairwise(says):
            yield _text(p, yaml, scalar, other.value)


def blocks(p: Programme) -> Iterator[Fault]:
    """Chapters and blocks without a key, repeated, or with what belongs to another."""
    yaml = p.yaml("reports/report.yaml")
    if not yaml.text:
        return
    for key in (*yaml.keys("for_each"), *yaml.keys("chapters", "*", "title"), *yaml.keys("show")):
        where = "/".join(map(str, key.path))
        yield p.fault(BLOCKS, yaml.file, f"without {where}", yaml.without(key), key.value, "show")
    lines = yaml.text.split("\n")
    for show in yaml.at("show"):
        yield _text(p, yaml, show, misspelt(show.value), BLOCKS)
        line = lines[show.start[0]]
        if line.strip().startswith("- {") and line.strip().endswith("}"):
            n = show.start[0]
            twice = "\n".join([*lines[: n + 1], line, *lines[n + 1 :]])
            yield p.fault(BLOCKS, yaml.file, f"{show.value} of line {n + 1} twice", twice, show.value)
            gone = "\n".join([*lines[:n], *lines[n + 1 :]])
            if gone.count("blocks:\n  - id") == yaml.text.count("blocks:\n  - id"):
                for option in (
                    "indicators: [no_such]",
                    "limit: 0",
                    "stance: gap",
                    "for_each: principle",
                ):
                    if option.partition(":")[0] not in line and not (
                        option == "stance: gap" and "evidence" in line
                    ):
                        new = line.rstrip().removesuffix("}") + f", {option}}}"
                        text = "\n".join([*lines[:n], new, *lines[n + 1 :]])
                        yield p.fault(
                            BLOCKS, yaml.file, f"{show.value} of line {n + 1} with {option}", text, show.value
                        )
    ids = yaml.at("chapters", "*", "id")
    for scalar, other in itertools.pairwise(ids):
        yield _text(p, yaml, scalar, other.value, BLOCKS)
    headings = [*yaml.at("chapters", "*", "title")]
    for scalar, other in itertools.pairwise(headings):
        yield _text(p, yaml, scalar, other.value, BLOCKS)


def hiding(p: Programme) -> Iterator[Fault]:
    """A fault in one file and an unknown key in another; both must be reported."""
    for file in p.rules:
        yaml = p.yaml(file)
        tops = [s for s in yaml.scalars if s.is_key and len(s.path) == 1 and s.value != "language"]
        seconds = [s for s in yaml.scalars if s.is_key and len(s.path) == 2]
        for key in (*tops, *seconds[:2]):
            for new in (misspelt(key.value), None):
                if new is None and key.value in OPTIONAL:
                    continue
                text = yaml.without(key) if new is None else yaml.put(key, new, raw=True)
                where = "/".join(map(str, key.path))
                what = f"{where} {'left out' if new is None else f'named {new}'}"
                yield from _with_others(p, file, what, text, key.value)


def _with_others(p: Programme, file: PurePosixPath, what: str, text: str, word: str) -> Iterator[Fault]:
    """Combine a fault of one file with one in each of three others."""
    others: list[tuple[PurePosixPath, str, int]] = []
    for other in p.rules:
        if other != file and other.name != "programme.yaml":
            yaml = p.yaml(other)
            lines = yaml.text.rstrip("\n").count("\n") + 2
            others.append((other, yaml.text.rstrip("\n") + "\nunknown_key: x\n", lines))
    for answers in p.answers[:1]:
        table = p.table(answers)
        n = len(table.rows) - 1
        others.append((answers, table.put(n, table.header[0], "no-such-unit"), n + 1))

    def make() -> dict[PurePosixPath, bytes]:
        return {**p.files, file: text.encode(), **{o: t.encode() for o, t, _ in others}}

    yield Fault(
        kind=HIDING,
        name=f"{p.name}/{file}: {what}, with a fault in every other file",
        file=file,
        make=make,
        words=(word,),
        witnesses=tuple((other, line) for other, _, line in others if other not in p.answers),
    )


def _form(scalar: Scalar, file: PurePosixPath) -> str | None:
    """Return what kind of text a value is; None for ids, answers and numbers."""
    path = [str(step) for step in scalar.path]
    if scalar.is_key:
        return None
    if path[0] == "phrases":
        return "phrase"
    if path[-2:] in (["says", "units"], ["says", "items"]):
        return "says"
    if path[-1] == "text" and file.name == "report.yaml":
        return "body"
    if path[-1] in ("title", "heading", "what_good_looks_like", "label") and file.name != "programme.yaml":
        return "title"
    if path[-1] in ("notice", "note", "asks", "rationale", "programme") or path[-2:] in (
        ["unit", "one"],
        ["unit", "many"],
    ):
        return "note"
    return "title" if path[-1] == "label" else None


def _tails(form: str) -> tuple[str, ...]:
    if form == "note":
        return HIDDEN
    tails = (*DIGITS[1:], *NUMBER_WORDS, *CAUSES, *BRACES[:2], *HIDDEN)
    if form == "title":
        return tails
    return (DIGITS[0], *tails, *BRACES[2:], *(MARKUP if form == "body" else ()))


def _text(p: Programme, yaml: YamlText, scalar: Scalar, new: str, kind: str = TEXT) -> Fault:
    where = "/".join(map(str, scalar.path))
    shown = ascii(new) if len(new) < 30 else f"...{new[-25:]!a}"
    return p.fault(kind, yaml.file, f"{where} = {shown}", yaml.put(scalar, new))


KINDS: tuple[tuple[Callable[[Programme], Iterator[Fault]], int], ...] = (
    (texts, 11),
    (blocks, 1),
    (hiding, 1),
)
