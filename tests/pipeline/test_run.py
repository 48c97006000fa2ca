"""The pipeline: which stages run, where a run stops, and what is left empty then."""

from pathlib import PurePosixPath

from egyv_engine.files.folder import read_folder
from egyv_engine.pipeline.phases import Phases
from egyv_engine.pipeline.run import Until, run
from tests.csv_files import tables_of
from tests.library import BASE
from tests.mini_programme import FILES

RULES = ["load", "link", "check"]
DATA = [*RULES, "import", "read", "compile", "skip logic"]
EVERY = [*DATA, "evaluate", "score", "supplement", "texts", "report"]
PRINCIPLE = PurePosixPath("principles/1-access.yaml")
AFTER = PurePosixPath("surveys/after.csv")


def files() -> dict[PurePosixPath, bytes]:
    return dict(read_folder(BASE))


def stages(programme: dict[PurePosixPath, bytes], until: Until = Until.REPORT) -> list[str]:
    """The stages that start, in order."""
    started: list[str] = []
    outputs = run(programme, until=until, phases=Phases(on_start=started.append))
    assert list(outputs.seconds) == started
    assert all(seconds >= 0 for seconds in outputs.seconds.values())
    return started


def test_run_of_a_sound_programme_goes_through_every_stage() -> None:
    outputs = run(files())
    assert stages(files()) == EVERY
    assert outputs.diagnostics == ()
    assert outputs.findings is not None
    assert outputs.report is not None
    assert tables_of(outputs)


def test_run_until_the_rules_reads_no_data() -> None:
    outputs = run(files() | {AFTER: b"\xff"}, until=Until.RULES)
    assert stages(files(), Until.RULES) == RULES
    assert outputs.diagnostics == ()
    assert outputs.linked is not None
    assert (outputs.survey, outputs.plan, outputs.findings, tables_of(outputs)) == (None, None, None, {})


def test_run_until_the_data_evaluates_nothing() -> None:
    outputs = run(files(), until=Until.DATA)
    assert stages(files(), Until.DATA) == DATA
    assert outputs.survey is not None
    assert outputs.plan is not None
    assert (outputs.findings, outputs.report, tables_of(outputs)) == (None, None, {})


def test_run_with_a_fault_in_the_rules_still_reads_the_data() -> None:
    broken = files()
    broken[PRINCIPLE] = broken[PRINCIPLE].replace(b"at_least: Sometimes", b"at_least: Sometime")
    broken[AFTER] = broken[AFTER].replace(b"birch,Yes", b"birch,Yse")
    assert stages(broken) == [*RULES, "import", "read"]
    assert [d.code for d in run(broken).diagnostics] == ["EGY302", "EGY507"]


def test_run_with_an_answer_that_skip_logic_rules_out_stops_before_evaluation() -> None:
    programme = {PurePosixPath(name): text.encode() for name, text in FILES.items()}
    instrument = PurePosixPath("surveys/instrument.yaml")
    programme[instrument] = programme[instrument].replace(
        b"scale: frequency}", b'scale: frequency, asked_if: {question: open_late, is: "Yes"}}'
    )
    assert stages(programme) == DATA
    assert {d.code for d in run(programme).diagnostics} == {"EGY508"}


def test_run_without_a_readable_programme_stops_after_loading() -> None:
    assert stages({}) == ["load"]
    assert run({}).programme is None


def test_check_of_the_data_goes_on_to_texts_that_depend_on_results() -> None:
    """Other warnings of results are left to an evaluation."""
    text = '{{ finding("access.open_late@pilot").after.of }} opened late.'
    block = f"{{show: text, text: '{text}'}}"
    report = f"title: T\nchapters: [{{id: a, title: A, blocks: [{block}]}}]\n"
    bound = {**files(), PurePosixPath("reports/report.yaml"): report.encode()}
    assert stages(bound, Until.DATA) == EVERY[:-1]
    assert run(bound, until=Until.DATA).diagnostics == ()
