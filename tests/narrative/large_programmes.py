"""Makes programmes unlike the bundled one: thousands of schools with numbers alone and three waves, and 57 groups."""

from collections.abc import Mapping
from pathlib import PurePosixPath

SCHOOLS, GROUPS, GYMS_PER_GROUP = 6000, 57, 8

_SCHOOLS = {
    "programme.yaml": """\
language: 2
programme: Reading in schools
unit: {one: school, many: schools}
register: {file: surveys/schools.csv, key: school}
waves:
  - {id: y1, label: in 2021, answers: surveys/y1.csv}
  - {id: y2, label: in 2022, answers: surveys/y2.csv}
  - {id: y3, label: in 2023, answers: surveys/y3.csv}
comparisons: [{from: y1, to: y3}]
principles: [reading]
missing: blanks
default_criterion: two_points
minimum: {matched: 30, base_for_words: 30, base_for_percentages: 30, coverage: 0.6}
""",
    "principles/1-reading.yaml": """\
title: Reading well
what_good_looks_like: Pupils read at the level of their age.
indicators:
  - id: scores
    title: A score of 100 or more
    met_when: {question: score, at_least: 100}
    says: {units: reached the score}
  - id: absence
    title: High absence
    direction: lower
    met_when: {question: absence, above: 10}
    says: {units: had high absence}
  - id: books
    title: A book a pupil
    met_when: {question: books, at_least: 1}
    says: {units: had a book a pupil}
""",
    "rules/scales.yaml": "scales: {}\n",
    "rules/criteria.yaml": """\
criteria:
  two_points: {judged_on: all, improved: {share_change_at_least: 2}, declined: {share_change_at_most: -2}}
""",
    "surveys/instrument.yaml": """\
questions:
  - {id: score, asks: What was the mean score?, scale: number}
  - {id: absence, asks: What was the absence?, scale: number}
  - {id: books, asks: How many books are there for each pupil?, scale: number}
""",
    "reports/report.yaml": "title: Reading in schools\n",
}

_GYMS = {
    "programme.yaml": """\
language: 2
programme: Gyms of the districts
unit: {one: gym, many: gyms}
register: {file: surveys/gyms.csv, key: gym}
cohorts: {attribute: district, groups: each_value}
waves:
  - {id: before, label: before, answers: surveys/before.csv}
  - {id: after, label: after, answers: surveys/after.csv}
comparisons: [{from: before, to: after}]
principles: [open, sports]
missing: blanks
default_criterion: more_units
minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}
""",
    "principles/1-open.yaml": """\
title: Open to all
what_good_looks_like: Everyone can come when it suits them.
indicators:
  - {id: late, title: Open late, met_when: {question: late, is: "Yes"}, says: {units: opened late}}
  - {id: ramps, title: Ramps, met_when: {question: ramps, is: "Yes"}, says: {units: had ramps}}
""",
    "principles/2-sports.yaml": """\
title: Many sports
what_good_looks_like: There is a sport for everyone.
indicators:
  - id: offered
    title: On offer
    for_each: sports
    met_when: {question: offered, is: "Yes"}
    says: {units: "had {{ item }} on offer", items: "{{ were }} on offer in"}
""",
    "rules/scales.yaml": 'scales: {yes_no: ["No", "Yes"]}\n',
    "rules/baskets.yaml": """\
baskets:
  sports: {label: sports, items: {judo: {label: judo}, chess: {label: chess}, bowls: {label: bowls, verb: plural}}}
""",
    "rules/criteria.yaml": """\
criteria:
  more_units: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}
""",
    "surveys/instrument.yaml": """\
questions:
  - {id: late, asks: Is it open late?, scale: yes_no}
  - {id: ramps, asks: Are there ramps?, scale: yes_no}
  - {id: offered, asks: What is on offer?, scale: yes_no, items: sports}
""",
    "reports/report.yaml": "title: Gyms of the districts\n",
}


def _encoded(texts: Mapping[str, str]) -> dict[PurePosixPath, bytes]:
    return {PurePosixPath(name): text.encode() for name, text in texts.items()}


def schools() -> Mapping[PurePosixPath, bytes]:
    """Six thousand schools: of every hundred, 40, 45 and 50 reach the score; absence and books hardly change."""
    register = "school\n" + "".join(f"s{i:04d}\n" for i in range(SCHOOLS))
    waves = {}
    for wave, reaching in (("y1", 40), ("y2", 45), ("y3", 50)):
        rows = "".join(
            f"s{i:04d},{100 if i % 100 < reaching else 90},{12 if i % 100 < 20 else 5},{int(i % 100 < 99)}\n"
            for i in range(SCHOOLS)
        )
        waves[f"surveys/{wave}.csv"] = "school,score,absence,books\n" + rows
    return _encoded({**_SCHOOLS, "surveys/schools.csv": register, **waves})


def gyms() -> Mapping[PurePosixPath, bytes]:
    """57 districts of eight gyms: those of even numbers gain late hours, those divisible by three lose ramps."""
    register, before, after = ["gym,district"], [], []
    for district in range(1, GROUPS + 1):
        for gym in range(GYMS_PER_GROUP):
            name = f"d{district:02d}g{gym}"
            register.append(f"{name},District {district}")
            late, ramps = gym < 3, gym < 5
            before.append((name, late, ramps, True, gym < 2, False))
            is_late = late or (district % 2 == 0 and gym == 3)
            has_ramps = ramps and not (district % 3 == 0 and gym == 4)
            after.append((name, is_late, has_ramps, True, gym < 4, False))
    head = "gym,late,ramps,offered.judo,offered.chess,offered.bowls\n"

    def table(rows: list[tuple[str, bool, bool, bool, bool, bool]]) -> str:
        return head + "".join(
            f"{name},{','.join('Yes' if a else 'No' for a in said)}\n" for name, *said in rows
        )

    return _encoded(
        {
            **_GYMS,
            "surveys/gyms.csv": "\n".join(register) + "\n",
            "surveys/before.csv": table(before),
            "surveys/after.csv": table(after),
        }
    )
