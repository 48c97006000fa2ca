"""A toy programme of areas with the shipped phrases, and findings made by hand: what claims are tested on."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any

from egyv_engine.compiler.compile import compile_programme
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.findings import Change, Finding, Findings, LedgerRow, Level, Movement, Reason, Verdict
from egyv_engine.model.frozen import replace
from egyv_engine.model.plan import Plan
from egyv_engine.model.report import POLICIES, Policy, Section
from egyv_engine.model.supplements import Supplements
from egyv_engine.narrative.blocks.block import BlockInputs
from egyv_engine.narrative.blocks.registry import registered_blocks
from egyv_engine.narrative.claims.facts import FactMaker
from egyv_engine.narrative.claims.phrasebook import Phrasebook
from egyv_engine.narrative.report_context import ReportContext
from egyv_engine.narrative.wording import Wording, wording_of
from egyv_engine.pipeline.run import Until, run

ROOT = Path(__file__).parents[2]
COHORT, FROM, TO = "early", "start", "later"
SURVEYED = 12
REPORT = DocumentPath(PurePosixPath("reports/report.yaml"))
NUMBERS: Policy = "words_to_ten"

FILES = {
    "programme.yaml": """
language: 2
programme: Toy
notice: Made-up answers.
unit: {one: area, many: areas}
names_units: true
register: {file: surveys/areas.csv, key: area}
cohorts: {attribute: cohort, ids: [early, late]}
waves:
  - id: start
    label: on joining
    answers: surveys/start.csv
    retrospective: [{cohort: late, note: They answered a year on.}]
  - {id: later, label: in 2015, answers: surveys/later.csv}
comparisons: [{from: start, to: later}]
principles: [streets, homes]
missing: analysed_in_one_wave
default_criterion: more_units
minimum: {matched: 5, base_for_words: 5, base_for_percentages: 30, coverage: 0.6}
""",
    "principles/1-streets.yaml": """
title: Safe streets
what_good_looks_like: People feel safe outside.
indicators:
  - {id: plan, title: A plan, met_when: {question: plan, is: "Yes"}, says: {units: had a plan}}
  - {id: care, title: Good care, met_when: {question: care, at_least: Good}, says: {units: had good care}}
  - id: care_of_some
    title: Care of any kind
    met_when: {number_of: [{met: plan}, {met: care}, {met: wardens}], at_least: 2}
    says: {units: "had at least {{ threshold }} of the {{ parts }} kinds of care"}
  - {id: wardens, title: Wardens, met_when: {question: wardens, is: "Yes"}, target: {share_at_least: 80}, says: {units: had wardens}}
  - {id: worry, title: Worry, met_when: {question: worry, is: "Yes"}, direction: lower, says: {units: reported worry}}
  - id: fear
    title: Fear
    met_when: {question: fear, is: "Yes"}
    direction: lower
    target: {share_at_most: 5}
    says: {units: reported fear}
""",
    "principles/2-homes.yaml": """
title: Good homes
what_good_looks_like: Homes are sound.
indicators:
  - id: part
    title: A part in the work
    for_each: partners
    met_when: {question: part, is: "Yes"}
    says: {units: "had {{ item }} involved", items: "{{ were }} involved in"}
  - id: presence
    title: A presence in the work
    for_each: partners
    # egyv: allow EGY486 the same answers, with a target
    met_when: {question: part, is: "Yes"}
    target: {share_at_least: 50}
    says: {units: "had {{ item }} there", items: "{{ were }} there in"}
  - id: absence
    title: Absence from the work
    for_each: partners
    direction: lower
    met_when: {question: part, is: "No"}
    says: {units: "had {{ item }} absent", items: "{{ were }} absent in"}
  - id: trusted
    title: Trust in a partner
    for_each: partners
    met_when: {question: trust, at_least: Good}
    implies: part
    says: {units: "trusted {{ item }}", items: "{{ were }} trusted in"}
  - id: visited
    title: Visits by a partner
    met_when:
      any:
        - {question: visits, item: police, is: "Yes"}
        - {question: visits, item: housing, is: "Yes"}
        - {question: visits, item: health, is: "Yes"}
        - {question: post, is: "Yes"}
    items_compared: asked_in_both
    says: {units: had visits}
  - id: contact
    title: Contact with the police
    met_when:
      any: [{question: visits, item: police, is: "Yes"}, {question: part, item: police, is: "Yes"}]
    items_compared: asked_in_both
    says: {units: had contact}
  - id: seen
    title: A part in the work or visits
    for_each: partners
    met_when: {any: [{question: part, is: "Yes"}, {question: visits, is: "Yes"}]}
    items_compared: asked_in_both
    says: {units: "had seen {{ item }}", items: "{{ were }} seen in"}
