"""Which studies may be cited, and what must be said of those that may not."""

from collections.abc import Sequence

from hairtx.model import Study


def citable(studies: Sequence[Study], *, include_disputed: bool = False) -> tuple[list[Study], list[str]]:
    """The studies without those whose existence is disputed or that nobody verified, and one line on each kind.

    With ``include_disputed`` they stay and are named all the same, as retracted works always are.
    """
    kept, messages = list(studies), []
    for status in ("disputed", "unverified"):
        doubtful = [study.id for study in kept if study.provenance.status == status]
        if doubtful and include_disputed:
            messages.append(f"{status}, so check before you cite: {', '.join(doubtful)}")
        elif doubtful:
            messages.append(f"left out as {status}: {', '.join(doubtful)} (--include-disputed cites them)")
            kept = [study for study in kept if study.id not in doubtful]
    retracted = [study.id for study in kept if study.retracted]
    if retracted:
        messages.append(f"retracted: {', '.join(retracted)}")
    return kept, messages
