"""Writes a drafted programme as the files of its folder, with comments on what a person must decide."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from egyv_engine.exchange.draft import Draft, DraftScale, inside_sentence
from egyv_engine.exchange.sheets import column_letter
from egyv_engine.exchange.yaml_text import flow_list, scalar

_PRINCIPLE = "draft"
_LONGEST_TITLE = 80
_FEW = 5  # units below which no words are given, unless there are fewer


def draft_files(draft: Draft) -> dict[PurePosixPath, bytes]:
    """Return the files of a draft by their path: the rules, and the data files unchanged.

    Args:
        draft: The draft.
    """
    texts: dict[str, Iterator[str]] = {
        "programme.yaml": _programme(draft),
        "surveys/instrument.yaml": _instrument(draft),
        f"principles/1-{_PRINCIPLE}.yaml": _principle(draft),
        "rules/criteria.yaml": iter(_CRITERIA.splitlines()),
        "reports/report.yaml": _report(draft),
    }
    if draft.scales:
        texts["rules/scales.yaml"] = _scales(draft.scales)
    if any(q.items for q in draft.questions):
        texts["rules/baskets.yaml"] = _baskets(draft)
    if any(wave.options for wave in draft.waves):
        texts["surveys/files.yaml"] = _files(draft)
    files = {PurePosixPath(name): ("\n".join(lines) + "\n").encode() for name, lines in texts.items()}
    return files | {PurePosixPath(w.file): w.data for w in draft.waves if w.data is not None}


_CRITERIA = """\
# When a change between two waves is called improved or declined.
# decide: how many units make a change worth a word?
criteria:
  more_units: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}"""


def _report(draft: Draft) -> Iterator[str]:
    yield "# The report has built-in chapters. To choose chapters and blocks, see docs/language.md, Reports."
    yield f"title: {scalar(draft.title)}"


def _programme(draft: Draft) -> Iterator[str]:
    yield "# Who was surveyed, when, and what is compared. Lines with 'decide:' are for a person."
    yield "language: 2"
    yield f"programme: {scalar(draft.title)}"
    yield "# decide: what is one row about? A school, a household, a person?"
    yield "unit: {one: unit, many: units}"
    yield "# decide: may everybody who reads the results know what each unit answered? If so, write true."
    yield "names_units: false"
    yield from (f"# decide: {text}" for text in draft.about_key)
    yield "# decide: which columns describe the unit itself, such as its region? List them in attributes: [...]"
    yield f"register: {{made_of: answers, key: {scalar(draft.key)}}}"
    yield "waves:"
    for wave in draft.waves:
        yield f"  - id: {scalar(wave.id)}"
        yield f"    label: {scalar(wave.label)}  # decide: the words for this wave in a sentence"
        yield f"    answers: {scalar(wave.file)}"
    pairs = [
        f"{{from: {scalar(a.id)}, to: {scalar(b.id)}}}"
        for a, b in zip(draft.waves, draft.waves[1:], strict=False)
    ]
    if pairs:
        yield f"comparisons: [{', '.join(pairs)}]"
    yield f"principles: [{_PRINCIPLE}]"
    yield "# decide: which missing answers could have gone either way? See docs/language.md, Bounds."
    yield "missing: blanks"
    yield "default_criterion: more_units"
    yield "# decide: how many units are enough for a verdict, a word, a percentage?"
    few = _FEW if draft.units is None else min(_FEW, draft.units)
    yield f"minimum: {{matched: {few}, base_for_words: {few}, base_for_percentages: 30, coverage: 0.6}}"


def _scales(scales: Mapping[str, DraftScale]) -> Iterator[str]:
    yield "# The answers of each scale."
    yield "scales:"
    for one in scales.values():
        yield from (f"  # decide: {text}" for text in one.decide)
        yield f"  {one.id}:"
        yield f"    {'answers' if one.has_order else 'choices'}: {flow_list(one.answers)}"
        if one.blank:
            yield f"    blank: {flow_list(one.blank)}"
        if one.codes:
            codes = ", ".join(f"{scalar(code)}: {scalar(answer)}" for code, answer in one.codes.items())
            yield f"    codes: {{{codes}}}"


def _baskets(draft: Draft) -> Iterator[str]:
    yield "# The items that questions are asked over."
    yield "baskets:"
    for question in draft.questions:
        if question.items:
            yield f"  {question.id}_items:"
            yield f"    label: {scalar(inside_sentence(question.asks))}  # decide: a word for all of them"
            yield "    items:"
            for item, about in question.items.items():
                label = about.in_sentence
                is_in_cells = question.several is not None and label != about.label
                words = [*about.spellings, about.label] if is_in_cells else about.spellings
                spellings = f", spellings: {flow_list(words)}" if words else ""
                yield f"      {item}: {{label: {scalar(label)}{spellings}}}"


def _instrument(draft: Draft) -> Iterator[str]:
    yield "# The questions, in the order of the files."
    yield "questions:"
    for question in draft.questions:
        yield from (f"  # decide: {text}" for text in question.decide)
        yield f"  - id: {question.id}"
        yield f"    asks: {scalar(question.asks)}"
        yield f"    scale: {question.scale}"
        if question.items:
            yield f"    items: {question.id}_items"
        if question.several is not None:
            yield f"    several: {scalar(question.several)}"
        if question.column:
            yield f"    column: {_by_wave(question.column)}"
        if question.columns:
            yield f"    columns: {_mapping(question.columns)}"
        if question.blank:
            yield f"    blank: {flow_list(question.blank)}"
        if question.asked_if is not None:
            yield f"    asked_if: {question.asked_if}"
        missing = [
            f"{{wave: {scalar(w.id)}}}" for w in draft.waves if question.waves and w.id not in question.waves
        ]
        missing += [
            f"{{wave: {scalar(wave)}, items: {flow_list(items)}}}" for wave, items in question.lacking.items()
        ]
        if missing:
            yield f"    not_asked: [{', '.join(missing)}]"


def _by_wave(columns: Mapping[str, str]) -> str:
    """Return the name of a column, or the names by wave where they differ."""
    names = set(columns.values())
    return scalar(names.pop()) if len(names) == 1 else _mapping(columns)


def _mapping(columns: str | Mapping[str, str]) -> str:
    if isinstance(columns, str):
        return scalar(columns)
    return "{" + ", ".join(f"{scalar(key)}: {scalar(name)}" for key, name in columns.items()) + "}"


def _principle(draft: Draft) -> Iterator[str]:
    yield "# decide: what does good look like, and which answers show it? One file per principle."
    yield "# decide: which words come after 'eight units ...' in a sentence? They are under says."
    yield "title: First look"
    yield "what_good_looks_like: This is a draft. Describe good practice here."
    yield "indicators:"
    for place, question in enumerate(draft.questions):
        named = _in_sentences(question.id, place)
        yield f"  - id: {question.id}"
        yield f"    title: {scalar(_short(question.asks))}"
        if question.items:
            yield f"    for_each: {question.id}_items"
        scale = draft.scales.get(question.scale)
        if scale is None:
            yield f"    met_when: {{question: {question.id}, answered: true}}  # decide: from which value on?"
            words = f"answered {named}"
        else:
            answer = scale.answers[-1] if scale.has_order else scale.answers[0]
            note = "" if scale.has_order else "  # decide: one of several choices"
            yield f"    met_when: {{question: {question.id}, is: {scalar(answer)}}}{note}"
            words = f"gave this answer to {named}"
        if scale is None or not scale.has_order:
            yield "    direction: none"
            yield "    scored: false"
        items = f', items: "{{{{ were }}}} so answered under {named} by"'
        yield (
            f'    says: {{units: "{words} for {{{{ item }}}}"{items}}}'
            if question.items
            else f"    says: {{units: {words}}}"
        )


def _in_sentences(question: str, place: int) -> str:
    """Return words for a question that hold no number, because a sentence's numbers come from the data."""
    has_digits = any(sign.isdigit() for sign in question)
    return f"question {column_letter(place)}" if has_digits else question.replace("_", " ")


def _files(draft: Draft) -> Iterator[str]:
    yield "# How the data files are written."
    yield "files:"
    for wave in draft.waves:
        if wave.options:
            yield f"  {scalar(wave.file)}:"
            yield from (f"    {name}: {value}" for name, value in wave.options.items())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1].rstrip()}…"
