"""hairtx: a sourced reference on treatments for hair loss.

    >>> from hairtx import open_library
    >>> library = open_library()
    >>> adsc = library.treatment("adsc")
    >>> library.evidence("adsc", "male-pattern").level

``open_library`` gives a ``Library``: look-ups by id and by typed name, lists, the studies of a treatment
and the computed evidence. Records are described in ``hairtx.model``, evidence in ``hairtx.evidence``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hairtx.evidence import Evidence
    from hairtx.faults import DatasetError
    from hairtx.library import Library, open_library
    from hairtx.model import Condition, Outcome, Statement, Study, Term, Treatment
    from hairtx.names import AmbiguousNameError, Match, UnknownNameError

__version__ = "0.1.0"

__all__ = [
    "AmbiguousNameError",
    "Condition",
    "DatasetError",
    "Evidence",
    "Library",
    "Match",
    "Outcome",
    "Statement",
    "Study",
    "Term",
    "Treatment",
    "UnknownNameError",
    "__version__",
    "open_library",
]

_HOMES = {
    "DatasetError": "hairtx.faults",
    "Evidence": "hairtx.evidence",
    "Library": "hairtx.library",
    "open_library": "hairtx.library",
    "AmbiguousNameError": "hairtx.names",
    "Match": "hairtx.names",
    "UnknownNameError": "hairtx.names",
}


def __getattr__(name: str) -> Any:
    """Import on first use: the command line starts without what it does not need."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module 'hairtx' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "hairtx.model")), name)
