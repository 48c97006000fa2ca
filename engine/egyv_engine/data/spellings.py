"""Finds words that are probably one word in two spellings: they differ in case, in spaces, or in one letter."""

from collections.abc import Iterator, Sequence

from egyv_engine.diagnostics.hidden_characters import looks_like

_SHORTEST = (
    5  # of words that differ in one letter: shorter ones are often two words, such as `north` and `south`
)


def near_spellings(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each word that is spelled almost like an earlier one, with the first such word.

    `phase 1` and `phase 2`, or `group a` and `group b`, are different words.

    Args:
        words: Different words, the one to trust first.
    """
    plain = list(map(_plain, words))
    known: dict[str, list[int]] = {}  # words by what they and their neighbours have in common
    for i, word in enumerate(words):
        keys = {plain[i], *(_without_one_letter(plain[i]) if len(plain[i]) >= _SHORTEST else ())}
        earlier = {j for key in keys for j in known.get(key, ())}
        near = min((j for j in earlier if _is_near(plain[i], plain[j])), default=None)
        if near is not None:
            yield word, words[near]
        for key in keys:
            known.setdefault(key, []).append(i)


def are_near(word: str, other: str) -> bool:
    """Return whether two words are probably one word in two spellings.

    Args:
        word: A word.
        other: Another one.
    """
    return _is_near(_plain(word), _plain(other))


def _plain(word: str) -> str:
    return " ".join(looks_like(word).casefold().replace("_", " ").replace("-", " ").split())


def _without_one_letter(text: str) -> Iterator[str]:
    return (text[:i] + text[i + 1 :] for i in range(len(text)))


def _is_near(one: str, other: str) -> bool:
    """Return whether two words are the same but for one letter that is changed, added, left out or exchanged."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST or _digits(one) != _digits(other):
        return False
    if len(one) == len(other):
        changed = [i for i in range(len(one)) if one[i] != other[i]]
        is_exchanged = (
            len(changed) == 2 and one[changed[0]] == other[changed[1]] and changed[1] - changed[0] == 1
        )
        return (len(changed) == 1 and not _is_label(one, changed[0])) or (
            is_exchanged and one[changed[1]] == other[changed[0]]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return shorter in _without_one_letter(longer)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _is_label(text: str, position: int) -> bool:
    """Return whether a letter is a word by itself."""
    return f" {text} "[position] == " " == f" {text} "[position + 2]
