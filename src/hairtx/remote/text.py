"""Text from a service made plain: no markup, no entities, no controls, no endless strings."""

import html
import re

from hairtx.safe import safe

# nothing that is printed or compared is longer; what is, is not a title
LONGEST = 4000

# a tag proper, so that "p<b and c>d" stays as it is
_TAG = re.compile(r"""</?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def plain(value: object) -> str | None:
    """``value`` as one line of plain text; None if it is no text or has nothing in it."""
    if not isinstance(value, str):
        return None
    text = value[: LONGEST * 4]
    # records escape markup once or twice: "&lt;i&gt;", "&amp;lt;i&amp;gt;"
    for _ in range(2):
        text = html.unescape(_TAG.sub("", _COMMENT.sub("", text)))
    text = _TAG.sub("", text)
    return " ".join(safe(text).split())[:LONGEST].strip() or None


def texts(value: object) -> list[str]:
    """The texts of a list (or of a single text), plain; anything else in it is passed over."""
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := plain(item))]


def person(family: str, given: str | None, suffix: str | None) -> str:
    """A name in the form of ``model.Study.authors``; the comma sets its parts apart, so none stands inside one."""
    family, given, suffix = (
        part.replace(",", "").strip() if part else "" for part in (family, given, suffix)
    )
    if not given:
        return f"{family},"
    return f"{family}, {given}, {suffix}" if suffix else f"{family}, {given}"
