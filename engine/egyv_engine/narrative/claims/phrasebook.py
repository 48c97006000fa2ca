"""Fills the declared phrases with facts, and makes sentences of them."""

import re
import zlib
from copy import copy

from egyv_engine.model.documents import CohortWords, Unit
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import BoundNumber, NoteMark, Policy, Sentence, Term, Text
from egyv_engine.narrative.claims.claim import ClaimFacts
from egyv_engine.narrative.language.idiom import with_group_words, without_repeated_words
from egyv_engine.narrative.language.joining import members_in_words
from egyv_engine.narrative.language.parts import (
    Count,
    GroupWord,
    Joined,
    Part,
    Parts,
    Phrased,
    QuotationMark,
    Verb,
    merged,
    term,
    words,
)
from egyv_engine.narrative.language.sentences import sentence_of
from egyv_engine.narrative.templates.parser import parse
from egyv_engine.narrative.templates.template import render
from egyv_engine.narrative.wording import Wording


class CommonFacts(Frozen):
    """Holds what every phrase and every text may read: what the programme calls one unit and several, one cohort and several.

    is_records: whether the claim comes from records, so that nobody reported, said or answered what it counts.
    is_separate: whether no unit is in two waves, so that the waves have nothing but their shares to compare.
    is_of_everyone: whether a claim is about the cohort of all units.
    is_of_all_units: whether it is, and the label of that cohort names these, such as "all schools".
    """

    unit: Parts
    units: Parts
    group: Parts
    groups: Parts
    is_records: bool
    is_separate: bool
    is_of_everyone: bool
    is_of_all_units: bool


# The headings that stand for others where what is called unchanged did not change at all.
_IF_EXACT = {
    "unchanged": "not_changed",
    "verdict_unchanged": "verdict_not_changed",
    "groups_unchanged": "groups_not_changed",
}

# The headings that stand for others where no unit is in two waves.
_IF_SEPARATE = {
    "reason_too_few_matched": "reason_too_few_each_time",
    "p_exact": "p_exact_of_shares",
}


def _group_of_all(wording: Wording, unit: Unit, label: str | None) -> Parts:
    """Return the word after the label of the cohort of all units, which a label such as "all schools" needs not."""
    word, every = wording.headings["group_of_all"], wording.headings["every"]
    is_whole = label is not None and label.lower().startswith(f"{every} ")
    if not is_whole:
        return words(word)
    names = re.compile(rf"{re.escape(every)} {re.escape(unit.many)}(?!\w)", re.IGNORECASE)
    units = (unit.one, unit.many) if label is not None and names.match(label) else ()
    return (GroupWord(text=word, forms=(every,), is_whole=True, units=units),)


