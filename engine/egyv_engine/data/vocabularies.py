"""The words that columns of records may hold: ids of the programme, and words of rules/records.yaml."""

from collections.abc import Iterable, Mapping, Sequence

from egyv_engine.data.supplement_table import Vocabulary
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath


def principles(linked: LinkedProgramme) -> Vocabulary:
    """The principles listed in programme.yaml."""
    file = linked.programme.file
    listed = file.doc_path / "principles"
    return Vocabulary(
        kind="principle", places={p: listed / i for i, p in enumerate(file.principles)}, at=listed
    )


def cohorts(linked: LinkedProgramme) -> Vocabulary:
    """The cohorts; none where the programme has none."""
    declared = linked.programme.file.cohorts
    if declared is None:
        return Vocabulary(kind="cohort", places={}, at=linked.programme.file.doc_path)
    ids = declared.doc_path / "ids"
    return Vocabulary(kind="cohort", places={name: ids / i for i, name in enumerate(declared.ids)}, at=ids)


def waves(linked: LinkedProgramme) -> Vocabulary:
    """The waves."""
    return Vocabulary(
        kind="wave",
        places={w.id: w.doc_path / "id" for w in linked.waves.values()},
        at=linked.programme.file.doc_path / "waves",
        is_whole=not _are_broken(linked, "wave"),
    )


def indicators(linked: LinkedProgramme) -> Vocabulary:
    """Every indicator declared, also those whose own names are at fault."""
    return Vocabulary(
        kind="indicator",
        places={i.id: i.doc_path / "id" for p in linked.programme.principles.values() for i in p.indicators},
        at=linked.programme.file.doc_path / "principles",
        is_whole=not _are_broken(linked, "indicator", "principle"),
    )


def items(linked: LinkedProgramme, basket: str, at: DocumentPath) -> Vocabulary:
    """The items of a basket; `at`: where the basket is named."""
    known = linked.baskets.get(basket)
    return Vocabulary(
        kind="item",
        places={item: known.labels[item].doc_path for item in known.items} if known else {},
        at=at,
        is_whole=known is not None and not _are_broken(linked, "basket", "baskets"),
    )


def of_rule(kind: str, named: Iterable[str], at: DocumentPath) -> Vocabulary:
    """Words that are fixed, or come with the file; `at`: the rule that reads them."""
    return Vocabulary(kind=kind, places=dict.fromkeys(named, at), at=at)


def of_list(kind: str, named: Sequence[str], at: DocumentPath) -> Vocabulary:
    """Words listed in a rule."""
    return Vocabulary(kind=kind, places={word: at / i for i, word in enumerate(named)}, at=at)


def of_map(kind: str, named: Mapping[str, str], at: DocumentPath) -> Vocabulary:
    """Words in a file for the names of a mapping: `name: word`."""
    return Vocabulary(kind=kind, places={word: at / name for name, word in named.items()}, at=at)


def _are_broken(linked: LinkedProgramme, *kinds: str) -> bool:
    return any(kind in kinds for kind, _ in linked.programme.broken - {("baskets", "missing")})
