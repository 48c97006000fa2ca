"""Select units and count recommendations by hand, straight from the YAML and the CSV files other than the survey."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.oracle.bounds import rounded
from tests.oracle.conditions import Conditions
from tests.oracle.programme import Programme
from tests.oracle.reading import number, read_csv
from tests.oracle.scores import in_wave, scored

if TYPE_CHECKING:
    from tests.oracle.oracle import Evaluation, Row

ANY = "<any>"  # a cell of words that the oracle does not write


def given_scores(evaluation: Evaluation, as_written: dict[str, Any]) -> dict[str, dict[str, Fraction]]:
    """Each unit's scores by what was scored."""
    programme = evaluation.programme
    found: dict[str, dict[str, Fraction]] = {}
    source = as_written["rank_by"].get("mean_of")
    if source is None:
        wave = as_written["rank_by"]["wave"]
        for unit in programme.units:
            for principle, indicators in programme.principles:
                if evaluation.status(unit, wave) == 2:
                    outcome = in_wave(evaluation, indicators, unit, wave)
                    (score,), *_ = scored(outcome, programme.minimum_coverage, 1)
                    if score is not None:
                        found.setdefault(unit, {})[principle] = score
        return found
    for row in read_csv(programme.texts[source["file"]]):
        if row[source["value"]]:
            found.setdefault(row[source["unit"]], {})[row[source["subject"]]] = number(row[source["value"]])
    return found


def selection(evaluation: Evaluation) -> list[Row]:
    programme = evaluation.programme
    rows = []
    selections = programme.rules.get("selections", {})
    names = {as_written["must_vary_by"] for as_written in selections.values() if "must_vary_by" in as_written}
    spread = names.pop() if len(names) == 1 else "spread"
    if spread in ("cohort", "score", "rank", "class", "available", "selected", "reason", "unit"):
        spread = "spread"
    for name, as_written in selections.items():
        given = given_scores(evaluation, as_written)
        groups = programme.cohorts if "per" in as_written else [None]
        for group in groups:
            units = [u for u in programme.units if group is None or programme.cohort[u] == group]
            rows += one_group(programme, name, as_written, units, given, spread)
    return rows


def one_group(
    programme: Programme,
    name: str,
    as_written: dict[str, Any],
    units: list[str],
    given: dict[str, dict[str, Fraction]],
    spread: str,
) -> list[Row]:
    scored_in = {subject for u in units for subject in given.get(u, {})}
    mean = {
        u: sum(given[u].values(), Fraction(0)) / len(scored_in)
        for u in units
        if u in given and set(given[u]) == scored_in
    }
    conditions = Conditions(programme)
    tree = conditions.expand(as_written["available"], None, None) if "available" in as_written else None
    can_be = {u: "met" if tree is None else conditions.decide(tree, u, "", None) for u in units}
    available = {u: can_be[u] == "met" for u in units}
    doc_path = {u: programme.units[u].get(as_written.get("must_vary_by", ""), "") for u in units}

    order = sorted(mean, key=lambda u: (-mean[u], u))
    band = bands(order, mean, as_written.get("ties"))
    classes = {c: [u for u in order if band[u] == part] for c, part in as_written["classes"].items()}
    ranked = sorted(mean.values())
    middle = len(ranked) // 2
    median = (ranked[middle] + ranked[-middle - 1]) / 2 if ranked else Fraction(0)

    def near(score: Fraction, among: list[str]) -> list[str]:
        return sorted(among, key=lambda u: (abs(mean[u] - score), u))

    preferred, chosen = {}, {}
    for c, members in classes.items():
        if not members:
            continue
        by_score = [mean[u] for u in members]
        wanted = {"highest": max(by_score), "lowest": min(by_score), "nearest_median": median}
        every = near(wanted[as_written["prefer"][c]], members)
        nearest = abs(mean[every[0]] - wanted[as_written["prefer"][c]])
        equals = [u for u in every if abs(mean[u] - wanted[as_written["prefer"][c]]) == nearest]
        preferred[c] = next((u for u in equals if available[u]), equals[0])
        options = near(mean[preferred[c]], [u for u in members if available[u]])
        if available[preferred[c]]:
            chosen[c] = preferred[c]
        elif options:
            chosen[c] = options[0]
    shared = {doc_path[u] for u in chosen.values()}
    if "must_vary_by" in as_written and len(chosen) > 1 and len(shared) == 1 and shared != {""}:
        for c in as_written.get("fallback_order", []):
            if c in chosen:
                others = [u for u in classes[c] if available[u] and doc_path[u] and doc_path[u] not in shared]
                if others:
                    chosen[c] = near(mean[preferred[c]], others)[0]
                    break

    rows = []
    for u in [*order, *sorted(set(units) - set(order))]:
        of = [c for c, members in classes.items() if u in members]
        row = {"selection": name, "unit": u, "cohort": programme.cohort[u], spread: doc_path[u]}
        row["score"] = rounded(mean[u], 2) if u in mean else ""
        row["rank"] = str(sum(1 for score in mean.values() if score > mean[u]) + 1) if u in mean else ""
        row |= {"class": of[0] if of else "", "available": {"met": "yes", "not_met": "no"}.get(can_be[u], "")}
        row["preferred"] = "yes" if u in preferred.values() else "no"
        row["selected"] = "yes" if u in chosen.values() else "no"
        rows.append(row | {"reason": ANY})
    return rows


