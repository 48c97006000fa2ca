"""Finds columns with a common stem and the same words: one question that is asked over items."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from egyv_engine.data.shaping.further_headers import ANSWER_WORDS
from egyv_engine.data.shaping.joined_names import SEPARATOR
from egyv_engine.data.sources.statistics_source import TickedSet
from egyv_engine.exchange.cell_words import mark_of_several
from egyv_engine.exchange.draft import NOT_TICKED, TICKED_ANSWER
from egyv_engine.model.frozen import Frozen, field
from egyv_engine.model.typed_values import comparable_text

NO_QUESTION = tuple(f"{SEPARATOR}{word}" for word in ANSWER_WORDS)  # the end of a joined name without items
SELECTED_CHOICE = (
    " - Selected Choice"  # the end of the text of a question of Qualtrics with a field for other answers
)
_MOST_WORDS = 12
# The names that tools give to the columns of items: joined headers, SurveyMonkey's Use? - Hall, Kobo's use/hall, LimeSurvey's
# Q1[SQ001], Qualtrics' Q4_1, REDCap's use___1 and Use? (choice=Hall), Microsoft Forms' Do you agree?.Staff are kind;
# Qualtrics' 1_Q2 of a block that was shown once for each item.
_STEMS = (
    re.compile(r"(?P<stem>.+?) \(choice=(?P<item>.+)\)"),
    re.compile(r"(?P<stem>.+?) / (?P<item>[^/]+)"),
    re.compile(rf"(?P<stem>.+?) - (?P<item>.+?)(?:{'|'.join(NO_QUESTION)})?"),
    re.compile(r"(?P<stem>.+)/(?P<item>[^/]+)"),
    re.compile(r"(?P<stem>.+?) ?\[(?P<item>[^\[\]]+)\]"),
    re.compile(r"(?P<stem>.+?)___(?P<item>_?[A-Za-z0-9]+)"),
    re.compile(r"(?P<stem>.+)_(?P<item>[0-9]+)"),
    re.compile(r"(?P<stem>[^.]+|.+[?:])\.(?P<item>[^. ][^.]*\.?)"),
    re.compile(r"(?P<item>[0-9]{1,2})_(?P<stem>[A-Za-z].*)"),
)
OTHER = re.compile(r"\bother\b|\bspecify\b", re.IGNORECASE)
_TICKED = ("1", "True", "TRUE", "true", "Checked", "Selected")
_NOT_TICKED = ("0", "False", "FALSE", "false", "Unchecked", "Not selected", "Not Selected")


class StemColumns(Frozen):
    """Columns of one question.

    Attributes:
        stem: What their names begin with.
        columns: The name of each item's column by what it has after the stem.
        pattern: The name of the columns, with `{}` for the item.
        words: The different words of the columns.
        codes: Whether the item was ticked, for each word; empty if the words are answers of another kind.
        ticks: The word of each item's column, where a cell is blank unless the item was ticked; else empty.
        labels: The label of each item, where its code has it that says that it was ticked.
        asks: The text of the question, where the file has it; empty if it is to be found in the labels of the columns.
        others: The items next to them whose cells hold the text of another answer, as of "other, please specify".
    """

    stem: str
    columns: Mapping[str, str]
    pattern: str
    words: Sequence[str]
    codes: Mapping[str, str] = field(default_factory=dict)
    ticks: Mapping[str, str] = field(default_factory=dict)
    others: Sequence[str] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    asks: str = ""


class CellsOfColumns(Frozen):
    """The cells of the columns of all waves.

    Attributes:
        counts: How many cells of each column have each value that is not blank.
        rows: Returns the rows of some columns, blank cells as empty texts.
        height: The number of rows.
    """

    counts: Mapping[str, Counter[str]]
    rows: Callable[[Iterable[str]], Iterable[tuple[str, ...]]]
    height: int


def stem_columns(
    cells: CellsOfColumns, codes: Mapping[str, Mapping[str, str]], sets: Mapping[str, TickedSet]
) -> Iterator[StemColumns]:
    """Yield the groups of columns that are one question.

    Args:
        cells: The cells of the columns.
        codes: The labels of each column's codes, where the file has them.
        sets: The set of answers that the file says a column belongs to, for the columns with such a set.
    """
    columns = cells.counts
    taken: set[str] = set()
    for declared in _declared_sets(columns, sets):
        taken.update(declared.columns.values())
        yield declared
    for stem in _STEMS:
        groups: dict[tuple[str, str], dict[str, str]] = {}
        for name in columns:
            if name not in taken and (found := stem.fullmatch(name)):
                pattern = f"{name[: found.start('item')]}{{}}{name[found.end('item') :]}"
                groups.setdefault((found["stem"], pattern), {})[found["item"].strip()] = name
        for (text, pattern), of in groups.items():
            made = _group(text, pattern, of, cells, codes)
            if made is not None and not _hold_several([columns[name] for name in of.values()]):
                taken.update(made.columns.values())
                yield made
    for names in _named_by_answers({name: columns[name] for name in columns if name not in taken}):
        made = _group(", ".join(names), "{}", {name: name for name in names}, cells, codes)
        if made is not None and made.ticks:
            yield made


def _declared_sets(
    columns: Mapping[str, Counter[str]], sets: Mapping[str, TickedSet]
) -> Iterator[StemColumns]:
    """Yield the columns of each set that the file declares; those that are blank unless they are ticked have no other code."""
    by_set: dict[TickedSet, dict[str, str]] = {}
    for name in columns:
        if name in sets:
            by_set.setdefault(sets[name], {})[name] = name
    for declared, of in by_set.items():
        words = _ordered(of, columns)
        ticked = [word for word in words if comparable_text(word) == comparable_text(declared.ticked)]
        if len(of) < 2 or not ticked:
            continue
        has_others = len(words) > len(ticked)
        codes = {word: TICKED_ANSWER if word in ticked else NOT_TICKED for word in words}
        yield StemColumns(
            stem=declared.name,
            columns=of,
            pattern="{}",
            words=words,
            codes=codes if has_others else {},
            ticks={} if has_others else dict.fromkeys(of, ticked[0]),
            asks=declared.label or declared.name,
        )


def _hold_several(columns: Iterable[Counter[str]]) -> bool:
    """Return whether the cells of a column hold several items, as in a grid of ticks: each column is then a question of its own."""
    marks = map(mark_of_several, columns)
    return any(found is not None and found[0] != " " for found in marks)


def _named_by_answers(columns: Mapping[str, Counter[str]]) -> Iterator[list[str]]:
    """Yield the columns that follow each other and are blank but for their own names, as in Typeform; with that of others."""
    run: list[str] = []
    for name in columns:
        words = columns[name].keys()
        if words == {name.strip()}:
            run.append(name)
            continue
        if len(run) > 1:
            yield [*run, name] if OTHER.search(name) and words else run
        run = []
    if len(run) > 1:
        yield run


def _group(
    stem: str,
    pattern: str,
    of: Mapping[str, str],
    cells: CellsOfColumns,
    codes: Mapping[str, Mapping[str, str]],
) -> StemColumns | None:
    columns = cells.counts
    words = {item: set(columns[name]) for item, name in of.items()}
    words = {item: found for item, found in words.items() if found or len(of) > 2}
    of = {item: name for item, name in of.items() if item in words}
    if len(of) < 2 or not any(words.values()):
        return None
    every = set.union(*words.values())
    if any(codes.get(name) for name in of.values()):
        first = codes.get(next(iter(of.values())), {})
        is_one = (
            bool(first) and all(codes.get(name, {}) == first for name in of.values()) and every <= set(first)
        )
        if is_one:
            return StemColumns(stem=stem, columns=of, pattern=pattern, words=_ordered(of, columns))
        ticked = _labelled_ticks({item: codes.get(name, {}) for item, name in of.items()}, every)
        return (
            StemColumns(
                stem=stem,
                columns=of,
                pattern=pattern,
                words=_ordered(of, columns),
                codes=ticked,
                labels={
                    item: codes[name][code]
                    for item, name in of.items()
                    for code in ticked
                    if ticked[code] == TICKED_ANSWER
                },
            )
            if ticked
            else None
        )
    if every <= {*_TICKED, *_NOT_TICKED} and every & set(_NOT_TICKED):
        ticked = {word: TICKED_ANSWER if word in _TICKED else NOT_TICKED for word in sorted(every)}
        return StemColumns(stem=stem, columns=of, pattern=pattern, words=_ordered(of, columns), codes=ticked)
    others = _others(words)
    one_word = {item: name for item, name in of.items() if len(words[item]) == 1 and item not in others}
    ticks = {item: next(iter(words[item])) for item in one_word}
    filled = {item: of[item] for item in (*one_word, *others)}
    if len(ticks) > 1 and len(ticks) * 2 >= len(of) and _is_blank_unless_ticked(cells.rows(filled.values())):
        return StemColumns(
            stem=stem,
            columns={item: name for item, name in of.items() if item in others or len(words[item]) <= 1},
            pattern=pattern,
            words=_ordered(one_word, columns),
            ticks=ticks,
            others=others,
        )
    repeated = {i: n for i, n in of.items() if cells.height >= 2 * len(words[i]) and words[i]}
    same = {i: n for i, n in repeated.items() if any(words[i] & words[o] for o in repeated if o != i)}
    union = set().union(*(words[item] for item in same))
    if len(same) < 2 or not 1 < len(union) <= _MOST_WORDS or max(map(len, union)) > 100:
        return None
    return StemColumns(stem=stem, columns=same, pattern=pattern, words=_ordered(same, columns))


def _labelled_ticks(labels: Mapping[str, Mapping[str, str]], every: AbstractSet[str]) -> dict[str, str]:
    """Return whether an item was ticked, for each of two codes: one has the same label for all items, such as `Not mentioned`.

    Empty if the codes say something else, as where the labels of both codes differ between the items.
    """
    known = {frozenset(of_item) for of_item in labels.values()}
    if len(known) != 1 or len(codes := next(iter(known))) != 2 or not every <= codes:
        return {}
    same = [code for code in sorted(codes) if len({of_item[code] for of_item in labels.values()}) == 1]
    different = [code for code in codes if len({of_item[code] for of_item in labels.values()}) == len(labels)]
    return {same[0]: NOT_TICKED, different[0]: TICKED_ANSWER} if len(same) == len(different) == 1 else {}


def _others(words: Mapping[str, AbstractSet[str]]) -> list[str]:
    """Return the items whose names say that cells hold the text of another answer, and whose words are no ticks."""
    named = [item for item in words if words[item] and OTHER.search(item)]
    ticks = set().union(*(found for item, found in words.items() if item not in named and len(found) == 1))
    return [item for item in named if not words[item] <= {*ticks, item}]


def _is_blank_unless_ticked(rows: Iterable[Sequence[str]]) -> bool:
    """Return whether some rows have one of the items and lack another, so that blank cells are not all unanswered."""
    return any(any(row) and not all(row) for row in rows)


def _ordered(of: Mapping[str, str], columns: Mapping[str, Counter[str]]) -> list[str]:
    return list(dict.fromkeys(word for name in of.values() for word in columns[name]))
