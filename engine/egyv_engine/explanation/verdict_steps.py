"""Says in sentences how a verdict follows: the criterion, the net change, the minimum, and the certainty."""

from collections.abc import Iterator
from fractions import Fraction

from egyv_engine.diagnostics.span import Span
from egyv_engine.explanation.explained_run import ExplainedRun, statement
from egyv_engine.explanation.rule_parts import comparable_notes, not_asked_notes
from egyv_engine.model.decimals import number_text, readable_decimal
from egyv_engine.model.documents import Criterion
from egyv_engine.model.explanation import Statement, VerdictExplained
from egyv_engine.model.findings import Certainty, Change, Finding, Level
from egyv_engine.model.plan import PlannedIndicator

_MISSING = {
    "blanks": "those that were asked and whose answers do not decide",
    "analysed_in_one_wave": "those that were asked and whose answers do not decide, and of those analysed in only one of the "
    "two waves",
    "surveyed": "those that were asked and whose answers do not decide, and of those surveyed whose return is not analysed",
}

_MISSING_ON_RECORD = {
    "blanks": "those whose records do not decide",
    "analysed_in_one_wave": "those whose records do not decide, and of those analysed in only one of the two waves",
    "surveyed": "those whose records do not decide, and of those without a record that is analysed",
}


def verdict_of(run: ExplainedRun, finding: Finding, planned: PlannedIndicator) -> VerdictExplained:
    """Return a finding's verdict, and how it follows.

    Args:
        run: The programme and its results.
        finding: The finding.
        planned: Its indicator, for its item.
    """
    certainty, change = finding.certainty, finding.change
    steps = _Steps(run, finding, planned)
    return VerdictExplained(
        verdict=finding.verdict,
        reason=finding.reason,
        criterion=planned.criterion.id,
        minimum_matched=run.plan.minimum_matched,
        matched=None if change is None else change.matched,
        net=None if change is None else change.net,
        net_low=None if certainty is None else certainty.net_low,
        net_high=None if certainty is None else certainty.net_high,
        certainty=None if certainty is None else certainty.certainty,
        certainty_surveyed=None if certainty is None else certainty.certainty_surveyed,
        p_exact=finding.p_exact,
        target_met=finding.target_met,
        statements=(*steps.of_change(), *steps.of_target()),
    )


