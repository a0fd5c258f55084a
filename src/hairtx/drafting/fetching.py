"""Which services are asked for a work that is to be drafted."""

import msgspec

from hairtx.remote.services import Services
from hairtx.remote.work import Found, Outcome, Unreachable, Work


class Unreached(msgspec.Struct, frozen=True):
    """No service that could know the work gave an answer."""

    reason: str


def fetch(scheme: str, value: str, services: Services) -> list[Work] | Unreached:
    """The records of a DOI, PMID, PMCID or NCT number, PubMed's behind Crossref's; empty if nobody has one."""
    if scheme == "nct":
        outcomes = [services.trials.work(value)]
    elif scheme == "doi":
        outcomes = [services.crossref.work(value), services.pubmed.by_doi(value)]
    else:
        pubmed = services.pubmed.work(value) if scheme == "pmid" else services.pubmed.by_pmcid(value)
        outcomes = [*_crossref(pubmed, services), pubmed]
    works = [outcome.work for outcome in outcomes if isinstance(outcome, Found)]
    silent = [outcome.reason for outcome in outcomes if isinstance(outcome, Unreachable)]
    return Unreached("; ".join(dict.fromkeys(silent))) if silent and not works else works


def _crossref(pubmed: Outcome, services: Services) -> list[Outcome]:
    if isinstance(pubmed, Found) and pubmed.work.doi:
        return [services.crossref.work(pubmed.work.doi)]
    return []
