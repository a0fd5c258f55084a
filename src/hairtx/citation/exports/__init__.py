"""Exchange formats, written: BibTeX, BibLaTeX, RIS, NBIB (MEDLINE) and CSL-JSON.

Written by hand, because no library writes them well enough from CSL-JSON in the time that there is: an
export may take a tenth longer than hello-world at most, and bibtexparser and pybtex take 40 ms to import
alone; bibtexparser's encoder has no protected capitals, and rispy writes any list of pairs as it is given.
Each format is proven in the tests by reading it back with a parser that is not ours.
"""

from collections.abc import Callable, Sequence

from hairtx.citation.csl import Item


def _bibtex(items: Sequence[Item]) -> str:
    from hairtx.citation.exports.bibtex import dump

    return dump(items)


def _biblatex(items: Sequence[Item]) -> str:
    from hairtx.citation.exports.bibtex import dump

    return dump(items, biblatex=True)


def _ris(items: Sequence[Item]) -> str:
    from hairtx.citation.exports.ris import dump

    return dump(items)


def _nbib(items: Sequence[Item]) -> str:
    from hairtx.citation.exports.nbib import dump

    return dump(items)


def _csl_json(items: Sequence[Item]) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(list(items)), indent=2).decode() + "\n"


EXPORTS: dict[str, Callable[[Sequence[Item]], str]] = {
    "bibtex": _bibtex,
    "biblatex": _biblatex,
    "ris": _ris,
    "nbib": _nbib,
    "csl-json": _csl_json,
}
