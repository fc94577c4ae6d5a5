"""What fuzzing begins with: small sources of our own, of each kind that is read."""

# ruff: noqa: E501 - a source on a line
from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import docx
from fpdf import FPDF

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
_LEAST_CHARS, _EVERY = 80, 6
SENTENCE = (
    "The council of the port said on Monday that the ferries would run again from June 2024, at a cost of 1.2 million euros."
)
PAGE = (
    "<html><head><title>Ferries</title><meta property='article:published_time' content='2024-05-06T07:15:00+03:00'>"
    f"<link rel='canonical' href='https://coast.example/a'></head><body><nav><a href='/'>Home</a></nav><article><h1>Ferries</h1><p>{SENTENCE}</p>"
    f"<h2>Later</h2><ul><li>Four basins are dredged.</li></ul><table><tr><th rowspan=2>Port</th><td>120</td></tr></table><p>Again, {SENTENCE}</p>"
    "</article></body></html>"
)
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}{\stylesheet{\s1 heading 1;}}{\info{\title Ferries}}\s1 Ferries\par "
    + SENTENCE
    + r'\par\trowd\cellx1\cellx2 East\cell 120\cell\row {\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt here}}'
    + r"\'e9\u8364?\par}"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Coast</title><item><title>Ferries &amp; quays</title>'
    "<link>https://coast.example/a</link><pubDate>Mon, 06 May 2024 07:15:00 GMT</pubDate><author>ana@x.example (Ana)</author></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title><entry><title>Ferries</title><link href="/a"/>'
    "<updated>2024-05-06T07:15:00Z</updated><author><name>Ana</name></author></entry></feed>"
)
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
    "<loc>https://coast.example/a</loc><lastmod>2024-05-06</lastmod><news:news><news:title>Ferries</news:title></news:news></url></urlset>"
)
INDEX = "<sitemapindex><sitemap><loc>https://coast.example/map2.xml</loc><lastmod>2024</lastmod></sitemap></sitemapindex>"
NEXIS = f"Ferries return\n\nCoast Times\n\nMay 6, 2024 Monday\n\nLength: 240 words\n\nBody\n\n{SENTENCE}\n\nEnd of Document\n"
QUERIES = (
    "rice export", '"food security"', "agricultur*", "rice OR wheat", "rice NOT export", "rice NEAR/3 export", "NEAR(rice export, 3)",
    "(rice OR wheat) AND tariff", "a AND (b OR", "“open”", 'col:"x"', "-x ^y {z} + *", "NEAR(a)", "'s-hertog",
)  # fmt: skip
SQL = (
    "SELECT 1", "SELECT * FROM quotes LIMIT 3", "WITH a AS (SELECT 1 x) SELECT * FROM a", "FROM quotes", "DESCRIBE quotes", "SUMMARIZE quotes",
    "PIVOT quotes ON kind USING count(*)", "EXPLAIN SELECT 1", "SHOW TABLES", "SELECT * FROM '/etc/passwd'", "COPY quotes TO 'x.csv'",
    "ATTACH 'x.db'", "SELECT * FROM read_text('secret.txt')", "SELECT getenv('HOME')", "PRAGMA version", "SET threads=1", "INSTALL httpfs",
    "SELECT x FROM (VALUES (1), (NULL)) t(x) WHERE x IN (SELECT 1)", "SELECT 'a' || $$b$$, [1, {'k': 2}], DATE '2024-01-01' + INTERVAL 1 DAY",
)  # fmt: skip
DATES = (
    "6 May 2024", "May 6, 2024", "last year", "the first half of 2023", "between 2020 and 2025", "three weeks ago", "Q3 2024", "fiscal year 2023/24",
    "the 1990s", "next Monday", "06/05/2024 07:15", "2024-05-06T07:15:00+03:00", "early March", "by the end of the decade", "2010-15", "44 BC",
    "from January to March 2021", "the past two and a half years", "Easter 2024", "2024年5月6日", "6 mai 2024",
)  # fmt: skip
NUMBERS = (
    "1.2 million euros", "twelve hundred and five", "one-fifth", "3 1/2 percent", "$4.5bn", "between 20 and 30", "2,000,000.50", "minus 7.5 %",
    "one hundred twenty-three thousand four hundred and fifty-six", "ten to the power of 9", "½", "1e308", "１２３", "٣٫٥", "1 000 000", "a dozen", "0.0",
)  # fmt: skip
PRODIGY = {
    "text": SENTENCE, "answer": "accept", "_annotator_id": "ana", "meta": {"unit": "u1"}, "complete": True, "shown": True,
    "spans": [{"start": 4, "end": 11, "label": "ORG", "id": "s1"}], "relations": [], "annotations": {}, "accept": ["economy"],
}  # fmt: skip
STUDIO = [
    {"id": "r1", "from_name": "quotes", "to_name": "text", "type": "labels", "value": {"start": 0, "end": 11, "text": "The council", "labels": ["source"]}},
    {"id": "r2", "from_name": "quotes", "to_name": "text", "type": "labels", "value": {"start": 41, "end": 80, "labels": ["content"]}},
    {"type": "relation", "from_id": "r2", "to_id": "r1", "direction": "right", "labels": []},
    {"id": "t", "from_name": "themes", "to_name": "text", "type": "choices", "value": {"choices": ["economy"]}},
]  # fmt: skip
DECISIONS = (
    "key,unit,layer,document,work,text_sha256,passage,start,end,text,action,target,value,machine,machine_version,machine_score,shown,adjudicates,"
    "undoes,seconds,guideline,note,seq,account,at\nk1,u1,themes,d1,w1,abc,,0,4,text,accept,economy,true,,1,0.5,true,false,,2.5,,,1,ana,2024-01-01\n"
)


