"""The dataset's vocabularies: every word that a record may use where prose would be too free."""

from typing import Annotated, Literal

import msgspec

Design = Literal[
    "rct",
    "split-scalp-rct",
    "crossover-rct",
    "controlled-trial",
    "cohort",
    "case-control",
    "single-arm-trial",
    "case-series",
    "case-report",
    "cross-sectional",
    "meta-analysis",
    "network-meta-analysis",
    "systematic-review",
    "narrative-review",
    "guideline",
    "regulatory",
    "animal",
    "in-vitro",
]
Blinding = Literal["open", "single", "assessor", "double", "unclear"]
Direction = Literal["favours-treatment", "no-significant-difference", "favours-comparator", "mixed"]
Pools = Literal["randomised", "mixed", "non-randomised", "unknown"]
Control = Literal["placebo", "vehicle", "sham", "no-treatment", "baseline-care"]
UseStatus = Literal[
    "approved",
    "cleared-device",
    "over-the-counter",
    "off-label",
    "supportive",
    "experimental",
    "not-recommended",
]
Category = Literal[
    "oral drug",
    "topical drug",
    "injection",
    "cell therapy",
    "blood product",
    "device",
    "procedure",
    "surgery",
    "supplement",
    "botanical",
    "cosmetic",
    "psychosocial",
]
CslType = Literal[
    "article-journal",
    "article",
    "webpage",
    "report",
    "legislation",
    "legal_case",
    "thesis",
    "speech",
    "book",
    "chapter",
    "dataset",
]
ProvenanceStatus = Literal["corroborated", "partial", "unverified", "disputed"]
PageKind = Literal["primary", "secondary"]
OutcomeKind = Literal[
    "mean",
    "median",
    "range",
    "change",
    "median-change",
    "percent-change",
    "difference",
    "relative-difference",
    "test",
    "within-group-test",
    "responders",
    "non-responders",
    "proportion",
    "adverse-event",
    "count",
    "prevalence",
    "ratio",
    "pooled-proportion",
    "pooled-difference",
    "pooled-ratio",
    "pooled-other",
    "network-estimate",
    "ranking",
    "correlation",
    "agreement",
    "time",
    "dose",
    "cost-or-burden",
    "other",
]
Unit = Literal[
    "%",
    "percentage points",
    "% a year",
    "hairs",
    "hairs/cm2",
    "people",
    "points",
    "studies",
    "events",
    "items",
    "micrometre",
    "micrometre/cm2",
    "micrometre2/cm2",
    "mm",
    "mm/day",
    "cm2",
    "units/cm2",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "mmHg",
    "ng/mL",
    "ng/dL",
    "ug/dL",
    "ng/mL x h",
    "ug/day",
    "mg/kg/day",
    "per 10,000 people",
    "per 100,000 patient-years",
    "disability-adjusted life years",
]
EffectKind = Literal[
    "mean-difference",
    "standardised-mean-difference",
    "risk-ratio",
    "odds-ratio",
    "hazard-ratio",
    "reporting-odds-ratio",
    "risk-difference",
    "number-needed-to-treat",
    "unnamed",
]
NoticeKind = Literal["retraction", "correction", "expression-of-concern"]

RANDOMISED: frozenset[str] = frozenset({"rct", "split-scalp-rct", "crossover-rct"})
REVIEWS: frozenset[str] = frozenset({"meta-analysis", "network-meta-analysis", "systematic-review"})
# what a comparator can be when it is no treatment of the dataset; "other" is one that has no record
CONTROLS: frozenset[str] = frozenset({"placebo", "vehicle", "sham", "no-treatment", "baseline-care"})
COMPARATORS: frozenset[str] = CONTROLS | {"other"}

# numbers of people, weeks and studies, and years: whole, and of a size that makes sense
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]
Year = Annotated[int, msgspec.Meta(ge=1800, le=2100)]
