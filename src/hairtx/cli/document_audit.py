"""`hairtx audit`: a document in, its references and what is known of each out."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hairtx.audit.documents import LARGEST, Document, DocumentError, load
from hairtx.audit.finding import references
from hairtx.audit.judging import judge
from hairtx.audit.known import Known, cited
from hairtx.audit.reference import Reference
from hairtx.audit.settling import settled
from hairtx.audit.verdict import Verdict
from hairtx.cli import asking
from hairtx.output import Answer, fail, give
from hairtx.views import audit as view

if TYPE_CHECKING:
    from hairtx.audit.online import Online

WRONG = 1
UNREACHED = 4
# what makes the exit code say that something is wrong
_WRONG = frozenset({"disputed", "retracted", "differs"})


class _Row(NamedTuple):
    """A reference, what is known of it, and what the services say where they were asked."""

    reference: Reference
    verdict: Verdict
    online: "Online | None"


def run(file: str, *, online: bool, email: str | None, json: bool, pager: bool) -> None:
    """Audit ``file`` (``-`` is standard input); exit 1 if a reference is disputed, retracted or differs."""
    document = _document(file)
    library = asking.library()
    known = Known(cited(study) for study in library.studies())
    found = _found(document, known)
    verdicts = [judge(reference, known) for reference in found]
    asked = _asked(found, email) if online else [None] * len(found)
    rows = [
        _Row(reference, settled(verdict, said), said)
        for reference, verdict, said in zip(found, verdicts, asked, strict=True)
    ]
    messages = [*document.notes]
    messages += [f"{file}:{trouble.line}: {trouble.message}" for trouble in document.troubles]
    messages += _summary(rows)
    answer = Answer(
        command="audit",
        edition=library.edition,
        data=[_data(row) for row in rows],
        page=lambda: view.page([(row.reference, row.verdict, row.online) for row in rows], library.edition),
        messages=messages,
    )
    give(answer, json=json, pager=pager)
    tried = [said for said in asked if said and said.status != "not-asked"]
    if tried and all(said.status == "not-reachable" for said in tried):
        raise SystemExit(UNREACHED)
    if any(row.verdict.status in _WRONG for row in rows):
        raise SystemExit(WRONG)


def _asked(found: Sequence[Reference], email: str | None) -> list["Online | None"]:
    """What the services say of each reference."""
    from hairtx.audit.online import inquire, prefetch
    from hairtx.cli.verifying import progress, settings
    from hairtx.remote.services import services

    out: list[Online | None] = []
    with services(settings(email)) as opened, progress(len(found)) as advance:
        prefetch(found, opened)
        for reference in found:
            out.append(inquire(reference, opened))
            advance()
    return out


def _document(file: str) -> Document:
    try:
        return load(_bytes(file), "" if file == "-" else Path(file).name)
    except DocumentError as error:
        fail(f"cannot read {'standard input' if file == '-' else file}: {error}", asking.USAGE)
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror or error}", asking.USAGE)


def _bytes(file: str) -> bytes:
    # one byte more than may be read tells that there is more
    if file == "-":
        if sys.stdin is None:
            fail("standard input is closed", asking.USAGE)
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(file).open("rb") as stream:
        return stream.read(LARGEST + 1)


def _found(document: Document, known: Known) -> list[Reference]:
    if document.items is None:
        return references(document.text, known)
    from hairtx.audit.entries import reference

    return [reference(item) for item in document.items]


def _data(row: _Row) -> dict[str, Any]:
    data = {
        "id": row.reference.id,
        "text": row.reference.text,
        "identifiers": row.reference.numbers,
        "status": row.verdict.status,
        "match": row.verdict.match,
        "reason": row.verdict.reason,
    }
    return {**data, "online": row.online} if row.online else data


def _summary(rows: Sequence[_Row]) -> list[str]:
    if not rows:
        return ["no references found in it"]
    counts = Counter(row.verdict.status for row in rows)
    told = ", ".join(f"{counts[status]} {status}" for status in view.ORDER if counts[status])
    out = [f"{len(rows)} reference{'' if len(rows) == 1 else 's'}: {told}"]
    answers = Counter(row.online.status for row in rows if row.online)
    if answers:
        out.append(
            f"asked online: {', '.join(f'{count} {status}' for status, count in answers.most_common())}"
        )
    silent = dict.fromkeys(
        row.online.reason for row in rows if row.online and row.online.status == "not-reachable"
    )
    return out + list(silent)[:3]
