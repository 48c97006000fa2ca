"""Derives the groups that findings are about from programme.yaml, or from the values of an attribute."""

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from egyv_engine.diagnostics.span import KeyAt, Location
from egyv_engine.model import documents as d
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.typed_values import comparable_text, number

OTHERS = "<others>"  # the units of no group; no id has such a form
EVERYONE = "all"


class DeclaredGroup(Frozen):
    """A group of units.

    Attributes:
        label: What sentences call it.
        words: The values of the attribute that its units have.
        doc_path: The document path of its declaration, whose key is its id where `is_key` is true.
        is_list: Whether the declaration lists the words under `is_one_of`.
    """

    id: str
    label: str
    words: tuple[str, ...]
    doc_path: DocumentPath
    is_key: bool = False
    is_list: bool = False

    @property
    def declared_at(self) -> Location:
        """The location of its declaration."""
        return KeyAt(self.doc_path) if self.is_key else self.doc_path

    @property
    def word_paths(self) -> tuple[tuple[str, DocumentPath], ...]:
        """Each of its words with the document path at which the programme writes it."""
        if not self.is_key:
            return tuple((word, self.doc_path) for word in self.words)
        listed = self.doc_path / "is_one_of"
        return tuple(
            (word, listed / position if self.is_list else self.doc_path / "is")
            for position, word in enumerate(self.words)
        )


def declared_groups(cohorts: d.Cohorts | None) -> dict[str, DeclaredGroup]:
    """Return the groups that a programme declares one by one; empty where there is one per value of the attribute."""
    if cohorts is None:
        return {}
    if not isinstance(cohorts.groups, Mapping):
        ids = cohorts.doc_path / "ids"
        return {
            name: DeclaredGroup(id=name, label=name, words=(name,), doc_path=ids / i)
            for i, name in enumerate(cohorts.ids or ())
        }
    return {
        name: DeclaredGroup(
            id=name,
            label=group.label or name,
            words=group.is_one_of or ((group.is_,) if group.is_ is not None else ()),
            doc_path=group.doc_path,
            is_key=True,
            is_list=bool(group.is_one_of),
        )
        for name, group in cohorts.groups.items()
    }


def groups_of_values(values: Iterable[str], cohorts: d.Cohorts) -> tuple[dict[str, DeclaredGroup], list[str]]:
    """Return one group per value of an attribute, and the ids that had to be numbered.

    Args:
        values: The values; one that is blank has no group.
        cohorts: The declaration, whose position the groups get.
    """
    spelled: dict[str, str] = {}
    for value in values:
        if value:
            spelled.setdefault(comparable_text(value), value)
    found: dict[str, DeclaredGroup] = {}
    numbered: list[str] = []
    taken = {EVERYONE} if cohorts.all_ is not None else set()
    for value in sorted(spelled.values(), key=_order):
        plain = _plain_id(value)
        name, count = plain, 1
        while name in taken or name in found:
            count += 1
            name = f"{plain}_{count}"
        numbered += [name] if count > 1 else []
        found[name] = DeclaredGroup(
            id=name, label=value, words=(value,), doc_path=cohorts.doc_path / "groups"
        )
    return found, numbered


def _plain_id(value: str) -> str:
    """Return a value in small ASCII letters and digits, with _ between its words."""
    ascii_only = normalize("NFKD", value).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_only.lower()).strip("_") or "group"


def _order(value: str) -> tuple[bool, object, str]:
    found = number(value)
    return (False, found, value) if found is not None else (True, value.casefold(), value)
