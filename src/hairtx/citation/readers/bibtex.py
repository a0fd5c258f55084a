"""BibTeX and BibLaTeX, parsed by bibtexparser 2.

It is the parser that goes on after a broken entry and knows its line. LaTeX is undone here, with its titles'
markup kept, because its own decoder (pylatexenc) drops emphasis.
"""

import re
import unicodedata
from typing import Any

from hairtx.citation.exports import latex
from hairtx.citation.readers import MOST_LETTERS, MOST_NAMES, Read, Trouble
from hairtx.citation.readers.tagged import numbers

_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book",
    "conference": "paper-conference", "dataset": "dataset", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia", "jurisdiction": "legal_case",
    "legislation": "legislation", "manual": "report", "mastersthesis": "thesis", "misc": "document",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "patent": "patent",
    "phdthesis": "thesis", "proceedings": "book", "report": "report", "software": "software",
    "techreport": "report", "thesis": "thesis", "unpublished": "manuscript", "mvbook": "book",
}  # fmt: skip
_FIELDS = {
    "title": ("title",), "container-title": ("journaltitle", "journal", "booktitle", "maintitle", "howpublished"),
    "container-title-short": ("shortjournal",), "volume": ("volume",), "page": ("pages",),
    "publisher": ("publisher", "school", "institution", "organization"),
    "publisher-place": ("location", "address"), "edition": ("edition",), "genre": ("type",), "DOI": ("doi",),
    "URL": ("url",), "PMID": ("pmid",), "PMCID": ("pmcid",), "version": ("version",), "language": ("langid",),
    "ISBN": ("isbn",), "note": ("note",),
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMMANDS = {
    r"\textit": "i", r"\emph": "i", r"\textbf": "b", r"\textsuperscript": "sup", r"\textsubscript": "sub",
    r"\textsc": "sc",
}  # fmt: skip


def load(text: str) -> Read:
    """The references of a ``.bib`` file."""
    import logging

    from bibtexparser.entrypoint import parse_string

    # it tells of broken entries by its log as well, which nobody asked for
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text)
    items, troubles = [], []
    for block in library.failed_blocks:
        reason = re.sub(r"\s+", " ", str(block.error)).strip()
        said = f": {reason[:120]}" if reason else ""
        troubles.append(Trouble((block.start_line or 0) + 1, f"not a complete BibTeX entry{said}"))
    for entry in library.entries:
        fields = {field.key.lower(): str(field.value) for field in entry.fields}
        if not fields.get("title"):
            troubles.append(Trouble((entry.start_line or 0) + 1, f"{entry.key} has no title"))
            continue
        items.append(_item(entry.key, entry.entry_type.lower(), fields))
    return Read(items, sorted(troubles, key=lambda trouble: trouble.line))


def _item(key: str, kind: str, fields: dict[str, str]) -> dict[str, Any]:
    item: dict[str, Any] = {"id": key, "type": _TYPES.get(kind, "document")}
    for name, sources in _FIELDS.items():
        value = next((fields[source] for source in sources if fields.get(source)), "")
        if len(value) > MOST_LETTERS:
            # undoing LaTeX takes its time, and the reference is left out for this anyway
            item[name] = value
        elif value:
            item[name] = value if name in ("DOI", "URL") else decoded(value, tags=name == "title")
    if "page" in item:
        item["page"] = re.sub(r"\s*(?:--+|–)\s*", "-", item["page"])
    if number := fields.get("number") or fields.get("issue"):
        item["issue" if kind == "article" else "number"] = decoded(number)
    if fields.get("eprinttype", "").lower() == "pubmed":
        item["PMID"] = fields.get("eprint", "")
    for role in ("author", "editor", "translator"):
        if fields.get(role):
            item[role] = [_name(name) for name in _split(fields[role])[: MOST_NAMES + 1]]
    if kind == "misc" and item.get("URL") and not item.get("DOI"):
        item["type"] = "webpage"
    issued = numbers(fields.get("date", "").partition("/")[0]) or _year_month(fields)
    if issued:
        item["issued"] = {"date-parts": [issued]}
    if accessed := numbers(fields.get("urldate", "")):
        item["accessed"] = {"date-parts": [accessed]}
    return item


