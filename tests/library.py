"""A tiny programme for tests of the command line and of what is written: two questions, six libraries, two waves."""

from pathlib import Path

FILES = {
    "programme.yaml": """\
programme: Libraries
notice: Made-up answers.
unit: {one: library, many: libraries}
register: {file: surveys/libraries.csv, key: library}
waves:
  - {id: before, said: before, answers: surveys/before.csv}
  - {id: after, said: after, answers: surveys/after.csv}
comparisons: [{from: before, to: after}]
principles: [access]
missing: blanks
default_criterion: more_units
minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}
""",
    "principles/1-access.yaml": """\
title: Open to all
good: Everyone can use the library.
indicators:
  - id: open_late
    title: Open late
    counts: {question: open_late, is: "Yes"}
    target: {share_at_least: 80}
    says: {units: "opened late"}
  - id: visited_often
    title: Visited often
    counts: {question: visits, at_least: Sometimes}
    says: {units: "were visited at least sometimes"}
""",
    "rules/scales.yaml": """\
defaults: {never_counts: ["Don't know"]}
scales: {yes_no: ["No", "Yes"], frequency: [Never, Sometimes, Often]}
""",
    "rules/criteria.yaml": """\
criteria:
  more_units: {judge: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}
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


def write_library(folder: Path) -> Path:
    """Writes the programme into a folder and gives it back."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
