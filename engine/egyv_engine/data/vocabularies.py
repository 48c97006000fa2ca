"""Derives the words that columns of supplementary files may contain from the programme and rules/records.yaml."""

from collections.abc import Iterable, Mapping, Sequence

from egyv_engine.data.supplement_table import Vocabulary
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath


def principles(linked: LinkedProgramme) -> Vocabulary:
    """Return the principles that programme.yaml lists."""
    file = linked.programme.file
    listed = file.doc_path / "principles"
    return Vocabulary(
        noun="principle",
        are_names=True,
        declared_at={p: listed / i for i, p in enumerate(file.principles)},
        doc_path=listed,
        is_complete=linked.programme.broken.isdisjoint({("principles", "*"), ("principle", "*")}),
    )


def cohorts(linked: LinkedProgramme) -> Vocabulary:
    """Return the cohorts; the vocabulary is empty if the programme has none."""
    declared = linked.programme.file.cohorts
    if declared is None:
        return Vocabulary(
            noun="cohort",
            are_names=True,
            declared_at={},
            doc_path=linked.programme.file.doc_path,
            is_complete=not linked.programme.has_broken("cohort"),
        )
    doc_path = declared.doc_path / ("groups" if declared.ids is None else "ids")
    groups = {name: group.doc_path for name, group in linked.groups.items()}
    if linked.everyone is not None:
        groups[linked.everyone] = declared.doc_path / "all"
    return Vocabulary(noun="cohort", declared_at=groups, doc_path=doc_path, are_names=True)


def waves(linked: LinkedProgramme) -> Vocabulary:
    """Return the waves."""
    return Vocabulary(
        noun="wave",
        are_names=True,
        declared_at={w.id: w.doc_path / "id" for w in linked.waves.values()},
        doc_path=linked.programme.file.doc_path / "waves",
        is_complete=not linked.programme.has_broken("wave"),
    )


def indicators(linked: LinkedProgramme) -> Vocabulary:
    """Return every declared indicator, including those that refer to unknown names."""
    return Vocabulary(
        noun="indicator",
        are_names=True,
        declared_at={
            i.id: i.doc_path / "id" for p in linked.programme.principles.values() for i in p.indicators
        },
        doc_path=linked.programme.file.doc_path / "principles",
        is_complete=not linked.programme.has_broken("indicator"),
    )


def items(linked: LinkedProgramme, basket: str, doc_path: DocumentPath) -> Vocabulary:
    """Return the items of a basket.

    Args:
        linked: The programme.
        basket: The id of the basket.
        doc_path: The document path at which the basket is named.
    """
    known = linked.baskets.get(basket)
    return Vocabulary(
        noun="item",
        are_names=True,
        declared_at={item: known.labels[item].doc_path for item in known.items} if known else {},
        doc_path=doc_path,
        is_complete=known is not None and not linked.programme.has_broken("basket"),
    )


def fixed_words(noun: str, words: Iterable[str], doc_path: DocumentPath) -> Vocabulary:
    """Return a vocabulary of words that no rule declares.

    Args:
        noun: The word for one of them, for example `stance`.
        words: The words.
        doc_path: The document path of the rule that reads them.
    """
    return Vocabulary(noun=noun, declared_at=dict.fromkeys(words, doc_path), doc_path=doc_path)


def listed_words(noun: str, words: Sequence[str], doc_path: DocumentPath) -> Vocabulary:
    """Return a vocabulary of words that a rule lists.

    Args:
        noun: The word for one of them, for example `reason`.
        words: The words in the order of the list.
        doc_path: The document path of the list.
    """
    declared_at = {word: doc_path / i for i, word in enumerate(words)}
    return Vocabulary(noun=noun, declared_at=declared_at, doc_path=doc_path)


def mapped_words(noun: str, words: Mapping[str, str], doc_path: DocumentPath) -> Vocabulary:
    """Return a vocabulary of the words that a rule maps its own names to.

    Args:
        noun: The word for one of them, for example `status`.
        words: The word of each name.
        doc_path: The document path of the mapping.
    """
    declared_at = {word: doc_path / name for name, word in words.items()}
    return Vocabulary(noun=noun, declared_at=declared_at, doc_path=doc_path)
