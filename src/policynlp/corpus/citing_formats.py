"""Citations as CSL-JSON, BibTeX and footnote."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from policynlp.corpus.citing import Citation

_SHORT_CHARS = 8
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CSL_TYPES = {"news": "article-newspaper", "policy": "report", "statistics": "report", "speech": "speech", "law": "legislation"}
_KIND_NAMES = {"list": "list item", "boilerplate": "note"}
_STRAIGHT_QUOTES = re.compile(r'"([^"]*)"')


def words_of(text: str | None) -> str:
    """Text on one line, without control characters and characters that turn its direction."""
    plain = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text or "")
    return " ".join("".join(c for c in plain if unicodedata.category(c) != "Cf" or c in "\u200c\u200d").split())


# Dates


def date_parts(iso: str | None) -> list[int]:
    """`2024-05-20T07:20` to `[2024, 5, 20]`; as many parts as are known."""
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", iso or "")
    return [int(part) for part in match.groups() if part] if match else []


def long_date(iso: str | None) -> str:
    """`May 20, 2024`, as far as it is known."""
    parts = date_parts(iso)
    if not parts:
        return ""
    month = _MONTHS[parts[1] - 1] if len(parts) > 1 else ""
    return f"{month} {parts[2]}, {parts[0]}" if len(parts) > 2 else f"{month} {parts[0]}".strip()


# Where in the text


def locator(citation: Citation) -> str:
    """`p. 3, para. 2`, `art. 12`; empty for a whole document."""
    out = []
    if citation.page is not None:
        out.append(f"p. {citation.page}")
    if citation.number:
        out.append(f"no. {citation.number.rstrip('.')}" if citation.number[:1].isdigit() else citation.number.rstrip("."))
    if citation.within in {"title", "heading"}:
        out.append(citation.within)
    elif citation.within:
        where = f" after para. {citation.paragraph}" if citation.paragraph else ""
        out.append(f"{_KIND_NAMES.get(citation.within, citation.within)}{where}")
    elif citation.paragraph:
        out.append(f"para. {citation.paragraph}")
    return ", ".join(out)


def cited_from(citation: Citation) -> str:
    """`figure 1f2e3d4c, release 2026.1 (policynlp 0.1.0)`."""
    parts = [f"{citation.what} {citation.id}"]
    if citation.release:
        parts.append(f"release {citation.release}")
    if citation.tagset:
        parts.append(f"tag set {citation.tagset[:_SHORT_CHARS]}")
    return f"{', '.join(parts)} (policynlp {citation.version})"


# Footnote


def footnote(citation: Citation) -> str:
    """One sentence, in the manner of the Chicago Manual of Style (17th edition, chapter 14)."""
    date = long_date(citation.published)
    authors = _joined(citation.authors)
    title = _inner_quotes(words_of(citation.title) or "untitled")
    rest = [
        words_of(citation.publisher) if citation.publisher not in citation.authors else "",
        f"last modified {date}" if date and citation.updated_only else date or "n.d.",
        locator(citation),
        f"accessed {long_date(citation.accessed)}" if citation.accessed else "",
        _safe_url(citation.url),
    ]
    head = f"{authors}, “{title},”" if authors else f"“{title},”"
    return f"{head} {', '.join(part for part in rest if part)}; {cited_from(citation)}."


def _joined(authors: tuple[str, ...]) -> str:
    names = [_natural(words_of(name)) for name in authors if words_of(name)]
    if len(names) > 3:
        return f"{names[0]} et al."
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _natural(name: str) -> str:
    """`Lopez, Ana` as `Ana Lopez`; any other order is left as it is printed."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else name


def _inner_quotes(title: str) -> str:
    """Quotation marks within quotation marks are single."""
    return _STRAIGHT_QUOTES.sub(r"‘\1’", title).replace("“", "‘").replace("”", "’").replace('"', "’")


