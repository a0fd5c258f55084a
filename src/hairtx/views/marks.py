"""Reference marks: studies and pages are numbered in the order in which a screen first names them."""

from collections.abc import Mapping

from hairtx.model import Scale, Statement, Study
from hairtx.page import Bullets, Line, Span, line, muted
from hairtx.views.words import address_of, authors_of, pages_of, source_of, year_of


class Marks:
    """Numbers for what a page cites, and the list of references at its end."""

    def __init__(self, studies: Mapping[str, Study]) -> None:
        self._studies = studies
        # a page that is itself a study of the list is that study, not a second source
        self._pages = {page: key for key, study in studies.items() for page in pages_of(study)}
        self._numbers: dict[str, int] = {}

    def number(self, source: str) -> int:
        """The number of a study's key or a page's address, given at first mention."""
        return self._numbers.setdefault(self._pages.get(source.rstrip("/"), source), len(self._numbers) + 1)

    def mark(self, *sources: str) -> Line:
        """``[1,3]`` for the sources, or nothing for none."""
        if not sources:
            return ()
        numbers = ",".join(str(number) for number in sorted(set(map(self.number, sources))))
        return (Span(f" [{numbers}]", "mark"),)

    def statement(self, statement: Statement | Scale) -> Line:
        """A statement with its marks, what contradicts it, and what of it was not seen."""
        parts = [*line(statement.text), *self.mark(*statement.studies, *statement.pages)]
        if isinstance(statement, Statement) and statement.against:
            parts += [Span(" Against:", "warn"), *self.mark(*statement.against)]
        if statement.unseen:
            parts.append(muted(f" (not seen in a source: {statement.unseen})"))
        return tuple(parts)

    def references(self) -> Bullets:
        """Everything cited so far, by number."""
        items = []
        for source in self._numbers:
            study = self._studies.get(source)
            items.append(reference(study) if study else line(Span(source, link=source)))
        return Bullets(tuple(items), tuple(f"[{number}]" for number in self._numbers.values()))

    @property
    def cited(self) -> bool:
        """Whether anything has been cited."""
        return bool(self._numbers)


def reference(study: Study) -> Line:
    """A study as an entry of a page's sources: not a citation style, see ``hairtx cite`` for those."""
    who = authors_of(study)
    year = year_of(study).rstrip(".") + "."
    title = study.title if study.title.endswith(("?", ".", "!")) else study.title + "."
    place = f" {source_of(study)}." if source_of(study) else ""
    out = list(line(f"{who} {year} {title}{place}" if who else f"{title} {year}{place}"))
    if address := address_of(study):
        out.append(Span(f" {address}", "muted", address))
    out.append(muted(f" {study.id}"))
    if study.provenance.status == "unverified":
        out.append(Span(" Unverified: nobody has seen this citation whole.", "warn"))
    elif unseen := unseen_text(study, but="journal_abbr"):
        out.append(Span(f" {unseen}", "warn"))
    out += [Span(f" {notice.kind.replace('-', ' ').capitalize()}.", "bad") for notice in study.notices]
    return tuple(out)


def unseen_text(study: Study, but: str = "") -> str:
    """Which fields of a record no source was seen for, ``but`` left out where a line does not show it."""
    names = [name.replace("_", " ") for name in study.provenance.unseen if name != but]
    text = f"Not seen in a source: {', '.join(names)}." if names else ""
    partial = f"Authors {'known in part' if study.authors else 'not known'}." if study.authors_partial else ""
    return " ".join(filter(None, (text, partial)))
