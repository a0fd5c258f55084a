"""Files to text, or to entries: plain text, Markdown, HTML, PDF, DOCX, and files of references.

What a file is follows from its first bytes, then from its name. Readers are imported only for their own kind.
"""

from dataclasses import dataclass

from hairtx.citation.csl import Item
from hairtx.citation.readers import Trouble

# larger files are refused: a book of a thousand pages is five
LARGEST = 64 * 1024 * 1024
# more text than that (a compressed document may hold much) is cut, and that is said
LONGEST = 40_000_000


class DocumentError(Exception):
    """Why a document cannot be read, in one line that says what to do."""


@dataclass(frozen=True)
class Document:
    """What a file holds: ``text``, or ``items`` where it is a file of references; and what must be said of it."""

    text: str = ""
    items: tuple[Item, ...] | None = None
    notes: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def load(data: bytes, name: str) -> Document:
    """The document in ``data``; ``name`` is a file's name, of which the extension counts. Raises ``DocumentError``."""
    if len(data) > LARGEST:
        raise DocumentError(f"larger than {LARGEST // 2**20} MB; cut it, or give its references alone")
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from hairtx.audit.documents.pdf import text_of

        return _bounded(*text_of(data))
    if data.startswith(b"PK\x03\x04"):
        from hairtx.audit.documents.docx import text_of as docx_text

        return _bounded(docx_text(data), ())
    if extension in ("pdf", "docx"):
        raise DocumentError(f"not a {extension.upper()} file, whatever its name says")
    text, notes = decoded(data)
    if "\x00" in text[:4096]:
        raise DocumentError("neither text nor a PDF or DOCX file")
    if extension in ("bib", "bibtex", "ris", "nbib", "json") or _looks_like_references(text):
        found = _references(text, extension)
        if found is not None:
            return Document(items=found.items, troubles=found.troubles, notes=notes)
    if extension in ("html", "htm", "xhtml") or _looks_like_html(text):
        from hairtx.audit.documents.html import text_of as html_text

        text = html_text(text[:LONGEST])
    return _bounded(text, notes)


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes as text: UTF-8, UTF-16 by its mark, else Windows-1252, of which a note tells."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ("read as UTF-16",)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        # bytes that Windows-1252 leaves free are Latin-1's controls
        text = data.decode("cp1252", "replace").replace("\ufffd", " ")
        return text, ("not UTF-8: read as Windows-1252 (Latin-1), so look twice at accents",)


def _bounded(text: str, notes: tuple[str, ...]) -> Document:
    if len(text) > LONGEST:
        notes = (*notes, f"only its first {LONGEST:,} characters were read")
    return Document(text=text[:LONGEST], notes=notes)


def _looks_like_references(text: str) -> bool:
    import re

    start = text[:20_000].lstrip("\ufeff \t\r\n")
    return bool(
        re.match(r"@\w{3,20}\s*[{(]", start)
        or re.match(r"TY  - ", start)
        or re.match(r"PMID- ?\d", start)
        or re.match(r"[\[{]\s*[\[{\"]", start)
    )


def _references(text: str, extension: str) -> Document | None:
    """The entries of a file of references; None if it holds none, so that it is read as text."""
    from hairtx.citation.readers import UnknownFormatError, read

    named = f"x.{extension}" if extension in ("bib", "bibtex", "ris", "nbib", "json") else ""
    try:
        found = read(text, named)
    except UnknownFormatError:
        return None
    if not found.items:
        return None
    return Document(items=tuple(found.items), troubles=tuple(found.troubles))


def _looks_like_html(text: str) -> bool:
    import re

    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html", "<?xml")) or bool(
        re.match(r"<(?:head|body|div|p|ol|ul|article|section|h[1-6]|table)[\s>]", start)
    )
