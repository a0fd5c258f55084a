"""The dataset's vocabularies in plain words, and the sentences that several screens share."""

from collections.abc import Iterable, Mapping

from hairtx.evidence import Evidence, Tally, directions
from hairtx.model import Edition, Study, Use
from hairtx.page import Role, Span
from hairtx.vocabulary import Direction

DESIGNS: Mapping[str, str] = {
    "rct": "randomised trial",
    "split-scalp-rct": "split-scalp randomised trial",
    "crossover-rct": "crossover randomised trial",
    "controlled-trial": "controlled trial, not randomised",
    "cohort": "cohort study",
    "case-control": "case-control study",
    "single-arm-trial": "single-arm trial",
    "case-series": "case series",
    "case-report": "case report",
    "cross-sectional": "cross-sectional study",
    "meta-analysis": "meta-analysis",
    "network-meta-analysis": "network meta-analysis",
    "systematic-review": "systematic review",
    "narrative-review": "narrative review",
    "guideline": "guideline",
    "regulatory": "regulatory document",
    "animal": "animal study",
    "in-vitro": "laboratory study",
}
SHORT_DESIGNS: Mapping[str, str] = {
    **DESIGNS,
    "rct": "RCT",
    "split-scalp-rct": "split-scalp RCT",
    "crossover-rct": "crossover RCT",
    "controlled-trial": "controlled trial",
    "cohort": "cohort",
    "case-control": "case-control",
}
BLINDING: Mapping[str, str] = {
    "open": "open",
    "single": "single-blind",
    "double": "double-blind",
    "assessor": "assessor-blind",
    "unclear": "blinding unclear",
}
STATUSES: Mapping[str, str] = {
    "approved": "approved",
    "cleared-device": "cleared device",
    "over-the-counter": "over the counter",
    "off-label": "off-label",
    "supportive": "supportive",
    "experimental": "experimental",
    "not-recommended": "not recommended",
}
LEVELS: Mapping[int, str] = {
    1: "systematic review of randomised trials",
    2: "randomised trial",
    3: "controlled or cohort study, not randomised",
    4: "case series, case-control or single-arm study",
    5: "animal or laboratory study",
}
CONTROLS: Mapping[str, str] = {
    "no-treatment": "no treatment",
    "baseline-care": "usual care",
    "other": "another comparator",
}
NOTICES: Mapping[str, str] = {
    "retraction": "RETRACTED",
    "correction": "Correction",
    "expression-of-concern": "Expression of concern",
}

# below rows of `short_evidence`
SHORT_LEGEND = (
    "Level: Oxford 1 (best design) to 5; it grades the design of the evidence, not the effect. Control: against "
    "placebo, vehicle, sham or no treatment; head-to-head: against another treatment; for, against: favours it, "
    "favours the other; no result: no between-group result was seen."
)


def counted(number: int, one: str, many: str | None = None) -> str:
    """``3 trials``, ``1 trial``; thousands are set apart by commas."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number(value: float) -> str:
    """A figure as the record holds it: 16 stays 16, 16.56 stays 16.56."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def listed(parts: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    items = list(parts)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def tally_text(tally: Tally) -> str:
    """``2 favour it, 1 found no significant difference``: never softened, never without the nulls."""
    parts = [
        (tally.favours, "favours it", "favour it"),
        (
            tally.no_significant_difference,
            "found no significant difference",
            "found no significant difference",
        ),
        (tally.against, "favours the comparator", "favour the comparator"),
        (tally.mixed, "mixed", "mixed"),
    ]
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in parts if count)


def evidence_text(evidence: Evidence) -> str:
    """The evidence line: level, trials and people, directions, longest trial, guidelines."""
    if not evidence.studies and not evidence.left_out:
        return "no study in the records"
    level = evidence.level
    out = [f"Level {level} ({LEVELS[level]})" if level else "No graded study"]
    if evidence.trials:
        out.append(_trials_text(evidence))
    else:
        out.append(_no_trial(evidence))
    if evidence.guidelines:
        out.append(counted(evidence.guidelines, "guideline speaks", "guidelines speak") + " of it")
    if evidence.left_out:
        out.append(counted(len(evidence.left_out), "record") + " left out: unverified or retracted")
    if evidence.overlaid:
        out.append(_overlaid_text(evidence))
    return ". ".join(out) + "."


def _no_trial(evidence: Evidence) -> str:
    """That the records hold no randomised trial; level 1 beside it would else look like a contradiction."""
    pooled = "; the level comes from a review alone" if evidence.level == 1 else ""
    return f"No randomised trial in the records{pooled}"


def _overlaid_text(evidence: Evidence) -> str:
    """Which records behind the line are an overlay's doing, and the level that there is without overlays."""
    without = evidence.level_without_overlays
    level = f"level {without}" if without else "no level"
    keys = ", ".join(evidence.overlaid)
    return f"This rests on records that an overlay added or changed ({keys}); without overlays: {level}"


