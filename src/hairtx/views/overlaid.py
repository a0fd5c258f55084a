"""The marks of overlays: wherever an answer shows a record that one added or changed, it says so.

They are set on the finished answer, so that no screen can forget them: on its page and on its JSON alike.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

import msgspec

from hairtx.changes import Change, OverlaidEdition
from hairtx.model import RECORDS, Kind
from hairtx.output import Answer
from hairtx.page import Block, Bullets, Facts, Heading, Line, Page, Paragraph, Row, Span, Table, text_of

_KINDS: Mapping[type, Kind] = {shape: kind for kind, shape in RECORDS.items()}
# the kind of the rows of commands whose rows do not say it
_OF_COMMANDS: Mapping[str, Kind] = {
    "list": "treatment", "studies": "study", "cite": "study", "condition": "condition", "define": "term",
}  # fmt: skip
# the kinds whose ids stand alone in lines and in rows that name no kind
_NAMED: Sequence[Kind] = ("study", "treatment")

# the overlays that touched a record, as they are named beside it
_Names: TypeAlias = Mapping[tuple[Kind, str], str]

# what the column of a table that holds ids is called; where there is none the first one holds them
_IDS = ("id", "key")


def marked(answer: Answer, *, json: bool) -> Answer:
    """The answer with every record of an overlay marked.

    In ``json`` each overlay that was left out is a message too; people were told on standard error before.
    """
    edition = cast("OverlaidEdition", answer.edition)
    touched: dict[tuple[str, str], list[Change]] = {}
    for change in edition.changes:
        touched.setdefault((change.kind, change.id), []).append(change)
    return Answer(
        command=answer.command,
        edition=edition,
        data=_data(answer.data, touched, _OF_COMMANDS.get(answer.command)),
        page=lambda: page(answer.page(), edition, _subject(answer.data), _OF_COMMANDS.get(answer.command)),
        messages=[*answer.messages, *(_left_out(edition) if json else ())],
    )


def _left_out(edition: OverlaidEdition) -> list[str]:
    return [
        f"the overlay {report.path} is left out: {report.count}; the first: {report.problems[0]}"
        for report in edition.overlays
        if report.problems
    ]


def _subject(data: Any) -> tuple[Kind, str] | None:
    """The one record that an answer is about, where it is about one."""
    if isinstance(data, dict) and data.get("kind") in RECORDS and "id" in data:
        return data["kind"], data["id"]
    return None


def _data(value: Any, touched: Mapping[tuple[str, str], Sequence[Change]], kind: str | None = None) -> Any:
    """The data with ``overlays`` in every object of a record that an overlay touched."""
    if isinstance(value, list | tuple):
        return [_data(each, touched, kind) for each in value]
    if type(value) in _KINDS:
        kind, value = _KINDS[type(value)], msgspec.to_builtins(value)
    if not isinstance(value, dict):
        return value
    kind = value["kind"] if value.get("kind") in RECORDS else kind
    out = {
        name: _data(each, touched, "study" if name == "studies" else None)
        if isinstance(each, list | tuple)
        else each
        for name, each in value.items()
    }
    id = value.get("id")
    kinds = (kind,) if kind else tuple(RECORDS)
    if changes := [change for each in kinds for change in touched.get((each, str(id)), ())]:
        out["overlays"] = [
            {"overlay": change.overlay, "path": change.path, "how": change.how, "fields": list(change.fields)}
            for change in changes
        ]
    return out


def page(
    made: Page, edition: OverlaidEdition, subject: tuple[Kind, str] | None = None, listed: Kind | None = None
) -> Page:
    """The page with its marks: a paragraph for its ``subject``, a note beside every other record, the footer.

    ``listed`` is the kind of the records of a listing, where its rows do not say it.
    """
    names: dict[tuple[Kind, str], str] = {}
    for change in edition.changes:
        before = names.get((change.kind, change.id))
        names[change.kind, change.id] = f"{before}, {change.overlay}" if before else change.overlay
    blocks = [_block(block, names, listed) for block in made.blocks]
    if subject:
        said = [Paragraph(_told(change)) for change in edition.changes if (change.kind, change.id) == subject]
        at = 1 if blocks and isinstance(blocks[0], Heading) else 0
        blocks[at:at] = said
    footer = made.footer
    if footer and edition.used:
        footer += f" With the overlay{'s' if len(edition.used) > 1 else ''} {', '.join(edition.used)}."
    return Page(tuple(blocks), footer)


def _told(change: Change) -> Line:
    if change.how == "added":
        text = f"Not in the bundled dataset: added by the overlay {change.overlay} ({change.path})."
    else:
        fields = ", ".join(name.replace("_", " ") for name in change.fields)
        text = f"Changed by the overlay {change.overlay} ({change.path}): {fields}."
    return (Span(text, "warn"),)


def _block(block: Block, names: _Names, listed: Kind | None) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(_line(block.line, names), block.indent)
    if isinstance(block, Bullets):
        return Bullets(tuple(_line(item, names) for item in block.items), block.labels)
    if isinstance(block, Facts):
        return Facts(tuple((label, _line(value, names)) for label, value in block.rows))
    if isinstance(block, Table):
        kinds = (listed,) if listed and block.listing else _NAMED
        rows = tuple(_row(row, block, names, kinds) for row in block.rows)
        return msgspec.structs.replace(block, rows=rows)
    return block


def _row(row: Row, table: Table, names: _Names, kinds: Sequence[Kind]) -> Row:
    """The row with the mark where no medium drops it, and where it is never part of an id."""
    texts = [text_of(cell).strip() for cell in row.cells]
    labels = [column.label for column in table.columns]
    ids = [text for text, label in zip(texts, labels, strict=True) if label in _IDS] or texts[:1]
    said = [text for text, label in zip(texts, labels, strict=True) if label == "kind" and text in RECORDS]
    name = _name(ids[0], names, cast("Sequence[Kind]", said) or kinds) if ids else None
    if name is None:
        return Row(row.cells, _line(row.detail, names))
    if row.detail and not table.listing:
        return Row(row.cells, (*row.detail, _mark(name)))
    columns = list(enumerate(table.columns))
    kept = [at for at, column in columns if not column.optional and column.label not in _IDS]
    last = kept[-1] if kept else len(columns) - 1
    cells = [(*cell, _mark(name)) if at == last else cell for at, cell in enumerate(row.cells)]
    return Row(tuple(cells), row.detail)


def _line(spans: Line, names: _Names) -> Line:
    """The line with a mark after every id that stands alone in a span of weight or of quiet."""
    out: list[Span] = []
    for span in spans:
        out.append(span)
        if span.role in ("strong", "muted") and (name := _name(span.text.strip(), names, _NAMED)):
            out.append(_mark(name))
    return tuple(out)


def _name(id: str, names: _Names, kinds: Sequence[Kind]) -> str | None:
    return next((names[kind, id] for kind in kinds if (kind, id) in names), None)


def _mark(name: str) -> Span:
    return Span(f" (overlay: {name})", "warn")
