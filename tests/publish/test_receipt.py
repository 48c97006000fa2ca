"""The receipt: the files in and out, what the rules mean, and the version and hash of the engine."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

import egyv_engine
from egyv_engine.files.folder import read_folder
from egyv_engine.model.run_notes import RunNotes
from egyv_engine.pipeline.run import evaluate_files
from egyv_engine.publish.receipt import engine_hash, run_facts
from tests.publish.written_files import written

PACKAGE = Path(egyv_engine.__file__).parent


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two files."""
    folder = tmp_path / "package"
    (folder / "part").mkdir(parents=True)
    (folder / "b.py").write_bytes(b"b = 1\n")
    (folder / "part" / "a.yaml").write_bytes(b"a: 1\n")
    return folder


def test_receipt_names_the_version_and_the_hash_of_the_engine(library: Path) -> None:
    files = read_folder(library)
    programme = evaluate_files(files).programme
    assert programme is not None
    versions = run_facts(files, programme, RunNotes())["versions"]
    assert versions["engine"] == egyv_engine.__version__
    assert versions["engine_files"] == engine_hash(PACKAGE)


def test_receipt_lists_every_file_in_and_out(library: Path) -> None:
    files = written(library)
    receipt = json.loads(files["receipt.json"])
    assert receipt["outputs"] == {
        n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != "receipt.json"
    }
    assert receipt["inputs"] == {
        p.relative_to(library).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(library.rglob("*"))
        if p.is_file()
    }
    assert receipt["notice"] == "Made-up answers."
    assert set(receipt["versions"]) == {"engine", "engine_files", "python", "polars", "schemas"}


def test_receipt_meaning_ignores_comments_and_layout_and_sees_rules(library: Path) -> None:
    path = library / "rules" / "scales.yaml"
    before = json.loads(written(library)["receipt.json"])["meaning"]
    path.write_text("# a comment\n\n" + path.read_text().replace("{yes_no:", "{  yes_no:"))
    assert json.loads(written(library)["receipt.json"])["meaning"] == before
    rules = library / "principles" / "1-access.yaml"
    rules.write_text(rules.read_text().replace("at_least: Sometimes", "at_least: Often"))
    assert json.loads(written(library)["receipt.json"])["meaning"] != before


def test_hash_is_of_paths_and_contents_in_order(package: Path) -> None:
    hashed = b"b.py\0" + b"6\0" + b"b = 1\n" + b"part/a.yaml\0" + b"5\0" + b"a: 1\n"
    assert engine_hash(package) == hashlib.sha256(hashed).hexdigest()


@pytest.mark.parametrize(
    "other_file",
    ["__pycache__/b.cpython-311.pyc", "part/__pycache__/a.pyc", "examples/egyv/programme.yaml", ".DS_Store"],
)
def test_hash_does_not_depend_on_compiled_or_hidden_files_or_the_bundled_example(
    package: Path, other_file: str
) -> None:
    before = engine_hash(package)
    (package / other_file).parent.mkdir(parents=True, exist_ok=True)
    (package / other_file).write_bytes(b"anything")
    assert engine_hash(package) == before


def test_hash_does_not_depend_on_the_folder(package: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(package, tmp_path / "elsewhere" / "other_name")
    assert engine_hash(elsewhere) == engine_hash(package)


def test_hash_changes_with_an_edit_a_new_file_and_a_new_name(package: Path) -> None:
    found = {engine_hash(package)}
    (package / "b.py").write_bytes(b"b = 2\n")
    found.add(engine_hash(package))
    (package / "c.py").touch()
    found.add(engine_hash(package))
    (package / "c.py").rename(package / "d.py")
    found.add(engine_hash(package))
    assert len(found) == 4


def test_receipt_counts_the_units_that_are_left_out_and_their_rows(library: Path) -> None:
    assert json.loads(written(library)["receipt.json"])["left_out"] == {
        "units": {"only": 0, "others": 0},
        "rows": {},
    }
    rules = library / "programme.yaml"
    key = "key: library}"
    assert key in rules.read_text()
    rules.write_text(rules.read_text().replace(key, f"{key[:-1]}, only: {{attribute: region, is: north}}}}"))
    register = (library / "surveys" / "libraries.csv").read_text()
    answers = (library / "surveys" / "after.csv").read_text()
    left = [line.split(",")[0] for line in register.splitlines()[1:] if ",south" in line]
    found = json.loads(written(library)["receipt.json"])["left_out"]
    assert found["units"] == {"only": len(left), "others": 0}
    assert found["rows"]["surveys/after.csv"] == sum(
        line.split(",")[0] in left for line in answers.splitlines()
    )