""",
    "rules/baskets.yaml": """
baskets:
  partners:
    label: partners
    items:
      police: {label: the police, verb: plural}
      housing: {label: housing}
      health: {label: health}
""",
    "rules/criteria.yaml": """
criteria:
  more_units: {judged_on: matched, improved: {net_at_least: 1}, declined: {net_at_most: -1}}
""",
    "rules/scales.yaml": 'scales: {yes_no: ["No", "Yes"], quality: [Poor, Fair, Good, Very good]}',
    "rules/scoring.yaml": "scores: {per_principle: true}",
    "surveys/instrument.yaml": """
questions:
  - {id: plan, asks: Is there a plan?, scale: yes_no}
  - {id: care, asks: How good is care?, scale: quality}
  - {id: wardens, asks: Are there wardens?, scale: yes_no}
  - {id: worry, asks: Is there worry?, scale: yes_no}
  - {id: fear, asks: Is there fear?, scale: yes_no}
  - id: part
    asks: Which take part?
    scale: yes_no
    items: partners
    comparable: [{items: [police], from: start, to: later, is: with_caution, note: The police were split in two.}]
  - {id: trust, asks: How much is each trusted?, scale: quality, items: partners}
  - id: visits
    asks: Which pay visits?
    scale: yes_no
    items: partners
    not_asked: [{items: [police, health], wave: start}]
  - {id: post, asks: Do letters come?, scale: yes_no, not_asked: [{wave: start}, {wave: later}]}
""",
    "reports/report.yaml": """
title: Toy
chapters: [{id: summary, title: Summary, blocks: [{show: notice}]}]
""",
}
ITEMS = ("police", "housing", "health")


def files(**changed: str) -> Mapping[PurePosixPath, bytes]:
    """The toy's rules with the shipped wording. changed: other text for a file, by its stem."""
    made = {**FILES, "reports/wording.yaml": (ROOT / "reports" / "wording.yaml").read_text(encoding="utf-8")}
    for stem, text in changed.items():
        made[next(name for name in made if PurePosixPath(name).stem == stem)] = text
    return {PurePosixPath(name): text.encode() for name, text in sorted(made.items())}


@cache
def linked() -> LinkedProgramme:
    """The toy, checked to be sound."""
    return linked_of()


def linked_of(**changed: str) -> LinkedProgramme:
    """The toy with other text for some files, by their stems, checked to be sound."""
    checked = run(files(**changed), until=Until.RULES)
    assert checked.diagnostics == ()
    assert checked.linked is not None
    return checked.linked


THREE_WAVES = (
    FILES["programme.yaml"]
    .replace(
        "  - {id: later,",
        "  - {id: middle, label: in 2014, answers: surveys/middle.csv}\n  - {id: later,",
    )
    .replace(
        "[{from: start, to: later}]",
        "[{from: start, to: middle}, {from: middle, to: later}, {from: start, to: later}]",
    )
)


@cache
def plan() -> Plan:
    """The compiled rules of the toy."""
    return compile_programme(linked())


