r"""Text as LaTeX: specials escaped, accents as commands, capitals protected.

The specials are those of the LaTeX kernel (``# $ % & _ { } ~ ^ \``); accents are the commands that BibTeX's
own sorting and casing know (``{\'e}``). Letters that classic LaTeX has no command for stay as they are. A
brace is a command too: BibTeX counts braces that are escaped like all others.
"""

import re
import unicodedata

_SPECIALS = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&",
    "_": r"\_", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
}  # fmt: skip
SIGNS = {
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}", "Ø": r"{\O}",
    "å": r"{\aa}", "Å": r"{\AA}", "ł": r"{\l}", "Ł": r"{\L}", "ı": r"{\i}", "–": "--", "—": "---",
    "‘": "`", "’": "'", "“": "``", "”": "''", "…": r"{\ldots}", "®": r"{\textregistered}",
    "™": r"{\texttrademark}", "°": r"{\textdegree}", "±": r"{$\pm$}", "×": r"{$\times$}", "≥": r"{$\geq$}",
    "≤": r"{$\leq$}", "α": r"{$\alpha$}", "β": r"{$\beta$}", "γ": r"{$\gamma$}", "δ": r"{$\delta$}",
    "κ": r"{$\kappa$}", "λ": r"{$\lambda$}", "μ": r"{$\mu$}", "µ": r"{$\mu$}", "σ": r"{$\sigma$}",
    "ω": r"{$\omega$}", "\u00a0": "~", "‐": "-", "‑": "-",
}  # fmt: skip
ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
    "\u0331": "b",
}  # fmt: skip
_TAGS = {
    "<i>": r"\textit{", "<b>": r"\textbf{", "<sup>": r"\textsuperscript{", "<sub>": r"\textsubscript{",
    "<sc>": r"\textsc{",
}  # fmt: skip
_TAG = re.compile(r"(</?(?:i|b|sup|sub|sc)>|<span [^<>]*>|</span>)")


def escaped(text: str, *, ascii_only: bool = True) -> str:
    """Text with its specials escaped; with ``ascii_only`` also its accents and signs."""
    return "".join(_char(char, ascii_only) for char in unicodedata.normalize("NFC", text))


def title(text: str, *, ascii_only: bool = True) -> str:
    """A title in sentence case with its tags as commands and what must stay in capitals in braces."""
    out = ""
    first = True
    open_tags = 0
    for index, part in enumerate(_TAG.split(text)):
        if index % 2 == 0:
            words = re.split(r"(\s+)", part)
            for word in words:
                out += _word(word, first, ascii_only) if word.strip() else word
                first = first and not word.strip()
        elif part in _TAGS:
            out += _TAGS[part]
            open_tags += 1
        elif part.startswith("</") and part != "</span>" and open_tags:
            out += "}"
            open_tags -= 1
    return out + "}" * open_tags


def _word(word: str, first: bool, ascii_only: bool) -> str:
    text = escaped(word, ascii_only=ascii_only)
    # the first letter of a title is a capital anyway; any other is there for a reason
    capitals = word[1:] if first else word
    return "{" + text + "}" if capitals != capitals.lower() else text


def _char(char: str, ascii_only: bool) -> str:
    if char in _SPECIALS:
        return _SPECIALS[char]
    if not ascii_only or char.isascii():
        return char
    if char in SIGNS:
        return SIGNS[char]
    letter, *accents = list(unicodedata.normalize("NFD", char))
    if len(accents) == 1 and accents[0] in ACCENTS and letter.isascii():
        command = ACCENTS[accents[0]]
        letter = {"i": r"\i", "j": r"\j"}.get(letter, letter) if command not in "cdkb" else letter
        joint = "" if not command.isalpha() else "" if letter[0] == "\\" else " "
        return f"{{\\{command}{joint}{letter}}}"
    return char
