"""ClinicalTrials.gov's API v2: a registered trial by its NCT number.

Format: https://clinicaltrials.gov/data-api/about-api/study-data-structure. The service publishes no rate; it is
asked less than once a second, as its robots.txt wishes.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from hairtx.remote.answers import Answers
from hairtx.remote.settings import Settings
from hairtx.remote.text import plain, texts
from hairtx.remote.transport import Transport
from hairtx.remote.work import Found, Missing, Outcome, TrialFacts, Unreachable, UnreachableError, Work

NAME = "ClinicalTrials.gov"
_OFFICIAL = "https://clinicaltrials.gov/api/v2"


class Trials:
    """Asks ClinicalTrials.gov; answers are kept in ``answers``."""

    def __init__(self, settings: Settings, transport: Transport, answers: Answers) -> None:
        self._base = settings.ctgov_url
        self._transport = transport
        self._answers = answers
        self._pace = transport.pace(1.25)

    def work(self, nct: str) -> Outcome:
        """The record of an NCT number; an old number leads to the trial that it was merged into."""
        number = nct.strip().upper()
        if not re.fullmatch(r"NCT\d{8}", number):
            return Missing(datetime.date.today().isoformat())
        return self._answers.outcome(f"{self._base} nct {number}", lambda: self._work(number))

    def _work(self, number: str) -> Outcome:
        today = datetime.date.today().isoformat()
        try:
            body = self._transport.get(
                NAME, f"{self._base}/studies/{quote(number)}", {"format": "json"}, "json", self._pace
            )
            if body is None:
                return Missing(today)
            return Found(self._read(body), today)
        except UnreachableError as error:
            return Unreachable(str(error))

    def _read(self, body: bytes) -> Work:
        try:
            whole = msgspec.json.decode(body)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            whole = None
        section = whole.get("protocolSection") if isinstance(whole, dict) else None
        if not isinstance(section, dict) or not (
            number := plain(_in(section, "identificationModule", "nctId"))
        ):
            raise UnreachableError(f"{NAME} sent an answer that cannot be read")
        page = f"https://clinicaltrials.gov/study/{number}"
        return work(section, page if self._base == _OFFICIAL else f"{self._base}/studies/{number}")


def work(section: Mapping[str, Any], address: str) -> Work:
    """The record in a ``protocolSection``; parts of an unexpected shape count as absent."""
    title = plain(_in(section, "identificationModule", "officialTitle"))
    brief = plain(_in(section, "identificationModule", "briefTitle"))
    posted = _date(_in(section, "statusModule", "studyFirstPostDateStruct", "date"))
    aliases = texts(_in(section, "identificationModule", "nctIdAliases") or [])
    number = plain(_in(section, "identificationModule", "nctId"))
    sponsor = plain(_in(section, "sponsorCollaboratorsModule", "leadSponsor", "name"))
    return Work(
        source=NAME,
        address=address,
        title=title or brief,
        other_titles=(brief,) if brief and title else (),
        authors=(sponsor.replace(",", ""),) if sponsor else (),
        publisher=NAME,
        date=posted,
        dates=(posted,) if posted else (),
        type="webpage",
        abstract=plain(_in(section, "descriptionModule", "briefSummary")),
        registration=tuple(dict.fromkeys(filter(None, (number, *aliases)))),
        trial=_facts(section, sponsor),
    )


def _facts(section: Mapping[str, Any], sponsor: str | None) -> TrialFacts:
    count = _in(section, "designModule", "enrollmentInfo", "count")
    references = _in(section, "referencesModule", "references")
    pmids = [plain(one.get("pmid")) for one in _dicts(references) if one.get("type") in ("RESULT", "DERIVED")]
    return TrialFacts(
        status=plain(_in(section, "statusModule", "overallStatus")),
        study_type=plain(_in(section, "designModule", "studyType")),
        allocation=plain(_in(section, "designModule", "designInfo", "allocation")),
        masking=plain(_in(section, "designModule", "designInfo", "maskingInfo", "masking")),
        enrolment=count if isinstance(count, int) and 0 <= count <= 1_000_000_000 else None,
        enrolment_is_actual=_in(section, "designModule", "enrollmentInfo", "type") == "ACTUAL",
        conditions=tuple(texts(_in(section, "conditionsModule", "conditions") or [])),
        interventions=_names(_in(section, "armsInterventionsModule", "interventions"), "name"),
        arms=_names(_in(section, "armsInterventionsModule", "armGroups"), "label"),
        start=_date(_in(section, "statusModule", "startDateStruct", "date")),
        completion=_date(_in(section, "statusModule", "completionDateStruct", "date")),
        sponsor=sponsor,
        pmids=tuple(filter(None, pmids)),
    )


def _in(value: object, *path: str) -> object:
    """What stands at ``path`` in nested objects, or None."""
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _names(value: object, key: str) -> tuple[str, ...]:
    return tuple(filter(None, (plain(one.get(key)) for one in _dicts(value))))


def _date(value: object) -> str | None:
    text = plain(value)
    return text if text and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text) else None
