"""Follows the path of a figure to its value in the CSV tables, apart from the code that makes paths."""

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
Row = dict[str, str]
Tables = Mapping[str, list[Row]]


def resolve(ref: str, tables: Tables) -> str | None:
    """The value a figure's path leads to, from the CSV tables; None for paths of another kind."""
    owner, _, rest = ref.partition("#")
    at, _, name = rest.rpartition(".")
    findings = [r for r in tables["findings"] if r["finding"] == owner]
    if findings and ":" in at:
        (row,) = [r for r in findings if f"{r['from_wave']}:{r['to_wave']}" == at]
        once = {"answered_before_only": "from_base", "answered_after_only": "to_base"}
        if name in once:
            return str(int(row[once[name]]) - int(row["matched"]))
        return str(abs(int(row[name]))) if name in row else None
    if findings:
        (level,) = [r for r in tables["ledger"] if (r["finding"], r["wave"]) == (owner, at)]
        if name == "count_high":
            return str(int(level["count"]) + int(level["asked"]) - int(level["base"]))
        return level.get(name)
    if (
        owner.startswith("@")
        and ":" not in at
        and name in ("surveyed", "returned", "analysed", "not_analysed")
    ):
        cohort = owner[1:]
        first = next(r["finding"] for r in tables["findings"] if r["cohort"] == cohort)
        (level,) = [r for r in tables["ledger"] if (r["finding"], r["wave"]) == (first, at)]
        if name == "not_analysed":
            return str(int(level["returned"]) - int(level["analysed"]))
        return level[name]
    if ":" in at:
        return counted(owner, at, name, tables["findings"])
    if owner.startswith("recommendations@"):
        return recommended(owner.partition("@")[2], rest, tables["recommendations"])
    return None


def counted(owner: str, at: str, name: str, findings: list[Row]) -> str | None:
    """Findings of a basket, principle or cohort with a verdict, or that rose, fell or stayed."""
    path, _, cohort = owner.partition("@")
    chosen = [
        r
        for r in findings
        if r["cohort"] == cohort
        and f"{r['from_wave']}:{r['to_wave']}" == at
        and path in ("", r["principle"], f"{r['principle']}.{r['indicator']}", item_path(r))
    ]
    is_basket = path in {f"{r['principle']}.{r['indicator']}" for r in findings}
    if not is_basket:  # a tally of several indicators counts the scored ones
        chosen = [r for r in chosen if r["indicator"] in SCORED]
    moved = [r for r in chosen if r["verdict"] in ("improved", "declined")]
    compared = [r for r in chosen if r["verdict"] != "not_comparable"]
    signs = [(int(r["net"]) > 0) - (int(r["net"]) < 0) for r in compared]
    known = {
        "total": len(chosen),
        "compared": len(compared),
        "rose": signs.count(1),
        "fell": signs.count(-1),
        "steady": signs.count(0),
        "open": sum(r["certainty"] == "open" for r in compared),
        "not_asked": sum(r["reason"] == "not_asked" for r in chosen),
        "first_asked": sum(r["reason"] == "not_asked" and r["to_base"] not in ("", "0") for r in chosen),
        "by_one": sum(abs(int(r["net"])) == 1 for r in moved),
        "open_to_any": sum("open" in (r["certainty"], r["certainty_surveyed"]) for r in compared),
        "unreturned": sum((r["certainty"], r["certainty_surveyed"]) == ("firm", "open") for r in chosen),
        "not_comparable": len(chosen) - len(compared),
        **{v: sum(r["verdict"] == v for r in chosen) for v in ("improved", "declined", "unchanged")},
    }
    return str(known[name]) if name in known else None


def item_path(row: Row) -> str | None:
    """The path of an item across indicators: the whole basket of its indicator, and the item."""
    basket = OVER[row["indicator"]]
    return f"{BASKETS[basket].get('subset_of', basket)}.{row['item']}" if basket else None