def _trials_text(evidence: Evidence) -> str:
    people = counted(evidence.people, "person", "people") if evidence.people_known else "people not stated"
    if 0 < evidence.people_known < evidence.trials:
        people += f" in the {evidence.people_known} that say"
    said = [people]
    if evidence.shared:
        whom = (
            "together with"
            if evidence.shared == evidence.trials
            else f"in {evidence.shared} of them together with"
        )
        said.append(f"{whom} other kinds of hair loss")
    if evidence.weeks:
        known = " known" if evidence.weeks_known < evidence.trials else ""
        said.append(f"longest{known} {counted(evidence.weeks, 'week')}")
    text = f"{counted(evidence.trials, 'randomised trial')} ({', '.join(said)})"
    if evidence.control.trials:
        text += f". Against placebo, vehicle, sham or no treatment: {tally_text(evidence.control)}"
    if evidence.head_to_head.trials:
        text += f". Against another treatment: {tally_text(evidence.head_to_head)}"
    if evidence.unrecorded:
        text += f". {counted(evidence.unrecorded, 'gives', 'give')} no between-group result that was seen"
    return text


def short_evidence(evidence: Evidence) -> str:
    """The directions in a few words, for a row of a list.

    Control and head-to-head stay apart: a trial with three arms may stand under both.
    """
    overlaid = f" ({len(evidence.overlaid)} from an overlay)" if evidence.overlaid else ""
    if not evidence.trials:
        return f"no RCT{'; level from a review' if evidence.level == 1 else ''}{overlaid}"
    parts = [
        f"{title}: {_few_words(tally)}"
        for title, tally in (("control", evidence.control), ("head-to-head", evidence.head_to_head))
        if tally.trials
    ]
    parts += [f"{evidence.unrecorded} no result"] if evidence.unrecorded else []
    return f"{counted(evidence.trials, 'RCT')}; {'; '.join(parts)}{overlaid}"


def _few_words(tally: Tally) -> str:
    labels = ("for", "no sig. diff.", "against", "mixed")
    counts = (tally.favours, tally.no_significant_difference, tally.against, tally.mixed)
    return ", ".join(f"{count} {label}" for count, label in zip(counts, labels, strict=True) if count)


def use_text(use: Use) -> str:
    """A use's status with the countries it holds in."""
    where = f" ({', '.join(use.where)})" if use.where else ""
    return STATUSES[use.status] + where


# a direction in words, and the role that they are shown in
DIRECTIONS: Mapping[Direction, tuple[str, Role]] = {
    "favours-treatment": ("favours it", "good"),
    "no-significant-difference": ("no significant difference", "warn"),
    "favours-comparator": ("favours the comparator", "bad"),
    "mixed": ("mixed", "warn"),
}


def direction_span(study: Study, treatment: str, condition: str | None = None) -> Span:
    """What a study found for a treatment between groups, in words and a role; what weighs nothing says so."""
    if study.retracted:
        return Span("retracted", "bad")
    if study.provenance.status in ("unverified", "disputed"):
        return Span(study.provenance.status, "warn")
    found = directions([study], treatment, condition)
    if not found and study.arms and not study.conditions:
        return Span("filed under no condition", "muted")
    if not found:
        return Span("no between-group result for it" if study.arms else "", "muted")
    text, role = DIRECTIONS[next(iter(found)) if len(found) == 1 else "mixed"]
    return Span(text, role)


def source_of(study: Study) -> str:
    """Journal, volume, issue and pages, or publisher, on one line."""
    if not study.journal:
        return study.publisher or ""
    place = study.journal
    if study.volume:
        place += f" {study.volume}" + (f"({study.issue})" if study.issue else "")
    return f"{place}:{study.pages}" if study.pages else place


def authors_of(study: Study, most: int = 3) -> str:
    """Family names, at most ``most`` of them, then "and others"; a list known in part says so."""
    families = [author.split(",")[0] for author in study.authors]
    if study.authors_partial or len(families) > most:
        return ", ".join(families[:most]) + " and others" if families else ""
    return listed(families)


def year_of(study: Study) -> str:
    """The year, or n.d."""
    return str(study.year) if study.year else "n.d."


def address_of(study: Study) -> str | None:
    """Where to read it: the DOI first, then PubMed, PMC, its own page, the first page seen."""
    if study.doi:
        return f"https://doi.org/{study.doi}"
    if study.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{study.pmid}/"
    if study.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{study.pmcid}/"
    seen = sorted(study.provenance.seen, key=lambda seen: seen.kind)
    return study.url or (seen[0].page if seen else None)


def pages_of(study: Study) -> list[str]:
    """The addresses that are the study's own, without a slash at the end."""
    own = [study.url.rstrip("/")] if study.url else []
    own += [f"https://doi.org/{study.doi}"] if study.doi else []
    hosts = ("https://pubmed.ncbi.nlm.nih.gov", "https://www.ncbi.nlm.nih.gov/pubmed")
    own += [f"{host}/{study.pmid}" for host in hosts if study.pmid]
    hosts = ("https://pmc.ncbi.nlm.nih.gov/articles", "https://www.ncbi.nlm.nih.gov/pmc/articles")
    return own + [f"{host}/{study.pmcid}" for host in hosts if study.pmcid]


def footer(edition: Edition, *, medical: bool = False) -> str:
    """The quiet last line: which dataset, and on a treatment's page that nothing is a medical order."""
    line = f"hairtx dataset {edition.version}, {edition.date}."
    return f"{line} A reference, not medical advice." if medical else line
