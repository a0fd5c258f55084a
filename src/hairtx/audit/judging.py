"""What the dataset knows of a reference, in one word and one sentence.

A wrong accusation is worse than a missed one: a work is called disputed only where the reference is the disputed
one by its title, or by its first author and its place, and what else it says does not belong to another work.
"""

from collections.abc import Iterator, Sequence

from hairtx.audit.disputes import disputed
from hairtx.audit.folding import squashed, tokens
from hairtx.audit.known import Known, Work
from hairtx.audit.matching import Facts, compare, is_journal, rephrases
from hairtx.audit.reference import Reference, places_of
from hairtx.audit.verdict import Case, Verdict

# a title of fewer words may be several works'
_TELLING = 6
# a title of so many words is one work's, whatever else the reference says
_UNMISTAKABLE = 10


def judge(reference: Reference, known: Known) -> Verdict:
    """The verdict on a reference from the dataset alone."""
    owners = _owners(reference, known)
    titled = _titled(reference, known)
    if found := disputed(reference, owners, titled, known):
        return found
    works = list(dict.fromkeys(work.key for found in owners.values() for work in found if len(found) == 1))
    if len(works) > 1:
        return _apart(owners, known, works)
    if works:
        return _numbered(reference, owners, known.works[works[0]], titled, known)
    if titled:
        return _checked(reference, titled.work, titled.facts, owners, known)
    return _unplaced(reference, owners, known)


def _owners(reference: Reference, known: Known) -> dict[str, list[Work]]:
    """For each scheme of identifier the works that have it; unknown identifiers are left out."""
    found: dict[str, list[Work]] = {}
    schemes = {"doi": 0, "pmid": 1, "pmcid": 2, "url": 3, "nct": 4}
    for identifier in sorted(reference.identifiers, key=lambda one: schemes.get(one.scheme, 9)):
        if identifier.scheme == "nct" and (reference.entry or found):
            # in an entry the trial's number says what the work is about, not which it is
            continue
        works = known.numbered(identifier.scheme, identifier.value)
        if works and identifier.scheme not in found:
            found[identifier.scheme] = works
    if "url" in found and len(found) > 1:
        del found["url"]
    return found


def _titled(reference: Reference, known: Known) -> Case | None:
    """The work whose title the reference gives, if one can be told."""
    cases = [Case(work, compare(reference, work, known)) for work in known.titled(reference)]
    # a disputed citation's title may be a real work's as well, so it alone tells nothing
    cases = [case for case in cases if not case.work.disputed and _is_same(case)]
    order = {"exact": 0, "goes-on": 1, "close": 2, "main": 3}
    cases.sort(
        key=lambda case: (
            order.get(case.facts.title.fit, 9),
            -len(case.work.squash) if case.facts.title.fit == "exact" else 0,
            -case.facts.agreeing,
            case.work.key,
        )
    )
    return cases[0] if cases else None


def _is_same(case: Case) -> bool:
    """Whether title and surroundings make it that work."""
    facts, words = case.facts, len(case.work.title)
    if facts.title.fit == "none":
        return False
    if facts.title.fit != "exact":
        # another wording may be another work: the author must be the same, and the year or the journal
        return facts.author == "yes" and facts.year in ("yes", "near", "absent") and facts.journal != "no" and (
            facts.agreeing >= 2
        )  # fmt: skip
    if words < _TELLING:
        return facts.agreeing >= 2 and facts.against < 2
    return words >= _UNMISTAKABLE or facts.against < 2 + (facts.author != "no")


def _apart(owners: dict[str, list[Work]], known: Known, keys: Sequence[str]) -> Verdict:
    said = "; ".join(
        f"its {_CALLED[scheme]} is that of {found[0].shown}"
        for scheme, found in owners.items()
        if len(found) == 1
    )
    return Verdict("differs", keys[0], f"its identifiers belong to different works: {said}")


