"""Names as people type them: folded so that case, accents, hyphens and punctuation do not matter."""

import re
import unicodedata
from typing import Literal

import msgspec

from hairtx.model import Kind, Record, Study, Term, Treatment

# the steps of a look-up in their order: a later one is tried only where an earlier one found nothing
How = Literal["id", "name", "alias", "brand", "identifier", "ambiguous"]


class Name(msgspec.Struct, frozen=True):
    """One name of one record, and what kind of name it is."""

    text: str
    how: How


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A record that a typed name leads to; ``how`` and ``name`` say by which of its names."""

    kind: Kind
    id: str
    how: How
    name: str
    prefix: bool = False


class UnknownNameError(LookupError):
    """No record has the name; ``nearest`` are the names that come closest."""

    def __init__(self, typed: str, nearest: list[str]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.nearest = nearest


class AmbiguousNameError(LookupError):
    """Several records have the name; the person must choose."""

    def __init__(self, typed: str, matches: list[Match]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.matches = matches


# compiled on first use: most names that people type look like none of them
_IDENTIFIERS = (
    ("10.", r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)$", ""),
    (
        "",
        r"^(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|pubmed\.gov)/"
        r"(\d{1,9})/?(?:[?#].*)?|pmid:?\s*(\d{1,9})|(\d{5,9}))$",
        "pmid:",
    ),
    (
        "pmc",
        r"^(?:(?:https?://)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/|pmcid:?\s*)?"
        r"(pmc\d+)/?(?:[?#].*)?$",
        "",
    ),
)


def fold(text: str) -> str:
    """Case, accents and punctuation away, so that "Müller-Ramos" and "muller ramos" are one name."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", plain.casefold().replace("_", " ")))


def identifier(typed: str) -> str | None:
    """The DOI, PMID (as ``pmid:1``) or PMCID in what was typed or pasted, in lower case, else None."""
    plain = typed.strip().lower()
    if not any(char.isdigit() for char in plain) or not plain.isascii():
        return None
    for clue, form, prefix in _IDENTIFIERS:
        if clue in plain and (found := re.match(form, plain)):
            return prefix + str(next(filter(None, found.groups())))
    return None


def names_of(record: Record) -> list[Name]:
    """Every name by which a record can be asked for."""
    names = [Name(record.id, "id")]
    if isinstance(record, Study):
        given = (record.doi, record.pmid and f"pmid:{record.pmid}", record.pmcid)
        return names + [Name(text.lower(), "identifier") for text in given if text]
    names.append(Name(record.name, "name"))
    names += [Name(text, "alias") for text in record.aliases]
    if isinstance(record, Treatment):
        names += [Name(text, "brand") for text in record.brands]
    if not isinstance(record, Term):
        names += [Name(text, "ambiguous") for text in record.ambiguous]
    return names


def shown_name(record: Record) -> str:
    """What a list calls a record: its name, or a study's title."""
    return record.title if isinstance(record, Study) else record.name
