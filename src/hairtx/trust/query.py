"""The PubMed query for a treatment: its names, and the words for hair loss."""

from hairtx.model import Treatment

HAIR = (
    '(alopecia[mh] OR alopecia*[tiab] OR "hair loss"[tiab] OR baldness[tiab] OR "hair growth"[tiab] '
    'OR "hair regrowth"[tiab] OR "hair density"[tiab] OR "hair restoration"[tiab])'
)


def query(treatment: Treatment | None) -> str:
    """What is asked of PubMed: any name, alias or brand of ``treatment`` together with hair loss, or that alone."""
    if treatment is None:
        return HAIR
    given = (treatment.name, *treatment.aliases, *treatment.brands, *treatment.ambiguous)
    names = dict.fromkeys(name for text in given for name in _searched(text))
    return f"({' OR '.join(f'{chr(34)}{name}{chr(34)}[tiab]' for name in names)}) AND {HAIR}"


def _searched(name: str) -> list[str]:
    """A name as PubMed's quotes can hold it; one with a remark in brackets also without it."""
    bare, _, remark = name.partition("(")
    forms = (bare, remark.partition(")")[0]) if remark else (name,)
    plain = (
        " ".join("".join(c if c.isalnum() or c in "-'.+" else " " for c in form).split()) for form in forms
    )
    # one letter finds everything
    return [form for form in plain if len(form) > 1]