def recommended(cohort: str, name: str, rows: list[Row]) -> str | None:
    (total,) = [r for r in rows if r["cohort"] == cohort and r["principle"] == "all"]
    if name.endswith(".percent"):
        share = 100 * int(total[name.removesuffix(".percent")]) / int(total["total"])
        return str(int(share + 0.5))
    return total.get(name)


def rows_of(name: str) -> list[Row]:
    """The rows of a data file of the programme."""
    return list(csv.DictReader((ROOT / "surveys" / name).read_text(encoding="utf-8").splitlines()))


INDICATORS = [
    i
    for path in (ROOT / "principles").iterdir()
    for i in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["indicators"]
]
SCORED = {i["id"] for i in INDICATORS if i.get("scored", "true") == "true"}
OVER = {i["id"]: i.get("for_each") for i in INDICATORS}
BASKETS = yaml.load((ROOT / "rules" / "baskets.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["baskets"]
INTERVIEWS = Counter((r["area"], r["role"]) for r in rows_of("interviews.csv"))
SIFT = {f"case_studies.{r['area']}.{r['principle']}": r["score"] for r in rows_of("sift.csv")}
STATUSES = {
    "full": ("Fully implemented",),
    "partial": ("Partially implemented",),
    "not_implemented": ("Not implemented",),
    "implemented": ("Fully implemented", "Partially implemented"),
}


def of_annexes(owner: str, rest: str) -> str | None:
    """A figure that the data files hold: an interview count, a score of documents, recommendations of an area."""
    if owner in SIFT:
        return f"{SIFT[owner]}.00"
    if owner == "interviews" and rest == "total":
        return str(sum(INTERVIEWS.values()))
    if owner.startswith("interviews."):
        area, _, role = owner.removeprefix("interviews.").partition(".")
        return str(sum(n for (a, r), n in INTERVIEWS.items() if area in ("", a) and role in ("", r)))
    unit = owner.removeprefix("recommendations.")
    own = [r for r in rows_of("recommendations.csv") if r["area"] == unit]
    if own and unit != owner:
        words = STATUSES.get(rest)
        return str(sum(words is None or r["status"] in words for r in own))
    return None


def resolve_cell(ref: str, tables: Tables, published: Mapping[str, str]) -> str | None:
    """The value that the path of a figure in a table or chart leads to. published: published counts and bases by path."""
    if ref in published:
        return published[ref]
    owner, _, rest = ref.partition("#")
    at, _, name = rest.rpartition(".")
    if name in ("share", "percent") or name.endswith("_share"):
        return shown_share(ref, tables, published)
    row: Row | None
    for row in tables["findings"]:
        if row["finding"] == owner and f"{row['from_wave']}:{row['to_wave']}" == at:
            return row[name]
    for row in tables["baskets"]:
        path = f"{row['principle']}.{row['indicator']}@{row['cohort']}"
        if path == owner and f"{row['from_wave']}:{row['to_wave']}" == at:
            by_one = int(row["improved_by_one"]) + int(row["declined_by_one"])
            return str(by_one) if name == "by_one" else row[name]
    for row in tables["selection"]:
        if f"{row['selection']}.{row['unit']}" == owner:
            return row[rest]
    for row in tables["recommendations"]:
        principle = "" if row["principle"] == "all" else f".{row['principle']}"
        if f"{row['record']}{principle}@{row['cohort']}" == owner:
            return row[rest]
    return of_annexes(owner, rest) or resolve(ref, tables)


def shown_share(ref: str, tables: Tables, published: Mapping[str, str]) -> str | None:
    """The percentage that a chart draws or a cell has: of a level, of the measures of a principle, of recommendations."""
    path, _, name = ref.rpartition(".")
    if name == "share":
        part, whole = f"{path}.count", f"{path}.base"
    elif name == "percent":
        part, whole = path, f"{path.partition('#')[0]}#total"
    else:
        part, whole = f"{path}.{name.removesuffix('_share')}", f"{path}.total"
    numbers = [resolve_cell(each, tables, published) for each in (part, whole)]
    if None in numbers:
        return None
    count, base = map(int, filter(None, numbers))
    return str((200 * count + base) // (2 * base))