def _safe_url(url: str | None) -> str:
    """The address, characters that no address may hold encoded."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]-._") if url else ""


# BibTeX


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped ones too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
}
_LIGATURES = re.compile(r"([-`'])(?=\1)|([?!])(?=`)")
"""TeX sets `--` as a dash, two quotation marks as one, and a question mark before a quotation mark upside down."""


def tex(text: str | None) -> str:
    """Text that TeX prints as it is; letters of any script are left alone (UTF-8)."""
    return _LIGATURES.sub(lambda m: f"{m[0]}{{}}", "".join(_TEX.get(c, c) for c in words_of(text)))


def bibtex(citation: Citation) -> str:
    """An entry; names are in braces, since no rule says which part of a name is the family's."""
    date = date_parts(citation.published)
    kind, holder = _bibtex_kind(citation)
    fields = {
        "author": " and ".join(_bibtex_name(name) for name in citation.authors if words_of(name)),
        "title": f"{{{tex(citation.title) or 'untitled'}}}",
        holder: tex(citation.publisher),
        "year": str(date[0]) if date else "",
        "month": _MONTHS[date[1] - 1][:3].lower() if len(date) > 1 else "",
        "date": "-".join(f"{part:02}" for part in date),
        "pages": str(citation.page) if citation.page is not None else "",
        "url": _safe_url(citation.url).replace("{", "%7B").replace("}", "%7D"),
        "urldate": citation.accessed or "",
        "note": tex("; ".join(part for part in (_filed(citation), locator(citation), cited_from(citation)) if part)),
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value]
    return f"@{kind}{{{_key(citation)},\n" + ",\n".join(lines) + "\n}\n"


def _filed(citation: Citation) -> str:
    """Where reporters were: no address of a publisher, which the field of that name is for."""
    return f"filed from {words_of(citation.place).replace('; ', ' and ')}" if citation.place else ""


def _bibtex_kind(citation: Citation) -> tuple[str, str]:
    """Type of entry, and the field that holds who published it."""
    if citation.genre == "news" and citation.publisher:
        return "article", "journal"
    if citation.genre in {"policy", "statistics"} and citation.publisher:
        return "techreport", "institution"
    return "misc", "publisher"


def _bibtex_name(name: str) -> str:
    family, comma, given = words_of(name).partition(",")
    if comma and given.strip() and "," not in given:
        return f"{{{tex(family)}}}, {{{tex(given)}}}"
    return f"{{{tex(name)}}}"


def _key(citation: Citation) -> str:
    """Letters and digits of ASCII: first author or publisher, year, first long word of the title, id."""
    who = _ascii((citation.authors or (citation.publisher or "anon",))[0]).split()
    title = [word for word in _ascii(citation.title or "").split() if len(word) > 3]
    date = date_parts(citation.published)
    parts = [who[-1] if who else "anon", str(date[0]) if date else "nd", title[0] if title else ""]
    return f"{''.join(parts)}-{citation.id[:_SHORT_CHARS]}"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain)


# CSL


def csl(citation: Citation) -> dict[str, Any]:
    """An item of CSL-JSON (schema 1.0.2); what has no field of its own stands in `note` and `custom`."""
    out: dict[str, Any] = {
        "id": _key(citation),
        "type": _csl_type(citation),
        "title": words_of(citation.title) or "untitled",
        "author": [_csl_name(name) for name in citation.authors if words_of(name)],
        "container-title" if citation.genre == "news" else "publisher": words_of(citation.publisher),
        "issued": _csl_date(citation.published),
        "accessed": _csl_date(citation.accessed),
        "URL": _safe_url(citation.url),
        "page": str(citation.page) if citation.page is not None else "",
        "section": words_of(citation.section),
        "locator": locator(citation),
        "note": "; ".join(part for part in (_filed(citation), cited_from(citation)) if part),
        "custom": {
            "policynlp": {
                "id": citation.id,
                "what": citation.what,
                "document": citation.document,
                "words": citation.words,
                "tagset": citation.tagset,
                "release": citation.release,
                "version": citation.version,
            }
        },
    }
    return {name: value for name, value in out.items() if value}


def _csl_type(citation: Citation) -> str:
    return _CSL_TYPES.get(citation.genre) or ("webpage" if citation.url else "document")


def _csl_name(name: str) -> dict[str, str]:
    family, comma, given = words_of(name).partition(",")
    if comma and given.strip() and "," not in given:
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": words_of(name)}


def _csl_date(iso: str | None) -> dict[str, Any]:
    parts = date_parts(iso)
    return {"date-parts": [parts]} if parts else {}
