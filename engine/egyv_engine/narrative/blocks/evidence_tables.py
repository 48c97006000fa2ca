"""Makes the tables of the annexes on interviews: every point, and interviews by role."""

from egyv_engine.model.label_forms import with_capital
from egyv_engine.model.report import Cell, Column, Figure, Section, Table, Term, Text
from egyv_engine.model.report_document import BlockOptions
from egyv_engine.model.supplements import Point
from egyv_engine.narrative.blocks.block import EVIDENCE_TABLE, BlockInputs, block, cohort_cell, sections
from egyv_engine.narrative.blocks.evidence_points import items_of_point, role_label, theme_label
from egyv_engine.narrative.blocks.needs import EVIDENCE, INTERVIEWS

MOST_UNITS = 12  # with a column each; the interviews of more are shown as a total


@block(EVIDENCE_TABLE, options=BlockOptions, scope="principles", needs=(EVIDENCE,))
def evidence_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """List every point of the interviews, by principle and theme, with the stance, the cohort and the role."""
    order = [*inputs.principles, *((None,) if inputs.principle is None else ())]
    points = [p for name in order for p in inputs.context.supplements.points if p.principle == name]
    if not points:
        return []
    has = {
        "cohort": any(p.cohort for p in points),
        "role": any(p.role for p in points),
        "items": any(p.items for p in points),
        "good_practice": any(p.good_practice for p in points),
    }
    names = [
        *("principle", "theme", "stance"),
        *(name for name, is_there in has.items() if is_there),
        "point",
    ]
    points.sort(key=lambda p: (order.index(p.principle), theme_label(inputs, p.theme)))
    rows = tuple(tuple(_cell(inputs, p, name) for name in names) for p in points)
    columns = tuple(Column(title=inputs.heading(name)) for name in names)
    return sections(options, [Table(title=inputs.heading(EVIDENCE_TABLE), columns=columns, rows=rows)])


def _cell(inputs: BlockInputs, point: Point, name: str) -> Cell:
    heading = inputs.heading
    unknown = Text(text=heading("not_known"))
    match name:
        case "principle" if point.principle is None:
            return Text(text=heading("whole_programme"))
        case "principle":
            return Term(text=inputs.context.linked.programme.principles[point.principle or ""].title)
        case "theme":
            return Term(text=theme_label(inputs, point.theme))
        case "stance":
            return Text(text=heading(f"stance_{point.stance}"))
        case "cohort":
            return unknown if point.cohort is None else cohort_cell(inputs, point.cohort)
        case "role":
            return unknown if point.role is None else Term(text=role_label(inputs, point.role))
        case "items":
            text = inputs.book.text(items_of_point(inputs, point))
            return Term(text=text) if text else None
        case "good_practice":
            return Text(text=heading("is_so")) if point.good_practice else None
        case _:
            return Term(text=point.summary)


@block("interviews_table", options=BlockOptions, needs=(INTERVIEWS,))
def interviews_table(inputs: BlockInputs, options: BlockOptions) -> list[Section]:
    """Show how many interviews were held, by role and unit; in all where units must not be named."""
    held = inputs.context.supplements.interviews or {}
    if not held:
        return []
    by_role = inputs.context.supplements.interviewed
    roles = sorted({role for _, role in by_role}, key=lambda role: (role == "", role_label(inputs, role)))
    is_named = inputs.context.linked.programme.file.names_units
    units = tuple(held) if is_named and len(held) <= MOST_UNITS else ()
    heading = inputs.heading
    if is_named and not roles:
        of_units: tuple[tuple[Cell, ...], ...] = tuple(
            (Term(text=unit), Figure(ref=f"interviews.{unit}", value=n)) for unit, n in held.items()
        )
        by_unit = (
            Column(title=with_capital(inputs.context.unit.one)),
            Column(title=heading("total"), type="count"),
        )
        return sections(options, [Table(title=heading("interviews_table"), columns=by_unit, rows=of_units)])
    columns = (
        Column(title=heading("role")),
        *(Column(title=unit, type="count") for unit in units),
        Column(title=heading("total"), type="count"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            Text(text=heading("not_known"))
            if role == ""
            else Term(text=with_capital(role_label(inputs, role))),
            *(Figure(ref=f"interviews.{u}.{role}", value=by_role.get((u, role), 0)) for u in units),
            Figure(ref=f"interviews..{role}", value=sum(n for (_, r), n in by_role.items() if r == role)),
        )
        for role in roles
    ]
    total: tuple[Cell, ...] = (
        Text(text=heading("all")),
        *(Figure(ref=f"interviews.{unit}", value=held[unit]) for unit in units),
        Figure(ref="interviews#total", value=sum(held.values())),
    )
    table = Table(title=heading("interviews_table"), columns=columns, rows=(*rows, total))
    return sections(options, [table])
