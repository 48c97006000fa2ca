"""Writes a drafted programme as the files of its folder, with comments on what a person must decide."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from egyv_engine.diagnostics.quoted_yaml import scalar
from egyv_engine.exchange.draft import TICKED_ANSWER, Draft, DraftQuestion, DraftScale, inside_sentence
from egyv_engine.exchange.yaml_text import flow_list, flow_map

_PRINCIPLE = "draft"
_LONGEST_TITLE = 80
_NUMBER_OF_QUESTION = re.compile(r"\s*[0-9]+[.)]\s+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
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
        "rules/criteria.yaml": _criteria(draft),
        "reports/report.yaml": _report(draft),
    }
    if draft.scales:
        texts["rules/scales.yaml"] = _scales(draft.scales)
    if any(q.items for q in draft.questions):
        texts["rules/baskets.yaml"] = _baskets(draft)
    if any(file.options for file in draft.files):
        texts["surveys/files.yaml"] = _files(draft)
    files = {PurePosixPath(name): ("\n".join(lines) + "\n").encode() for name, lines in texts.items()}
    return files | {PurePosixPath(one.path): one.data for one in draft.files if one.data is not None}


def _criteria(draft: Draft) -> Iterator[str]:
    yield "# When a change between two waves is called improved or declined."
    if draft.key is None:
        yield "# decide: how many percentage points make a change worth a word?"
        bounds = "judged_on: all, improved: {share_change_at_least: 5}, declined: {share_change_at_most: -5}"
    else:
        yield "# decide: how many units make a change worth a word?"
        bounds = "judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}"
    yield "criteria:"
    yield f"  {_criterion(draft)}: {{{bounds}}}"


def _criterion(draft: Draft) -> str:
    return "five_points" if draft.key is None else "more_units"


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
    made_of = "rows" if draft.key is None else f"answers, key: {scalar(draft.key)}"
    yield f"register: {{made_of: {made_of}}}"
    yield "waves:"
    for wave in draft.waves:
        yield f"  - id: {scalar(wave.id)}"
        yield f"    label: {scalar(wave.label)}  # decide: the words for this wave in a sentence"
        path = scalar(wave.file.path)
        yield from (f"    # decide: {text}" for text in wave.decide)
        parts = [f"file: {path}"] + ([f"rows: {wave.rows}"] if wave.rows is not None else [])
        if wave.items is not None:
            parts += [f"items: {scalar(wave.items)}", f"values: {_mapping(wave.values)}"]
        yield f"    answers: {path if len(parts) == 1 else '{' + ', '.join(parts) + '}'}"
    pairs = [
        f"{{from: {scalar(a.id)}, to: {scalar(b.id)}}}"
        for a, b in zip(draft.waves, draft.waves[1:], strict=False)
    ]
    if pairs:
        yield f"comparisons: [{', '.join(pairs)}]"
    yield f"principles: [{_PRINCIPLE}]"
    yield "# decide: which missing answers could have gone either way? See docs/language.md, Bounds."
    yield "missing: blanks"
    yield f"default_criterion: {_criterion(draft)}"
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
        if one.spellings:
            forms = ", ".join(f"{scalar(word)}: {flow_list(found)}" for word, found in one.spellings.items())
            yield f"    spellings: {{{forms}}}"
        for key, words in one.special.items():
            yield f"    {key}: {flow_list(words)}"
        if one.codes:
            codes = ", ".join(f"{scalar(code)}: {scalar(answer)}" for code, answer in one.codes.items())
            yield f"    codes: {{{codes}}}"


def _baskets(draft: Draft) -> Iterator[str]:
    yield "# The items that questions are asked over."
    yield "baskets:"
    for question in draft.questions:
        if question.items:
            yield f"  {question.id}_items:"
            yield f"    label: {scalar(inside_sentence(_without_number(question.asks)))}  # decide: a word for all of them"
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
        if question.ignores_others:
            yield "    other_answers: ignored"
        if question.column:
            yield f"    column: {_by_wave(question.column)}"
        if question.columns:
            yield f"    columns: {_mapping(question.columns)}"
        if question.at_least is not None:
            yield f"    at_least: {question.at_least}"
        if question.at_most is not None:
            yield f"    at_most: {question.at_most}"
        for key in ("dont_know", "blank", "not_applicable"):
            if words := getattr(question, key):
                yield f"    {key}: {flow_list(words)}"
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
    return scalar(columns) if isinstance(columns, str) else flow_map(columns)


def _principle(draft: Draft) -> Iterator[str]:
    yield "# decide: what does good look like, and which answers show it? One file per principle."
    yield "# decide: which words come after 'eight units ...' in a sentence? They are under says."
    yield "title: First look"
    yield "what_good_looks_like: This is a draft. Describe good practice here."
    yield "indicators:"
    for question in draft.questions:
        scale = draft.scales.get(question.scale)
        answer = None if scale is None else scale.answers[-1] if scale.has_order else scale.answers[0]
        yield f"  - id: {question.id}"
        yield f"    title: {scalar(_title(question.asks, answer))}"
        if question.items:
            yield f"    for_each: {question.id}_items"
        if scale is None:
            yield f"    met_when: {{question: {question.id}, answered: true}}  # decide: from which value on?"
        else:
            note = "" if scale.has_order else "  # decide: one of several choices"
            yield f"    met_when: {{question: {question.id}, is: {scalar(answer or '')}}}{note}"
        if scale is None or not scale.has_order:
            yield "    direction: none"
            yield "    scored: false"
        yield f"    says: {_says(question, answer)}"


def _title(asks: str, answer: str | None) -> str:
    """Return a title: what is asked, and the answer that is counted, where it is not yes."""
    question = _short(" ".join(_TAG.sub(" ", _without_number(asks)).split()).rstrip("."))
    return (
        question
        if answer is None or answer.lower() in ("yes", "ticked")
        else f"{question} \N{EN DASH} {answer}"
    )


def _without_number(asks: str) -> str:
    """Return what is asked without the number of the question before it, which would begin a list: `1. Is it open?`."""
    return _NUMBER_OF_QUESTION.sub("", asks) or asks


def _says(question: DraftQuestion, answer: str | None) -> str:
    """Return words for a question, which insert what it asks, because a sentence's numbers come from the data."""
    asked = "“{{ question }}”"
    if answer is None:
        of_units, of_items = f"answered {asked}", f"{{{{ were }}}} answered under {asked} by"
    elif answer == TICKED_ANSWER:
        of_units, of_items = f"ticked {{{{ item }}}} under {asked}", f"{{{{ were }}}} ticked under {asked} by"
    else:
        of_units = f"answered “{{{{ answer }}}}” to {asked}"
        of_items = f"{{{{ were }}}} given “{{{{ answer }}}}” under {asked} by"
    if not question.items:
        return f'{{units: "{of_units}"}}'
    named = of_units if "{{ item }}" in of_units else f"{of_units} for {{{{ item }}}}"
    return f'{{units: "{named}", items: "{of_items}"}}'


def _files(draft: Draft) -> Iterator[str]:
    yield "# How the data files are written."
    yield "files:"
    for file in draft.files:
        if file.options:
            yield f"  {scalar(file.path)}:"
            yield from (f"    {name}: {value}" for name, value in file.options.items())


def _short(text: str) -> str:
    """Return a text without its middle if it is long: questions that begin alike often differ at the end."""
    if len(text) <= _LONGEST_TITLE:
        return text
    half = _LONGEST_TITLE // 2 - 1
    return (
        f"{text[:half].rpartition(' ')[0] or text[:half]} … {text[-half:].partition(' ')[2] or text[-half:]}"
    )
