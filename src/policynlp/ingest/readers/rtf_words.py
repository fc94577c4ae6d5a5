"""Words of RTF: which groups hold no text, what stands for which character, which code page a font has."""

# ruff: noqa: E501 - tables are read by the line
from __future__ import annotations

import codecs

ANSI = "cp1252"
CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
"""Code page of a document by its first words."""
CHARSETS = {
    "0": "cp1252", "77": "mac_roman", "78": "cp932", "79": "cp949", "80": "cp936", "81": "cp950", "128": "cp932", "129": "cp949", "130": "johab", "134": "cp936", "136": "cp950",
    "161": "cp1253", "162": "cp1254", "163": "cp1258", "177": "cp1255", "178": "cp1256", "186": "cp1257", "204": "cp1251", "222": "cp874", "238": "cp1250",
    "254": "cp437", "255": "cp850",
}  # fmt: skip
"""Code page by the `fcharset` of a font (Windows character sets)."""
SYMBOLS = {
    "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "~": "\u00a0", "_": "\u2011", "-": "\u00ad", "{": "{", "}": "}", "\\": "\\", "\t": "\t",
    "softline": "\n", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
SKIPPED = frozenset((
    "annotation", "atnauthor", "atndate", "atnid", "atnref", "atrfend", "atrfstart", "background", "bkmkend", "bkmkstart", "blipuid", "buptim",
    "category", "colorschememapping", "colortbl", "comment", "company", "creatim", "datafield", "datastore", "doccomm", "docvar", "falt", "filetbl",
    "fname", "footer", "footerf", "footerl", "footerr", "footnote", "ftncn", "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl",
    "headerr", "hlinkbase", "keywords", "latentstyles", "linkval", "listlevel", "listoverridetable", "listpicture", "listtable", "listtext",
    "lsdlockedexcept", "manager", "mmathPr", "nextfile", "nonesttables", "nonshppict", "objalias", "objclass", "objdata", "objname", "objsect",
    "oldcprops", "oldpprops", "oldsprops", "oldtprops", "operator", "panose", "password", "pgptbl", "picprop", "pict", "pnseclvl", "pntext",
    "printim", "private", "propname", "protusertbl", "revtbl", "revtim", "rsidtbl", "sn", "sp", "staticval", "subject", "sv", "svb", "tc",
    "template", "themedata", "upr", "userprops", "wgrffmtfilter", "xe", "xmlnstbl",
))  # fmt: skip
"""Groups whose text is not part of the document: tables of fonts and colours, heads and feet of pages, notes, pictures."""


def codec_of(name: str) -> str | None:
    """The codec of a code page, None where Python knows none."""
    name = {"cp0": "cp1252", "cp10000": "mac_roman", "cp65001": "utf-8"}.get(name, name)
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None
