"""Checks of criteria and targets."""

from collections.abc import Iterator
from fractions import Fraction

from egyv_engine.diagnostics.diagnostic import Diagnostic, diagnostic
from egyv_engine.diagnostics.span import KeyAt
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.model.decimals import number_text
from egyv_engine.model.document_path import DocumentPath
from egyv_engine.model.documents import Criterion, Indicator, Target


def check_targets(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report a target that names no share, or two, or one that was probably meant in per cent."""
    for entry in linked.indicators.values():
        target = entry.indicator.target
        if target is not None:
            for name in ("share_at_least", "share_at_most"):
                yield from _share_out_of_range(linked, target.doc_path / name, getattr(target, name))
            yield from _against_the_direction(linked, entry.indicator)
            yield from _always_met(linked, target)
        if target is not None and (target.share_at_least is None) == (target.share_at_most is None):
            yield diagnostic(
                linked.positions,
                "EGY423",
                KeyAt(target.doc_path),
                "a target needs either share_at_least or share_at_most",
                hint="for example share_at_least: 80",
            )


def _against_the_direction(linked: LinkedProgramme, indicator: Indicator) -> Iterator[Diagnostic]:
    """Warn where a target asks for less of what is better, or for more of what is worse."""
    target, lower = indicator.target, indicator.direction == "lower"
    if target is None or indicator.direction == "none":
        return
    key = "share_at_least" if lower else "share_at_most"
    if getattr(target, key) is None or (
        target.share_at_least is not None and target.share_at_most is not None
    ):
        return
    better = "the lower number is better" if lower else "the higher number is better"
    other = "share_at_most" if lower else "share_at_least"
    yield diagnostic(
        linked.positions,
        "EGY219",
        KeyAt(target.doc_path / key),
        f"the target is {key}, but by the direction of '{indicator.id}' {better}",
        hint=f"write {other}, or direction: {'higher' if lower else 'lower'}",
        related=[
            (
                indicator.doc_path / ("direction" if lower else "id"),
                "the direction" if lower else "the indicator",
            )
        ],
    )


def _always_met(linked: LinkedProgramme, target: Target) -> Iterator[Diagnostic]:
    for key, bound, met_by_all in (
        ("share_at_least", target.share_at_least, 0),
        ("share_at_most", target.share_at_most, 100),
    ):
        if bound == met_by_all:
            yield diagnostic(
                linked.positions,
                "EGY411",
                target.doc_path / key,
                "every share meets this target",
                hint="write the share that should be reached, or leave the target out",
            )


def check_criteria(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report regions that have no bound, that overlap or that have the wrong sign, and bounds on net over all units."""
    yield from _of_matched_units(linked)
    for name, criterion in linked.programme.criteria.criteria.items():
        for bound in ("improved.share_change_at_least", "declined.share_change_at_most"):
            region, _, key = bound.partition(".")
            part = getattr(criterion, region)
            yield from _share_out_of_range(linked, part.doc_path / key, getattr(part, key))
        unbounded = list(_unbounded_regions(linked, name, criterion))
        yield from unbounded
        net_is_bounded = (
            criterion.improved.net_at_least is not None or criterion.declined.net_at_most is not None
        )
        if criterion.judged_on == "all" and net_is_bounded:
            yield diagnostic(
                linked.positions,
                "EGY407",
                criterion.doc_path / "judged_on",
                f"the criterion '{name}' has a bound on net, but net is known for matched units only",
                hint="write judged_on: matched, or use bounds on share_change",
            )
        if not unbounded and _are_separate(criterion):
            yield from _wrong_signs(linked, name, criterion)
        elif not unbounded:
            yield diagnostic(
                linked.positions,
                "EGY406",
                criterion.improved.doc_path,
                f"by the criterion '{name}', one change can be both improved and declined",
                hint="raise the bound of improved, or lower the bound of declined",
                related=[(criterion.declined.doc_path, "declined")],
            )


def _of_matched_units(linked: LinkedProgramme) -> Iterator[Diagnostic]:
    """Report the criteria that judge matched units, where no unit is in two waves (EGY485)."""
    if not linked.has_separate_waves or not linked.programme.file.comparisons:
        return
    usual = linked.programme.file.default_criterion
    used = {entry.indicator.criterion or usual for entry in linked.indicators.values()}
    for name, criterion in linked.programme.criteria.criteria.items():
        if name in used and criterion.judged_on == "matched":
            yield diagnostic(
                linked.positions,
                "EGY485",
                criterion.doc_path / "judged_on",
                f"the criterion '{name}' is judged on matched units, but each row is another unit, so none is in two waves",
                hint="write judged_on: all, with share_change_at_least and share_change_at_most",
                related=[(linked.programme.file.register.doc_path / "made_of", "each row is another unit")],
            )


def _share_out_of_range(
    linked: LinkedProgramme, doc_path: DocumentPath, share: Fraction | None
) -> Iterator[Diagnostic]:
    if share is not None and abs(share) > 100:
        yield diagnostic(
            linked.positions,
            "EGY451",
            doc_path,
            f"shares are in per cent, and {number_text(share)} is more than any share or change of shares",
            hint="write a number from -100 to 100",
        )
    if share is not None and 0 < abs(share) < 1:
        written, meant = number_text(share), number_text(100 * share)
        yield diagnostic(
            linked.positions,
            "EGY447",
            doc_path,
            f"shares are in per cent, and {written} is less than 1 per cent",
            hint=f"write {meant} if you mean {meant} per cent; accept the warning if you mean {written} per cent",
        )


def _unbounded_regions(linked: LinkedProgramme, name: str, criterion: Criterion) -> Iterator[Diagnostic]:
    improved, declined = criterion.improved, criterion.declined
    for region, doc_path, bounds in (
        ("improved", improved.doc_path, (improved.net_at_least, improved.share_change_at_least)),
        ("declined", declined.doc_path, (declined.net_at_most, declined.share_change_at_most)),
    ):
        if bounds == (None, None):
            yield diagnostic(
                linked.positions,
                "EGY406",
                doc_path,
                f"the criterion '{name}' has no bound for {region}, so every change would be {region}",
                hint="add a bound on net or on share_change",
            )


def _wrong_signs(linked: LinkedProgramme, name: str, criterion: Criterion) -> Iterator[Diagnostic]:
    """Report a region that a change in the other direction reaches (EGY428), or no change at all (EGY429).

    All bounds of a region must hold, so the narrowest one decides.
    """
    improved, declined = criterion.improved, criterion.declined
    yield from _pointless_bounds(linked, criterion)
    gains = [x for x in (improved.net_at_least, improved.share_change_at_least) if x is not None]
    losses = [-x for x in (declined.net_at_most, declined.share_change_at_most) if x is not None]
    for region, doc_path, narrowest, wrong, right in (
        ("improved", improved.doc_path, max(gains), "a loss", "at_least: 1"),
        ("declined", declined.doc_path, max(losses), "a gain", "at_most: -1"),
    ):
        if narrowest <= 0:
            reached = wrong if narrowest < 0 else "no change at all"
            yield diagnostic(
                linked.positions,
                "EGY428" if narrowest < 0 else "EGY429",
                doc_path,
                f"by the criterion '{name}', {reached} can be called {region}",
                hint=f"start {region} {'above' if region == 'improved' else 'below'} zero, for example net_{right}",
            )


def _pointless_bounds(linked: LinkedProgramme, criterion: Criterion) -> Iterator[Diagnostic]:
    """Warn about a bound that every change meets which meets the other bound of its region."""
    improved, declined = criterion.improved, criterion.declined
    gained = {
        improved.doc_path / "net_at_least": improved.net_at_least,
        improved.doc_path / "share_change_at_least": improved.share_change_at_least,
    }
    lost = {
        declined.doc_path / "net_at_most": declined.net_at_most,
        declined.doc_path / "share_change_at_most": declined.share_change_at_most,
    }
    for bounds, sign in ((gained, 1), (lost, -1)):
        found = {path: bound * sign for path, bound in bounds.items() if bound is not None}
        if len(found) == 2 and min(found.values()) <= 0 < max(found.values()):
            yield diagnostic(
                linked.positions,
                "EGY452",
                min(found, key=lambda path: found[path]),
                "this bound decides nothing: every change that meets the other bound meets it",
                hint="leave it out, or correct its sign",
            )


def _are_separate(criterion: Criterion) -> bool:
    """Return whether one pair of bounds is enough to keep the regions separate.

    A pair is two bounds on net, two bounds on share_change, or one bound of each type with different signs: net and
    the change of share over matched units always have the same sign.
    """
    net_improved, share_improved = criterion.improved.net_at_least, criterion.improved.share_change_at_least
    net_declined, share_declined = criterion.declined.net_at_most, criterion.declined.share_change_at_most
    return (
        _is_above(net_improved, net_declined)
        or _is_above(share_improved, share_declined)
        or _have_different_signs(net_improved, share_declined)
        or _have_different_signs(share_improved, net_declined)
    )


def _is_above(improved: Fraction | None, declined: Fraction | None) -> bool:
    return improved is not None and declined is not None and improved > declined


def _have_different_signs(improved: Fraction | None, declined: Fraction | None) -> bool:
    return (
        improved is not None and declined is not None and improved >= 0 >= declined and improved != declined
    )
