"""Files that mean harm, made here so that none lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "The council of the port said on Monday that the ferries would run again from June."


def package(document: bytes | str, **more: bytes) -> bytes:
    """A DOCX with this main part, and others by name (`__` stands for a slash, `_dot_` for a dot)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def body(inner: str, *, head: str = "") -> str:
    """The main part of a DOCX with this content."""
    return f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def billion_laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return package(body(paragraph("&l9;"), head=f'<!DOCTYPE w:document [<!ENTITY l0 "laugh ">{levels}]>'))


def outside_entity(address: str = "file:///etc/passwd") -> bytes:
    return package(body(paragraph(f"{SENTENCE} &x;"), head=f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{address}">]>'))


def utf16_entity() -> bytes:
    text = body(paragraph("&x;"), head='<!DOCTYPE w:document [<!ENTITY x "laugh">]>').replace(
        '"1.0"?', '"1.0" encoding="UTF-16"?'
    )
    return package(text.encode("utf-16"))


def deep(levels: int) -> bytes:
    return package(body("<w:tbl><w:tr><w:tc>" * levels + paragraph(SENTENCE) + "</w:tc></w:tr></w:tbl>" * levels))


def many_elements(count: int) -> bytes:
    """A document whose tree takes far more memory than its bytes."""
    marks = "".join(f'<w:x w:n="{n * 7919 % 1_000_003:x}"/>' for n in range(count))
    return package(body(paragraph(SENTENCE) + marks))


def nested(levels: int) -> bytes:
    """A zip in a zip in a zip, within a DOCX."""
    inner = zlib.compress(bytes(10_000_000), 9)
    for _ in range(levels):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(8):
                archive.writestr(f"{n}.zip", inner)
        inner = buffer.getvalue()
    return package(body(paragraph(SENTENCE) * 3), word__embeddings__a_dot_zip=inner)


def lying(declared: int, actual: int) -> bytes:
    """A DOCX whose directory states another size of its main part than the part unfolds to; the checksum fits what is stated."""
    content = b" " * actual
    honest = package(content)
    crc_true, crc_stated = zlib.crc32(content), zlib.crc32(content[:declared])
    before = struct.pack("<L", crc_true)
    out = bytearray(honest)
    at = out.find(before)
    while at >= 0:
        out[at : at + 4] = struct.pack("<L", crc_stated)
        out[at + 8 : at + 12] = struct.pack("<L", declared)  # behind the compressed size
        at = out.find(before, at + 4)
    return bytes(out)


def overlapping(entries: int) -> bytes:
    """Entries that share one kernel of bytes (Fifield 2019, in its simplest form)."""
    kernel = zlib.compressobj(9, wbits=-15)
    content = bytes(1_000_000)
    data = kernel.compress(content) + kernel.flush()
    crc = zlib.crc32(content)
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(data), len(content), 17, 0) + b"word/document.xml"
    directory = b""
    for n in range(entries):
        name = b"word/document.xml" if n == 0 else f"word/d{n:010d}.xml".encode()
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(data), len(content), len(name), 0, 0, 0, 0, 0, 0
        )
        directory += name
    start = len(local) + len(data)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, entries, entries, len(directory), start, 0)
    return local + data + directory + end


def climbing(name: str) -> bytes:
    """A DOCX with a part whose name leads out of it."""
    buffer = io.BytesIO(package(body(paragraph(SENTENCE))))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    return buffer.getvalue()


def honest_docx() -> bytes:
    paper, buffer = docx.Document(), io.BytesIO()
    for _ in range(3):
        paper.add_paragraph(SENTENCE)
    paper.save(buffer)
    return buffer.getvalue()
