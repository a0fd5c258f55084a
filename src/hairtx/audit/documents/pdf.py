"""PDF as text, by pypdf."""

import io
import re

from hairtx.audit.documents import LONGEST, DocumentError

_MISSING = "reading PDF needs pypdf: pip install 'hairtx[documents]'"
# pages beyond are not read, which is said
_PAGES = 3000
# lone numbers of pages, and "Page 3 of 10"
_FURNITURE = re.compile(r"^\s*(?:page\s)?\d{1,4}(?:\s(?:of|/)\s\d{1,4})?\s*$", re.I)


def text_of(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of all pages, and what must be said of it. Raises ``DocumentError``."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise DocumentError(_MISSING) from error
    import logging

    # it tells of every small fault by its log, which nobody asked for
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        # many files are locked against changes only, with an empty password
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("an encrypted PDF: save it without its password first")
        pages = []
        length = 0
        for page in reader.pages[:_PAGES]:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > LONGEST:
                break
        count = len(reader.pages)
    except DocumentError:
        raise
    except DependencyError as error:
        raise DocumentError("an encrypted PDF: save it without its password first") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, OSError,
            RecursionError, NotImplementedError, ArithmeticError) as error:  # fmt: skip
        # a broken file makes the reader stumble in many ways, none of which tells a person more
        raise DocumentError("a broken PDF: no reader can be expected to make sense of it") from error
    if not count:
        raise DocumentError("a PDF without pages")
    if not any(page.strip() for page in pages):
        raise DocumentError("a PDF of images alone: run text recognition (OCR) on it first")
    notes = () if len(pages) == count else (f"only its first {len(pages)} of {count} pages were read",)
    lines = (line for page in pages for line in page.strip().split("\n") if not _FURNITURE.match(line))
    return "\n".join(lines), notes
