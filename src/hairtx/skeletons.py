"""Records to fill in: every field that is needed, a comment on each that says what goes in, the rest commented out.

What is left empty is refused by ``hairtx check``, so a skeleton cannot be taken for a record.
"""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, get_args

from hairtx.model import Kind
from hairtx.vocabulary import Category, CslType, Design, UseStatus

_WIDTH = 100


class _Field(NamedTuple):
    """A line of a skeleton: what stands in it, what goes in, and whether a record can do without it."""

    text: str
    about: str
    optional: bool = False


class _Table(NamedTuple):
    """A table below the record's own: ``[[…]]`` where there may be ``many``."""

    name: str
    fields: tuple[_Field, ...]
    many: bool = False
    optional: bool = False


def skeleton(kind: Kind, id: str) -> str:
    """The text of a file with one record of ``kind`` to fill in."""
    lines = [
        f'# A {kind} of your own: fill in every "". Lines like #name = "" are there to choose from: take the #',
        "# away from those that you need. What you have not seen in a source does not go in.",
        "",
        f"[{kind}.{id}]",
    ]
    for part in _PARTS[kind]():
        if isinstance(part, _Field):
            lines += _field(part)
            continue
        header = f"[[{kind}.{id}.{part.name}]]" if part.many else f"[{kind}.{id}.{part.name}]"
        lines += ["", f"#{header}" if part.optional else header]
        for field in part.fields:
            lines += _field(field._replace(optional=field.optional or part.optional))
    return "\n".join(lines) + "\n"


def _field(field: _Field) -> list[str]:
    about = textwrap.wrap(
        field.about, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )
    return [*about, f"#{field.text}" if field.optional else field.text]


def _words(vocabulary: object) -> str:
    return ", ".join(get_args(vocabulary))


_STATEMENT = (
    _Field(
        'text = ""', "one claim in your own words; between-group results first, a null result said plainly"
    ),
    _Field('studies = [""]', "keys of the studies that support it (hairtx search WORDS --kind study)"),
    _Field('pages = [""]', "addresses, where a page alone supports it", optional=True),
)

# where the same was explained above
_FURTHER = (_Field('text = ""', ""), _Field('studies = [""]', ""))


def _treatment() -> Iterator[_Field | _Table]:
    yield _Field('name = ""', "the name as a heading has it")
    yield _Field(
        'aliases = [""]', "other names that people type; no other treatment may have them", optional=True
    )
    yield _Field('brands = [""]', "trade names", optional=True)
    yield _Field('category = ""', f"one of: {_words(Category)}")
    yield _Field(
        'uses = [\n  { condition = "", status = "" },\n]',
        "a condition's id (hairtx condition) for which a study of this treatment stands in the records; "
        f"status is one of: {_words(UseStatus)}",
    )
    yield _Table("bottom_line", _STATEMENT)
    yield _Table("mechanism", _FURTHER, many=True, optional=True)
    yield _Table("harms", _FURTHER, many=True, optional=True)
    yield _Table("dosing", _FURTHER, many=True, optional=True)
    yield _Table("caveats", _FURTHER, many=True, optional=True)


def _study() -> Iterator[_Field | _Table]:
    yield _Field('title = ""', "the title as printed, in sentence case, without a full stop")
    yield _Field('authors = [""]', 'all of them, each "Family, Given", or a group\'s name without a comma')
    yield _Field(
        "authors_partial = true", "where some, or with authors = [] all, are not known", optional=True
    )
    yield _Field('journal = ""', "the journal's full name", optional=True)
    yield _Field('journal_abbr = ""', "its abbreviation in PubMed, without full stops", optional=True)
    yield _Field('date = ""', "of publication: YYYY, YYYY-MM or YYYY-MM-DD")
    yield _Field('volume = ""', "the volume", optional=True)
    yield _Field('issue = ""', "the issue", optional=True)
    yield _Field('pages = ""', "123-130, or e45", optional=True)
    yield _Field('doi = ""', "10.1234/abc, without https://doi.org/", optional=True)
    yield _Field('pmid = ""', "PubMed's number, in quotation marks", optional=True)
    yield _Field('type = ""', f"one of: {_words(CslType)}")
    yield _Field('treatments = [""]', "ids of the treatments that it studies (hairtx list)")
    yield _Field('conditions = [""]', "ids of the conditions that its people had (hairtx condition)")
    yield _Field('design = ""', f"one of: {_words(Design)}")
    yield _Field(
        'pools = ""', "of a review, and of nothing else: randomised, mixed, non-randomised, unknown", True
    )
    yield _Field('n = ""', "a number, without quotation marks: people randomised or enrolled", optional=True)
    yield _Field(
        'analysed = ""', "a number, without quotation marks: people in the main analysis", optional=True
    )
    yield _Field(
        'weeks = ""',
        "a number, without quotation marks: how long treatment and follow-up lasted",
        optional=True,
    )
    yield _Field('finding = ""', "between-group results first; a gain over baseline alone is called that")
    yield _Field('harms = ""', "what went wrong, in how many", optional=True)
    yield _Field('limits = ""', "why it may mislead", optional=True)
    yield _Table(
        "comparisons",
        (
            _Field('treatment = ""', "the id of the treatment; one row for each result between groups"),
            _Field(
                'comparator = ""',
                "another's id, or placebo, vehicle, sham, no-treatment, baseline-care, other",
            ),
            _Field('condition = ""', "one of the conditions above"),
            _Field(
                'direction = ""',
                "favours-treatment, no-significant-difference, favours-comparator or mixed",
            ),
        ),
        many=True,
        optional=True,
    )
    yield _Table(
        "provenance",
        (
            _Field(
                'status = ""',
                "corroborated (every field seen on a primary page), partial, or unverified (nobody saw it "
                "whole: it counts for nothing)",
            ),
            _Field('checked = ""', "the day on which you looked: YYYY-MM-DD"),
            _Field(
                'seen = [\n  { page = "", kind = "" },\n]',
                "the pages on which you saw it; primary (its own page, PubMed, a registry) or secondary",
            ),
            _Field('unseen = [""]', "fields above that you have not seen in a source", optional=True),
        ),
    )


def _condition() -> Iterator[_Field | _Table]:
    yield _Field('name = ""', "the name as a heading has it")
    yield _Field(
        'aliases = [""]', "other names that people type; no other condition may have them", optional=True
    )
    yield _Field('scarring = ""', "true or false, without quotation marks: are follicles lost for good?")
    yield _Table("red_flags", _STATEMENT, many=True, optional=True)
    yield _Table("cause", _FURTHER, many=True, optional=True)
    yield _Table("course", _FURTHER, many=True, optional=True)


def _term() -> Iterator[_Field | _Table]:
    yield _Field('name = ""', "the term as people write it")
    yield _Field('aliases = [""]', "other spellings and abbreviations", optional=True)
    yield _Field('text = ""', "what it means, in one or two sentences")
    yield _Field('pages = [""]', "addresses of the pages that say so")


_PARTS: Mapping[Kind, Callable[[], Iterator[_Field | _Table]]] = {
    "treatment": _treatment,
    "study": _study,
    "condition": _condition,
    "term": _term,
}
