"""Recompute every table of a programme, one unit at a time, straight from its YAML and CSV."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from math import comb
from typing import Any

from tests.oracle.conditions import Conditions, Pair, Tree, leaves
from tests.oracle.reading import Programme, number
from tests.oracle.scores import score_changes, scores
from tests.oracle.supplements import recommendations, selection

Row = dict[str, str]
Criterion = dict[str, Any]

LEVEL = ("surveyed", "returned", "analysed", "asked", "base", "count", "dont_know")
VERDICTS = ("improved", "declined", "unchanged", "not_comparable", "not_judged")


def evaluate(files: Mapping[Any, bytes]) -> dict[str, list[Row]]:
    """The tables of the programme as rows of text, in the order and with the columns the CSV files must have."""
    return Evaluation(Programme(files)).tables()


def rounded(value: Fraction, places: int) -> str:
    """Written with so many places, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    return ("-" if value < 0 and whole else "") + digits[:-places] + "." + digits[-places:]


def band_of(share: Fraction) -> str:
    if share == 0:
        return "none"
    if share < Fraction(1, 4):
        return "few"
    if share < Fraction(1, 2):
        return "fewer than half"
    if share == Fraction(1, 2):
        return "half"
    if share < Fraction(3, 4):
        return "more than half"
    return "most" if share < 1 else "all"


def verdict_of(criterion: Criterion, pairs: list[tuple[int, int]], lower: bool) -> str:
    """improved, declined or unchanged, for the outcomes of each unit in the two waves."""
    net = net_of(pairs)
    if criterion["judged_on"] == "matched":
        matched = sum(1 for a, b in pairs if a >= 4 and b >= 4)
        change = Fraction(100 * net, matched)
    else:
        sides = [[pair[k] for pair in pairs if pair[k] >= 4] for k in (0, 1)]
        shares = [Fraction(100 * side.count(5), len(side)) for side in sides]
        change = shares[1] - shares[0]
    if lower:
        net, change = -net, -change
    improved, declined = criterion["improved"], criterion["declined"]
    if ("net_at_least" not in improved or net >= number(improved["net_at_least"])) and (
        "share_change_at_least" not in improved or change >= number(improved["share_change_at_least"])
    ):
        return "improved"
    if ("net_at_most" not in declined or net <= number(declined["net_at_most"])) and (
        "share_change_at_most" not in declined or change <= number(declined["share_change_at_most"])
    ):
        return "declined"
    return "unchanged"


def net_of(pairs: list[tuple[int, int]]) -> int:
    return pairs.count((4, 5)) - pairs.count((5, 4))


def may_be(pair: tuple[int, int], k: int, missing: str) -> bool:
    """Return whether the outcome in wave k of the pair may turn out met or not met."""
    outcome, other = pair[k], pair[1 - k]
    if outcome == 3:
        return True
    if outcome in (0, 1):
        return missing == "surveyed" or (missing == "analysed_in_one_wave" and other >= 2)
    return False


def bounds(
    pairs: list[tuple[int, int]], missing: str, criterion: Criterion, lower: bool
) -> tuple[str, int, int]:
    """certainty, net_low and net_high; by the corners, and by every completion where there are few."""
    holes = [(n, k) for n, pair in enumerate(pairs) for k in (0, 1) if may_be(pair, k, missing)]

    def completed(outcomes: list[int]) -> list[tuple[int, int]]:
        filled = [list(pair) for pair in pairs]
        for (n, k), outcome in zip(holes, outcomes, strict=True):
            filled[n][k] = outcome
        return [(a, b) for a, b in filled]

    low = completed([5 if k == 0 else 4 for _, k in holes])
    high = completed([4 if k == 0 else 5 for _, k in holes])
    observed = verdict_of(criterion, pairs, lower)
    corners = {observed, verdict_of(criterion, low, lower), verdict_of(criterion, high, lower)}
    certainty = "firm" if len(corners) == 1 else "open"
    found = certainty, net_of(low), net_of(high)
    if len(holes) <= 10:
        every = [completed(list(outcomes)) for outcomes in product((4, 5), repeat=len(holes))]
        firm = {verdict_of(criterion, one, lower) for one in every} == {observed}
        nets = [net_of(one) for one in every]
        assert found == ("firm" if firm else "open", min(nets), max(nets))
    return found


def p_exact(gained: int, lost: int) -> Fraction:
    n = gained + lost
    if n == 0:
        return Fraction(1)
    tail = sum(comb(n, i) for i in range(min(gained, lost) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**n))


