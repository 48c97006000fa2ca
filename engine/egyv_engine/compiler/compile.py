"""Compiles a linked programme into a plan: conditions, criteria and comparability, before any data is read."""

from egyv_engine.compiler.cohort_facts import alike_cohorts, asked_by_cohort, comparability_by_cohort
from egyv_engine.compiler.comparability import InstrumentFacts
from egyv_engine.compiler.condition_nodes import ConditionCompiler, Scope, dotted
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import documents as d
from egyv_engine.model import plan as p
from egyv_engine.model.frozen import replace


def compile_programme(linked: LinkedProgramme) -> p.Plan:
    """Compile a programme into a plan.

    Args:
        linked: A programme without errors; what linking and the checks refuse is not looked for again.
    """
    return _Compiler(linked).plan()


class _Compiler:
    def __init__(self, linked: LinkedProgramme) -> None:
        self.linked = linked
        self.file = linked.programme.file
        self.conditions = ConditionCompiler(linked)
        self.alike = alike_cohorts(linked)

    def plan(self) -> p.Plan:
        questions = {q.id: self._question(q) for q in self.linked.questions.values()}
        comparisons = tuple((x.from_, x.to) for x in self.file.comparisons)
        facts = InstrumentFacts(self.linked, questions, self.conditions.nodes)
        indicators = tuple(
            self._indicator(linked.principle, linked.indicator, item, facts, comparisons)
            for linked in self.linked.indicators.values()
            for item in self._items(linked.indicator.for_each)
        )
        return p.Plan(
            waves=tuple(self.linked.waves),
            cohorts=self.linked.reported_cohorts,
            parts=self.linked.cohorts,
            alike=self.alike,
            everyone=self.linked.everyone,
            comparisons=comparisons,
            questions={k: self._closed(q, facts) for k, q in questions.items()},
            conditions=self.conditions.nodes,
            indicators=indicators,
            movements=self._movements(facts, comparisons),
            missing=self.file.missing,
            is_dont_know_open=self.file.dont_know_is == "either",
            minimum_matched=int(self.file.minimum.matched),
            has_separate_waves=self.linked.has_separate_waves,
            base_for_words=int(self.file.minimum.base_for_words),
            coverage=self.file.minimum.coverage,
        )

    def _items(self, basket: str | None) -> tuple[str | None, ...]:
        return self.linked.baskets[basket].items if basket else (None,)

    def _question(self, question: d.Question) -> p.PlannedQuestion:
        items = self.linked.items(question)
        asked_if = {}
        if question.asked_if is not None:
            for item in items:
                scope = Scope(for_each=question.items, item=item)
                path = f"{dotted(question.id, item)}/asked_if"
                asked_if[item] = self.conditions.node(question.asked_if, scope, path)
        not_asked = frozenset(
            (item, cohort, wave)
            for entry in question.not_asked
            for item in (self.linked.listed(entry.items) or items)
            for cohort in ((entry.cohort,) if entry.cohort is not None else self.linked.cohorts)
            for wave in ((entry.wave,) if entry.wave is not None else self.linked.waves)
        )
        special = self.linked.special_answers(question)
        return p.PlannedQuestion(
            id=question.id,
            value_type=question.scale if self.linked.is_open(question) else "scale",
            labels=self.linked.labels(question),
            dont_know=special.dont_know,
            not_applicable=special.not_applicable,
            items=tuple(i for i in items if i is not None),
            asked_if=asked_if,
            not_asked=not_asked,
        )

    def _closed(self, question: p.PlannedQuestion, facts: InstrumentFacts) -> p.PlannedQuestion:
        """Return the question, with what skip logic keeps from a whole cohort and wave counted as not asked."""
        not_asked = frozenset(
            (item, cohort, wave)
            for item in question.items or (None,)
            for cohort in self.linked.cohorts
            for wave in self.linked.waves
            if not facts.is_question_asked(question.id, item, cohort, wave)
        )
        return replace(question, not_asked=not_asked)

    def _indicator(
        self,
        principle: str,
        indicator: d.Indicator,
        item: str | None,
        facts: InstrumentFacts,
        comparisons: tuple[tuple[str, str], ...],
    ) -> p.PlannedIndicator:
        counts, base = self.conditions.of_indicator(indicator, item), self._base(principle, indicator, item)
        read = facts.answers_read(counts)
        waves = facts.waves_read(counts, base)
        over = indicator.items_compared is not None
        target = indicator.target
        known = {
            (alike[0], *pair): facts.comparability(counts, base, alike[0], pair, waves=waves, over=over)
            for alike in self.alike
            for pair in comparisons
        }
        asked = {
            (alike[0], wave): wave not in waves.without_level
            and facts.is_asked(counts, base, alike[0], wave, over=over)
            for alike in self.alike
            for wave in self.linked.waves
        }
        of_first = [
            (cohort, alike[0], wave)
            for alike in (self.alike if over else ())
            for cohort in alike
            for wave in self.linked.waves
        ]
        return p.PlannedIndicator(
            principle=principle,
            indicator=indicator.id,
            item=item,
            counts=counts,
            base=base,
            leaves=read,
            base_leaves=() if base is None else facts.answers_read(base),
            direction=indicator.direction,
            scored=indicator.scored,
            weight=indicator.weight,
            criterion=self._criterion(indicator.criterion or self.file.default_criterion),
            target_at_least=target.share_at_least if target else None,
            target_at_most=target.share_at_most if target else None,
            basket=indicator.for_each,
            looks_back=waves.looks_back,
            without_level=waves.without_level,
            over_asked_in_both=over,
            may_leave_base=base is not None or any(map(facts.may_not_be_asked, read)),
            comparability=comparability_by_cohort(self.alike, self.linked.everyone, comparisons, known),
            remaining={(c, wave): facts.remaining(counts, first, wave) for c, first, wave in of_first},
            not_asked={(c, wave): facts.not_asked(counts, first, wave) for c, first, wave in of_first},
            asked=asked_by_cohort(self.alike, self.linked.everyone, tuple(self.linked.waves), asked),
        )

    def _base(self, principle: str, indicator: d.Indicator, item: str | None) -> str | None:
        """Return the name of the compiled condition of an indicator's base; None if it has no base."""
        if indicator.base is None:
            return None
        name = f"{dotted(principle, indicator.id, item)}/base"
        scope = Scope(for_each=indicator.for_each, item=item)
        self.conditions.nodes[name] = self.conditions.node(indicator.base, scope, name)
        return name

    def _criterion(self, name: str) -> p.PlannedCriterion:
        made = self.linked.programme.criteria.criteria[name]
        return p.PlannedCriterion(
            id=name,
            judged_on=made.judged_on,
            improved_net=made.improved.net_at_least,
            improved_share=made.improved.share_change_at_least,
            declined_net=made.declined.net_at_most,
            declined_share=made.declined.share_change_at_most,
        )

    def _movements(
        self, facts: InstrumentFacts, comparisons: tuple[tuple[str, str], ...]
    ) -> tuple[tuple[str, str | None, str | None, str, str], ...]:
        return tuple(
            (q.id, item, cohort, *pair)
            for q in self.linked.questions.values()
            if self.linked.has_order(q) and len(self.linked.labels(q)) >= 3
            for item in self.linked.items(q)
            for cohort in self.linked.reported_cohorts
            for pair in comparisons
            if self._moves(facts, q.id, item, cohort, pair)
        )

    def _moves(
        self,
        facts: InstrumentFacts,
        question: str,
        item: str | None,
        cohort: str | None,
        pair: tuple[str, str],
    ) -> bool:
        """Return whether the answers of two waves can be compared, given by the same cohorts in both."""
        everyone = cohort is not None and cohort == self.linked.everyone
        cohorts = tuple(alike[0] for alike in self.alike) if everyone else (cohort,)
        asked = [{c for c in cohorts if facts.is_question_asked(question, item, c, wave)} for wave in pair]
        return asked[0] == asked[1] != set() and all(
            facts.compared(question, item, c, pair) != "no" for c in asked[0]
        )
