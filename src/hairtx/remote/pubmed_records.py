"""What PubMed's records mean: efetch's XML and esummary's JSON as works.

Formats: the PubMed DTD and https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html (efetch), and
https://www.ncbi.nlm.nih.gov/books/NBK25499/ (esummary). Entities that a document declares are never expanded.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from hairtx.remote.text import person, plain, texts
from hairtx.remote.work import UnreachableError, Work, WorkNotice
from hairtx.vocabulary import NoticeKind

NAME = "PubMed"

_NOTICES: Mapping[str, NoticeKind] = {
    "RetractionIn": "retraction",
    # NLM counts a partial retraction among the errata
    "PartialRetractionIn": "correction",
    "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "correction",
    "ExpressionOfConcernIn": "expression-of-concern",
}
_UPDATES: Mapping[str, NoticeKind] = {
    "RetractionOf": "retraction",
    "PartialRetractionOf": "correction",
    "ErratumFor": "correction",
    "CorrectedandRepublishedFrom": "correction",
    "ExpressionOfConcernFor": "expression-of-concern",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_REF_DATE = re.compile(r"\b((?:19|20)\d\d)(?:[ -]([A-Z][a-z]{2})[a-z]*)?(?:[ -](\d{1,2}))?\b(?=[;:.,-]|$)")
_REF_DOI = re.compile(r"\bdoi:\s*(10\.\d{4,9}/\S+?)[.;,]?(?:\s|$)", re.IGNORECASE)


def works(body: bytes, address: str) -> list[Work]:
    """The records of an efetch answer; ``address`` holds ``{pmid}``. Raises ``UnreachableError`` for what is no XML."""
    import defusedxml
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(body, forbid_entities=True, forbid_external=True)
    except (ParseError, defusedxml.DefusedXmlException, ValueError, LookupError, RecursionError):
        raise UnreachableError(f"{NAME} sent an answer that cannot be read") from None
    if root.tag != "PubmedArticleSet":
        raise UnreachableError(f"{NAME} sent an answer that cannot be read")
    found = [_article(one, address) for one in root.findall("PubmedArticle")]
    found += [_chapter(one, address) for one in root.findall("PubmedBookArticle")]
    return [work for work in found if work.pmid]


def _article(record: Element, address: str) -> Work:
    citation = record.find("MedlineCitation")
    citation = citation if citation is not None else Element("MedlineCitation")
    article = citation.find("Article")
    article = article if article is not None else Element("Article")
    ids = {one.get("IdType"): _text(one) for one in record.findall("PubmedData/ArticleIdList/ArticleId")}
    located = [_text(one) for one in article.findall("ELocationID") if one.get("EIdType") == "doi"]
    pmid = _of(citation, "PMID")
    issued = _pub_date(article.find("Journal/JournalIssue/PubDate"))
    online = [_pub_date(one) for one in article.findall("ArticleDate")]
    dates = tuple(dict.fromkeys(date for date in (issued, *online) if date))
    kinds = tuple(
        filter(None, (_text(one) for one in article.findall("PublicationTypeList/PublicationType")))
    )
    notices = list(_notices(citation, _NOTICES))
    if "Retracted Publication" in kinds and not any(notice.kind == "retraction" for notice in notices):
        notices.append(WorkNotice(kind="retraction", told_by=NAME))
    vernacular = _of(article, "VernacularTitle")
    return Work(
        source=NAME,
        address=address.format(pmid=pmid),
        title=_title(_of(article, "ArticleTitle")),
        other_titles=(vernacular,) if vernacular else (),
        authors=tuple(_authors(article.find("AuthorList"))),
        journal=_of(article, "Journal/Title"),
        journal_abbr=_of(citation, "MedlineJournalInfo/MedlineTA") or _of(article, "Journal/ISOAbbreviation"),
        date=dates[0] if dates else None,
        dates=dates,
        volume=_of(article, "Journal/JournalIssue/Volume"),
        issue=_of(article, "Journal/JournalIssue/Issue"),
        pages=_of(article, "Pagination/MedlinePgn"),
        doi=ids.get("doi") or next(filter(None, located), None),
        pmid=pmid,
        pmcid=ids.get("pmc"),
        type="article" if "Preprint" in kinds else "article-journal",
        pubtypes=kinds,
        abstract=plain(" ".join(filter(None, map(_text, article.findall("Abstract/AbstractText"))))),
        registration=tuple(_registrations(article)),
        notices=tuple(dict.fromkeys(notices)),
        updates=tuple(dict.fromkeys(_notices(citation, _UPDATES))),
    )


def _chapter(record: Element, address: str) -> Work:
    document = record.find("BookDocument")
    document = document if document is not None else Element("BookDocument")
    pmid = _of(document, "PMID")
    title, book = _title(_of(document, "ArticleTitle")), _title(_of(document, "Book/BookTitle"))
    date = _pub_date(document.find("Book/PubDate"))
    return Work(
        source=NAME,
        address=address.format(pmid=pmid),
        title=title or book,
        authors=tuple(_authors(document.find("AuthorList"))),
        journal=book if title else None,
        publisher=_of(document, "Book/Publisher/PublisherName"),
        date=date,
        dates=(date,) if date else (),
        pmid=pmid,
        type="chapter" if title else "book",
    )


def summaries(result: Mapping[str, Any], address: str) -> list[Work]:
    """The records of an esummary answer's ``result``, in its order; ids that NCBI could not find are left out."""
    uids = result.get("uids")
    rows = [result.get(uid) for uid in uids if isinstance(uid, str)] if isinstance(uids, list) else []
    return [_summary(row, address) for row in rows if isinstance(row, dict) and "error" not in row]


