"""Checks of waves: each has answers and a label of its own, and time goes forward."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.same_tables import is_same_table
from egyv_engine.model import conditions as c
from egyv_engine.model.condition_walk import references
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Wave
from egyv_engine.model.typed_values import YEAR


def check_waves(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report waves that share a file or a label, that are out of order, or that another wave's returns decide."""
    waves = list(linked.waves.values())
    for i, wave in enumerate(waves):
        for other in waves[:i]:
            yield from _shared(linked, wave, other)
    for before, after in pairwise(waves):
        years = YEAR.findall(before.label), YEAR.findall(after.label)
        if len(years[0]) == len(years[1]) == 1 and years[0] > years[1]:
            yield diagnostic(
                linked.positions,
                "EGY425",
                after.doc_path / "label",
                f"the wave '{after.id}' of {years[1][0]} is listed after the wave '{before.id}' of {years[0][0]}",
                hint="list the waves in the order of time, the first one first",
                related=[(before.doc_path / "label", f"the wave '{before.id}'")],
            )
    yield from _directions(linked)


def _shared(linked: LinkedProgramme, wave: Wave, other: Wave) -> Iterator[Diagnostic]:
    if is_same_table(linked, wave, other):
        source = "file" if wave.answers.file is not None else "query"
        rows = "rows of the same " if wave.answers.conditions else ""
        yield diagnostic(
            linked.positions,
            "EGY424",
            wave.doc_path / "answers",
            f"the waves '{other.id}' and '{wave.id}' have the same {rows}{source}",
            hint=f"name the {source} that has the answers of '{wave.id}'; if it has both waves, "
            "name the rows or the columns of each",
            related=[(other.doc_path / "answers", f"the wave '{other.id}'")],
        )
    if wave.label.strip().casefold() == other.label.strip().casefold():
        yield diagnostic(
            linked.positions,
            "EGY426",
            wave.doc_path / "label",
            f"the waves '{other.id}' and '{wave.id}' have the same label",
            hint="give each wave a label of its own, because the report calls the waves by their labels",
            related=[(other.doc_path / "label", f"the wave '{other.id}'")],
        )
    for one, another in ((wave, other), (other, wave)):
        foreign = _foreign_attribute(one, another)
        if foreign is not None:
            name, doc_path = foreign
            yield diagnostic(
                linked.positions,
                "EGY427",
                doc_path,
                f"returns in '{another.id}' are decided by '{name}', but returns in '{one.id}' are not",
                hint=f"name the attribute that decides who is analysed in '{one.id}'",
                related=[(another.doc_path / "returned", f"who returned the survey in '{another.id}'")],
            )


def _foreign_attribute(wave: Wave, other: Wave) -> tuple[str, DocumentPath] | None:
    """Return an attribute that says who is analysed in a wave, but only who returned in another one."""
    if wave.analysed is None or wave.returned is None or other.returned is None:
        return None
    own, others = _attributes(wave.returned), _attributes(other.returned)
    for name, doc_path in _attributes(wave.analysed).items():
        if name in others and name not in own:
            return name, doc_path
    return None


def _attributes(condition: c.Condition) -> Mapping[str, DocumentPath]:
    return {name.id: name.doc_path for name in references(condition) if name.names == "attribute"}


def _directions(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report comparisons, and remarks on what can be compared, that go from a later wave to an earlier one."""
    order = {name: i for i, name in enumerate(linked.waves)}
    pairs = [(x.from_, x.to, x.doc_path, "a comparison") for x in linked.programme.file.comparisons]
    for question in linked.questions.values():
        pairs += [
            (x.from_, x.to, x.doc_path, "comparable")
            for x in question.comparable
            if x.from_ is not None and x.to is not None
        ]
    for from_, to, doc_path, what in pairs:
        if from_ == to and what == "comparable":
            yield diagnostic(
                linked.positions,
                "EGY409",
                doc_path / "to",
                f"the wave '{to}' is compared with itself",
                hint="name the two waves of a comparison",
            )
        elif from_ in order and to in order and order[from_] > order[to]:
            yield diagnostic(
                linked.positions,
                "EGY425",
                doc_path / "from",
                f"{what} is declared from '{from_}' to the earlier wave '{to}'",
                hint=f"write from: {to}, to: {from_}; if '{from_}' is the earlier one, list it before '{to}'",
                related=[(linked.waves[name].doc_path / "id", f"the wave '{name}'") for name in (to, from_)],
            )
