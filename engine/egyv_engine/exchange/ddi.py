"""Writes the instrument as a codebook in the format DDI-Codebook 2.5, which data archives read.

Elements are written in the order of the schema that the DDI Alliance published on 2012-01-17.
"""

from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from egyv_engine.data.expected_columns import ExpectedColumn
from egyv_engine.exchange.fieldwork import Fieldwork
from egyv_engine.link.condition_words import condition_in_words
from egyv_engine.link.linked_programme import LinkedProgramme
from egyv_engine.link.special_answers import SPECIAL_KEYS
from egyv_engine.model.documents import Question

NAMESPACE = "ddi:codebook:2_5"
SCHEMA = "https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_FILE_TYPES = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet"}
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def codebook(fieldwork: Fieldwork) -> bytes:
    """Return the codebook: the study, a file per wave, and a variable per column of each file."""
    root = ET.Element(
        "codeBook",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
            "version": "2.5",
        },
    )
    _study(root, fieldwork)
    for number, wave in enumerate(fieldwork.waves, 1):
        file = ET.SubElement(root, "fileDscr", ID=f"F{number}", URI=wave.source_name)
        text = ET.SubElement(file, "fileTxt")
        _add(text, "fileName", PurePosixPath(wave.source_name).name)
        _add(
            text, "fileCont", f"Answers {wave.label}, one row per {fieldwork.linked.programme.file.unit.one}"
        )
        ET.SubElement(text, "fileStrc", type="rectangular")
        dimensions = ET.SubElement(text, "dimensns")
        _add(dimensions, "varQnty", str(len(fieldwork.columns[wave.id]) + 1))
        kind = _FILE_TYPES.get(PurePosixPath(wave.source_name).suffix)
        if kind is not None:
            _add(text, "fileType", kind)
    described = ET.SubElement(root, "dataDscr")
    number = 0
    for of, wave in enumerate(fieldwork.waves, 1):
        key = fieldwork.linked.programme.file.register.key
        if key is not None:
            number += 1
            _key(described, f"V{number}", f"F{of}", key, fieldwork.linked)
        for column in fieldwork.columns[wave.id]:
            number += 1
            _variable(described, f"V{number}", f"F{of}", column, fieldwork.linked)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _study(root: ET.Element, fieldwork: Fieldwork) -> None:
    file = fieldwork.linked.programme.file
    study = ET.SubElement(root, "stdyDscr")
    title = ET.SubElement(ET.SubElement(study, "citation"), "titlStmt")
    _add(title, "titl", file.programme)
    info = ET.SubElement(study, "stdyInfo")
    if file.notice is not None:
        _add(info, "abstract", file.notice)
    summary = ET.SubElement(info, "sumDscr")
    for wave in fieldwork.waves:
        _add(summary, "timePrd", wave.label)
    _add(summary, "anlyUnit", file.unit.one)
    if fieldwork.units is not None:
        _add(summary, "universe", f"{len(fieldwork.units):,} {file.unit.many} in the register")
    _add(summary, "dataKind", "survey data")


def _key(parent: ET.Element, number: str, file: str, key: str, linked: LinkedProgramme) -> None:
    variable = ET.SubElement(parent, "var", ID=number, name=key, files=file, intrvl="discrete")
    _add(variable, "labl", f"The id of the {linked.programme.file.unit.one}", level="variable")
    ET.SubElement(variable, "varFormat", type="character")


def _variable(
    parent: ET.Element, number: str, file: str, column: ExpectedColumn, linked: LinkedProgramme
) -> None:
    question, item = column.question, column.item
    attributes = {"ID": number, "name": column.name, "files": file}
    attributes["intrvl"] = "contin" if question.scale in ("number", "date") else "discrete"
    if not linked.is_open(question):
        attributes["nature"] = "ordinal" if linked.has_order(question) else "nominal"
    variable = ET.SubElement(parent, "var", attributes)
    label = None
    if item is not None:
        assert question.items is not None
        label = linked.baskets[linked.baskets[question.items].whole].labels[item].label
    _add(variable, "labl", question.asks if label is None else f"{question.asks} ({label})", level="variable")
    asked = ET.SubElement(variable, "qstn", seqNo=str(list(linked.questions).index(question.id) + 1))
    if label is not None:
        _add(asked, "preQTxt", question.asks)
    _add(asked, "qstnLit", question.asks if label is None else label)
    _answers(variable, question, linked)
    for clause in _universe(column, linked):
        _add(variable, "universe", clause, clusion="I")
    _categories(variable, question, linked)
    kind = {"number": "numeric", "date": "character"}.get(question.scale, "character")
    form = ET.SubElement(variable, "varFormat", type=kind)
    if question.scale == "date":
        form.set("category", "date")


def _answers(variable: ET.Element, question: Question, linked: LinkedProgramme) -> None:
    """Add the lists of ordinary answers, and of those that are not ordinary."""
    special = linked.special_answers(question).words
    for name, words in (("valrng", linked.labels(question)), ("invalrng", special)):
        if words:
            values = ET.SubElement(variable, name)
            for word in words:
                ET.SubElement(values, "item", VALUE=word)
    limits = {"min": question.at_least, "max": question.at_most}
    declared = {name: text for name, text in limits.items() if text is not None}
    if declared:
        ET.SubElement(ET.SubElement(variable, "valrng"), "range", declared)


def _categories(variable: ET.Element, question: Question, linked: LinkedProgramme) -> None:
    special = linked.special_answers(question)
    lists = {key: getattr(special, key) for key in SPECIAL_KEYS}
    scale = linked.scale(question)
    codes = {answer: code for code, answer in ((scale.codes if scale is not None else None) or {}).items()}
    for word in linked.labels(question):
        _category(variable, word, codes.get(word, word))
    for key, words in lists.items():
        for word in words:
            _category(variable, word, codes.get(word, word), missing="Y", missType=key)


def _category(variable: ET.Element, word: str, value: str, **attributes: str) -> None:
    category = ET.SubElement(variable, "catgry", attributes)
    _add(category, "catValu", value)
    _add(category, "labl", word, level="category")


def _universe(column: ExpectedColumn, linked: LinkedProgramme) -> list[str]:
    """Return who was asked: those of some cohorts, and those for whom a condition holds; empty if everyone was."""
    found = []
    if not all(column.asked):
        asked = [
            linked.cohort_label(cohort)
            for cohort, is_asked in zip(linked.cohorts, column.asked, strict=True)
            if is_asked and cohort is not None and cohort in linked.groups
        ]
        found.append(f"{linked.programme.file.unit.many} of: {', '.join(asked) or 'no declared cohort'}")
    if column.question.asked_if is not None:
        found.append(
            f"{linked.programme.file.unit.many} for which {condition_in_words(column.question.asked_if)}"
        )
    return found
