"""Looks up what the words of a text are bound to: findings, baskets, counts of records, facts and chapters."""

from collections.abc import Mapping, Sequence

from egyv_engine.model.facts_document import CitedSource, Fact
from egyv_engine.model.findings import Finding, Level
from egyv_engine.model.frozen import Frozen
from egyv_engine.model.report import PLAIN, BoundNumber, Note, NoteMark, Style, Term
from egyv_engine.model.supplements import RecommendationCount
from egyv_engine.model.typed_values import whole_number
from egyv_engine.narrative.blocks.recommendations import recommendations_path
from egyv_engine.narrative.claims.basket_claims import BasketVerdictFacts
from egyv_engine.narrative.claims.changes import change_path
from egyv_engine.narrative.claims.claim import ClaimFacts, claim
from egyv_engine.narrative.claims.claim_kinds import sign_of_change
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.language.parts import Count, Parts, term, words
from egyv_engine.narrative.own_text.bound_names import RECOMMENDATIONS, places
from egyv_engine.narrative.own_text.text_facts import BasketBinding, FindingBinding, LevelBinding

NO_LEVEL = LevelBinding(of=(), units_of_base=(), count=(), base=(), share=(), says=(), label=())


@claim("source_note")
class SourceNoteFacts(ClaimFacts):
    """Says where a fact comes from that is not in the data."""

    document: Parts
    publisher: Parts
    paragraph: Parts
    checked: Parts


class Bindings(Frozen, kw_only=False):
    """Finds what a text names among the results of a programme."""

    make: FactMaker
    book: Phrasebook

    def finding(self, name: str) -> FindingBinding:
        """Return a finding by its id, with `#from:to` after it in a programme of several comparisons."""
        found = self.findings_named(name)[0]
        change, certainty = found.change, found.certainty
        path = change_path(found)
        names = () if change is None else ("matched", "gained", "lost", "net")
        sign = sign_of_change(found, self.make.context.judged_on(found))
        numbers = {part: self.make.number(f"{path}.{part}", abs(getattr(change, part))).n for part in names}
        return FindingBinding(
            before=self._level(found, found.from_wave, found.from_level),
            after=self._level(found, found.to_wave, found.to_level),
            **{part: numbers.get(part, ()) for part in ("matched", "gained", "lost", "net")},
            says=self.make.says(found),
            is_rise=sign > 0,
            is_fall=sign < 0,
            is_firm=certainty is not None and certainty.certainty == "firm",
        )

    def findings_named(self, name: str) -> Sequence[Finding]:
        """Return the findings that a name means: one, or the items of a basket that can be compared."""
        context = self.make.context
        whole, _, comparison = name.partition("#")
        found: Sequence[Finding] = context.by_id.get(whole, ())
        if not found:
            path, _, cohort = whole.partition("@")
            principle, _, indicator = path.partition(".")
            found = [
                f
                for each in context.comparisons or (None,)
                for f in context.findings_for(principle, cohort or None, each)
                if f.indicator == indicator and f.item is not None
            ]
        return [f for f in found if comparison in ("", f"{f.from_wave}:{f.to_wave}")]

    def basket(self, name: str) -> BasketBinding:
        """Return the items of an indicator in a cohort, by the id of its findings without the item."""
        items = self.findings_named(name)
        compared = [f for f in items if f.verdict != "not_comparable"]
        if not compared:
            return BasketBinding(compared=(), rose=(), fell=(), steady=(), improved=(), declined=())
        facts = BasketVerdictFacts.from_findings(compared, self.make, self.book, number=len(items))
        return BasketBinding(
            compared=facts.compared.n,
            rose=facts.rose.n,
            fell=facts.fell.n,
            steady=facts.steady.n,
            improved=facts.improved.n,
            declined=facts.declined.n,
        )

    def records(self, name: str) -> Mapping[str, Parts]:
        """Return the numbers of recommendations by status and reason, with their total and that of the units."""
        path, _, cohort = name.partition("@")
        principle = path.removeprefix(RECOMMENDATIONS).removeprefix(".")
        (count,) = (
            each
            for each in self.make.context.supplements.records
            if (each.principle or "", each.cohort or "") == (principle, cohort)
        )
        return self._numbers(count)

    def see(self, name: str) -> Parts:
        """Return the title of a chapter or section, which leads to it."""
        place = places(self.make.context.linked)[name]
        return (Term(text=place.title, style=Style(link=f"#{place.id}")),)

    def facts(self) -> Mapping[str, Parts]:
        """Return each fact as texts write it, with the mark of the note on its source."""
        declared = self.make.context.linked.programme.facts
        facts = declared.facts.items() if declared else ()
        return {name: (*_written(name, each), NoteMark(note=_note_id(each))) for name, each in facts}

    def sources(self) -> Mapping[str, Parts]:
        """Return the title of each source; where it has an address, the title leads to it."""
        declared = self.make.context.linked.programme.facts
        return {name: _cited(each) for name, each in declared.sources.items()} if declared else {}

    def note(self, name: str) -> Note:
        """Return the note on the source of facts that has an id; raises StopIteration if there is none."""
        declared = self.make.context.linked.programme.facts
        facts = declared.facts.values() if declared else ()
        return self._note(next(fact for fact in facts if _note_id(fact) == name))

    def _note(self, fact: Fact) -> Note:
        declared = self.make.context.linked.programme.facts
        assert declared is not None
        source = declared.sources[fact.source]
        facts = SourceNoteFacts(
            document=_cited(source),
            publisher=term(source.publisher),
            paragraph=term(fact.paragraph),
            checked=term(fact.checked),
        )
        return Note(id=_note_id(fact), sentence=self.book.sentence(facts, basis=()))

    def _level(self, finding: Finding, wave: str | None, level: Level | None) -> LevelBinding:
        if wave is None or level is None:
            return NO_LEVEL
        facts = self.make.level(finding, wave, level)
        return LevelBinding(
            of=facts.n_of_base,
            units_of_base=facts.units_of_base,
            count=facts.n,
            base=facts.base.n,
            share=facts.share,
            says=facts.says,
            label=self.make.wave(wave),
        )

    def _numbers(self, count: RecommendationCount) -> Mapping[str, Parts]:
        path = recommendations_path(count)
        paths = {
            "total": ("total", count.total),
            "units": ("units", count.units),
            **{name: (f"reason_{name}", value) for name, value in count.reasons.items()},
            **{name: (name, value) for name, value in count.statuses.items()},
        }
        return {name: self.make.number(f"{path}#{part}", value).n for name, (part, value) in paths.items()}


def _written(name: str, fact: Fact) -> Parts:
    """Return the words of a fact, bound to it."""
    ref, number = f"fact.{name}", whole_number(fact.value)
    unit = () if fact.unit is None else (*words(" "), *term(fact.unit))
    if fact.unit is not None and fact.words is None and number is not None:
        return (Count(ref=ref, value=number), *unit)
    return (BoundNumber(ref=ref, value=fact.value, text=fact.words or fact.value), *unit)


def _note_id(fact: Fact) -> str:
    """Return the id of the note on a fact; facts of one source, paragraph and day share it."""
    return "/".join(("source", fact.source, fact.paragraph or "", fact.checked))


def _cited(source: CitedSource) -> Parts:
    return (Term(text=source.document, style=PLAIN if source.url is None else Style(link=source.url)),)