def _summary(row: Mapping[str, Any], address: str) -> Work:
    ids = article_ids(row)
    pmid = plain(row.get("uid"))
    dates = [_words_date(plain(row.get(name))) for name in ("pubdate", "epubdate")]
    given = tuple(dict.fromkeys(date for date in dates if date))
    people = row.get("authors")
    names = (
        [plain(one.get("name")) for one in people if isinstance(one, dict)]
        if isinstance(people, list)
        else []
    )
    kinds = tuple(texts(row.get("pubtype", [])))
    retracted = (WorkNotice(kind="retraction", told_by=NAME),) if "Retracted Publication" in kinds else ()
    return Work(
        source=NAME,
        address=address.format(pmid=pmid),
        title=_title(plain(row.get("title"))),
        authors=tuple(_turned(name) for name in names if name),
        journal=plain(row.get("fulljournalname")),
        journal_abbr=plain(row.get("source")),
        date=given[0] if given else None,
        dates=given,
        volume=plain(row.get("volume")),
        issue=plain(row.get("issue")),
        pages=plain(row.get("pages")),
        doi=ids.get("doi"),
        pmid=pmid,
        pmcid=ids.get("pmc"),
        type="article-journal",
        pubtypes=kinds,
        notices=retracted,
    )


def article_ids(row: Mapping[str, Any]) -> dict[str, str]:
    """The ``articleids`` of a summary, of pubmed or of pmc, by kind."""
    given = row.get("articleids")
    pairs = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    return {str(one.get("idtype")): value for one in pairs if (value := plain(one.get("value")))}


def _text(element: Element) -> str | None:
    """All text in an element, in and between its inline markup."""
    return plain("".join(element.itertext()))


def _of(parent: Element, path: str) -> str | None:
    element = parent.find(path)
    return _text(element) if element is not None else None


def _title(text: str | None) -> str | None:
    """A title without PubMed's closing full stop, and without the brackets that mark a translation."""
    if text and (found := re.fullmatch(r"\[(.*?)\.?\]\.?", text)):
        text = found[1]
    return text.removesuffix(".") if text and not text.endswith("..") else text


def _authors(people: Element | None) -> Iterator[str]:
    for one in people.findall("Author") if people is not None else []:
        # a name that was entered wrongly stands beside the right one
        if one.get("ValidYN") == "N":
            continue
        family, given, suffix, group = (
            (_of(one, tag) or "").replace(",", "")
            for tag in ("LastName", "ForeName", "Suffix", "CollectiveName")
        )
        given = given or (_of(one, "Initials") or "")
        if family:
            yield person(family, given, suffix)
        elif group:
            yield group.replace(",", "")


def _turned(name: str) -> str:
    """ "LoPresti PJ" as "LoPresti, PJ"; a group's name stays as it is."""
    found = re.fullmatch(r"(.+) ([A-Z]{1,4})(?: (Jr|Sr|2nd|3rd|4th))?", name)
    if not found:
        return name
    return ", ".join(filter(None, found.groups()))


def _pub_date(element: Element | None) -> str | None:
    """Year, month and day of a date; a MedlineDate ("2014 Mar-Apr", "2019 Winter") as far as it is one date."""
    if element is None:
        return None
    if words := _of(element, "MedlineDate"):
        return _words_date(words)
    return _joined(_of(element, "Year"), _of(element, "Month"), _of(element, "Day"))


def _words_date(words: str | None) -> str | None:
    """ "2020 Aug 3" as 2020-08-03; of a span ("2014 Mar-Apr") the year alone."""
    found = re.match(r"(\d{4})(?: ([A-Z][a-z]{2})(?: (\d{1,2}))?)?(?![\w-])", words or "")
    if found:
        return _joined(*found.groups())
    year = re.match(r"\d{4}", words or "")
    return _joined(year[0], None, None) if year else None


def _joined(year: str | None, month: str | None, day: str | None) -> str | None:
    if not year or not re.fullmatch(r"\d{4}", year):
        return None
    name = (month or "")[:3].lower()
    number = (
        int(name) if name.isascii() and name.isdigit() else _MONTHS.index(name) + 1 if name in _MONTHS else 0
    )
    if not 1 <= number <= 12:
        return year
    number_of_day = int(day) if day and day.isascii() and day.isdigit() else 0
    return f"{year}-{number:02d}" + (f"-{number_of_day:02d}" if 1 <= number_of_day <= 31 else "")


def _notices(citation: Element, kinds: Mapping[str, NoticeKind]) -> Iterator[WorkNotice]:
    for one in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        if kind := kinds.get(one.get("RefType", "")):
            source = _of(one, "RefSource") or ""
            date, doi = _REF_DATE.search(source), _REF_DOI.search(source)
            yield WorkNotice(
                kind=kind,
                date=_joined(*date.groups()) if date else None,
                doi=doi[1] if doi else None,
                pmid=_of(one, "PMID"),
                told_by=NAME,
            )


def _registrations(article: Element) -> Iterator[str]:
    """Numbers of trial registries; the banks of sequences and structures are no registries."""
    for bank in article.findall("DataBankList/DataBank"):
        name = _of(bank, "DataBankName") or ""
        if re.fullmatch(
            r"ClinicalTrials\.gov|ISRCTN|EudraCT|[A-Z][A-Za-z]*(CTR|RCT|RBR|TR|CRiS)|CRiS|JAPIC|ReBec", name
        ):
            yield from filter(None, map(_text, bank.findall("AccessionNumberList/AccessionNumber")))