class Phrasebook:
    """The phrases by kind of claim, the headings of tables, and how numbers are written."""

    def __init__(
        self,
        wording: Wording,
        policy: Policy,
        unit: Unit,
        called: CohortWords | None = None,
        *,
        everyone: str | None = None,
        is_records: bool = False,
        is_exact: bool = False,
        is_separate: bool = False,
    ) -> None:
        """Make a phrasebook.

        Args:
            wording: The phrases, headings and language.
            policy: Which numbers are written in words.
            unit: What the programme calls one unit and several.
            called: What it calls one cohort and several; those of the phrasebook if left out.
            everyone: The label of the cohort of all units, which is not one of these.
            is_records: Whether claims come from records.
            is_exact: Whether what the criteria call unchanged did not change at all.
            is_separate: Whether no unit is in two waves.
        """
        self.wording = wording
        self.is_exact = is_exact
        self.policy = policy
        one, many = (
            (wording.headings["group"], wording.headings["groups"])
            if called is None
            else (called.one, called.many)
        )
        self.common = CommonFacts(
            unit=term(unit.one),
            units=term(unit.many),
            group=(GroupWord(text=one, forms=(one, many)),),
            groups=(GroupWord(text=many, forms=(one, many)),),
            is_records=is_records,
            is_separate=is_separate,
            is_of_everyone=False,
            is_of_all_units=False,
        )
        self.everyone = term(everyone)
        self.group_of_all = _group_of_all(wording, unit, everyone)
        self.names_units = any(isinstance(part, GroupWord) and part.units for part in self.group_of_all)
        self.cohort_words = {"{group}": one, "{groups}": many}
        self._headings: dict[tuple[str, bool], str] = {}  # also those of the other phrasebook, on records

    def on_record(self, *, is_records: bool) -> "Phrasebook":
        """Return the phrasebook for claims that come from records, or for those that come from answers."""
        if is_records == self.common.is_records:
            return self
        other = copy(self)
        other.common = replace(self.common, is_records=is_records)
        return other

    def calling(self, called: Unit | None) -> "Phrasebook":
        """Return the phrasebook with other words for one unit and several: those of a base; None for the programme's own."""
        if called is None:
            return self
        other = copy(self)
        other.common = replace(self.common, unit=term(called.one), units=term(called.many))
        return other

    def sentence(
        self,
        facts: ClaimFacts,
        *,
        basis: tuple[str, ...],
        mentions: tuple[str, ...] = (),
        counted: tuple[str, ...] = (),
        comparison: tuple[str, str] | None = None,
        variant_key: str = "",
    ) -> Sentence:
        """Return the sentence of a claim.

        Args:
            facts: The facts of the claim; their class decides the kind.
            basis: The findings that the claim was made from.
            mentions: The findings whose figures it states, or that it names.
            counted: The findings that its figures count together, where it is one on whole baskets.
            comparison: The two waves whose change it is about, where none of its figures shows it.
            variant_key: What picks among several phrases; the same key always picks the same phrase.
        """
        parts = self.in_words(self.clause(facts, variant_key=variant_key))
        language = self.wording.language
        made = sentence_of(
            parts,
            self.policy,
            language,
            kind=facts.kind,
            basis=basis,
            mentions=mentions,
            comparison=comparison,
        )
        return replace(made, counted=counted) if counted else made

    @property
    def common_of_all(self) -> CommonFacts:
        """Return what a phrase may read where its claim is on the cohort of all units."""
        return replace(
            self.common,
            group=self.group_of_all,
            is_of_everyone=True,
            is_of_all_units=self.names_units,
        )

    def clause(self, facts: ClaimFacts, *, variant_key: str = "") -> Parts:
        """Return the words of a claim as parts, for use inside another claim."""
        phrases = self.wording.phrases[facts.kind]
        phrase = phrases[zlib.crc32(variant_key.encode()) % len(phrases)]
        is_of_all = bool(self.everyone) and getattr(facts, "cohort", ()) == self.everyone
        return render(parse(phrase), facts, self.common_of_all if is_of_all else self.common)

    def heading(self, name: str) -> str:
        """Return the heading of a column or table, or a word in a cell, by its name in the phrasebook."""
        key = (name, self.common.is_records)
        if key not in self._headings:
            self._headings[key] = self._heading(name)
        return self._headings[key]

    def _heading(self, name: str) -> str:
        if self.is_exact:
            name = _IF_EXACT.get(name, name)
        if self.common.is_separate:
            name = _IF_SEPARATE.get(name, name)
        text = self.wording.heading(name, is_records=self.common.is_records)
        for placeholder, word in self.cohort_words.items():
            at_start = text.startswith(placeholder)
            text = text.replace(placeholder, word)
            text = with_capital(text) if at_start else text
        return text

    def text(self, parts: Parts) -> str:
        """Return parts as they are read in a cell or a heading: numbers in digits, and no capital at the start."""
        language = self.wording.language
        return "".join(
            language.in_digits(part.value) if isinstance(part, Count) else part.text
            for part in without_repeated_words(self.in_words(parts), language.article or "")
            if isinstance(part, Text | Term | BoundNumber | Count)
        )

    def _phrased(self, parts: Parts) -> list[Part]:
        """Return the parts with those that have a phrase of their own in its words."""
        found: list[Part] = []
        for part in parts:
            match part:
                case Phrased(facts=ClaimFacts() as facts, called=called):
                    book = self.calling(called)
                    found += book.in_words(book.clause(facts))
                case _:
                    found.append(part)
        return found

    def in_words(self, parts: Parts) -> Parts:
        """Return parts with all that a phrase, or the language, says of them put into words; numbers stay numbers."""
        language = self.wording.language
        found: list[Part] = []
        places = (language.in_a_group or "", language.among_units or "")
        # Phrases first, because what is said of a cohort depends on the units before it.
        for part in with_group_words(self._phrased(parts), language.article or "", places):
            match part:
                case Joined(members=members):
                    found += self.in_words(
                        members_in_words(part, [self.in_words(m) for m in members], language)
                    )
                case Verb(name=name, is_plural=is_plural):
                    forms = getattr(language.verbs, name)
                    found.append(Text(text=forms.several if is_plural else forms.one))
                case QuotationMark(at=at):
                    found.append(Text(text=getattr(language.quotation_marks, at)))
                case Text() | Term() | BoundNumber() | Count() | NoteMark():
                    found.append(part)
                case _:
                    raise TypeError(f"{part} has no phrase")
        return merged(found)
