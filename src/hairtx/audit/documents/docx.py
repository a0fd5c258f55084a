"""DOCX as text, by python-docx: paragraphs, tables, footnotes, the addresses of links."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from hairtx.audit.documents import LONGEST, DocumentError

_MISSING = "reading DOCX needs python-docx: pip install 'hairtx[documents]'"
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(data: bytes) -> str:
    """The text in the document's order, a paragraph a block. Raises ``DocumentError``."""
    try:
        import docx
    except ImportError as error:
        raise DocumentError(_MISSING) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            # every part is unfolded when the file is opened, whatever its name
            size = sum(entry.file_size for entry in archive.infolist())
        if "word/document.xml" not in names:
            raise DocumentError("a ZIP file without a Word document in it")
        if size > LONGEST * 8:
            raise DocumentError("a DOCX that unfolds to more than can be read")
        document = docx.Document(io.BytesIO(data))
        return "\n".join(_paragraphs(document))
    except DocumentError:
        raise
    except Exception as error:
        # lxml, zipfile and python-docx each have their own errors for a broken file
        raise DocumentError("a broken DOCX: open and save it again") from error


def _paragraphs(document: Any) -> Iterator[str]:
    counts: dict[str, int] = {}
    for element in document.element.body.iter(f"{_WORDS}p"):
        yield from _paragraph(element, document.part, counts)
    for part in document.part.package.iter_parts():
        kind = re.search(r"/word/(footnotes|endnotes)\.xml$", str(part.partname))
        if kind:
            yield from (kind[1].capitalize(), "")
            yield from _notes(part.blob)


def _paragraph(element: Any, part: Any, counts: dict[str, int]) -> Iterator[str]:
    text = _text(element)
    for link in element.iter(f"{_WORDS}hyperlink"):
        relation = link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        target = part.rels[relation].target_ref if relation in part.rels else ""
        if re.search(r"doi\.org/|/doi/|pubmed|pmc|arxiv|clinicaltrials", target) and target not in text:
            text += f" {target}"
    if not text.strip():
        yield ""
        return
    style = element.find(f"{_WORDS}pPr/{_WORDS}pStyle")
    number = element.find(f"{_WORDS}pPr/{_WORDS}numPr/{_WORDS}numId")
    if style is not None and style.get(f"{_WORDS}val", "").lower().startswith(("heading", "title")):
        text = f"# {text}"
    elif number is not None and not re.match(r"\s*[\[(]?\d", text):
        # Word counts its lists itself; the number is nowhere in the text
        key = number.get(f"{_WORDS}val", "")
        counts[key] = counts.get(key, 0) + 1
        text = f"{counts[key]}. {text}"
    yield text
    yield ""


def _notes(blob: bytes) -> Iterator[str]:
    from docx.oxml import parse_xml

    for note in parse_xml(blob):
        text = " ".join(_text(paragraph) for paragraph in note.iter(f"{_WORDS}p")).strip()
        if text and note.get(f"{_WORDS}type") is None:
            yield f"[{note.get(f'{_WORDS}id')}] {text}"
            yield ""


def _text(element: Any) -> str:
    parts = []
    for node in element.iter(f"{_WORDS}t", f"{_WORDS}tab", f"{_WORDS}br"):
        parts.append(node.text or "" if node.tag == f"{_WORDS}t" else " ")
    return "".join(parts)
