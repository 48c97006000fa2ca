"""Warns of what does not fit the instrument: rules that no wave asks, too few parts, words of what went before (EGY411, EGY435, EGY656)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model import plan as p
from egyv_engine.model.comparators import COMPARATORS
from egyv_engine.model.documents import Indicator
from egyv_engine.narrative.claims.says import ITEM_WORDINGS, UNIT_WORDINGS
from egyv_engine.narrative.plain_words import find_seen_words
from egyv_engine.narrative.rule_templates import RuleTemplates
from egyv_engine.narrative.wording import wording_of


def plan_warnings(
    linked: LinkedProgramme, plan: p.Plan, files: Mapping[PurePosixPath, bytes]
) -> Iterator[Diagnostic]:
    """Yield a warning per indicator that no wave asked, per count that is never or always met, and per word of what went before.

    Args:
        linked: The programme.
        plan: Its plan.
        files: The files of the programme.
    """
    templates = RuleTemplates(linked, files, wording_of(linked.programme))
    by_indicator: dict[str, list[p.PlannedIndicator]] = {}
    for planned in plan.indicators:
        by_indicator.setdefault(planned.indicator, []).append(planned)
    for name, items in by_indicator.items():
        if not any(_is_asked(planned) or planned.without_level for planned in items):
            yield diagnostic(
                linked.positions,
                "EGY435",
                linked.indicators[name].indicator.met_when.doc_path,
                "no wave asked all that this rule and its base read, so it has no level",
                hint="correct the question or the wave that it names, or correct not_asked",
            )
        else:
            yield from _too_few_parts(linked, plan, items[0])
            yield from _continuing_words(templates, linked.indicators[name].indicator, items)


def _continuing_words(
    templates: RuleTemplates, indicator: Indicator, items: Sequence[p.PlannedIndicator]
) -> Iterator[Diagnostic]:
    """Warn of words that say that something goes on, of an indicator of which a cohort was first asked at a later wave."""
    first_asked = next(
        (
            later
            for planned in items
            for (_, _, later), one in planned.comparability.items()
            if one.to_asked and not one.from_asked
        ),
        None,
    )
    if templates.wording is None or first_asked is None:
        return
    for key in (*UNIT_WORDINGS, *ITEM_WORDINGS):
        text = getattr(indicator.says, key) or ""
        for word, extent in find_seen_words(text, templates.wording.continuing_words).items():
            yield templates.fault(
                indicator.says.doc_path / key,
                text,
                extent,
                "EGY656",
                f"'{word}' says that it was so before, but some units were first asked about it in the wave '{first_asked}'",
                "say what was so then, without this word; accept the warning if the question itself asked whether it was still so",
            )


def _is_asked(planned: p.PlannedIndicator) -> bool:
    of_pairs = any(one.to_asked or one.from_asked for one in planned.comparability.values())
    return of_pairs or any(planned.asked.values())


def _too_few_parts(
    linked: LinkedProgramme, plan: p.Plan, planned: p.PlannedIndicator
) -> Iterator[Diagnostic]:
    """Warn of a count of parts that no unit, or every unit, can reach with what is left of the parts."""
    if not planned.over_asked_in_both:
        return
    for node in _nodes(plan, plan.conditions[planned.counts]):
        constants = [x.value for x in node.right if isinstance(x, p.Constant)]
        if not isinstance(node.left, p.CountOf) or len(constants) < len(node.right):
            continue
        test, members = COMPARATORS[node.comparator].test, node.left.members
        whole = {bool(test(n, tuple(constants))) for n in range(len(members) + 1)}
        for (cohort, earlier, later), dropped in _dropped(planned).items():
            left = [member for member in members if _is_left(plan, member, dropped)]
            met = {bool(test(n, tuple(constants))) for n in range(len(left) + 1)}
            if left and len(left) < len(members) and len(met) == 1 and len(whole) == 2:
                of_cohort = "" if cohort is None else f" of '{cohort}'"
                verb = "always met" if met == {True} else "never met"
                yield diagnostic(
                    linked.positions,
                    "EGY411",
                    node.doc_path,
                    f"the comparison of '{later}' with '{earlier}'{of_cohort} leaves out what was not asked in both, and "
                    f"with {len(left)} of {len(members)} parts this is {verb}",
                    hint="compare with a number that the remaining parts can reach, or leave out items_compared",
                )
                break


def _dropped(planned: p.PlannedIndicator) -> Mapping[tuple[str | None, str, str], frozenset[p.AnswerRef]]:
    return {key: one.dropped for key, one in planned.comparability.items() if one.dropped}


def _nodes(plan: p.Plan, node: p.Node) -> Iterator[p.Compare]:
    match node:
        case p.Compare():
            yield node
        case p.Derived(name=name):
            yield from _nodes(plan, plan.conditions[name])
        case p.And(members=members) | p.Or(members=members):
            for member in members:
                yield from _nodes(plan, member)
        case _:
            pass


def _is_left(plan: p.Plan, node: p.Node, dropped: frozenset[p.AnswerRef]) -> bool:
    """Return whether a part of a rule, or a part of it, remains if some answers are left out."""
    match node:
        case p.Derived(name=name):
            return _is_left(plan, plan.conditions[name], dropped)
        case p.And(members=members) | p.Or(members=members):
            return any(_is_left(plan, member, dropped) for member in members)
        case p.Lookup(ref=ref) | p.Answered(ref=ref):
            return ref not in dropped
        case p.Compare(left=left, right=right):
            return not any(ref in dropped for side in (left, *right) for ref in p.answers_in(side))
