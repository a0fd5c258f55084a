"""Whether a reference is one of the citations that could not be found."""

from hairtx.audit.known import Known, Work
from hairtx.audit.matching import Facts, compare
from hairtx.audit.reference import Reference, places_of
from hairtx.audit.verdict import Case, Verdict


def disputed(
    reference: Reference, owners: dict[str, list[Work]], titled: Case | None, known: Known
) -> Verdict | None:
    """The verdict where a disputed citation is meant; None where it is not, or cannot be told."""
    near = {work.key: work for work in known.titled(reference) if work.disputed}
    near |= {work.key: work for found in owners.values() for work in found if work.disputed}
    near |= {work.key: work for work in known.placed(places_of(reference.bare)) if work.disputed}
    for work in near.values():
        facts = compare(reference, work, known)
        held = any(work in found for found in owners.values())
        reason = _disputed_reason(work, facts, held)
        if titled and titled.work is not work and titled.facts.title.fit == "exact":
            # the title is a real work's
            continue
        if facts.title.fit == "exact":
            if held or facts.author == "yes" or (facts.place == "yes" and facts.journal == "yes"):
                return Verdict("disputed", work.key, reason)
            if not facts.against and facts.author != "near" and not _foreign(reference, owners, work):
                return Verdict("disputed", work.key, reason)
        elif facts.title.fit in ("close", "main", "goes-on"):
            if facts.author == "yes" and (held or facts.agreeing >= 2):
                return Verdict("disputed", work.key, reason)
        elif facts.author == "yes" and (
            (held and facts.year != "no") or (facts.place == "yes" and facts.journal == "yes")
        ):
            return Verdict("disputed", work.key, reason)
        elif held and not reference.said_title and facts.against == 0 and facts.author == "absent":
            return Verdict(
                "disputed",
                work.key,
                f"this DOI is known only from {work.shown}, a citation that could not be found; it may belong to "
                "another work: open it before you use it",
            )
    return None


def _foreign(reference: Reference, owners: dict[str, list[Work]], work: Work) -> bool:
    """Whether it carries an identifier that is not the work's."""
    others = {
        scheme: value for scheme, value in reference.numbers.items() if scheme in ("doi", "pmid", "pmcid")
    }
    return any(work not in owners.get(scheme, ()) for scheme in others)


def _disputed_reason(work: Work, facts: Facts, held: bool) -> str:
    by = [
        said
        for said, holds in (
            ("title", facts.title.fit == "exact"),
            ("first author", facts.author == "yes"),
            ("journal", facts.journal == "yes"),
            ("year", facts.year == "yes"),
            ("volume and page", facts.place == "yes"),
            ("DOI", held),
        )
        if holds
    ]
    nearly = " and nearly the title" if facts.title.fit in ("close", "main", "goes-on") else ""
    dispute = work.record.dispute
    nearest = f" Nearest real works: {', '.join(dispute.nearest)}." if dispute and dispute.nearest else ""
    why = dispute.reason if dispute else "No such work was found."
    return f"the same {', '.join(by)}{nearly} as {work.key}, whose existence is disputed. {why}{nearest}"