def _year_month(fields: dict[str, str]) -> list[int]:
    year = re.search(r"\d{4}", fields.get("year", ""))
    if not year:
        return []
    month = fields.get("month", "").strip('{}" ').lower()
    if month.isdecimal() and len(month) < 3:
        return [int(year[0]), int(month)]
    return [int(year[0]), _MONTHS.index(month[:3]) + 1] if month[:3] in _MONTHS else [int(year[0])]


def _split(text: str) -> list[str]:
    """Names at the word "and" outside of braces."""
    parts, depth, begin = [], 0, 0
    for found in re.finditer(r"[{}]|\s+and\s+", text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth == 0:
            parts.append(text[begin : found.start()])
            begin = found.end()
    return [part.strip() for part in (*parts, text[begin:]) if part.strip()]


def _name(text: str) -> dict[str, str]:
    """ "von Last, Jr, First" or "First von Last"; a name in braces is a group's."""
    if re.fullmatch(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", text):
        return {"literal": decoded(text)}
    parts = [decoded(part) for part in text.split(",")]
    if len(parts) == 1:
        words = parts[0].split()
        if len(words) == 1 or parts[0].lower() in ("others", "et al."):
            return {"literal": parts[0]} if parts[0] == "others" else {"family": parts[0]}
        small = [i for i, word in enumerate(words[:-1]) if i and word[:1].islower()]
        begin = small[0] if small else len(words) - 1
        return {"family": " ".join(words[begin:]), "given": " ".join(words[:begin])}
    name = {"family": parts[0].strip(), "given": parts[-1].strip()}
    if len(parts) > 2:
        name["suffix"] = parts[1].strip()
    return name


_ACCENTS = {command: char for char, command in latex.ACCENTS.items()}
_SIGNS = {sign.strip("{}"): char for char, sign in latex.SIGNS.items() if sign.startswith(("{\\", "{$"))}
_NAMED = {
    r"\textbackslash": "\\", r"\textasciitilde": "~", r"\textasciicircum": "^", r"\textbraceleft": "{",
    r"\textbraceright": "}",
}  # fmt: skip
# what stands in more braces than this is no title any more
_DEEPEST = 50
_ACCENT = re.compile(r"""\\(?:(['`^"~=.])\s*|([uHvdckrb])(?:\s+|(?=\{)))\{?(\\?[A-Za-z])\}?""")
_COMMAND = re.compile(r"(\\[A-Za-z]+)\s*\{([^{}]*)\}")


def decoded(text: str, *, tags: bool = False) -> str:
    """LaTeX as plain text; with ``tags`` emphasis stays, as the tags of CSL-JSON."""
    text = _ACCENT.sub(_accented, text)
    for sign, char in _SIGNS.items():
        text = text.replace("{" + sign + "}", char)
        text = re.sub(re.escape(sign) + r"(?![A-Za-z])(?:\{\}| )?", char, text)
    # what is protected inside of a command goes first, from the innermost out
    before = ""
    for _ in range(_DEEPEST):
        if before == text:
            break
        before = text
        text = re.sub(r"(?<!\\)(?<![A-Za-z])\{((?:[^{}\\]|\\[&%$#_{}])*)\}", r"\1", text)
        text = _COMMAND.sub(lambda found: _tagged(found[1], found[2], tags), text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = re.sub(r"(?<!\\)[{}]", "", text).replace("~", " ")
    text = re.sub(r"\\([&%$#_{}])", r"\1", text)
    for command, char in _NAMED.items():
        text = re.sub(re.escape(command) + r"(?![A-Za-z]) ?", re.escape(char) if char == "\\" else char, text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _accented(found: "re.Match[str]") -> str:
    letter = found[3].lstrip("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[2]])


def _tagged(command: str, content: str, tags: bool) -> str:
    tag = _COMMANDS.get(command)
    return f"<{tag}>{content}</{tag}>" if tag and tags else content
