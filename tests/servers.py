"""Local servers that speak the services' documented formats. Nothing here leaves the loopback interface."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec


class Asked(NamedTuple):
    """A request as it arrived: the path as sent (still quoted), the parameters and the headers."""

    path: str
    params: dict[str, str]
    headers: dict[str, str]


class Told(NamedTuple):
    """An answer: ``body`` is sent as it is; ``length`` is what the header claims if that is not its size."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None


Answering = Callable[[Asked, "BaseHTTPRequestHandler"], Told | None]


class Server:
    """A server on loopback; ``asked`` holds every request so far."""

    def __init__(self, answering: Answering, context: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        # a handler may wait for it: it is set when the test is over
        self.over = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                params = {name: values[0] for name, values in parse_qs(parts.query).items()}
                asked = Asked(
                    parts.path, params, {name.lower(): value for name, value in self.headers.items()}
                )
                outer.asked.append(asked)
                told = answering(asked, self)
                if told is None:
                    # the handler wrote what it wanted, or nothing: the connection ends here
                    self.close_connection = True
                    return
                self.send_response(told.status)
                self.send_header("Content-Type", told.kind)
                self.send_header(
                    "Content-Length", str(len(told.body) if told.length is None else told.length)
                )
                for name, value in told.headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(told.body)
                self.close_connection = told.length is not None

            def log_message(self, *args: Any) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: Any) -> None:
                pass

        self._server = Quiet(("127.0.0.1", 0), Handler)
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if context else "http"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(answering: Answering, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(answering, context)
    try:
        yield server
    finally:
        server.close()


def json(value: object, **over: Any) -> Told:
    return Told(body=msgspec.json.encode(value), **over)


def xml(body: str, **over: Any) -> Told:
    return Told(body=body.encode(), kind="text/xml; charset=UTF-8", **over)


def work(**fields: Any) -> dict[str, Any]:
    """A Crossref record of tak2020 as its REST API words one, with the fields that a test is about."""
    return {
        "DOI": "10.1002/sctm.19-0410",
        "type": "journal-article",
        "title": [
            "A randomized, double-blind, vehicle-controlled clinical study of hair regeneration using "
            "adipose-derived stem cell constituent extract in androgenetic alopecia"
        ],
        "author": [
            {"given": "Young Jin", "family": "Tak", "sequence": "first"},
            {"given": "Sang Yeoup", "family": "Lee", "sequence": "additional"},
            {"given": "A Ra", "family": "Cho", "sequence": "additional"},
            {"given": "Young Sil", "family": "Kim", "sequence": "additional"},
        ],
        "container-title": ["Stem Cells Translational Medicine"],
        "short-container-title": ["Stem Cells Transl. Med."],
        "publisher": "A Publisher",
        "volume": "9",
        "issue": "8",
        "page": "839-849",
        "published-online": {"date-parts": [[2020, 5, 18]]},
        "published-print": {"date-parts": [[2020, 8, 1]]},
        "issued": {"date-parts": [[2020, 5, 18]]},
        **fields,
    }


def article(
    pmid: str = "32420695", *, title: str | None = None, doi: str | None = "10.1002/sctm.19-0410",
    types: str = "<PublicationType>Journal Article</PublicationType>", links: str = "", extra: str = "",
    authors: str | None = None, journal: str | None = None,
) -> str:  # fmt: skip
    """A PubmedArticle of tak2020 as efetch words one, with the parts that a test is about."""
    title = title or (
        "A randomized, double-blind, vehicle-controlled clinical study of hair regeneration using "
        "adipose-derived stem cell constituent extract in androgenetic alopecia."
    )
    people = authors or "".join(
        f"<Author ValidYN='Y'><LastName>{family}</LastName><ForeName>{given}</ForeName></Author>"
        for family, given in (
            ("Tak", "Young Jin"),
            ("Lee", "Sang Yeoup"),
            ("Cho", "A Ra"),
            ("Kim", "Young Sil"),
        )
    )
    issue = journal or (
        "<Journal><JournalIssue CitedMedium='Internet'><Volume>9</Volume><Issue>8</Issue><PubDate><Year>2020</Year>"
        "<Month>Aug</Month></PubDate></JournalIssue><Title>Stem cells translational medicine</Title>"
        "<ISOAbbreviation>Stem Cells Transl Med</ISOAbbreviation></Journal>"
    )
    ids = f"<ArticleId IdType='doi'>{doi}</ArticleId>" if doi else ""
    return (
        f"<PubmedArticle><MedlineCitation><PMID Version='1'>{pmid}</PMID><Article>{issue}"
        f"<ArticleTitle>{title}</ArticleTitle><Pagination><MedlinePgn>839-849</MedlinePgn></Pagination>"
        f"<AuthorList CompleteYN='Y'>{people}</AuthorList><DataBankList CompleteYN='Y'><DataBank>"
        "<DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList><AccessionNumber>NCT02594046"
        "</AccessionNumber></AccessionNumberList></DataBank></DataBankList>"
        f"<PublicationTypeList>{types}</PublicationTypeList>"
        "<ArticleDate DateType='Electronic'><Year>2020</Year><Month>05</Month><Day>18</Day></ArticleDate></Article>"
        "<MedlineJournalInfo><MedlineTA>Stem Cells Transl Med</MedlineTA></MedlineJournalInfo>"
        f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList>{extra}</MedlineCitation>"
        f"<PubmedData><ArticleIdList><ArticleId IdType='pubmed'>{pmid}</ArticleId>{ids}"
        "<ArticleId IdType='pmc'>PMC7381807</ArticleId></ArticleIdList></PubmedData></PubmedArticle>"
    )


def article_set(*articles: str, before: str = "") -> str:
    return f"<?xml version='1.0'?>{before}<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>"


def link(
    kind: str, pmid: str = "36000001", source: str = "J Test. 2021 Feb 3;9(1):12. doi: 10.1000/notice."
) -> str:
    return (
        f"<CommentsCorrections RefType='{kind}'><RefSource>{source}</RefSource><PMID>{pmid}</PMID>"
        "</CommentsCorrections>"
    )


class Library:
    """Crossref and the E-utilities in one server: records by DOI and PMID, searches by a function."""

    def __init__(self) -> None:
        self.works: dict[str, Any] = {}
        self.articles: dict[str, str] = {}
        self.pmid_of: dict[str, str] = {}
        self.found: list[Any] = []
        self.hits: Callable[[dict[str, str]], list[str]] = lambda params: []
        self.summaries: dict[str, Any] = {}
        self.trials: dict[str, Any] = {}
        self.failing: dict[str, Told] = {}

    def __call__(self, asked: Asked, handler: BaseHTTPRequestHandler) -> Told | None:
        for start, told in self.failing.items():
            if asked.path.startswith(start):
                return told
        if asked.path == "/works":
            return json({"status": "ok", "message-type": "work-list", "message": {"items": self.found}})
        if asked.path.startswith("/works/"):
            return self._work(unquote(asked.path.removeprefix("/works/")))
        if asked.path.startswith("/studies/"):
            trial = self.trials.get(asked.path.removeprefix("/studies/"))
            missing = Told(404, b"NCT number not found", "text/plain")
            return json({"protocolSection": trial, "hasResults": False}) if trial else missing
        if asked.path == "/efetch.fcgi":
            wanted = asked.params["id"].split(",")
            return xml(article_set(*(self.articles[pmid] for pmid in wanted if pmid in self.articles)))
        if asked.path == "/esearch.fcgi":
            ids = self._ids(asked.params)
            return json(
                {"header": {"type": "esearch"}, "esearchresult": {"count": str(len(ids)), "idlist": ids}}
            )
        if asked.path == "/esummary.fcgi":
            wanted = asked.params["id"].split(",")
            rows = {
                uid: self.summaries.get(uid, {"uid": uid, "error": "cannot get document summary"})
                for uid in wanted
            }
            return json({"header": {"type": "esummary"}, "result": {"uids": wanted, **rows}})
        return Told(404, b"Resource not found.", "text/plain")

    def _work(self, doi: str) -> Told:
        missing = Told(404, b"Resource not found.", "text/plain")
        if doi.endswith("/agency"):
            agency = {"id": "datacite", "label": "DataCite"}
            return json({"message": {"agency": agency}}) if doi.startswith("10.5281/") else missing
        record = self.works.get(doi.lower())
        return json({"status": "ok", "message-type": "work", "message": record}) if record else missing

    def _ids(self, params: dict[str, str]) -> list[str]:
        term = params["term"]
        if term.endswith('"[doi]'):
            pmid = self.pmid_of.get(term.removesuffix('"[doi]').strip('"').lower())
            return [pmid] if pmid else []
        return self.hits(params)
