"""Accepts warnings by a comment in a rule file or by code in programme.yaml, and checks what is accepted (EGY7xx)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from egyv_engine.diagnostics.accepted import AcceptedDiagnostic
from egyv_engine.diagnostics.catalogue import CATALOGUE
from egyv_engine.diagnostics.diagnostic import Diagnostic, DiagnosticCollector, has_errors, in_order
from egyv_engine.diagnostics.pages import data_files, shaping
from egyv_engine.diagnostics.span import Positions, Span
from egyv_engine.diagnostics.suggest import hint
from egyv_engine.model.documents import AcceptedWarning
from egyv_engine.model.frozen import Frozen, replace
from egyv_engine.rules.egyv_comments import EgyvComment

_NOTHING_ACCEPTED = "EGY704"
ACCEPTABLE = tuple(
    code for code, page in CATALOGUE.items() if page.severity == "warning" and code != _NOTHING_ACCEPTED
)
# Codes that no stage before the data can rule out.
FOUND_LATER = frozenset((*data_files.PAGES, *shaping.PAGES, *data_files.CODES_OF_RULES_FOUND_LATER))
_FORM = re.compile(r"allow(?:\s+(?P<code>\S+)(?:\s+(?P<reason>.+))?)?", re.DOTALL)
_COMMENT = "for example # egyv: allow EGY411 kept until the scale has a fourth answer"
_REASON = "for example reason: The scale is kept for the next wave."


class _Allowance(Frozen):
    """A declaration that accepts warnings: a comment (with the line that it applies to), or an entry (without).

    Attributes:
        row: The id of the only row of a data file about which it accepts a warning; None for any.
    """

    code: str
    reason: str
    span: Span
    line: int | None
    row: str | None = None

    def accepts(self, warning: Diagnostic) -> bool:
        """Return whether this declaration accepts a warning.

        A data file cannot hold comments, so a warning about it is accepted at the rule that it relates to.
        """
        if warning.code != self.code or (self.row is not None and self.row != warning.row):
            return False
        if self.line is None:
            return True
        is_in_rules = warning.span.file.suffix == ".yaml"
        spans = [warning.span] if is_in_rules else [span for span, _ in warning.related]
        return any((span.file, span.line) == (self.span.file, self.line) for span in spans)


def accept_warnings(
    diagnostics: Sequence[Diagnostic],
    comments: Sequence[EgyvComment],
    entries: Sequence[AcceptedWarning],
    positions: Positions,
    *,
    rules_only: bool,
    is_evaluated: bool = True,
) -> tuple[list[Diagnostic], tuple[AcceptedDiagnostic, ...]]:
    """Separate the warnings that a programme accepts from all other diagnostics.

    Args:
        diagnostics: Everything that was found in the programme.
        comments: The comments addressed to the engine.
        entries: `accepted_warnings` of programme.yaml. A comment takes precedence over an entry, and an entry about a
            row over one about any.
        positions: The positions of the rule files.
        is_evaluated: Whether the programme was evaluated; if not, warnings about its results cannot occur.
        rules_only: Whether the data files were left out, so that their warnings cannot occur.

    Returns:
        The remaining diagnostics in order, with those about the comments and entries themselves; and the accepted
        warnings. That a comment or entry accepts nothing is not reported if there are errors, because errors keep some
        checks from running.
    """
    collector = DiagnosticCollector(positions)
    by_row = sorted(entries, key=lambda entry: entry.row is None)
    allowances = [*_from_comments(comments, collector), *_from_entries(by_row, collector)]
    remaining: list[Diagnostic] = []
    accepted: list[AcceptedDiagnostic] = []
    effective: set[_Allowance] = set()
    for found in in_order(diagnostics):
        allowance = next((a for a in allowances if a.accepts(found)), None)
        if allowance is None:
            remaining.append(found)
        else:
            effective.add(allowance)
            accepted.append(
                AcceptedDiagnostic(diagnostic=found, reason=allowance.reason, accepted_at=allowance.span)
            )
    if not has_errors((*remaining, *collector)):
        for allowance in allowances:
            is_unchecked = (rules_only and allowance.code in FOUND_LATER) or (
                not is_evaluated and allowance.code in data_files.CODES_OF_RESULTS
            )
            if allowance not in effective and not is_unchecked:
                _report_ineffective(allowance, remaining, collector)
    return in_order([*remaining, *collector]), tuple(accepted)


def _from_comments(comments: Iterable[EgyvComment], collector: DiagnosticCollector) -> Iterator[_Allowance]:
    for comment in comments:
        found = _FORM.fullmatch(comment.text)
        if found is None or found["code"] is None:
            message = "this comment does not say which warning it accepts"
            collector.report("EGY701", comment.span, message, hint=_COMMENT)
            continue
        code, reason = found["code"].rstrip(":,"), (found["reason"] or "").strip()
        end = comment.span.end_column - len(comment.text) + found.end("code")
        span_of_code = replace(comment.span, column=end - len(found["code"]), end_column=end)
        if _is_acceptable(code, span_of_code, collector) and _has_reason(
            code, reason, comment.span, _COMMENT, collector
        ):
            yield _Allowance(code=code, reason=reason, span=comment.span, line=comment.line)


def _from_entries(entries: Iterable[AcceptedWarning], collector: DiagnosticCollector) -> Iterator[_Allowance]:
    for entry in entries:
        span, reason = collector.positions.span_at(entry.doc_path / "code"), entry.reason.strip()
        span_of_reason = collector.positions.span_at(entry.doc_path / "reason")
        if _is_acceptable(entry.code, span, collector) and _has_reason(
            entry.code, reason, span_of_reason, _REASON, collector
        ):
            yield _Allowance(code=entry.code, reason=reason, span=span, line=None, row=entry.row)


def _is_acceptable(code: str, at: Span, collector: DiagnosticCollector) -> bool:
    if code in ACCEPTABLE:
        return True
    if code not in CATALOGUE:
        suggestion = hint(code, ACCEPTABLE, "warnings that can be accepted")
        collector.report("EGY702", at, f"there is no code '{code}'", hint=suggestion)
    elif code == _NOTHING_ACCEPTED:
        message = f"{code} cannot be accepted"
        collector.report("EGY703", at, message, hint="remove the comment or entry that accepts nothing")
    else:
        message = f"{code} is an error, and only warnings can be accepted"
        collector.report("EGY703", at, message, hint=f"correct the error; see egyv-engine explain {code}")
    return False


def _has_reason(code: str, reason: str, at: Span, example: str, collector: DiagnosticCollector) -> bool:
    if not reason:
        collector.report("EGY701", at, f"there is no reason for accepting {code}", hint=f"add one, {example}")
    return bool(reason)


def _report_ineffective(
    allowance: _Allowance, remaining: Sequence[Diagnostic], collector: DiagnosticCollector
) -> None:
    if allowance.line is None:
        about = "" if allowance.row is None else f" about the row '{allowance.row}'"
        message = f"there is no {allowance.code}{about} that this entry would accept"
        collector.report(_NOTHING_ACCEPTED, allowance.span, message, hint="remove the entry")
        return
    others = [
        d.span.line for d in remaining if d.code == allowance.code and d.span.file == allowance.span.file
    ]
    nearest = min(others, key=lambda line: abs(line - allowance.span.line), default=None)
    collector.report(
        _NOTHING_ACCEPTED,
        allowance.span,
        f"there is no {allowance.code} on line {allowance.line}",
        hint="remove the comment"
        if nearest is None
        else f"{allowance.code} is on line {nearest}: move the comment there, or remove it",
    )
