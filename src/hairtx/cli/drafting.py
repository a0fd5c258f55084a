"""`hairtx draft`: what the services, or a person's file, know of a work as a record for the dataset."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from hairtx.audit.identifiers import identifiers
from hairtx.audit.known import Known, cited
from hairtx.cli import asking
from hairtx.drafting.draft import Draft, Journals
from hairtx.drafting.keys import key
from hairtx.drafting.text import to_fill, toml
from hairtx.library import Library
from hairtx.names import identifier
from hairtx.output import Answer, fail, give, note, write
from hairtx.page import Page

UNDONE = 1
UNREACHED = 4


class _Result(NamedTuple):
    """The drafts, what must be said, and whether something is missing or a service was out of reach."""

    drafts: list[Draft]
    messages: list[str]
    missing: bool = False
    unreached: bool = False


def run(names: Sequence[str], source: Path | None, email: str | None, *, json: bool) -> None:
    """Draft the works named, or those of a file, and print them as TOML."""
    if bool(names) == (source is not None):
        fail("draft what? for example: hairtx draft 10.1111/jocd.13149; or --from FILE", asking.USAGE)
    library = asking.library()
    studies = library.studies()
    journals = Journals(studies)
    known = Known(cited(study) for study in studies)
    result = _of_file(source, known, journals) if source else _of_services(names, email, known, journals)
    taken = set(library.names("study"))
    today = datetime.date.today().isoformat()
    rows = []
    for draft in result.drafts:
        id_ = key(draft.fields.get("authors", ()), draft.fields.get("date"), taken)
        taken.add(id_)
        rows.append((id_, draft, toml(draft, id_, today)))
    _print(library, rows, result.messages, json=json)
    if result.unreached:
        raise SystemExit(UNREACHED)
    if result.missing or not rows:
        raise SystemExit(UNDONE)


def _print(
    library: Library, rows: Sequence[tuple[str, Draft, str]], messages: Sequence[str], *, json: bool
) -> None:
    if json:
        data = [
            {
                "id": id_,
                "asked": draft.asked,
                "toml": text,
                "fill": to_fill(draft),
                "sources": list(draft.pages),
            }
            for id_, draft, text in rows
        ]
        answer = Answer(
            command="draft", edition=library.edition, data=data, page=lambda: Page(()), messages=messages
        )
        give(answer, json=True)
        return
    if rows:
        write("\n".join(text for _, _, text in rows))
    for message in messages:
        note(message)


def _of_file(source: Path, known: Known, journals: Journals) -> _Result:
    from hairtx.audit.entries import reference
    from hairtx.audit.judging import judge
    from hairtx.cli.references import entries
    from hairtx.drafting.sources import of_item

    items, messages = entries(source)
    drafts = []
    for item in items:
        verdict = judge(reference(item), known)
        if verdict.match is None:
            drafts.append(of_item(item, journals))
        elif verdict.status == "differs":
            messages.append(f"{item['id']} is left out, for it fits two works: {verdict.reason}")
        else:
            said = "a disputed citation" if verdict.status == "disputed" else "in the dataset already"
            messages.append(f"{item['id']} is {said}: {verdict.match}")
    return _Result(drafts, messages)


def _of_services(names: Sequence[str], email: str | None, known: Known, journals: Journals) -> _Result:
    from hairtx.cli.verifying import settings
    from hairtx.drafting.fetching import Unreached, fetch
    from hairtx.drafting.sources import of_works
    from hairtx.remote.services import services

    wanted = [_numbered(name) for name in dict.fromkeys(names)]
    drafts: list[Draft] = []
    messages: list[str] = []
    missing = unreached = False
    with services(settings(email)) as opened:
        for scheme, value in wanted:
            if owners := known.numbered(scheme, value):
                keys = ", ".join(work.key for work in owners)
                what = "the trial of" if scheme == "nct" else "in the dataset already:"
                messages.append(f"{value} is {what} {keys}")
                continue
            found = fetch(scheme, value, opened)
            if isinstance(found, Unreached):
                unreached = True
                messages.append(f"{value}: {found.reason}")
            elif not found:
                missing = True
                messages.append(f"{value}: no service asked has a record of it")
            elif again := next(
                (
                    work.key
                    for one in found
                    for number in (("doi", one.doi), ("pmid", one.pmid), ("pmcid", one.pmcid))
                    if number[1]
                    for work in known.numbered(number[0], number[1])
                ),
                None,
            ):
                messages.append(f"{value} is in the dataset already: {again}")
            else:
                drafts.append(of_works(value, found, journals))
    return _Result(drafts, messages, missing, unreached)


def _numbered(name: str) -> tuple[str, str]:
    """The scheme and value of an identifier as typed, or exit 2."""
    typed = name.strip()
    code = identifier(typed)
    if code and code.startswith("pmid:"):
        return "pmid", code.removeprefix("pmid:")
    found = [one for one in identifiers(typed) if one.scheme in ("doi", "pmid", "pmcid", "nct")]
    if not found:
        fail(f"'{typed[:60]}' is no DOI, PMID, PMCID or NCT number", asking.USAGE)
    return found[0].scheme, found[0].value
