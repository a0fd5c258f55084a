"""A draft as TOML: the canonical form of what is known, and a comment for each field that a person must fill."""

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from hairtx import __version__
from hairtx.canonical import dump_records
from hairtx.drafting.draft import Draft
from hairtx.model import Provenance, Seen, Study
from hairtx.safe import safe
from hairtx.vocabulary import REVIEWS, Blinding, Design, Pools

# stands where the model wants a value and nobody has one; the line is replaced by a comment
_BLANK = "fill"

# the fields that a person fills, in the order of the model: an example of the value, and what is wanted
_WANTED = {
    "treatments": ("[]", "ids from hairtx list"),
    "conditions": ("[]", "ids from hairtx condition"),
    "design": ('""', f"required: one of {', '.join(get_args(Design))}"),
    "blinding": ('""', f"of a trial: one of {', '.join(get_args(Blinding))}"),
    "pools": ('""', f"required of a {' or '.join(sorted(REVIEWS))}: one of {', '.join(get_args(Pools))}"),
    "registration": ("[]", "numbers of registries"),
    "trial": ('""', "shared by all reports of one trial"),
    "n": ("0", "people randomised or enrolled"),
    "analysed": ("0", "people in the main analysis"),
    "weeks": ("0", "length of treatment and follow-up"),
    "population": ('""', "who took part"),
    "finding": ('""', "required: the result between groups first; a gain over baseline is named as such"),
    "harms": ('""', "what went wrong, or that nothing was said of it"),
    "limits": ('""', "what weakens it"),
    "funding": ('""', "who paid"),
}
_FIELD = re.compile(r"^([a-z_]+) = ")
# a comment is one line, of a length that can be read
_LONGEST = 400


def toml(draft: Draft, key: str, today: str) -> str:
    """The record of ``key`` as TOML that a parser takes as it stands; ``today`` is YYYY-MM-DD."""
    study = Study(
        id=key,
        **{**draft.fields, "title": draft.fields.get("title", _BLANK)},
        design="rct",
        finding=_BLANK,
        notices=draft.notices,
        provenance=_provenance(draft, today),
    )
    given = set(draft.fields) | {"notices", "provenance"}
    head, _, tables = dump_records("study", [study]).partition("\n\n")
    blocks = dict(_blocks(head.split("\n")[1:]))
    lines = [
        _comment(f"drafted {today} by hairtx {__version__} from {_sources(draft)}; fill in what is marked"),
        f"[study.{key}]",
    ]
    for field in Study.__struct_fields__:
        if field in given and field in blocks:
            lines += blocks[field]
            if field in draft.hints:
                lines.append(_comment(f"{field}: {draft.hints[field]}"))
        elif field in _WANTED:
            lines.append(_wanted(field, draft))
        elif field in draft.hints or field == "title":
            lines.append(_comment(f'{field} = ""  # fill: {draft.hints.get(field, "required")}'))
    text = "\n".join(lines) + "\n"
    return f"{text}\n{tables}" + _seen(draft)


def to_fill(draft: Draft) -> list[str]:
    """The names of the fields that are marked, the required ones first."""
    marked = [field for field in ("title", *_WANTED) if field not in draft.fields]
    required = [field for field in marked if field in ("title", "design", "finding")]
    return required + [field for field in marked if field not in required]


def _provenance(draft: Draft, today: str) -> Provenance:
    if draft.pages:
        seen = tuple(Seen(page=page, kind="primary") for page in draft.pages)
        return Provenance(status="partial", checked=today, seen=seen)
    unseen = tuple(
        name
        for name in draft.fields
        if name not in ("type", "authors_partial") and draft.fields[name] not in (None, ())
    )
    return Provenance(status="unverified", checked=today, unseen=unseen)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The lines of each plain field, by its name."""
    name, block = "", list[str]()
    for line in lines:
        found = _FIELD.match(line)
        if found:
            if name:
                yield name, block
            name, block = found[1], [line]
        elif name and line:
            block.append(line)
    if name:
        yield name, block


def _wanted(field: str, draft: Draft) -> str:
    example, what = _WANTED[field]
    if field == "design" and draft.design:
        example = f'"{draft.design}"'
    hint = f"{draft.hints[field]}; " if field in draft.hints else ""
    return _comment(f"{field} = {example}  # fill: {hint}{what}")


def _comment(text: str) -> str:
    plain = " ".join(safe(text).split(" "))
    return f"# {plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + '…'}"


def _seen(draft: Draft) -> str:
    if draft.pages:
        return ""
    return (
        _comment(
            'seen = [{ page = "https://…", kind = "primary" }]  # fill: where you read it; then take what you saw'
        )
        + "\n"
        + _comment('out of unseen, and make the status "partial", or "corroborated" once nothing is unseen')
        + "\n"
    )


def _sources(draft: Draft) -> str:
    return " and ".join(draft.sources) or "nothing"
