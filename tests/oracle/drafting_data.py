"""Draw cohorts, the register, the waves and the answers."""

from datetime import timedelta
from random import Random
from typing import Any

from tests.oracle.conditions import ABSENT, ANALYSED, NO_RETURN, NOT_ASKED, ROUTED_PAST, Conditions
from tests.oracle.drafting import DAY_ONE, REGIONS, SPECIAL, Drafting, answers_of, items, table
from tests.oracle.programme import Programme
from tests.oracle.reading import read_csv

# the cohorts of a programme: what it declares, and the words of each cohort in the register
GROUPS = {
    "early": {"is": "Early bird", "label": "the early sheds"},
    "late": {"is_one_of": ["Late", "Very late"], "label": "the late sheds"},
}
EARLY_LATE = {"early": ["Early bird"], "late": ["Late", "Very late"]}
COHORTS: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({}, {}),
    ({"ids": ["2012"]}, {"2012": ["2012"]}),
    ({"ids": ["2012", "2014"]}, {"2012": ["2012"], "2014": ["2014"]}),
    ({"groups": GROUPS}, EARLY_LATE),
    ({"groups": GROUPS, "others": "left_out"}, EARLY_LATE),
    ({"groups": "each_value"}, {"north_east": ["North East"], "south": ["South"]}),
]
ATTRIBUTES = {"region": {"values": list(REGIONS)}, "size": "number", "joined": "date", "kind": "text"}


def draw_cohorts(draft: Drafting) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The `cohorts` of programme.yaml, and the words of each cohort in the register."""
    declared, words = draft.pick(COHORTS)
    if not declared:
        return {}, {}
    declared = {"attribute": "cohort"} | declared
    if draft.chance(50):
        declared["all"] = {"label": "all sheds"}
    return declared, words


def register(
    draft: Drafting, cells: Random, words: dict[str, list[str]], others: list[str]
) -> list[dict[str, str]]:
    """The rows of the register; those of the kind barn are left out where `only` says so.

    words: the words of each cohort. others: the words of units without a cohort.
    """
    rows = []
    blank = [""] if draft.menu.blanks else []
    cohort_words = [word for cohort in words.values() for word in cohort]
    least, most = max(3, len(cohort_words)), 4 if draft.menu.is_small else 8
    for k in range(draft.random.randint(least, most)):
        row = {
            "shed": f"shed {k}",
            "kind": "shed" if k < 4 or cells.random() < 0.6 else "barn",
            "region": REGIONS[k] if k < len(REGIONS) else cells.choice([*REGIONS, *blank]),
            "size": cells.choice(["1", "2", "3.5", "0", *blank]),
            "joined": cells.choice(["2015-01-10", "2015-02-01", "2014-12-31", *blank]),
        }
        if words:
            every = cohort_words if k < len(cohort_words) else [*cohort_words, *others]
            row["cohort"] = every[k % len(every)]
        for wave in draft.waves:
            there = "no" if k and draft.menu.blanks and cells.random() < 0.12 else "yes"
            sent = cells.choice(["returned"] * 7 + ["late", "not_returned"]) if k and blank else "returned"
            row[f"{wave}_there"], row[f"{wave}_return"] = there, sent
        rows.append(row)
    cells.shuffle(rows)
    return rows


def wave_entries(draft: Drafting, rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The waves, with who was surveyed, returned and is analysed; the register follows who was surveyed."""
    entries = []
    for wave in draft.waves:
        entry: dict[str, Any] = {"id": wave, "label": f"in the {wave} wave", "answers": f"surveys/{wave}.csv"}
        if draft.menu.blanks and draft.chance(30):
            there = {"attribute": f"{wave}_there", "is": "yes"}
            entry["surveyed"] = there
            for row in rows:
                if row[f"{wave}_there"] == "no":
                    row[f"{wave}_return"] = "not_returned"
        entries.append(entry | returns(draft, wave, rows))
    return entries


