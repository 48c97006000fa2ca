"""Lists what readers of a result must know: what is reconstructed, and which answers were given later, from memory."""

from collections.abc import Iterable, Iterator

from egyv_engine.explanation.explained_run import ExplainedRun, statement
from egyv_engine.model.explanation import Statement
from egyv_engine.model.findings import Finding


def notes_on_finding(run: ExplainedRun, finding: Finding) -> Iterator[Statement]:
    """Yield the notes on a finding.

    Args:
        run: The programme and its results.
        finding: The finding.
    """
    levels = ((finding.from_wave, finding.from_level), (finding.to_wave, finding.to_level))
    stated = [wave for wave, level in levels if wave is not None and level is not None]
    published = {(one.finding, one.wave) for one in run.supplements.published}
    kinds = ["counts"] if any((finding.finding, wave) not in published for wave in stated) else []
    kinds += ["changes"] if finding.change is not None else []
    kinds += ["certainty"] if finding.certainty is not None else []
    yield from notes_on_kinds(run, kinds)
    yield from notes_on_waves(run, stated, finding.cohort)


def notes_on_kinds(run: ExplainedRun, kinds: Iterable[str]) -> Iterator[Statement]:
    """Yield the declared notes on what is reconstructed.

    Args:
        run: The programme and its results.
        kinds: The kinds of result, as the keys of `reconstructed` name them.
    """
    declared = run.linked.programme.file.reconstructed
    if declared is None:
        return
    notes = declared.notes
    for kind in kinds:
        if kind in notes:
            text = f"Reconstructed ({kind.replace('_', ' ')}): {notes[kind]}"
            yield statement(text, run.at_key(declared.doc_path / kind))


def notes_on_waves(run: ExplainedRun, waves: Iterable[str], cohort: str | None) -> Iterator[Statement]:
    """Yield the declared notes on waves that a cohort answered later, from memory.

    Args:
        run: The programme and its results.
        waves: The waves.
        cohort: The cohort; the group of all units stands for every cohort.
    """
    for wave in waves:
        for entry in run.linked.waves[wave].retrospective:
            if entry.cohort in (None, cohort) or cohort == run.plan.everyone:
                label = run.wave_label(wave)
                yield statement(f"Answered from memory ({label}): {entry.note}", run.span(entry.doc_path))