class _Steps:
    def __init__(self, run: ExplainedRun, finding: Finding, planned: PlannedIndicator) -> None:
        self.run = run
        self.finding = finding
        self.planned = planned
        self.minimum = run.linked.programme.file.minimum

    def of_change(self) -> Iterator[Statement]:
        """Yield how the verdict on the change follows."""
        finding, change = self.finding, self.finding.change
        if finding.from_wave is None:
            yield statement("The programme declares no comparison, so there is a level and no verdict.")
        elif finding.reason is not None:
            yield from self._not_comparable(finding.from_wave)
        elif change is not None:
            yield from self._compared(change)

    def _compared(self, change: Change) -> Iterator[Statement]:
        run, finding = self.run, self.finding
        if run.plan.has_separate_waves:
            yield from self._separate()
        else:
            yield from self._matched(change)
        yield from self._criterion(change)
        yield self._conclusion()
        if finding.with_caution:
            yield from self._care()
        yield from self._certainty()

    def _matched(self, change: Change) -> Iterator[Statement]:
        run = self.run
        yield statement(
            f"{_of(run, change.matched)} in the base in both waves: {change.gained:,} gained, {change.lost:,} lost, "
            f"{change.met_both:,} kept and {change.met_neither:,} never met it. The net change is {_signed(change.net)}."
        )
        text = f"A verdict needs at least {run.plan.minimum_matched:,} of them, and there are {change.matched:,}."
        yield statement(text, self._at_minimum())

    def _separate(self) -> Iterator[Statement]:
        """Yield the bases of the two waves, where no unit is in both."""
        run, finding = self.run, self.finding
        bases = [0 if level is None else level.base for level in (finding.from_level, finding.to_level)]
        yield statement(
            f"Each row is another {run.words.one}, so no {run.words.one} is in both waves. The base is {bases[0]:,} in the earlier "
            f"wave and {bases[1]:,} in the later one, and a verdict needs at least {run.plan.minimum_matched:,} in each.",
            self._at_minimum(),
        )

    def _criterion(self, change: Change) -> Iterator[Statement]:
        criterion = self.run.linked.programme.criteria.criteria[self.planned.criterion.id]
        improved = _bounds(
            criterion.improved.net_at_least, criterion.improved.share_change_at_least, "at least"
        )
        declined = _bounds(criterion.declined.net_at_most, criterion.declined.share_change_at_most, "at most")
        yield statement(
            f"The criterion '{self.planned.criterion.id}' calls a change improved if {improved}, and declined if {declined}.",
            self.run.span(criterion.doc_path),
        )
        if self.planned.direction == "lower":
            yield statement("Lower is better here, so the criterion is applied to the opposite change.")
        if _reads_shares(criterion):
            yield from self._shares(criterion, change)

    def _shares(self, criterion: Criterion, change: Change) -> Iterator[Statement]:
        before, after = self.finding.from_level, self.finding.to_level
        if criterion.judged_on == "matched":
            net = Fraction(100 * change.net, change.matched)
            yield statement(
                f"The share changed by {_points(net)} among the {self.run.number_of(change.matched)} in both waves."
            )
        elif before is not None and after is not None:
            old, new = (Fraction(100 * level.count, level.base) for level in (before, after))
            yield statement(
                f"The share of the whole base went from {_share(before)} to {_share(after)}, a change of {_points(new - old)}."
            )

    def _conclusion(self) -> Statement:
        finding = self.finding
        words = {1: "rose", -1: "fell", 0: "neither rose nor fell"}
        what = "share" if self.planned.criterion.judged_on == "all" else "number"
        moved = f"By the criterion, the {what} {words[finding.judged_move or 0]}"
        if finding.verdict == "not_judged":
            return statement(f"{moved}. Neither direction is better, so the change is not judged.")
        return statement(f"{moved}, so the verdict is {finding.verdict}.")

    def _care(self) -> Iterator[Statement]:
        finding = self.finding
        assert finding.from_wave is not None
        pair = (finding.from_wave, finding.to_wave)
        for ref in self.run.questions_of(self.planned):
            yield from comparable_notes(self.run, ref, finding.cohort, pair)

    def _certainty(self) -> Iterator[Statement]:
        run, certainty = self.run, self.finding.certainty
        if certainty is None or self.finding.verdict == "not_judged":
            return
        yield self._missing(certainty)
        if run.plan.is_dont_know_open and self._has_dont_know():
            what = (
                "What is recorded as not known" if run.is_on_record(self.planned) else "A don't-know answer"
            )
            yield statement(f"{what} could have been either, so it counts as missing here, too.")
        if certainty.certainty_surveyed != certainty.certainty:
            yield statement(
                f"If everything that was surveyed and is not known counts as missing, the verdict is "
                f"{certainty.certainty_surveyed}."
            )
        p_exact = self.finding.p_exact
        if p_exact is not None:
            p = readable_decimal(p_exact, 4)
            written = f"{p[0]} {p[1:]}" if p[0] in "<>" else f"= {p}"
            drawn = f", if the {run.words.many} of each wave are a random sample"
            assumed = drawn if run.plan.has_separate_waves else ""
            yield statement(f"The exact test gives p {written}{assumed}; no criterion depends on it.")

    def _missing(self, certainty: Certainty) -> Statement:
        """Return which outcomes are missing, and what they could change."""
        run, declared = self.run, self.run.linked.programme.file
        missing = declared.missing
        low, high = _signed(certainty.net_low), _signed(certainty.net_high)
        net = low if low == high else f"anything from {low} to {high}"
        is_firm = certainty.certainty == "firm"
        if run.plan.has_separate_waves:
            follows = (
                "whatever they are, the verdict is the same"
                if is_firm
                else "with them, the verdict could be another one"
            )
        elif is_firm:
            follows = f"whatever they are, the net change is {net}, and the verdict is the same"
        else:
            follows = f"with them, the net change could be {net}, and the verdict another one"
        if run.plan.has_separate_waves and missing == "analysed_in_one_wave":
            missing = "blanks"  # no unit could be analysed in two waves
        return statement(
            f"The verdict is {certainty.certainty}. Some outcomes may be missing: {follows}. "
            f"Missing are the outcomes of {(_MISSING_ON_RECORD if run.is_on_record(self.planned) else _MISSING)[missing]}.",
            run.at_key(declared.doc_path / "missing"),
        )

    def _has_dont_know(self) -> bool:
        levels = (self.finding.from_level, self.finding.to_level)
        is_left_out = self.run.plan.may_leave_out_dont_knows(self.planned)
        return is_left_out or any(level is not None and level.dont_know for level in levels)

    def _not_comparable(self, from_wave: str) -> Iterator[Statement]:
        run, finding, pair = self.run, self.finding, (from_wave, self.finding.to_wave)
        match finding.reason:
            case "not_asked":
                yield from self._not_asked(pair)
            case "does_not_move":
                yield statement(
                    "The rule reads only waves by their names, and attributes, so it gives the same in every wave.",
                    self._at_rule(),
                )
            case "looks_back":
                yield statement(
                    "The rule compares waves itself, so a change between these two would compare it with itself.",
                    self._at_rule(),
                )
            case "reworded":
                yield statement("The answers of the two waves cannot be compared.")
                for ref in run.questions_of(self.planned):
                    yield from comparable_notes(run, ref, finding.cohort, pair)
            case "too_few_matched":
                if run.plan.has_separate_waves:
                    yield from self._separate()
                else:
                    matched = 0 if finding.change is None else finding.change.matched
                    yield statement(
                        f"{_of(run, matched)} in the base in both waves, and a verdict needs at least "
                        f"{run.plan.minimum_matched:,}.",
                        self._at_minimum(),
                    )
            case "different_groups":
                yield statement(
                    f"The two waves did not ask the same groups of {run.words.many}, so their totals are not compared."
                )
        yield statement("So the finding is not comparable.")

    def _not_asked(self, pair: tuple[str, str]) -> Iterator[Statement]:
        run, finding = self.run, self.finding
        known = self.planned.comparability[finding.cohort, *pair]
        is_on_record = run.is_on_record(self.planned)
        if known.reason == "not_asked":
            for wave, asked in zip(pair, (known.from_asked, known.to_asked), strict=True):
                if not asked:
                    yield statement(
                        f"The wave '{run.wave_label(wave)}' did not {'record' if is_on_record else 'ask'} everything that the rule "
                        "needs.",
                        self._at_rule(),
                    )
                    for ref in run.questions_of(self.planned):
                        yield from not_asked_notes(run, ref, finding.cohort, wave)
            return
        for wave, level in zip(pair, (finding.from_level, finding.to_level), strict=True):
            if level is not None and not level.asked and level.analysed:
                yield statement(
                    f"In the wave '{run.wave_label(wave)}', skip logic or the base left out every analysed {run.words.one}."
                )

    def of_target(self) -> Iterator[Statement]:
        """Yield whether the target is reached, if the indicator has one."""
        target = self.run.linked.indicators[self.planned.indicator].indicator.target
        level = self.finding.to_level
        if target is None or level is None or self.finding.target_met is None:
            return
        at_least, at_most = target.share_at_least, target.share_at_most
        bound = (
            f"at most {number_text(at_most)}%"
            if at_least is None and at_most is not None
            else f"at least {number_text(at_least or Fraction(0))}%"
        )
        verb = "reaches" if self.finding.target_met else "does not reach"
        certainty = self.finding.target_certainty
        ending = {
            None: "",
            "firm": "; no missing outcome could change that",
            "open": "; missing outcomes could change that",
        }
        yield statement(
            f"With {_share(level)} {self.run.wave_label(self.finding.to_wave)}, it {verb} the target of {bound}"
            f"{ending[certainty]}.",
            self.run.span(target.doc_path),
        )

    def _at_rule(self) -> Span:
        return self.run.span(self.run.linked.indicators[self.planned.indicator].indicator.met_when.doc_path)

    def _at_minimum(self) -> Span:
        return self.run.at_key(self.run.linked.programme.file.doc_path / "minimum" / "matched")