class Evaluation:
    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.conditions = Conditions(programme)
        self.outcome = cache(self._outcome)
        self.trees = cache(self._trees)
        self.looks_back = cache(self._looks_back)
        self.status = cache(self.conditions.status)

    def tables(self) -> dict[str, list[Row]]:
        findings: list[Row] = []
        ledger: list[Row] = []
        baskets: list[Row] = []
        pairs: list[Pair | None] = list(self.programme.comparisons) or [None]
        for principle, indicators in self.programme.principles:
            for indicator in indicators:
                basket = indicator.get("for_each")
                items: list[str | None] = list(self.programme.items_of(basket)) if basket else [None]
                of_indicator = []
                for item in items:
                    for cohort in self.programme.cohorts:
                        ids = {
                            "finding": principle
                            + f".{indicator['id']}"
                            + (f".{item}" if item is not None else "")
                            + (f"@{cohort}" if cohort else ""),
                            "principle": principle,
                            "indicator": indicator["id"],
                            "item": item or "",
                            "cohort": cohort,
                        }
                        of_indicator += [
                            ids | self.finding(indicator["id"], item, cohort, pair) for pair in pairs
                        ]
                        ledger += self.ledger(ids["finding"], indicator["id"], item, cohort)
                findings += of_indicator
                if basket:
                    baskets += self.baskets(principle, indicator["id"], of_indicator)
        return {
            "findings": findings,
            "ledger": ledger,
            "baskets": baskets,
            "movements": self.movements(),
            "scores": scores(self),
            "score_changes": score_changes(self),
            "selection": selection(self),
            "recommendations": recommendations(self.programme),
        }

    # the conditions of an indicator, and the outcome of a unit

    def _trees(
        self, indicator: str, item: str | None, cohort: str, pair: Pair | None
    ) -> tuple[Tree | None, Tree | None, bool]:
        """counts and base for the item, and whether there is a base; leaves dropped where the indicator says so."""
        as_written = self.programme.indicators[indicator]
        over = as_written.get("for_each")
        found: list[Tree | None] = []
        for part in ("met_when", "base"):
            tree = self.conditions.expand(as_written[part], over, item) if part in as_written else None
            if tree is not None and as_written.get("items_compared") == "asked_in_both" and pair is not None:
                tree = self.conditions.dropped(tree, cohort, pair)
            found.append(tree)
        return found[0], found[1], "base" in as_written

    def _looks_back(self, indicator: str, item: str | None) -> bool:
        as_written = self.programme.indicators[indicator]
        for part in ("met_when", "base"):
            if part in as_written:
                tree = self.conditions.expand(as_written[part], as_written.get("for_each"), item)
                if any(question.wave in ("from", "to") for leaf in leaves(tree) for question in leaf):
                    return True
        return False

    def is_asked(self, indicator: str, item: str | None, cohort: str, wave: str, pair: Pair | None) -> bool:
        """Return whether the instrument asked the cohort in the wave what the indicator counts, and its base."""
        counts, base, has_base = self.trees(indicator, item, cohort, pair)
        for tree, declared in ((counts, True), (base, has_base)):
            if declared and (tree is None or not self.conditions.is_asked(tree, cohort, wave, pair)):
                return False
        return True

    def _outcome(self, indicator: str, item: str | None, unit: str, wave: str, pair: Pair | None) -> int:
        status = self.status(unit, wave)
        if status < 2:
            return status
        counts, base, has_base = self.trees(indicator, item, self.programme.cohort[unit], pair)
        narrowed = "met"
        if has_base:
            narrowed = "not_asked" if base is None else self.conditions.decide(base, unit, wave, pair)
        if narrowed in ("not_met", "not_asked") or counts is None:
            return 2
        counted = self.conditions.decide(counts, unit, wave, pair)
        if counted == "not_asked":
            return 2
        if narrowed == "unknown":
            return 3
        return {"unknown": 3, "not_met": 4, "met": 5}[counted]

    def said_dont_know(
        self, indicator: str, item: str | None, unit: str, wave: str, pair: Pair | None
    ) -> bool:
        counts = self.trees(indicator, item, self.programme.cohort[unit], pair)[0]
        if counts is None:
            return False
        read = [question for leaf in leaves(counts) for question in leaf]
        return any(self.conditions.state(question, unit, wave, pair) == "dont_know" for question in read)

    def outcomes(
        self, indicator: str, item: str | None, cohort: str, wave: str, pair: Pair | None
    ) -> list[int]:
        return [self.outcome(indicator, item, unit, wave, pair) for unit in self.programme.units_of(cohort)]

    # findings

    def pair_for_level(self, indicator: str, item: str | None, pair: Pair | None) -> Pair | None:
        """The comparison where the level depends on it, else None."""
        over = self.programme.indicators[indicator].get("items_compared") == "asked_in_both"
        return pair if over or self.looks_back(indicator, item) else None

    def reason(self, indicator: str, item: str | None, cohort: str, pair: Pair) -> tuple[str, str]:
        """Why the finding cannot be compared, if so, and what care it needs."""
        if not all(self.is_asked(indicator, item, cohort, wave, pair) for wave in pair):
            return "not_asked", ""
        if self.looks_back(indicator, item):
            return "looks_back", ""
        trees = self.trees(indicator, item, cohort, pair)
        read = [leaf for tree in trees[:2] if isinstance(tree, Tree) for leaf in leaves(tree)]
        asked = [
            tuple(
                all(
                    self.conditions.is_question_asked(
                        one.id, one.item, cohort, self.conditions.wave_read(one, wave, pair)
                    )
                    for one in leaf
                )
                for wave in pair
            )
            for leaf in read
        ]
        as_written = {
            self.programme.comparable(one.id, one.item, cohort, pair)
            for leaf, waves in zip(read, asked, strict=True)
            if any(waves)
            for one in leaf
        }
        if "no" in as_written:
            return "reworded", ""
        if any(waves[0] != waves[1] for waves in asked):
            return "different_leaves", ""
        units = self.programme.units_of(cohort)
        level_pair = self.pair_for_level(indicator, item, pair)
        both = [[self.outcome(indicator, item, unit, wave, level_pair) for wave in pair] for unit in units]
        if sum(1 for a, b in both if a >= 4 and b >= 4) < self.programme.minimum_matched:
            return "too_few_matched", ""
        return "", "with_care" if "with_caution" in as_written else ""

    def finding(self, indicator: str, item: str | None, cohort: str, pair: Pair | None) -> Row:
        """The columns of the finding after its ids."""
        as_written = self.programme.indicators[indicator]
        direction = as_written.get("direction", "higher")
        to_wave = pair[1] if pair else list(self.programme.waves)[-1]
        level_pair = self.pair_for_level(indicator, item, pair)
        row = dict.fromkeys(
            (
                *("from_wave", "to_wave", "from_count", "from_base", "to_count", "to_base"),
                *("matched", "gained", "lost", "kept", "never", "net", "verdict", "reason", "care"),
                *("certainty", "net_low", "net_high", "certainty_surveyed", "p_exact", "p_smallest"),
                *("score", "band", "target_met"),
            ),
            "",
        )
        row |= {"from_wave": pair[0] if pair else "", "to_wave": to_wave, "verdict": "not_judged"}
        asked_to = self.is_asked(indicator, item, cohort, to_wave, level_pair)
        if asked_to:
            row |= self.level_columns(
                as_written, self.outcomes(indicator, item, cohort, to_wave, level_pair), direction
            )
        if pair is None:
            return row

        asked_from = self.is_asked(indicator, item, cohort, pair[0], level_pair)
        looks_back = self.looks_back(indicator, item)
        both = list(
            zip(*(self.outcomes(indicator, item, cohort, wave, level_pair) for wave in pair), strict=True)
        )
        if asked_from and not looks_back:
            row["from_count"] = str([a for a, _ in both].count(5))
            row["from_base"] = str(sum(1 for a, _ in both if a >= 4))
        if asked_from and asked_to and not looks_back:
            cells = {"gained": (4, 5), "lost": (5, 4), "kept": (5, 5), "never": (4, 4)}
            row["matched"] = str(sum(both.count(cell) for cell in cells.values()))
            row |= {name: str(both.count(cell)) for name, cell in cells.items()}
            row["net"] = str(net_of(both))

        row["reason"], row["care"] = self.reason(indicator, item, cohort, pair)
        if row["reason"]:
            row["verdict"] = "not_comparable"
            return row
        criterion = self.programme.criteria[as_written.get("criterion", self.programme.default_criterion)]
        lower = direction == "lower"
        row["certainty"], low, high = bounds(both, self.programme.missing, criterion, lower)
        row["net_low"], row["net_high"] = str(low), str(high)
        row["certainty_surveyed"] = bounds(both, "surveyed", criterion, lower)[0]
        if direction == "none":
            row["certainty"] = row["certainty_surveyed"] = "firm"
        else:
            row["verdict"] = verdict_of(criterion, both, lower)
        row["p_exact"] = rounded(p_exact(int(row["gained"]), int(row["lost"])), 4)
        row["p_smallest"] = rounded(min(Fraction(1), Fraction(2, 2 ** int(row["matched"]))), 4)
        return row

    def level_columns(self, as_written: dict[str, Any], outcomes: list[int], direction: str) -> Row:
        """Count, base, score, band and target at the later wave."""
        count, base = outcomes.count(5), sum(1 for one in outcomes if one >= 4)
        row = {"to_count": str(count), "to_base": str(base)}
        if base == 0:
            return row
        share = Fraction(count, base)
        row["score"] = rounded(100 * (1 - share if direction == "lower" else share), 1)
        if base >= self.programme.minimum_words:
            row["band"] = band_of(share)
        target = as_written.get("target")
        if target:
            met = ("share_at_least" not in target or 100 * share >= number(target["share_at_least"])) and (
                "share_at_most" not in target or 100 * share <= number(target["share_at_most"])
            )
            row["target_met"] = "yes" if met else "no"
        return row

    # the other tables

    def ledger(self, finding: str, indicator: str, item: str | None, cohort: str) -> list[Row]:
        """A row for each wave, or for each wave and comparison where the level depends on the comparison."""
        looks_back = self.looks_back(indicator, item)
        over = self.programme.indicators[indicator].get("items_compared") == "asked_in_both"
        rows = []
        for wave in self.programme.waves:
            waves_of = [pair[1:] if looks_back else pair for pair in self.programme.comparisons]
            pairs: list[Pair | None] = [None]
            if looks_back or over:
                matching = zip(self.programme.comparisons, waves_of, strict=True)
                pairs = [pair for pair, reached in matching if wave in reached] or pairs
            for pair in pairs:
                asked = not (looks_back and pair is None) and self.is_asked(
                    indicator, item, cohort, wave, pair
                )
                row = {"finding": finding, "wave": wave}
                row |= self.ledger_counts(indicator, item, cohort, wave, pair, asked)
                row |= {"from_wave": pair[0] if pair else "", "to_wave": pair[1] if pair else ""}
                rows.append(row)
        return rows

    def ledger_counts(
        self, indicator: str, item: str | None, cohort: str, wave: str, pair: Pair | None, asked: bool
    ) -> Row:
        units = self.programme.units_of(cohort)
        statuses = [self.status(unit, wave) for unit in units]
        found = dict.fromkeys(LEVEL, 0)
        found["surveyed"] = len(units)
        found["returned"] = sum(1 for one in statuses if one >= 1)
        found["analysed"] = statuses.count(2)
        if asked:
            for unit in units:
                outcome = self.outcome(indicator, item, unit, wave, pair)
                found["asked"] += outcome >= 3
                found["base"] += outcome >= 4
                found["count"] += outcome == 5
                if outcome >= 3:
                    found["dont_know"] += self.said_dont_know(indicator, item, unit, wave, pair)
        return {name: str(int(value)) for name, value in found.items()}

    def baskets(self, principle: str, indicator: str, findings: list[Row]) -> list[Row]:
        rows = []
        for cohort in self.programme.cohorts:
            of_cohort = [one for one in findings if one["cohort"] == cohort and one["from_wave"]]
            pairs = list(dict.fromkeys((one["from_wave"], one["to_wave"]) for one in of_cohort))
            for pair in pairs:
                chosen = [one for one in of_cohort if (one["from_wave"], one["to_wave"]) == pair]
                row = {"principle": principle, "indicator": indicator, "cohort": cohort}
                row |= {"from_wave": pair[0], "to_wave": pair[1], "items": str(len(chosen))}
                for verdict in VERDICTS:
                    row[verdict] = str(sum(1 for one in chosen if one["verdict"] == verdict))
                for verdict in ("improved", "declined"):
                    by_one = [
                        one for one in chosen if one["verdict"] == verdict and one["net"] in ("1", "-1")
                    ]
                    row[f"{verdict}_by_one"] = str(len(by_one))
                rows.append(row)
        return rows

    def movements(self) -> list[Row]:
        rows = []
        for question, as_written in self.programme.questions.items():
            kind = as_written["scale"]
            if kind not in self.programme.scales or len(self.programme.scales[kind][0]) < 3:
                continue
            items: list[str | None] = (
                list(self.programme.items_of(as_written["items"])) if "items" in as_written else [None]
            )
            for item in items:
                for cohort in self.programme.cohorts:
                    for pair in self.programme.comparisons:
                        asked = all(
                            self.conditions.is_question_asked(question, item, cohort, wave) for wave in pair
                        )
                        if asked and self.programme.comparable(question, item, cohort, pair) != "no":
                            rows.append(self.movement(question, item, cohort, pair))
        return rows

    def movement(self, question: str, item: str | None, cohort: str, pair: Pair) -> Row:
        as_written = {"question": question} if item is None else {"question": question, "item": item}
        read = self.conditions.question(as_written, None, None)
        scale = self.programme.scales[self.programme.kind(question)][0]
        moves = []
        for unit in self.programme.units_of(cohort):
            if all(self.conditions.state(read, unit, wave, None) == "answer" for wave in pair):
                before, after = (
                    scale.index(self.programme.cell(question, item, unit, wave)) for wave in pair
                )
                moves.append(after - before)
        row = {
            "question": question,
            "item": item or "",
            "cohort": cohort,
            "from_wave": pair[0],
            "to_wave": pair[1],
        }
        counted = {
            "matched": len(moves),
            "moved_up": sum(1 for move in moves if move > 0),
            "moved_down": sum(1 for move in moves if move < 0),
            "same": moves.count(0),
        }
        return row | {name: str(value) for name, value in counted.items()}
