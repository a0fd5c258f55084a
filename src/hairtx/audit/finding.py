"""A text's references: entries of its lists, and the works that its running text names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hairtx.audit.folding import words
from hairtx.audit.identifiers import identifiers
from hairtx.audit.known import Known
from hairtx.audit.lines import windows
from hairtx.audit.matching import title_fit
from hairtx.audit.reference import Reference
from hairtx.audit.shapes import begins_with_authors, placed
from hairtx.audit.splitting import Piece, pieces

# letters of running text that may stand between the parts of one mention, and before its first part
_GAP = 220
_LEAD = 260
# letters behind a title that is not followed by a place
_TAIL = 120


# a bracket that holds a reference, and not its year
_BRACKET = re.compile(r"\((?!\d)")


_SENTENCE = re.compile(r"[.;)]\s+(?=[^\W\d_a-z])")


class _Anchor(NamedTuple):
    """What identifies a work in running text: a title, an identifier, a place in a journal."""

    start: int
    end: int
    kind: str
    value: str


def references(text: str, known: Known) -> list[Reference]:
    """The references of a text, each once: a mention of what an entry gives is not told again."""
    found: list[Reference] = []
    place = 0
    for piece in pieces(text):
        if not piece.entry:
            found += _mentions(piece, known, f"line {piece.line}")
            continue
        place += 1
        id_ = piece.id or str(place)
        found += _several(piece, known, id_) or [Reference(id_, piece.text)]
    return _unique(list(_once(found)))


def _once(found: list[Reference]) -> Iterator[Reference]:
    """What is found without mentions of what an entry, or a mention before, identifies already."""
    taken = {
        (one.scheme, one.value) for reference in found if reference.entry for one in reference.identifiers
    }
    for reference in found:
        numbers = [(one.scheme, one.value) for one in reference.identifiers]
        if reference.entry or not numbers or not all(number in taken for number in numbers):
            yield reference
        taken.update(numbers)


def _unique(found: list[Reference]) -> list[Reference]:
    """Ids that occur twice (two lists in one text) are told apart."""
    taken: set[str] = set()
    out = []
    for reference in found:
        id_, number = reference.id, 1
        while id_ in taken:
            number += 1
            id_ = f"{reference.id}-{number}"
        taken.add(id_)
        out.append(Reference(id_, reference.text, reference.entry, reference.title))
    return out


def _several(piece: Piece, known: Known, id_: str) -> list[Reference]:
    """The references of an entry that holds several, such as a footnote; none if it is one reference."""
    clusters = _clusters(piece.text, _anchors(piece.text, known)) if len(piece.text) < 4000 else []
    clusters = [
        cluster for cluster in clusters if {anchor.kind for anchor in cluster} & {"title", "doi", "pmid"}
    ]
    if len(clusters) < 2 or not all(
        any(anchor.kind == "title" for anchor in cluster) for cluster in clusters
    ):
        return []
    return list(_told(piece.text, clusters, id_))


def _mentions(piece: Piece, known: Known, id_: str) -> Iterator[Reference]:
    for part in windows(piece.text):
        yield from _told(part, _clusters(part, _anchors(part, known)), id_)


def _told(part: str, clusters: list[list[_Anchor]], id_: str) -> Iterator[Reference]:
    begin = 0
    for at, cluster in enumerate(clusters):
        start = max(begin, min(_lead(part, cluster[0].start), cluster[0].start))
        begin = max(anchor.end for anchor in cluster)
        end = begin
        if cluster[-1].kind == "title":
            # the journal and the year follow
            limit = clusters[at + 1][0].start if at + 1 < len(clusters) else len(part)
            end = max(begin, part.rfind(" ", begin, min(limit, begin + _TAIL)))
        yield Reference(id_, part[start:end].strip(" ;,.:"), entry=False)


def _anchors(part: str, known: Known) -> list[_Anchor]:
    found = [
        _Anchor(one.start, one.end, one.scheme, one.value)
        for one in identifiers(part)
        if one.scheme != "url" or known.numbered("url", one.value)
    ]
    found += [_Anchor(hit.start(), hit.end(), "place", hit[0]) for hit in placed(part)]
    near = known.in_words([word.text for word in words(part)])
    text = Reference("", part, entry=False)
    for key in sorted(near):
        work = known.works[key]
        # three words of a sentence are nobody's title
        fit = title_fit(text, work) if len(work.title) > 4 else None
        if fit and fit.fit in ("exact", "goes-on"):
            found.append(_Anchor(fit.start, fit.end, "title", key))
    # a title inside a longer one is not named by it
    titles = [anchor for anchor in found if anchor.kind == "title"]
    return sorted(
        anchor for anchor in found
        if anchor.kind != "title" or not any(
            other is not anchor and other.start <= anchor.start and anchor.end <= other.end
            and (other.end - other.start) > (anchor.end - anchor.start)
            for other in titles
        )
    )  # fmt: skip


def _clusters(part: str, anchors: list[_Anchor]) -> list[list[_Anchor]]:
    """Neighbouring anchors that may name one work: at most one title, place and number of each kind."""
    out: list[list[_Anchor]] = []
    for anchor in anchors:
        last = out[-1] if out else []
        behind = max((one.end for one in last), default=0)
        near = bool(last) and anchor.start - behind <= _GAP
        if near and _joins(anchor, last) and not _begins_another(part[behind : anchor.start]):
            last.append(anchor)
        else:
            out.append([anchor])
    return out


def _begins_another(between: str) -> bool:
    """Whether the authors of another work stand between two anchors."""
    return any(begins_with_authors(between[hit.end() :]) for hit in _SENTENCE.finditer(between))


def _joins(anchor: _Anchor, cluster: list[_Anchor]) -> bool:
    if any(one.kind == anchor.kind and one.value == anchor.value for one in cluster):
        return True
    # a title begins a new mention behind anything but a trial's number
    kinds = {one.kind for one in cluster}
    return anchor.kind not in kinds and (anchor.kind != "title" or kinds <= {"nct"})


def _lead(part: str, start: int) -> int:
    """Where the authors before a mention may begin: behind a bracket or semicolon, else at a word not too far off."""
    begin = max(0, start - _LEAD)
    cut = max(
        part.rfind("; ", begin, start), *(hit.start() for hit in _BRACKET.finditer(part, begin, start)), -1
    )
    if cut >= 0:
        return cut + 1
    return part.find(" ", begin, start) + 1 if begin else 0