@cache
def linked_with_three_waves() -> LinkedProgramme:
    """The toy with a wave between the two, and every pair of waves compared."""
    return linked_of(programme=THREE_WAVES)


def context(
    findings: Iterable[Finding] = (),
    supplements: Supplements | None = None,
    *,
    programme_of: LinkedProgramme | None = None,
    movements: Iterable[Movement] = (),
    cohorts_of_units: Mapping[str, str | None] | None = None,
) -> ReportContext:
    """Return a context with these findings; a wave that did not ask has nobody asked in the ledger."""
    found = tuple(findings)
    about = programme_of or linked()
    levels: dict[str, dict[str, Level]] = {
        f.finding: {wave.id: level(0, 0) for wave in about.programme.file.waves} for f in found
    }
    for f in found:
        known = ((f.from_wave, f.from_level), (f.to_wave, f.to_level))
        levels[f.finding].update({wave: at for wave, at in known if wave is not None and at is not None})
    rows = tuple(
        LedgerRow(finding=name, wave=wave, level=at, from_wave=None, to_wave=None)
        for name, by_wave in levels.items()
        for wave, at in by_wave.items()
    )
    programme = about.programme
    assert programme.report is not None
    wording = wording_of(programme)
    assert wording is not None
    return ReportContext(
        linked=about,
        plan=plan() if programme_of is None else compile_programme(about),
        findings=Findings(findings=found, ledger=rows, baskets=(), movements=tuple(movements)),
        supplements=supplements or Supplements(),
        report=programme.report,
        wording=wording,
        cohorts_of_units=lambda: cohorts_of_units or {},
    )


@cache
def wording() -> Wording:
    """The shipped wording, with the phrases that EGYV has in place of some."""
    found = wording_of(linked().programme)
    assert found is not None
    return found


def phrases() -> dict[str, tuple[str, ...]]:
    """The shipped phrases, each kind's as a tuple."""
    return dict(wording().phrases)


def book(policy: Policy = NUMBERS) -> Phrasebook:
    """The shipped phrases with a policy of numbers."""
    assert policy in POLICIES
    return Phrasebook(wording(), policy, linked().programme.file.unit)


def fact_maker() -> FactMaker:
    """The maker of facts of the toy."""
    return FactMaker(context())


def level(count: int, base: int, *, asked: int | None = None) -> Level:
    """A level of which as many were asked as there are in the base, or `asked`."""
    asked = base if asked is None else asked
    return Level(
        surveyed=SURVEYED,
        returned=SURVEYED,
        analysed=SURVEYED,
        asked=asked,
        base=base,
        count=count,
        dont_know=0,
    )


def finding(
    indicator: str = "plan",
    item: str | None = None,
    *,
    before: Level | None = None,
    after: Level | None = None,
    change: Change | None = None,
    reason: Reason | None = None,
    cohort: str | None = COHORT,
) -> Finding:
    """A finding with its verdict by the net of the matched units, or the reason why there is none."""
    entry = linked().indicators[indicator]
    verdict: Verdict = "not_comparable"
    move = None
    if reason is None and change is not None:
        move = sign(change.net)
        better = -move if entry.indicator.direction == "lower" else move
        verdict = "improved" if better > 0 else "declined" if better < 0 else "unchanged"
    parts = [entry.principle, indicator, *([item] if item else [])]
    return Finding(
        finding=f"{'.'.join(parts)}{'' if cohort is None else f'@{cohort}'}",
        principle=entry.principle,
        indicator=indicator,
        item=item,
        cohort=cohort,
        from_wave=FROM,
        to_wave=TO,
        from_level=before,
        to_level=after,
        change=change,
        verdict=verdict,
        reason=reason,
        with_caution=False,
        certainty=None,
        p_exact=None,
        p_smallest=None,
        score=None,
        band=None,
        target_met=None,
        target_certainty=None,
        judged_move=move,  # type: ignore[arg-type]
    )


