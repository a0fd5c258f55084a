"""The elements that print: text, number, label, date, names, group, choose (CSL 1.0.2, "Rendering Elements")."""

from collections.abc import Iterable

from hairtx.citation.processor.cite import NOTHING, Cite, Out
from hairtx.citation.processor.conditions import holds
from hairtx.citation.processor.dates import date_pieces, sort_key, when
from hairtx.citation.processor.markup import pieces_of, thinned
from hairtx.citation.processor.names import names
from hairtx.citation.processor.numbers import is_numeric, is_plural, ordinal, pages, roman
from hairtx.citation.processor.pieces import Pieces, affix, empty, join
from hairtx.citation.processor.sheet import Node
from hairtx.citation.processor.style import bare, dressed, without_periods
from hairtx.citation.processor.textcase import cased

# numbers whose ranges take the dash of pages
_DASHED = frozenset({"page", "locator", "issue", "volume", "edition", "number"})


def render(cite: Cite, node: Node) -> Out:
    """What an element prints for an item."""
    if node.tag == "text":
        return _text(cite, node)
    if node.tag == "group":
        return _group(cite, node)
    if node.tag == "choose":
        return _choose(cite, node)
    if node.tag == "names":
        return names(cite, node, render, _transparent)
    if node.tag == "date":
        return _date(cite, node)
    if node.tag == "number":
        return _number(cite, node)
    if node.tag == "label":
        return _label(cite, node)
    return Out([])


def together(cite: Cite, nodes: Iterable[Node], delimiter: str = "") -> Out:
    """What several elements print, with a delimiter between."""
    outs = [render(cite, node) for node in nodes]
    return Out(
        join([out.pieces for out in outs], delimiter),
        any(out.asked for out in outs),
        any(out.found for out in outs),
        any(out.term for out in outs),
    )


def _whole(cite: Cite, nodes: Iterable[Node], delimiter: str = "") -> Out:
    """A group or a macro: printed if a variable in it has something, or if it has terms and asks for none.

    What is printed counts as a variable that has something for the group around it.
    """
    begun = cite.begun
    out = together(cite, nodes, delimiter)
    if out.found or (out.term and not out.asked):
        return Out(out.pieces, out.asked, True)
    cite.begun = begun
    return Out([], out.asked)


def _group(cite: Cite, node: Node) -> Out:
    bare_dates = cite.dates_only
    delimiter = "" if bare_dates else node.at.get("delimiter", "")
    out = _whole(cite, _transparent(cite, node.children), delimiter)
    return out if bare_dates else out._replace(pieces=dressed(node, out.pieces))


def _transparent(cite: Cite, nodes: Iterable[Node]) -> Iterable[Node]:
    # a choose is not there: the delimiter around it goes between the elements of its branch
    for node in nodes:
        if node.tag == "choose":
            yield from _transparent(cite, _branch(cite, node))
        else:
            yield node


def _choose(cite: Cite, node: Node) -> Out:
    return together(cite, _branch(cite, node))


def _branch(cite: Cite, node: Node) -> tuple[Node, ...]:
    for branch in node.children:
        if branch.tag == "else" or holds(cite, branch):
            return branch.children
    return ()


def _text(cite: Cite, node: Node) -> Out:
    at = node.at
    if "macro" in at:
        out = _macro(cite, cite.sheet.macros.get(at["macro"]))
        pieces = out.pieces
        if at.get("strip-periods") == "true":
            pieces = without_periods(pieces)
        return out._replace(pieces=dressed(node, pieces))
    if "variable" in at:
        text = _variable(cite, at["variable"], at.get("form"))
        if not text:
            # a year's suffix counts as there, so that "n.d." may stand in a group with it
            return Out([], True, at["variable"] == "year-suffix")
        cite.use(at["variable"])
        return Out(_worded(cite, node, text), True, True)
    if "term" in at:
        text = cite.sheet.term(at["term"], at.get("form", "long"), at.get("plural") == "true") or ""
        if not cite.begun and not (cite.area == "citation" and cite.sheet.root.at.get("class") == "in-text"):
            # a term that begins a reference has a capital
            text = cased(text, "capitalize-first")
        cite.begun = cite.begun or bool(text)
        return Out(_worded(cite, node, text), term=bool(text))
    cite.begun = True
    return Out(_worded(cite, node, at.get("value", "")), term=True)


