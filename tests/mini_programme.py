"""A tiny programme with scores, a selection and records: two questions, six libraries, two waves."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.pipeline.run import Outputs, evaluate_files

LIBRARY = {
    "programme.yaml": """\
language: 2
programme: Libraries
notice: Made-up answers.
unit: {one: library, many: libraries}
register: {file: surveys/libraries.csv, key: library}
waves:
  - {id: before, label: before, answers: surveys/before.csv}
  - {id: after, label: after, answers: surveys/after.csv}
comparisons: [{from: before, to: after}]
principles: [access]
missing: blanks
default_criterion: more_units
minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}
names_units: true
""",
    "principles/1-access.yaml": """\
title: Open to all
what_good_looks_like: Everyone can use the library.
indicators:
  - id: open_late
    title: Open late
    met_when: {question: open_late, is: "Yes"}
    target: {share_at_least: 80}
    says: {units: "opened late"}
  - id: visited_often
    title: Visited often
    met_when: {question: visits, at_least: Sometimes}
    says: {units: "{{ were }} visited at least sometimes"}
""",
    "rules/scales.yaml": """\
defaults: {dont_know: ["Don't know"]}
scales: {yes_no: ["No", "Yes"], frequency: [Never, Sometimes, Often]}
""",
    "rules/criteria.yaml": """\
criteria:
  more_units: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}
""",
    "surveys/instrument.yaml": """\
questions:
  - {id: open_late, asks: "Is it open late?", scale: yes_no}
  - {id: visits, asks: "How often do people visit?", scale: frequency}
""",
    "surveys/libraries.csv": "library,region\na,north\nb,north\nc,south\nd,south\ne,south\nf,north\n",
    "surveys/before.csv": "library,open_late,visits\na,No,Never\nb,No,Often\nc,Yes,Sometimes\nd,No,Never\ne,Yes,\nf,No,Often\n",
    "surveys/after.csv": "library,open_late,visits\na,Yes,Never\nb,Yes,Often\nc,Yes,Never\nd,No,Never\ne,Yes,Often\nf,Yes,Often\n",
}

BESIDE = {
    "rules/scoring.yaml": "scores: {per_principle: true}\n",
    "rules/selection.yaml": """\
selections:
  visits:
    rank_by: {mean_of: {file: surveys/marks.csv, unit: library, subject: subject, value: mark}}  # egyv: allow EGY542 e is not rated
    classes: {strong: top_third, weak: bottom_third}
    prefer: {strong: highest, weak: lowest}
    available: {attribute: willing, is: "yes"}
    must_vary_by: region
    fallback_order: [weak]
""",
    "reports/glossary.yaml": "terms: {staff: The people who work in a library.}\n",
    "rules/records.yaml": """\
recommendations:
  file: surveys/recommendations.csv
  key: recommendation
  unit: library
  principle: principle
  status: {column: status, values: {done: Done, partly: In part, open: Open}, combined: {begun: [done, partly]}}
  reason: {column: reason, values: [money, staff, law, time], groups: {resources: [money, staff]}}
evidence:
  file: surveys/evidence.csv
  key: id
  principle: {column: principle, whole_programme: programme}
  theme: theme
  stance: stance
  good_practice: good_practice
  summary: summary
interviews: {file: surveys/interviews.csv, key: interview, unit: library}
published:
  file: surveys/published.csv
  source: source
  indicator: indicator
  wave: wave
  count: count
  base: base
  differences: {file: surveys/differ.csv, reason: reason, only: {kind: indicator}}
""",
    "surveys/libraries.csv": """\
library,region,willing
a,north,yes
b,north,yes
c,south,no
d,south,yes
e,south,
f,north,yes
""",
    "surveys/marks.csv": """\
library,subject,mark
a,hours,5
a,staff,4.5
b,hours,4
b,staff,5
c,hours,3
c,staff,3
d,hours,2
d,staff,2
e,hours,1
f,hours,1
f,staff,1
""",
    "surveys/recommendations.csv": """\
recommendation,library,principle,status,reason
r1,a,access,Done,
r2,a,access,In part,money
r3,a,access,Open,staff
r4,b,access,Open,law
r5,b,access,Open,law
r6,f,access,Open,staff
""",
    "surveys/evidence.csv": """\
id,principle,theme,stance,good_practice,summary
p1,access,hours,strength,yes,They open late.
p2,programme,money,gap,no,There was none.
""",
    "surveys/interviews.csv": "interview,library\ni1,b\ni2,a\ni3,b\n",
    "surveys/published.csv": """\
source,indicator,wave,count,base
page 1,open_late,before,2,6
page 2,open_late,after,6,6
page 3,visited_often,after,3,
""",
    "surveys/differ.csv": """\
source,indicator,wave,kind,reason
page 2,open_late,after,indicator,A misprint.
page 9,,after,response,Of another kind.
""",
}
FILES = {**LIBRARY, **BESIDE}


def answering(question: str, waves: Mapping[str, Sequence[str]]) -> dict[PurePosixPath, bytes]:
    """The files of LIBRARY with one more question, `asked`, declared with these keys: so many libraries answer it in each wave."""
    files = dict(LIBRARY)
    files["surveys/instrument.yaml"] += f"  - {{id: asked, asks: Which is it?, {question}}}\n"
    size = len(next(iter(waves.values())))
    files["surveys/libraries.csv"] = "library,region\n" + "".join(f"l{i},north\n" for i in range(size))
    for wave, cells in waves.items():
        rows = [f"l{i},{'Yes' if i % 2 else 'No'},Often,{cell}\n" for i, cell in enumerate(cells)]
        files[f"surveys/{wave}.csv"] = "library,open_late,visits,asked\n" + "".join(rows)
    return {PurePosixPath(name): text.encode() for name, text in files.items()}


def edited(name: str, old: str, new: str) -> dict[str, str]:
    """The files with one edit."""
    assert FILES[name].count(old) == 1, f"{old!r} stands {FILES[name].count(old)} times in {name}"
    return {**FILES, name: FILES[name].replace(old, new)}


def run(files: dict[str, str]) -> Outputs:
    return evaluate_files({PurePosixPath(name): text.encode() for name, text in files.items()})


def messages(files: dict[str, str]) -> list[str]:
    """Every fault as `file:line:column code message`, then its hint and where else to look."""
    return [
        f"{d.span.file}:{d.span.line}:{d.span.column} {d.code} {d.message}" for d in run(files).diagnostics
    ]