def moved(
    indicator: str = "plan",
    item: str | None = None,
    *,
    gained: int = 0,
    lost: int = 0,
    met_both: int = 0,
    met_neither: int = 0,
    once_before: tuple[int, int] = (0, 0),
    once_after: tuple[int, int] = (0, 0),
    cohort: str | None = COHORT,
) -> Finding:
    """A compared finding from its matched units and, of each wave, (counted, all) units that answered it alone."""
    change = Change(gained=gained, lost=lost, met_both=met_both, met_neither=met_neither)
    return finding(
        indicator,
        item,
        before=level(met_both + lost + once_before[0], change.matched + once_before[1]),
        after=level(met_both + gained + once_after[0], change.matched + once_after[1]),
        change=change,
        cohort=cohort,
    )


def of_surveyed(found: Finding, surveyed: int) -> Finding:
    """The compared finding of a cohort of so many units."""
    before, after = (
        None
        if at is None
        else replace(
            at, surveyed=surveyed, returned=min(at.returned, surveyed), analysed=min(at.analysed, surveyed)
        )
        for at in (found.from_level, found.to_level)
    )
    return replace(found, from_level=before, to_level=after)


ONCE = ((0, 0), (0, 1), (1, 1), (2, 3))


def every_move(indicator: str = "plan", item: str | None = None) -> list[Finding]:
    """Findings over all signs of counts and net, with and without units that answered once."""
    return [
        moved(
            indicator,
            item,
            gained=gained,
            lost=lost,
            met_both=met_both,
            met_neither=met_neither,
            once_before=before,
            once_after=after,
        )
        for gained, lost, met_both, met_neither, before, after in product(
            (0, 1, 3), (0, 1, 3), (0, 4), (0, 4), ONCE, ONCE
        )
        if gained + lost + met_both + met_neither >= 5 or (gained, lost) == (0, 0) != (met_both, met_neither)
    ]


def partial(found: Finding, unanswered: int, *, is_earlier: bool = False) -> Finding:
    """The same, of which more were asked at the later wave, or at the earlier one, than answered."""
    at = found.from_level if is_earlier else found.to_level
    assert at is not None
    some = level(at.count, at.base, asked=at.base + unanswered)
    return replace(found, from_level=some) if is_earlier else replace(found, to_level=some)


def little(found: Finding) -> Finding:
    """The same, of which the criterion calls the change too small."""
    return replace(found, verdict="unchanged", judged_move=0)


def between(found: Finding, from_wave: str, to_wave: str) -> Finding:
    """The same, of two other waves."""
    return replace(found, from_wave=from_wave, to_wave=to_wave)


def sign(value: int) -> int:
    """-1, 0 or 1."""
    return (value > 0) - (value < 0)


def names(found: Sequence[Finding]) -> tuple[str, ...]:
    """Return the ids of the findings."""
    return tuple(f.finding for f in found)


def shown(
    show: str,
    found: Iterable[Finding] = (),
    supplements: Supplements | None = None,
    *,
    phrasebook: Phrasebook | None = None,
    principle: str | None = None,
    programme_of: LinkedProgramme | None = None,
    cohorts_of_units: Mapping[str, str | None] | None = None,
    most_groups: int | None = None,
    **options: Any,
) -> list[Section]:
    """The sections of a block for these findings, of the cohorts that they have. options: its keys, as parsed."""
    about = context(found, supplements, programme_of=programme_of, cohorts_of_units=cohorts_of_units)
    if most_groups is not None:
        about = replace(about, report=replace(about.report, most_groups=Fraction(most_groups)))
    cohorts = tuple(dict.fromkeys(f.cohort for f in about.findings.findings)) or about.linked.cohorts
    inputs = BlockInputs(
        context=about, book=phrasebook or book(), cohorts=cohorts, groups=cohorts, principle=principle
    )
    block = registered_blocks()[show]
    declared = block.options(show=show, doc_path=REPORT, **options)
    return block.sections(inputs, declared)