def _of(run: ExplainedRun, number: int) -> str:
    """Return a number of units as the subject of a sentence, with its verb."""
    if not number:
        return f"No {run.words.one} is"
    return f"{run.number_of(number)} {'is' if number == 1 else 'are'}"


def _signed(number: int) -> str:
    return f"{number:+,}".replace("-", "\N{MINUS SIGN}") if number else "0"


def _bounds(net: Fraction | None, share: Fraction | None, word: str) -> str:
    parts = []
    if net is not None:
        parts.append(f"the net change is {word} {_signed(int(net))}")
    if share is not None:
        sign = "+" if share > 0 else ""
        text = f"{sign}{number_text(share)}".replace("-", "\N{MINUS SIGN}")
        parts.append(f"the share changes by {word} {text} percentage points")
    return " and ".join(parts)


def _reads_shares(criterion: Criterion) -> bool:
    shares = (criterion.improved.share_change_at_least, criterion.declined.share_change_at_most)
    return shares != (None, None)


def _points(change: Fraction) -> str:
    text = readable_decimal(abs(change), 1)
    sign = "\N{MINUS SIGN}" if change < 0 else "+" if change else ""
    return f"{sign}{text} percentage points"


def _share(level: Level) -> str:
    share = Fraction(100 * level.count, level.base)
    return f"{level.count:,} of {level.base:,} ({readable_decimal(share, 1)}%)"
