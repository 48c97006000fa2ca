"""A programme whose wording is older than its blocks gets the phrases it lacks, if they fit, or stays as it is."""

import re
from pathlib import Path, PurePosixPath

from egyv_engine.files.folder import read_folder
from egyv_engine.pipeline.run import Until, run
from egyv_engine.pipeline.upgrade_of_programme import WORDING, upgrade_programme

ROOT = Path(__file__).parents[2]
LACKING = ("rise", "left_out", "basket_verdict", "recommendations", "stance")


def shipped_without(*kinds: str) -> dict[PurePosixPath, bytes]:
    files = dict(read_folder(ROOT))
    text = files[WORDING].decode()
    for kind in kinds:
        text, number = re.subn(
            rf"\n  {kind}:.*?(?=\n  \w|\n\n|\nforbidden)", "", text, count=1, flags=re.DOTALL
        )
        assert number == 1
    return {**files, WORDING: text.encode()}


def test_programme_that_lacks_phrases_is_sound_after_the_upgrade() -> None:
    files = shipped_without(*LACKING)
    assert {d.code for d in run(files, until=Until.RULES).diagnostics} == {"EGY605"}
    made = upgrade_programme(files)
    assert set(made.files) == {WORDING}
    assert {each.kind for each in made.phrases} == set(LACKING)
    assert made.unfit == ()
    assert run({**files, **made.files}, until=Until.RULES).diagnostics == ()
    assert upgrade_programme({**files, **made.files}).files == {}


def test_phrase_that_does_not_fit_is_not_added() -> None:
    """The shipped phrase on recommendations counts a status, partial, that this programme calls otherwise."""
    files = shipped_without("recommendations", "stance")
    records = PurePosixPath("rules/records.yaml")
    renamed = (
        files[records].decode().replace("partial:", "in_part:").replace("[full, partial]", "[full, in_part]")
    )
    made = upgrade_programme({**files, records: renamed.encode()})
    assert [each.kind for each in made.phrases] == ["stance"]
    assert made.unfit == ("recommendations",)


def test_file_that_cannot_be_read_stops_the_upgrade_of_every_file() -> None:
    files = shipped_without("rise")
    made = upgrade_programme({**files, PurePosixPath("programme.yaml"): b"language: [2\n"})
    assert made.files == {}
    assert [d.code for d in made.names.faults] == ["EGY101"]