def _pdf() -> bytes:
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    paper.multi_cell(150, 6, SENTENCE * 3)
    return bytes(paper.output())


def _docx() -> bytes:
    paper, buffer = docx.Document(), io.BytesIO()
    paper.add_heading("Ferries", 1)
    paper.add_paragraph(SENTENCE)
    paper.add_table(rows=2, cols=2).cell(0, 0).text = "Port"
    paper.save(buffer)
    with zipfile.ZipFile(buffer) as packed:  # stored, so that changed bytes reach the XML
        parts = {name: packed.read(name) for name in packed.namelist() if name.endswith((".xml", ".rels"))}
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stored.getvalue()


def _paragraphs() -> tuple[bytes, ...]:
    """Of the sample texts, and what texts that were rejected had in them."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    found = [p.encode() for text in texts for p in text.split("\n") if len(p) > _LEAST_CHARS][::_EVERY]
    odd = "The mill opened in April 1947; in May of the same year it paid 8.4 yuan per ½ kilogram."
    return (odd.encode(), *found)


@lru_cache(maxsize=1)
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Beginnings by the name of a target."""
    rows = "".join(json.dumps({"id": n, "text": SENTENCE, "date": "2024-05-06"}) + "\n" for n in range(2))
    table = f'no,day,head,text\n7,2024-05-06,Ferries,"{SENTENCE}"\n8,19847,,"line\n""end"""\n'
    texts = tuple(
        t.encode()
        for t in (f"Ferries\n\nBy Ana Ruiz | 6 May 2024\n\n{SENTENCE}\n\n1. One\n2. Two\n\nPort\tCalls\nEast\t120\n", NEXIS)
    )
    return {
        "html": (PAGE.encode(), b"<p>" * 50, PAGE.encode("utf-16")),
        "pdf": (_pdf(),),
        "docx": (_docx(),),
        "rtf": (RTF.encode("latin-1"),),
        "csv": (table.encode(), table.replace(",", ";").encode("cp1252")),
        "jsonl": (rows.encode(), b'{"id": 1, "text": "a\\ud800b"}\n'),
        "feed": (RSS.encode(), ATOM.encode()),
        "sitemap": (SITEMAP.encode(), INDEX.encode()),
        "encoding": (*texts, SENTENCE.encode("utf-16"), "Grüße, £3 – “no”".encode("cp1252"), b"%PDF-1.4", b"PK\x03\x04"),
        "passages": texts,
        "quotations": (bytes(range(256)), b"\x00\x40\x80\xc0" * 60),
        "numbers": tuple(t.encode() for t in NUMBERS),
        "dates": tuple(t.encode() for t in DATES),
        "tagging": _paragraphs(),
        "fts": tuple(t.encode() for t in QUERIES),
        "sql": tuple(t.encode() for t in SQL),
        "labels": (json.dumps(PRODIGY).encode(), json.dumps(STUDIO).encode(), DECISIONS.encode()),
    }
