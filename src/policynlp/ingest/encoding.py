"""Bytes to characters: byte-order mark, then what the server says, then what the page says, then a guess.

The order follows the HTML standard's encoding sniffing (section 13.2.3.2): a mark wins over a header. Labels go through
the aliases that browsers use, so that `iso-8859-1` means windows-1252.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from policynlp.errors import Rejected

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE
)
_META_WITHIN_BYTES = 4096  # the standard says 1024; real pages put scripts before it
_BROWSER_ALIASES = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "ascii": "windows-1252"}
_SAMPLE_BYTES = 200_000  # a guess from more is no better, only slower
_BAD_SHARE = 0.001  # replacement characters up to one in a thousand are slips within a known encoding
_WESTERN_MARKS = frozenset("€‚„…‘’“”•–—™£¥§©«»®°±²³·¹¼½¾¿¡×\u00a0")
_RARE = ("cp0", "cp4", "cp7", "cp8", "cp10", "mac", "hp")
"""Code pages of DOS, mainframes and old Macs: no page of news is written in them, but guesses end there."""
_FEW_ODD = 0.01
"""Share of bytes beyond ASCII up to which they tell no language: names in an English text. Languages with a code page of
their own (Polish, Czech, Turkish, Lithuanian, Greek, Russian) have several times as many."""
_MAX_CHAOS = 0.2  # charset-normalizer's own threshold of mess


def decode(data: bytes, *, where: str, charset: str | None = None, markup: bool = False) -> tuple[str, str]:
    """The text of some bytes, and how it was decoded.

    Args:
        data: As fetched.
        where: For the error.
        charset: From the HTTP header, if any.
        markup: Look for a declaration inside (`<meta charset>`, `<?xml encoding>`).

    Returns:
        Text without its mark, and `encoding/how`: `bom`, `header`, `meta`, `valid` (it is UTF-8) or `detected`.

    Raises:
        Rejected: `encoding` where nothing fits.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            if text is not None:
                return text, f"{name}/bom"
    declared = [(charset, "header")] if charset else []
    if markup and (found := _META.search(data[:_META_WITHIN_BYTES])):
        declared.append((found[1].decode("ascii"), "meta"))
    for label, how in declared:
        codec = _codec(label or "")
        if codec and (text := _almost(data, codec)) is not None:
            return text, f"{codec}/{how}"
    if (text := _strict(data, "utf-8")) is not None:
        return text, "utf-8/valid"
    best = from_bytes(data[:_SAMPLE_BYTES], threshold=_MAX_CHAOS).best()
    unsure = best is not None and (best.coherence == 0 or best.encoding.startswith(_RARE) or _is_rarely_odd(data))
    if unsure and (text := _western(data)) is not None:
        return text, "cp1252/detected"
    if best is not None and (text := _almost(data, best.encoding)) is not None and (best.coherence > 0 or _mostly_ascii(text)):
        return text, f"{best.encoding.replace('_', '-')}/detected"
    raise Rejected(
        "encoding",
        "the characters cannot be decoded" + (f" (declared as {declared[0][0]})" if declared else ""),
        where=where,
        hint="Save the file as UTF-8.",
    )


def _codec(label: str) -> str | None:
    label = label.strip().strip("\"'").lower()
    label = _BROWSER_ALIASES.get(label, label)
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _mostly_ascii(text: str) -> bool:
    """Short texts show no language; those in Latin script are told by their plain letters."""
    letters = [c for c in text[:2000] if c.isalpha()]
    return sum(c.isascii() for c in letters) * 2 > len(letters)


def _is_rarely_odd(data: bytes) -> bool:
    sample = data[:_SAMPLE_BYTES]
    return sum(byte > 127 for byte in sample) <= len(sample) * _FEW_ODD


def _western(data: bytes) -> str | None:
    """Windows-1252, where no language speaks for another code page and every odd byte is a letter or mark of it.

    A price list with a handful of accents has no language to be told by; what browsers fall back on is the best guess then.
    """
    text = _strict(data, "cp1252")
    if text is None or not _mostly_ascii(text):
        return None
    odd = {c for c in text if not c.isascii()}
    return text if all(c.isalpha() or c in _WESTERN_MARKS for c in odd) else None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _almost(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name, "replace")
    except (UnicodeError, LookupError):
        return None
    return text if text.count("\ufffd") <= len(text) * _BAD_SHARE else None