def _numbered(
    reference: Reference, owners: dict[str, list[Work]], work: Work, titled: Case | None, known: Known
) -> Verdict:
    """A reference with a known identifier."""
    scheme = next(scheme for scheme, found in owners.items() if work in found)
    facts = titled.facts if titled and titled.work is work else compare(reference, work, known)
    if work.disputed and titled:
        return _checked(reference, titled.work, titled.facts, owners, known)
    if work.disputed:
        return Verdict(
            "unknown",
            None,
            f"its {_CALLED[scheme]} also stands in a citation that could not be found ({work.key}); whose it really is "
            "hairtx does not know",
        )
    other = titled is not None and titled.work is not work and facts.title.fit != "exact"
    if titled and other and (facts.title.fit == "none" or titled.facts.title.fit == "exact"):
        given = reference.numbers.get(scheme, "")
        return Verdict(
            "differs",
            titled.work.key,
            f"its title is that of {_with(titled.work, scheme)}, but its {_CALLED[scheme]} {given} is that of "
            f"{work.shown}",
        )
    if (
        facts.title.fit == "none"
        and reference.entry
        and scheme != "url"
        and _says_title(reference, work, known)
    ):
        if scheme in work.unseen and facts.agreeing < 2:
            return Verdict(
                "unknown",
                None,
                f"no record of this title; the record of {work.shown} has this {_CALLED[scheme]}, but nobody has "
                "seen it in a source",
            )
        said = squashed(tokens(reference.said_title))
        another = any(said == near.squash for near in known.titled(reference))
        short = facts.agreeing >= 2 and not another and rephrases(reference.said_title, work)
        if "title" not in work.unseen and not short:
            return Verdict(
                "differs",
                work.key,
                f"its {_CALLED[scheme]} is that of {work.shown}, but the title given is: {_cut(reference.said_title)}",
            )
        facts = facts._replace(
            unsure=(
                *facts.unsure,
                f"title {_cut(reference.said_title)} here, {work.record.title} in the record",
            )
        )
    return _checked(reference, work, facts, owners, known)


def _checked(
    reference: Reference, work: Work, facts: Facts, owners: dict[str, list[Work]], known: Known
) -> Verdict:
    """The work is told; what else the reference says of it is compared."""
    held = [scheme for scheme, found in owners.items() if work in found]
    wrong = list(_other_numbers(reference, work, facts, known))
    asides = [f"{said}, where no source was seen for it" for said in _unsure_numbers(reference, work, known)]
    asides += [f"{said}, where no source was seen for it" for said in facts.unsure]
    asides += [facts.worded] if facts.worded else []
    sure = facts.title.fit != "none" or bool(held)
    if sure and reference.entry:
        if facts.year == "no":
            wrong.append(f"year {facts.gives_year} here, {work.record.year} in the record")
        elif facts.year == "near":
            asides.append(f"year {facts.gives_year} here, {work.record.year} in the record")
        if facts.journal == "no":
            wrong.append(f"journal {facts.gives_journal} here, {work.record.journal} in the record")
        if facts.author == "no" and facts.title.fit == "exact":
            wrong.append(f"its authors are not those of the record ({_authors(work)})")
        if facts.place == "no" and (facts.year == "no" or facts.journal == "no"):
            wrong += _owner_of_place(reference, work, known)
    if wrong:
        retracted = "; the work has been retracted" if work.record.retraction else ""
        return Verdict("differs", work.key, f"{work.shown}: {'; '.join(wrong)}{retracted}")
    by = _agreement(facts, held)
    if work.record.retraction:
        return Verdict("retracted", work.key, f"{work.shown} has been retracted: {work.record.retraction}")
    if len(held) == 1 and held[0] == "nct" and facts.title.fit == "none":
        return Verdict("known", work.key, f"the trial that {work.shown} reports")
    if work.record.unverified:
        asides.append("a record that nobody has seen whole")
    tail = f" ({'; '.join(asides)})" if asides else ""
    # a reference that gives the title needs no telling what the work is
    what = f"{work.shown}, " if facts.title.fit == "none" else ""
    return Verdict("known", work.key, f"{what}agrees in {by}{tail}")


_CALLED = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "nct": "NCT number",
    "url": "address",
    "arxiv": "arXiv id",
}


