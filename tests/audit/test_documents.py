"""Files to text: what each kind gives, and one plain line where it cannot be read."""

import io
import sys
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, DecodedStreamObject, DictionaryObject, NameObject

from hairtx.audit import documents
from hairtx.audit.documents import DocumentError, load


def pdf(*pages: list[str], password: str = "") -> bytes:
    """A PDF of pages of lines in Helvetica, written by hand."""
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 10 Tf 40 760 Td {shown} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(ContentStream(stream, writer))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_is_read_page_after_page_without_the_numbers_of_its_pages():
    found = load(pdf(["1. Tak YJ. Hair re-", "1"], ["generation. Cell. 2020.", "Page 2 of 2"]), "a.pdf")
    assert found.text.split("\n") == ["1. Tak YJ. Hair re-", "generation. Cell. 2020."]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf(["hair"], password="secret"), "encrypted PDF"),
        (pdf(), "without pages"),
        (pdf([]), "images alone"),
        (b"%PDF-1.7\n1 0 obj\n<<", "broken PDF"),
        (b"%PDF-", "broken PDF"),
    ],
    ids=["encrypted", "no pages", "images", "broken", "empty"],
)
def test_a_pdf_that_cannot_be_read_says_why_in_a_line(data, why):
    with pytest.raises(DocumentError, match=why) as caught:
        load(data, "a.pdf")
    assert "\n" not in str(caught.value)


def test_a_pdf_locked_against_changes_only_is_read():
    reader = PdfReader(io.BytesIO(pdf(["hair"])))
    writer = PdfWriter(clone_from=reader)
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert load(out.getvalue(), "a.pdf").text == "hair"


def test_a_docx_gives_paragraphs_the_numbers_of_its_lists_tables_and_links():
    made = docx.Document()
    made.add_heading("References", 1)
    for text in ("Tak YJ. One. 2020.", "Festa E. Two. 2011."):
        numbered = made.add_paragraph(text)
        properties = numbered._p.get_or_add_pPr()._add_numPr()
        properties._add_numId().val = 7
    made.add_table(1, 1).cell(0, 0).text = "in a table"
    link = made.add_paragraph()
    target = made.part.relate_to(
        "https://doi.org/10.1/x", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    element = docx.oxml.parse_xml(
        '<w:hyperlink xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:id="{target}"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
    )
    link._p.append(element)
    out = io.BytesIO()
    made.save(out)
    lines = [line for line in load(out.getvalue(), "a.docx").text.split("\n") if line]
    assert lines == [
        "# References",
        "1. Tak YJ. One. 2020.",
        "2. Festa E. Two. 2011.",
        "in a table",
        "here https://doi.org/10.1/x",
    ]


def test_a_zip_that_is_no_docx_or_a_broken_one_says_so():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hair")
    with pytest.raises(DocumentError, match="without a Word document"):
        load(out.getvalue(), "a.docx")
    with pytest.raises(DocumentError, match="broken DOCX"):
        load(b"PK\x03\x04 and nothing else", "a.docx")
    with pytest.raises(DocumentError, match="not a DOCX file"):
        load(b"hair", "a.docx")


@pytest.mark.parametrize(
    ("module", "data", "name"), [("pypdf", b"%PDF-1.7", "a.pdf"), ("docx", b"PK\x03\x04", "a.docx")]
)
def test_a_reader_that_is_not_installed_says_how_to_get_it(monkeypatch, module, data, name):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DocumentError, match=r"pip install 'hairtx\[documents\]'"):
        load(data, name)


def test_html_gives_what_is_seen_numbered_lists_and_the_addresses_of_links():
    page = (
        "<!DOCTYPE html><html><head><title>x</title><script>1. no</script></head><body><h2>References</h2>"
        "<ol start=3><li>Tak &amp; <i>others</i>. One. <a href='https://doi.org/10.1/x'>link</a></li><li>Two</li></ol>"
        "<p>a<br>b</p></body></html>"
    )
    text = load(page.encode(), "x").text
    assert [line for line in text.split("\n") if line] == [
        "# References", "3. Tak & others. One. link https://doi.org/10.1/x", "4. Two", "a", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("Trüeb".encode(), "Trüeb", ""),
        ("Trüeb".encode("utf-8-sig"), "Trüeb", ""),
        ("Trüeb".encode("utf-16"), "Trüeb", "UTF-16"),
        ("Trüeb – ‘x’".encode("cp1252"), "Trüeb – ‘x’", "Windows-1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "cp1252"],
)
def test_an_encoding_is_told_where_it_is_not_utf_8(data, text, note):
    found = load(data, "a.txt")
    assert found.text == text
    assert bool(found.notes) == bool(note)
    assert note in " ".join(found.notes)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ris", "TY  - JOUR\nID  - k\nTI  - A title\nER  - \n"),
        ("", "TY  - JOUR\nID  - k\nTI  - A title\nER  - \n"),
        ("a.bib", "@article{k, title={A title}}"),
        ("", "@article{k, title={A title}}"),
        ("a.json", '[{"id": "k", "type": "article", "title": "A title"}]'),
        ("a.nbib", "PMID- 1\nTI  - A title\n"),
    ],
)
def test_files_of_references_are_read_as_entries_by_name_or_by_their_beginning(name, text):
    found = load(text.encode(), name)
    assert [item["title"] for item in found.items] == ["A title"]


def test_a_json_file_without_references_is_text():
    assert load(b'{"doi": "10.1/x"}', "a.json").items is None


def test_what_is_neither_text_nor_a_document_and_what_is_too_large_is_refused(monkeypatch):
    with pytest.raises(DocumentError, match="neither text"):
        load(b"\x89PNG\r\n\x1a\n\x00\x00\x00", "a.png")
    monkeypatch.setattr(documents, "LARGEST", 10)
    with pytest.raises(DocumentError, match="larger than"):
        load(b"x" * 11, "a.txt")


@pytest.mark.parametrize("start", ["²", "9" * 5000, "-1", "x"])
def test_a_list_of_html_that_begins_with_no_number_is_counted_from_nothing(start):
    assert (
        load(f"<html><ol start='{start}'><li>Tak YJ.</li></ol></html>".encode(), "a.html").text == "Tak YJ.\n"
    )


@pytest.mark.parametrize("broken", ["<![bogus[x]]>", f"&#{'9' * 5000};"])
def test_html_that_the_parser_cannot_take_says_what_to_do(broken):
    try:
        text = load(f"<html><p>hair {broken}</p></html>".encode(), "a.html").text
    except DocumentError as error:
        assert "save it as text" in str(error)  # noqa: PT017
    else:
        # later releases of Python forgive it
        assert text.startswith("hair")


def test_a_docx_whose_pictures_unfold_to_more_than_can_be_read_is_refused(monkeypatch):
    from hairtx.audit.documents import docx as reader

    made = io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(4_000_000))
    monkeypatch.setattr(reader, "LONGEST", 400_000)
    with pytest.raises(DocumentError, match="unfolds to more"):
        load(made.getvalue(), "a.docx")
