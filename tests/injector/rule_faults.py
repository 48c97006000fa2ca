"""Faults of rule files: files that are not read, waves and comparisons, words that nobody has, extremes."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from egyv_engine.rules.yaml_scalars import Scalar
from tests.injector.edits import Fault, Programme, YamlText, quoted

NO_FILE = "a file that is not read"
TIME = "time and direction"
VALUES = "values nobody has"
EXTREMES = "extremes"
_ANSWERS = ("is", "at_least", "at_most", "above", "below")


def not_read(p: Programme) -> Iterator[Fault]:
    """Rule and data files under other names, absent or empty."""
    for file in (*p.rules, *p.data):
        stem, folder, ending = file.stem, file.parent, file.suffix
        name = stem.partition("-")[2] or stem  # of a principle, without the number in front
        others = [f"{file}.txt", f"{folder / stem}{ending.upper()}", f"{folder / stem.upper()}{ending}"]
        others.append(f"{folder / misspelt(stem)}{ending}")
        if file in p.rules:
            others.append(f"{folder / stem}.yml")
        if len(file.parts) > 1:
            others += [file.name, str(PurePosixPath(misspelt(file.parts[0]), file.name))]
        yield from (p.renamed(NO_FILE, file, other, name) for other in others)
        yield p.fault(NO_FILE, file, "empty", "", str(file))
        if file.parts[0] != "rules" or file.stem in ("scales", "criteria", "baskets") or p.name == "egyv":
            yield p.fault(NO_FILE, file, "absent", None, str(file), name)
    for top in sorted({f.parts[0] for f in p.files if len(f.parts) > 1}):
        yield _moved_folder(p, top, misspelt(top))
        yield _moved_folder(p, top, top.removesuffix("s"))
        yield _moved_folder(p, top, top.capitalize())


def _moved_folder(p: Programme, old: str, new: str) -> Fault:
    def make() -> dict[PurePosixPath, bytes]:
        return {
            PurePosixPath(new, *f.parts[1:]) if f.parts[0] == old else f: data for f, data in p.files.items()
        }

    name = f"{p.name}/{old}: folder named {new}"
    return Fault(kind=NO_FILE, name=name, file=PurePosixPath(old), make=make, words=(old, new))


def time(p: Programme) -> Iterator[Fault]:
    """Waves, comparisons and criteria that are exchanged, repeated or turned round."""
    text = p.yaml("programme.yaml")
    waves = text.at("waves", "*", "id")
    for scalars in (waves, text.at("waves", "*", "label"), text.at("waves", "*", "answers")):
        yield from _repeated(p, TIME, text, scalars)
        yield from _swapped(p, TIME, text, scalars)
    for file in p.rules:
        yaml = p.yaml(file)
        for key in ("from", "to", "wave"):
            for scalar in yaml.at(key):
                others = [w.value for w in waves if w.value != scalar.value]
                for other in others if key != "wave" and len(waves) == 2 else []:
                    yield _put(p, TIME, yaml, scalar, other)
    for ended in ("returned", "analysed"):
        conditions = list(text.at(ended, "attribute"))
        yield from _repeated(p, TIME, text, conditions)
    criteria = p.yaml("rules/criteria.yaml")
    for scalar in criteria.scalars:
        if not scalar.is_key and re.fullmatch(r"-?[0-9.]+", scalar.value) and len(scalar.path) > 3:
            new = scalar.value.removeprefix("-") if scalar.value.startswith("-") else f"-{scalar.value}"
            yield _put(p, TIME, criteria, scalar, new, raw=True)
            yield _put(p, TIME, criteria, scalar, "0", raw=True)
    for improved in criteria.keys("criteria", "*", "improved"):
        declined = next((s for s in criteria.keys("declined") if s.path[:-1] == improved.path[:-1]), None)
        if declined is not None:
            yield _exchanged(p, TIME, criteria, improved, declined)


def values(p: Programme) -> Iterator[Fault]:
    """Words of conditions, lists and cohorts that no answer, unit or question has."""
    for file in p.rules:
        yaml = p.yaml(file)
        for scalar in yaml.scalars:
            if scalar.is_key or not _is_word(scalar, file):
                continue
            for new in variants(scalar.value):
                yield _put(p, VALUES, yaml, scalar, new)


def variants(word: str) -> list[str]:
    """Spellings of a word that look like it: in another case, with spaces, hidden and full-width characters."""
    found = [word.upper(), word.lower(), word.capitalize(), f"{word} ", f" {word}", misspelt(word)]
    found += [f"{word}\u200b", f"{word[:1]}\u00ad{word[1:]}", word.replace(" ", "\u00a0"), full_width(word)]
    found += [word.replace("'", "\u2019")]
    return [v for v in dict.fromkeys(found) if v != word]


def extremes(p: Programme) -> Iterator[Fault]:
    """Numbers far out of range, deep nesting, long names."""
    for file in p.rules:
        yaml = p.yaml(file)
        for scalar in yaml.scalars:
            if scalar.is_key or scalar.style:
                continue
            if re.fullmatch(r"-?[0-9.]+", scalar.value) and scalar.path[-1] != "language":
                for new in ("9" * 5000, "1e400", "-1", "0", "1000000", "0.0000001"):
                    if new != scalar.value and not _may_be(scalar, new):
                        yield _put(p, EXTREMES, yaml, scalar, new, raw=True)
        for scalar in yaml.at("says", "units")[:1] + yaml.at("text")[:1]:
            deep = "{% if unit_count %}" * 700 + "x" + "{% endif %}" * 700
            yield _put(p, EXTREMES, yaml, scalar, deep)
            yield _put(p, EXTREMES, yaml, scalar, "{{" * 3000)
        for key in yaml.keys("met_when")[:1]:
            following = next(s for s in yaml.scalars if s.start > key.start)
            deep = "{not: " * 5000 + "{met: x}" + "}" * 5000
            yield _put(p, EXTREMES, yaml, following, deep, raw=True)
        yield p.fault(EXTREMES, file, "100,000 brackets", "[" * 100_000, str(file))
        yield p.fault(
            EXTREMES, file, "100,000 keys", yaml.text + "".join(f"k{i}: 1\n" for i in range(20_000))
        )


def _may_be(scalar: Scalar, new: str) -> bool:
    """Return whether somebody may mean a number: as an id, an answer, a weight, or what answers are compared with."""
    path = [str(step) for step in scalar.path]
    if any(
        name in path for name in ("cohort", "cohorts", "answers", "is", "is_one_of", "base_for_percentages")
    ):
        return True
    if any(name in path for name in ("met_when", "base", "asked_if")) or path[-1] == "weight":
        return new in ("-1", "0", "0.0000001", "1000000")
    return new in ("0", "-1", "0.0000001") and path[-1] not in ("matched", "base_for_words", "limit")


def _is_word(scalar: Scalar, file: PurePosixPath) -> bool:
    path = [str(step) for step in scalar.path]
    if file.parts[0] == "reports" or scalar.style in ("|", ">") or len(path) < 2:
        return False
    if path[-1] in (
        *_ANSWERS,
        "attribute",
        "question",
        "met",
        "each",
        "item",
        "scale",
        "items",
        "cohort",
        "key",
    ):
        return not re.fullmatch(r"-?[0-9.]+", scalar.value)
    listed = ("is_one_of", "dont_know", "blank", "not_applicable", "ids", "items", "subset_of", "principles")
    return any(name in path for name in listed) and not {"label", "note", "says"} & set(path)


def _put(p: Programme, kind: str, yaml: YamlText, scalar: Scalar, new: str, *, raw: bool = False) -> Fault:
    where = "/".join(map(str, scalar.path))
    shown = new if len(new) < 40 else f"{new[:20]} ({len(new)} characters)"
    words = (scalar.value, new.strip()) if len(new) < 1000 else (scalar.value,)
    return p.fault(kind, yaml.file, f"{where} = {shown!r}", yaml.put(scalar, new, raw=raw), *words)


def _repeated(p: Programme, kind: str, yaml: YamlText, scalars: list[Scalar]) -> Iterator[Fault]:
    for scalar, other in zip(scalars[1:], scalars, strict=False):
        if other.value != scalar.value:
            yield _put(p, kind, yaml, scalar, other.value)


def _swapped(p: Programme, kind: str, yaml: YamlText, scalars: list[Scalar]) -> Iterator[Fault]:
    for scalar, other in zip(scalars[1:], scalars, strict=False):
        yield _exchanged(p, kind, yaml, other, scalar)


def _exchanged(p: Programme, kind: str, yaml: YamlText, first: Scalar, second: Scalar) -> Fault:
    text = yaml.edited(
        *(
            (one, other.value if one.is_key else quoted(other.value))
            for one, other in ((first, second), (second, first))
        )
    )
    name = f"{'/'.join(map(str, first.path))} exchanged with {second.value!r}"
    return p.fault(kind, yaml.file, name, text, first.value, second.value)


def misspelt(word: str) -> str:
    """A word with two of its letters exchanged, or one more."""
    for i in range(1, len(word) - 1):
        if word[i] != word[i + 1] and word[i].isalpha() and word[i + 1].isalpha():
            return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return f"{word}x"


def full_width(text: str) -> str:
    """A text with its letters and digits in their wide forms."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


KINDS: tuple[tuple[Callable[[Programme], Iterator[Fault]], int], ...] = (
    (not_read, 1),
    (time, 1),
    (values, 5),
    (extremes, 1),
)