def returns(draft: Drafting, wave: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    column = f"{wave}_return"
    found: dict[str, Any] = {}
    if not draft.menu.blanks:
        return found
    if draft.chance(85):
        late, on_time = {"attribute": column, "is": "late"}, {"attribute": column, "is": "returned"}
        found["returned"] = draft.pick(
            [
                {"attribute": column, "is_one_of": ["returned", "late"]},
                {"any": [on_time, late]},
                {"not": {"attribute": column, "is": "not_returned"}},
                {"number_of": [on_time, late], "at_least": "1"},
            ]
        )
        if draft.chance(70):
            sized = {"attribute": "size", "answered": True}
            large = {"all": [sized, {"attribute": "size", "above": "0"}]}
            found["analysed"] = draft.pick([on_time, {"all": [on_time, sized]}, {"all": [large, on_time]}])
    elif draft.chance(50) and any(
        row[column] == "late" and row["kind"] == "shed"
        for row in rows  # `only` may leave out barns
    ):
        found["analysed"] = {"not": {"attribute": column, "is": "late"}}
    return found


def cell(draft: Drafting, cells: Random, one: dict[str, Any]) -> str:
    roll = cells.random()
    if roll < 0.12 and draft.menu.blanks:
        return cells.choice(["", "", "", " "])
    if roll < 0.32:
        sort = cells.choice(["dont_know", "dont_know", *SPECIAL])
        words = draft.words(one, sort)
        allowed = {"dont_know": draft.menu.dont_know, "blank": draft.menu.blanks}.get(sort, True)
        if words and allowed:
            word = str(cells.choice(words))
            is_number = one["scale"] == "number" and word[1:].isdigit() and cells.random() < 0.3
            return f"{word}.0" if is_number else word
    match one["scale"]:
        case "number":
            return cells.choice(["0", "1", "2", "3", "4", "5", "2.5", "-1.5", "2.50", "0.25", "7"])
        case "date":
            return (DAY_ONE + timedelta(days=cells.randrange(0, 60))).isoformat()
        case "text":
            return cells.choice(["oak", "ash", "elm, or so", 'said "yes"'])
    return cells.choice(answers_of(one["scale"]))


def surveys(draft: Drafting, cells: Random, files: dict[str, bytes]) -> dict[str, bytes]:
    """The answers files: random answers, blanked where nothing was asked."""
    blank = {f"surveys/{wave}.csv": b"shed\n" for wave in draft.waves}
    programme = Programme(files | blank)
    conditions = Conditions(programme)
    returned = {
        (unit, wave): conditions.status(unit, wave) > NO_RETURN
        for unit in programme.units
        for wave in draft.waves
    }
    absent = {key for key in returned if conditions.status(*key) == ABSENT}
    conditions.status = lambda unit, wave: (  # type: ignore[method-assign]
        ABSENT if (unit, wave) in absent else ANALYSED if returned[unit, wave] else NO_RETURN
    )
    programme.answers = {
        wave: {unit: {"shed": unit} for unit in programme.units if returned[unit, wave]}
        for wave in draft.waves
    }
    columns: dict[str, list[str]] = {wave: ["shed"] for wave in draft.waves}
    for one in draft.questions:
        for item in items(one["items"]) if "items" in one else [None]:
            column = one["id"] if item is None else f"{one['id']}.{item}"
            as_written = {"question": one["id"]} | ({"item": item} if item else {})
            read = conditions.question(as_written, None, None)
            for wave in draft.waves:
                states = []
                for unit, row in programme.answers[wave].items():
                    row[column] = "x"
                    drawn = cell(draft, cells, one)
                    states.append(conditions.state(read, unit, wave, None))
                    row[column] = "" if states[-1] in (NOT_ASKED, ROUTED_PAST) else drawn
                may_lack = all(
                    programme.declared_not_asked(one["id"], item, cohort, wave)
                    for cohort in programme.cohorts
                ) or (states != [] and all(state == ROUTED_PAST for state in states))
                if not may_lack or cells.random() < 0.5:
                    columns[wave].append(column)
    left_out = [
        row["shed"] for row in read_csv(files["surveys/sheds.csv"]) if row["shed"] not in programme.units
    ]
    answers = {}
    for wave in draft.waves:
        rows = list(programme.answers[wave].values())
        rows += [
            dict.fromkeys(columns[wave], "") | {"shed": unit} for unit in left_out if cells.random() < 0.7
        ]
        cells.shuffle(rows)
        answers[f"surveys/{wave}.csv"] = table(columns[wave], rows)
    return answers
