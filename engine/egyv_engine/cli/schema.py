"""Implements `egyv-engine schema`, which writes JSON Schemas of rule files, of findings.json and of explanations."""

import json
from pathlib import Path, PurePosixPath

import click

FOLDER = ".egyv"


@click.command(
    epilog="""\b
Examples:
  egyv-engine schema
  egyv-engine schema my-programme

\b
A YAML file names its schema in its first line:
  # yaml-language-server: $schema=../.egyv/principle.schema.json
"""
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
def schema(folder: Path) -> None:
    """Write JSON Schemas into DIR/.egyv/.

    Editors complete and check rule files with them. findings.schema.json describes findings.json, and
    explanation.schema.json the JSON of explain: the meaning of every value. DIR is the current folder unless given.
    """
    from egyv_engine.files.replacing import replace_files
    from egyv_engine.narrative.blocks.registry import vocabularies
    from egyv_engine.publish.explanation_json import explanation_schema
    from egyv_engine.publish.findings_json import findings_schema
    from egyv_engine.rules.json_schema import DOCUMENT_TYPES, schema_text

    if not folder.is_dir():
        raise click.UsageError(f"{folder} is not a folder")
    try:
        (folder / FOLDER).mkdir(exist_ok=True)
        texts = {
            document_type: schema_text(document_type, vocabularies=vocabularies())
            for document_type in DOCUMENT_TYPES
        }
        for kind, described in (("findings", findings_schema()), ("explanation", explanation_schema())):
            texts[kind] = json.dumps(described, indent=1, ensure_ascii=False) + "\n"
        paths = {kind: folder / FOLDER / f"{kind}.schema.json" for kind in texts}
        replace_files(
            folder / FOLDER, {PurePosixPath(paths[kind].name): text.encode() for kind, text in texts.items()}
        )
    except OSError as fault:
        raise click.UsageError(f"cannot write to {folder / FOLDER}: {fault.strerror or fault}") from fault
    click.echo("\n".join(map(str, paths.values())))