def bands(order: list[str], mean: dict[str, Fraction], ties: str | None) -> dict[str, str]:
    """The part of the ranking of each unit: equal scores are in one, the one that holds most of them."""
    third = len(order) // 3
    parts = ("top_third", "rest", "bottom_third")
    of_places = ["top_third"] * third + ["rest"] * (len(order) - 2 * third) + ["bottom_third"] * third
    found: dict[str, str] = {}
    for score in set(mean.values()):
        equals = [u for u in order if mean[u] == score]
        reached = [of_places[order.index(u)] for u in equals]
        among = [part for part in parts if part in reached]  # the higher first
        part = {"up": among[0], "down": among[-1], None: max(among, key=reached.count)}[ties]
        found |= dict.fromkeys(equals, part)
    return found


def recommendations(programme: Programme) -> list[Row]:
    as_written = programme.rules.get("recommendations")
    if as_written is None:
        return []
    records = read_csv(programme.texts[as_written["file"]])
    principles = [name for name, _ in programme.principles]
    rows = []
    for cohort in programme.cohorts:
        for principle in [*principles, "all"]:
            chosen = [
                r
                for r in records
                if programme.cohort[r[as_written["unit"]]] == cohort
                and principle in ("all", r[as_written["principle"]])
            ]
            head = {"record": "recommendations", "cohort": cohort, "principle": principle}
            rows.append(head | {"total": str(len(chosen))} | counts(as_written, chosen))
    return rows


def counts(as_written: dict[str, Any], chosen: list[Row]) -> Row:
    status, why = as_written["status"], as_written.get("reason", {"column": None, "values": []})
    found = {
        name: sum(r[status["column"]] == word for r in chosen) for name, word in status["values"].items()
    }
    found |= {name: sum(found[part] for part in parts) for name, parts in status.get("combined", {}).items()}
    row = {name: str(n) for name, n in found.items()}
    for name, n in found.items():
        row[f"{name}_percent"] = rounded(Fraction(100 * n, len(chosen)), 1) if chosen else ""
    single = {reason: sum(r[why["column"]] == reason for r in chosen) for reason in why["values"]}
    grouped = why.get("groups", {})
    for name, members in grouped.items():
        row[f"reason_{name}"] = str(sum(single[m] for m in members))
    left = [r for r in single if not any(r in members for members in grouped.values())]
    row |= {f"reason_{name}": str(single[name]) for name in left}
    most = max(single.values(), default=0)
    row["commonest"] = ";".join(name for name, n in single.items() if n == most and n)
    units = [r[as_written["unit"]] for r in chosen]
    each = [units.count(u) for u in set(units)]
    row["units"] = str(len(each))
    return row | {"fewest": str(min(each, default="")), "most": str(max(each, default=""))}
