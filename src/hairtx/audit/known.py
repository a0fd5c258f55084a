"""The dataset's works as an audit compares them: by identifier, by runs of title words, by place in a journal."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from hairtx.audit.folding import squashed, tokens
from hairtx.audit.identifiers import address
from hairtx.audit.reference import Reference
from hairtx.model import Dispute, Study

# words in a row that must be shared before a title is compared at all
_RUN = 3
# the share of a title's runs below which it is not compared
_NEAR = 0.2
# titles of so few words are also sought by their letters
_BRIEF = 6
# the length of the shortest titles, which are one run
_SHORT = 2


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """The bibliographic part of a record, the dataset's or a service's; authors as in ``model.Study``.

    ``years`` are all that the work may be dated by. ``unseen`` fields contradict nothing. ``retraction`` is the
    address of the notice, or who told of it.
    """

    key: str
    title: str
    authors: tuple[str, ...] = ()
    authors_partial: bool = False
    journal: str | None = None
    journal_abbr: str | None = None
    years: tuple[int, ...] = ()
    volume: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    registration: tuple[str, ...] = ()
    unseen: frozenset[str] = frozenset()
    unverified: bool = False
    retraction: str | None = None
    dispute: Dispute | None = None

    @property
    def year(self) -> int | None:
        """The first of the years."""
        return self.years[0] if self.years else None


def cited(study: Study) -> Cited:
    """The bibliographic part of a study."""
    shared = (
        "title", "authors", "authors_partial", "journal", "journal_abbr", "volume", "pages", "doi", "pmid", "pmcid",
        "url", "registration", "dispute",
    )  # fmt: skip
    return Cited(
        key=study.id,
        years=(study.year,) if study.year else (),
        # the record may add a remark in brackets: "authors (given names)"
        unseen=frozenset(text.partition(" (")[0] for text in study.provenance.unseen),
        unverified=study.provenance.status == "unverified",
        retraction=next((notice.url for notice in study.notices if notice.kind == "retraction"), None),
        **{name: getattr(study, name) for name in shared},
    )


class Work:
    """A record, folded once for comparison."""

    def __init__(self, record: Cited) -> None:
        self.record = record
        self.key = record.key
        self.unseen = record.unseen
        self.disputed = record.dispute is not None
        self.title = tokens(record.title)
        self.squash = squashed(self.title)
        head = re.split(r"(?<=\?)\s|:\s|\s[–—-]\s", record.title)[0]
        self.main = squashed(tokens(head)) if head != record.title and len(tokens(head)) > 4 else ""
        self.families = [tokens(author.split(",")[0]) for author in record.authors]
        self.journals = [form for form in (record.journal, record.journal_abbr) if form]

    @property
    def shown(self) -> str:
        """The work in a few words: first author, year, title, key."""
        who = self.record.authors[0].split(",")[0] if self.record.authors else ""
        lead = " ".join(filter(None, (who, str(self.record.year or ""))))
        return f"{self.key} ({lead + ': ' if lead else ''}{self.record.title})"


class Known:
    """Works of a dataset, or of services' answers, ready to be asked about one reference after another."""

    def __init__(self, records: Iterable[Cited]) -> None:
        self.works = {record.key: Work(record) for record in records}
        self._by_number: dict[tuple[str, str], list[Work]] = defaultdict(list)
        self._runs: dict[tuple[str, ...], list[Work]] = defaultdict(list)
        self._places: dict[tuple[str, str], list[Work]] = defaultdict(list)
        self._brief: list[str] = []
        self.journals: dict[str, str] = {}
        for work in self.works.values():
            self._add(work)

    def _add(self, work: Work) -> None:
        record = work.record
        for scheme, value in (("doi", record.doi), ("pmid", record.pmid), ("pmcid", record.pmcid)):
            if value:
                self._by_number[scheme, value.lower()].append(work)
        for number in record.registration:
            self._by_number["nct", number.lower()].append(work)
        if record.url:
            self._by_number["url", address(record.url)].append(work)
        if 3 <= len(work.title) <= _BRIEF:
            self._brief.append(work.key)
        for run in set(_runs(work.title)):
            self._runs[run].append(work)
        if (record.volume and record.pages and not {"volume", "pages"} & work.unseen) or work.disputed:
            first = re.split(r"[-,]", record.pages or "")[0].lower()
            self._places[(record.volume or "").lower(), first].append(work)
        for form in work.journals:
            self.journals.setdefault(squashed(tokens(form)), record.journal or form)

    def numbered(self, scheme: str, value: str) -> list[Work]:
        """The works that have an identifier; a trial's number belongs to all its reports."""
        key = address(value) if scheme == "url" else value.lower()
        found = self._by_number.get((scheme, key))
        if found is None and scheme == "doi":
            # the number of the next entry, run into it by a PDF
            found = self._by_number.get((scheme, re.sub(r"[.,;]\d{1,3}$", "", key)))
        return list(found or ())

    def placed(self, pairs: Sequence[tuple[str, str]]) -> list[Work]:
        """The works at a volume and first page, of whatever journal."""
        return [work for pair in pairs for work in self._places.get(pair, ())]

    def titled(self, reference: Reference) -> list[Work]:
        """The works whose titles share the longest part with a reference, the nearest first."""
        shared = self._shared([word.text for word in reference.words])
        near = [key for key, share in shared.items() if share >= _NEAR]
        # a hyphen at a line's end may leave no run of a short title whole
        for key in self._brief:
            if key not in shared and self.works[key].squash in reference.squash:
                near.append(key)
                shared[key] = 1.0
        return [self.works[key] for key in sorted(near, key=lambda key: (-shared[key], key))[:8]]

    def in_words(self, folded: Sequence[str]) -> set[str]:
        """The keys of the works of whose titles at least half stands in these words."""
        return {key for key, share in self._shared(folded).items() if share >= 0.5}

    def _shared(self, folded: Sequence[str]) -> dict[str, float]:
        """For each work the share of its title's runs of words that stand in these words."""
        hits = Counter(
            work.key
            for size in (_RUN, _SHORT)
            for run in set(_runs(folded, size))
            for work in self._runs.get(run, ())
        )
        return {key: n / max(1, len(self.works[key].title) - _RUN + 1) for key, n in hits.items()}


def _runs(words: Sequence[str], size: int = _RUN) -> list[tuple[str, ...]]:
    """Every run of words; a shorter title is one run."""
    if len(words) < size:
        return [tuple(words)] if words else []
    return [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
