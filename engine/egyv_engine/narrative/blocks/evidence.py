"""Writes the blocks on interviews: how many there were, what interviewees said, and whether the survey agrees."""

from collections.abc import Sequence
from dataclasses import dataclass

from egyv_engine.model.report import Node, Paragraph, Section, Sentence, Term, Text
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.shapes import FLAG, OneOf, key
from egyv_engine.model.supplements import STANCES, Point
from egyv_engine.narrative.blocks.block import BlockInputs, MostOptions, block, paragraph, sections
from egyv_engine.narrative.claims.facts import ClaimFacts, listed
from egyv_engine.narrative.templates.placeholders import Placeholders

MOST_PER_THEME = 3
STANCE = {"stance": ("stance",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOptions(MostOptions):
    """A block that shows points of interviews."""

    stance: str | None = key(
        OneOf(STANCES), "The points of one stance; all if left out.", "gap", default=None
    )
    good_practice: bool | None = key(
        FLAG,
        "Only points that are, or are not, good practice; both if left out.",
        True,
        default=None,
    )


@block("interviews", options=BlockOptions, claims={"interviews": ("total", "places")})
def interviews(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """How many interviews were held, and in how many units."""
    held = inputs.context.accounts.interviews
    if not held:
        return []
    placeholders = Placeholders()
    claim = ClaimFacts(inputs.context, placeholders)
    facts = {
        "total": claim.number("interviews#total", sum(held.values())),
        "places": claim.number("interviews#units", len(held)),
    }
    return paragraph(options, [inputs.book.say("interviews", placeholders, facts, basis=())])


@block("evidence", options=EvidenceOptions, scope="principle", claims=STANCE)
def evidence(inputs: BlockInputs, options: EvidenceOptions, principle: str) -> list[Section]:
    """What interviewees said of a principle: by stance, then theme."""
    return _evidence(inputs, options, principle)


@block("whole_evidence", options=EvidenceOptions, claims=STANCE)
def whole_evidence(inputs: BlockInputs, options: EvidenceOptions) -> list[Section]:
    """What interviewees said of the programme as a whole: by stance, then theme."""
    return _evidence(inputs, options, None)


def _evidence(inputs: BlockInputs, options: EvidenceOptions, principle: str | None) -> list[Section]:
    points = [
        p
        for p in inputs.context.accounts.points
        if p.principle == principle
        and options.stance in (None, p.stance)
        and options.good_practice in (None, p.good_practice)
    ]
    paragraphs: list[Paragraph] = []
    for stance in STANCES:
        found = [p for p in points if p.stance == stance]
        if found and options.stance is None and len(found) < len(points):
            paragraphs.append(Paragraph(sentences=(_stance(inputs, stance),)))
        paragraphs += _themes(inputs, found, int(options.most))
    return sections(options, paragraphs)


def _stance(inputs: BlockInputs, stance: str) -> Sentence:
    return inputs.book.say("stance", Placeholders(), {"stance": stance}, basis=())


def _themes(inputs: BlockInputs, points: Sequence[Point], most: int) -> list[Paragraph]:
    """Return a bullet for each of the themes with most points, with some points of each."""
    themes: dict[str, list[Point]] = {}
    for point in points:
        themes.setdefault(point.theme, []).append(point)
    ranked = sorted(themes.items(), key=lambda pair: -len(pair[1]))[:most]
    return [
        Paragraph(
            lead=_theme(theme),
            bullet=True,
            sentences=tuple(_point(inputs, point) for point in each[:MOST_PER_THEME]),
        )
        for theme, each in ranked
    ]


def _point(inputs: BlockInputs, point: Point) -> Sentence:
    nodes: tuple[Node, ...] = (Term(text=point.summary),)
    if point.role is not None:
        nodes = (*nodes, Text(text=" ("), Term(text=_role(inputs, point.role)), Text(text=")"))
    return Sentence(kind="evidence", nodes=nodes, basis=())


def _role(inputs: BlockInputs, role: str) -> str:
    """Return a role in words; the label of an item where the role is one."""
    for basket in inputs.context.linked.baskets.values():
        if role in basket.labels:
            return basket.labels[role].label.removeprefix("the ")
    return role.replace("_", " ")


@block(
    "agreement",
    options=MostOptions,
    claims={"agreement": ("title", "rises", "falls", "strengths", "gaps", "themes")},
)
def agreement(inputs: BlockInputs, options: MostOptions) -> list[Section]:
    """For each principle, whether survey and interviews both show good and bad; neither is counted."""
    context = inputs.context
    paragraphs = []
    for principle, plan in context.linked.programme.principles.items():
        points = [p for p in context.accounts.points if p.principle == principle]
        found = [f for f in context.findings.findings if f.principle == principle]
        if not points:
            continue
        placeholders = Placeholders()
        gaps: dict[str, int] = {}
        for point in points:
            if point.stance == "gap":
                gaps[point.theme] = gaps.get(point.theme, 0) + 1
        themes = sorted(gaps, key=lambda t: -gaps[t])[: int(options.most)]
        facts = {
            "title": placeholders.term(plan.title),
            "rises": any(f.verdict == "improved" for f in found),
            "falls": any(f.verdict == "declined" for f in found),
            "strengths": any(p.stance == "strength" for p in points),
            "gaps": bool(gaps),
            "themes": listed([placeholders.term(_theme(t).lower()) for t in themes]),
        }
        basis = tuple(f.finding for f in found)
        sentence = inputs.book.say("agreement", placeholders, facts, basis=basis)
        paragraphs.append(Paragraph(sentences=(sentence,), bullet=True))
    return sections(options, paragraphs)


def _theme(theme: str) -> str:
    words = theme.replace("_", " ")
    return words[:1].upper() + words[1:]
