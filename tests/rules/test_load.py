"""Loading: the rule files of a folder, and the text of the rules' meaning."""

from fractions import Fraction
from pathlib import PurePosixPath

from egyv_engine.narrative.blocks.registry import vocabularies
from egyv_engine.rules.load import canonical, load_rules, rule_files
from tests.library import Edit, library_files


def meaning(edits: dict[str, Edit | list[Edit]]) -> str:
    programme = load_rules(library_files(edits), vocabularies=vocabularies()).programme
    assert programme is not None
    return canonical(programme)


def test_rule_files_are_those_with_a_fixed_name_and_the_principles() -> None:
    names = [
        "programme.yaml",
        "notes.yaml",
        "principles/1-a.yaml",
        "principles/old/1-b.yaml",
        "principles/c.yml",
    ]
    names += ["rules/scales.yaml", "rules/other.yaml", "surveys/before.csv"]
    files = {PurePosixPath(name): b"" for name in names}
    assert [str(f) for f in rule_files(files)] == [
        "principles/1-a.yaml",
        "programme.yaml",
        "rules/scales.yaml",
    ]


def test_edited_file_is_never_answered_from_an_earlier_run() -> None:
    file = PurePosixPath("programme.yaml")
    name = b"coverage: 0.6"
    files = library_files({})
    assert name in files[file]
    for written in (b"coverage: 0.6", b"coverage: 0.7", b"coverage: x", b"coverage: 0.6"):
        edited = {**files, file: files[file].replace(name, written)}
        loaded = load_rules(edited, vocabularies=vocabularies())
        again = load_rules(edited, vocabularies=vocabularies())
        assert loaded == again
        assert loaded.programme is not None
        found = loaded.programme.file.minimum.coverage
        assert bool(loaded.diagnostics) == (written == b"coverage: x")
        assert loaded.diagnostics or found == Fraction(written.decode().split(": ")[1])


def test_accepted_warnings_are_not_part_of_the_meaning_of_the_rules() -> None:
    last = "coverage: 0.6}\n"
    accepted: Edit = (last, f"{last}accepted_warnings: [{{code: EGY418, reason: Kept.}}]\n")
    assert meaning({"programme.yaml": accepted}) == meaning({})
    assert meaning({"programme.yaml": (last, "coverage: 0.7}\n")}) != meaning({})