def _macro(cite: Cite, macro: Node | None) -> Out:
    if macro is None:
        return Out([])
    dated = cite.sorting and any(node.tag == "date" for node in macro.walk())
    cite.dates_only = cite.dates_only or dated
    out = _whole(cite, _transparent(cite, macro.children))
    if dated:
        cite.dates_only = False
    return out


def _worded(cite: Cite, node: Node, text: str) -> Pieces:
    if cite.dates_only:
        # a macro with dates sorts by these alone, not by the words around them
        return []
    if "text-case" in node.at:
        text = cased(thinned(text), node.at["text-case"], cite.english)
    if node.at.get("strip-periods") == "true":
        text = bare(text)
    return dressed(node, pieces_of(text, cite.sheet.quotes))


def _variable(cite: Cite, variable: str, form: str | None) -> str:
    if variable == "citation-number":
        return str(cite.number)
    if variable == "year-suffix":
        return cite.year_suffix
    if variable == "page-first":
        return _first_page(cite.value("page"))
    text = cite.value(variable, form)
    return _dashed(cite, variable, text) if variable in _DASHED else text


def _first_page(text: str) -> str:
    for mark in "-–,&":
        text = text.partition(mark)[0]
    return text.strip()


def _dashed(cite: Cite, variable: str, text: str) -> str:
    dash = cite.sheet.term("page-range-delimiter") or "–"
    if variable == "number" and cite.item.get("type") == "legal_case":
        # the hyphen of a docket's number is part of it
        return text
    if variable == "page":
        return pages(text, cite.sheet.root.at.get("page-range-format"), dash)
    # a dash that somebody wrote stays as it is
    return pages(text, None, dash) if is_numeric(text) and "–" not in text else text


def _number(cite: Cite, node: Node) -> Out:
    variable = node.at["variable"]
    text = _variable(cite, variable, None)
    if not text:
        return NOTHING
    cite.use(variable)
    form = node.at.get("form", "numeric")
    if text.isdecimal() and len(text) < 10:
        value = int(text)
        if form == "ordinal" or (form == "long-ordinal" and not 1 <= value <= 10):
            text = ordinal(cite.sheet, value, variable)
        elif form == "long-ordinal":
            text = cite.sheet.term(f"long-ordinal-{value:02}") or text
        elif form == "roman":
            text = roman(value)
    return Out(_worded(cite, node, text), True, True)


def _label(cite: Cite, node: Node) -> Out:
    variable = node.at["variable"]
    value = cite.value("page" if variable == "page-first" else variable)
    docket = variable == "number" and cite.item.get("type") == "legal_case"
    plural = not docket and is_plural(variable, value)
    plural = {"always": True, "never": False}.get(node.at.get("plural", ""), plural)
    text = cite.sheet.term(variable, node.at.get("form", "long"), plural) or ""
    return Out(_worded(cite, node, text), term=bool(text))


def _date(cite: Cite, node: Node) -> Out:
    variable = node.at["variable"]
    value = None if variable in cite.suppressed else when(cite.item.get(variable))
    if value is None:
        return NOTHING
    cite.use(variable)
    if cite.sorting:
        return Out(affix(sort_key(value, node)), True, True)
    suffix = cite.year_suffix if variable == "issued" and not cite.sheet.prints_year_suffix else ""
    pieces = date_pieces(cite.sheet, node, value, suffix)
    return Out(dressed(node, pieces), True, not empty(pieces))