def _other_numbers(reference: Reference, work: Work, facts: Facts, known: Known) -> Sequence[str]:
    """Identifiers that are not the work's, where the record's own was seen."""
    out = [said for scheme, said in _numbers_apart(reference, work, known) if scheme not in work.unseen]
    if out and facts.year == "no" and facts.journal == "no":
        out.append("it may be another publication of the same title")
    return out


def _unsure_numbers(reference: Reference, work: Work, known: Known) -> list[str]:
    """Identifiers other than the record's own that nobody has seen."""
    return [said for scheme, said in _numbers_apart(reference, work, known) if scheme in work.unseen]


def _numbers_apart(reference: Reference, work: Work, known: Known) -> Iterator[tuple[str, str]]:
    for scheme in ("doi", "pmid", "pmcid"):
        given, ours = reference.numbers.get(scheme), getattr(work.record, scheme)
        if given and ours and given.lower() != ours.lower() and work not in known.numbered(scheme, given):
            yield scheme, f"{_CALLED[scheme]} {given} here, {ours} in the record"


def _says_title(reference: Reference, work: Work, known: Known) -> bool:
    """Whether it gives a title at all: some styles and short references give only the journal."""
    return bool(reference.said_title) and not is_journal(reference.said_title, work, known)


def _owner_of_place(reference: Reference, work: Work, known: Known) -> list[str]:
    """Whose the volume and page are, where they are a known work's."""
    rest = reference.bare
    owners = [
        other for other in known.placed(places_of(rest))
        if other is not work and not other.disputed and compare(reference, other, known).journal == "yes"
    ]  # fmt: skip
    return [f"journal, volume and page are those of {owners[0].shown}"] if owners else []


def _unplaced(reference: Reference, owners: dict[str, list[Work]], known: Known) -> Verdict:
    """No title and no identifier of one work: a place in a journal is left, or a trial with several reports."""
    if several := owners.get("nct"):
        keys = ", ".join(work.key for work in several)
        return Verdict("known", None, f"a trial with several reports in the records: {keys}")
    for work in known.placed(places_of(reference.bare)):
        facts = compare(reference, work, known)
        if (
            work.disputed
            or facts.journal != "yes"
            or facts.place != "yes"
            or facts.year not in ("yes", "near")
        ):
            continue
        titled = _says_title(reference, work, known)
        if not reference.entry or (not titled and facts.author in ("yes", "absent")):
            return Verdict("known", work.key, f"{work.shown}, by journal, volume and page")
        if facts.author in ("yes", "near") and facts.title.fit == "none" and titled:
            return Verdict(
                "differs",
                work.key,
                f"authors, journal, volume and page are those of {work.shown}, but the title given is: "
                f"{_cut(reference.said_title)}",
            )
        if facts.author in ("yes", "near"):
            return Verdict("known", work.key, f"{work.shown}, by author, journal, volume and page")
    return Verdict("unknown", None, _nothing(reference))


def _nothing(reference: Reference) -> str:
    numbers = [f"{_CALLED[scheme]} {value}" for scheme, value in reference.numbers.items()]
    parts = ["this title"] if reference.said_title else []
    parts += numbers
    return f"no record of {' or '.join(parts) if parts else 'it'}"


def _agreement(facts: Facts, held: Sequence[str]) -> str:
    title = {
        "exact": "title",
        "goes-on": "the beginning of its title",
        "main": "its main title",
        "close": "nearly its title",
    }
    by = [title[facts.title.fit]] if facts.title.fit in title else []
    by += [_CALLED[scheme] for scheme in held]
    by += [
        name
        for name, fit in (("author", facts.author), ("journal", facts.journal), ("year", facts.year))
        if fit == "yes"
    ]
    return ", ".join(by) or "its place in the journal"


def _with(work: Work, scheme: str) -> str:
    ours = getattr(work.record, scheme, None)
    return f"{work.shown}, {_CALLED[scheme]} {ours}" if ours else work.shown


def _authors(work: Work) -> str:
    names = [author.split(",")[0] for author in work.record.authors]
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")


def _cut(text: str) -> str:
    return text if len(text) <= 160 else text[:157].rstrip() + "…"
