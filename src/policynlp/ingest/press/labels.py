"""Labels that stand before metadata, in the languages that the databases' pages come in, and what their values are."""

# ruff: noqa: E501 - tables of labels are read by the line
from __future__ import annotations

import re

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:：\t]{0,44}?)\s{0,2}(?:[:：]\t?|\t[:：]?)\s{0,9}(?P<value>.*)", re.DOTALL)
_WORDS = re.compile(
    r"(?P<n>\d[\d.,\u2009 ]{0,9}) ?(?:words?|mots?|w[öo]rter|palabras?|parole|palavras?|woorden|ord|слов\w{0,2}|[字語语]|[个個]字)\b",
    re.IGNORECASE,
)
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "titre", "titel", "título", "titulo", "titolo"),
    "subtitle": ("highlight", "subtitle", "sous-titre", "untertitel", "subtítulo"),
    "authors": ("byline", "author", "authors", "author/s", "auteur", "auteurs", "autor", "autoren", "autore", "autori", "autores"),
    "section": ("section", "rubrique", "rubrik", "sección", "sezione", "seção", "rubriek"),
    "words": ("length", "longueur", "länge", "laenge", "longitud", "lunghezza", "lengte", "word count"),
    "published": ("publication date", "date", "pub. date", "date de publication", "fecha de publicación", "erscheinungsdatum", "datum", "fecha", "data di pubblicazione", "data de publicação"),
    "outlet": ("publication title", "publication", "source title", "from", "titre de la publication", "título de publicación", "titel der publikation", "titolo della pubblicazione", "título da publicação"),
    "language": ("language", "language of publication", "langue", "langue de publication", "sprache", "sprache der publikation", "publikationssprache", "idioma", "idioma de la publicación", "lingua", "taal"),
    "copyright": ("copyright", "droits d'auteur"),
    "page": ("page", "pages", "first page", "seite", "seiten", "página", "páginas", "primera página", "première page"),
    "loaded": ("load-date", "date-chargement", "date de chargement", "ladedatum", "fecha de carga", "last updated", "dernière mise à jour", "última actualización", "zuletzt aktualisiert", "update"),
    "dateline": ("dateline",), "graphic": ("graphic", "photo", "photos", "drawing", "chart", "map", "graphique", "grafik", "gráfico"), "edition": ("edition", "édition", "ausgabe", "edición"),
    "subjects": ("subject", "subjects", "sujet", "sujets", "thema", "themen", "tema", "temas", "materia", "soggetto", "assunto", "term", "publication subject", "identifier / keyword", "identifiers / keywords", "business indexing term", "subject term", "mot-clé", "schlagwort"),
    "companies": ("company", "companies", "société", "societe", "unternehmen", "firma", "empresa", "company / organization", "organization", "organisation", "société / organisation", "unternehmen/organisation", "empresa / organización"),
    "people": ("person", "people", "personne", "personen", "persona", "personas"),
    "places": ("geographic", "geo-localization", "localisation-geo", "location", "city", "state", "country", "lieu", "ort", "lugar", "ubicación"),
    "industries": ("industry", "activity-sector", "secteur-activite", "branche", "industria"),
    "type": ("publication-type", "type-publication", "publication type", "document type", "document-type", "doc-type", "type de document", "tipo de documento", "dokumenttyp", "source type", "type de source", "tipo de fuente", "type", "pub-type"),
    "journal": ("journal-code", "journal code", "zeitungs-code", "code-journal", "issn", "eissn", "isbn"), "ticker": ("ticker", "stock-symbol", "symbole-boursier"),
    "database": ("database", "base de données", "datenbank", "base de datos"),
    "url": ("url", "document url", "url du document", "url del documento", "dokument-url"),
    "publisher": ("publisher", "éditeur", "verlag", "editorial", "place of publication", "country of publication", "publication year", "publication info", "lieu de publication", "pays de publication", "année de publication", "lugar de publicación", "país de publicación", "año de publicación", "erscheinungsort", "erscheinungsjahr", "verlagsort"),
    "accession": ("acc-no", "accession number", "accession no", "gale document number"),
    "correction": ("correction", "correction-date"), "series": ("series",), "distribution": ("distribution",), "volume": ("volume", "issue", "year", "number", "jahr", "année", "año"),
    "abstract": ("abstract", "résumé", "resumen", "zusammenfassung", "riassunto"), "links": ("links", "liens", "enlaces"),
    "full_text": ("full text", "texte intégral", "texto completo", "volltext", "testo completo"),
    "name": ("name",), "version": ("version",), "notes": ("notes",), "insert": ("insert", "encart"),
}  # fmt: skip
_KNOWN = {label: name for name, labels in _FIELDS.items() for label in labels}
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "en": ("英文", "英语", "英語", "english", "anglais", "englisch", "inglés", "ingles", "inglese", "inglês", "engels"), "fr": ("法文", "法语", "french", "français", "francais", "französisch", "francés", "francese", "frans"),
    "de": ("德文", "德语", "german", "allemand", "deutsch", "alemán", "tedesco", "duits"), "es": ("西班牙文", "西班牙语", "spanish", "espagnol", "spanisch", "español", "castellano", "spagnolo", "spaans"),
    "it": ("意大利文", "意大利语", "italian", "italien", "italienisch", "italiano"), "pt": ("portuguese", "portugais", "portugiesisch", "portugués", "português"), "nl": ("dutch", "néerlandais", "niederländisch", "nederlands", "dutch; flemish"),
    "ru": ("russian", "russe", "russisch", "ruso", "русский"), "zh": ("chinese", "chinois", "chinesisch", "chino", "chinese - traditional", "chinese - simplified", "中文", "chinese language"),
    "ja": ("日文", "日语", "日本語", "japanese", "japonais", "japanisch"), "ko": ("korean", "coréen"), "ar": ("arabic", "arabe", "arabisch"), "pl": ("polish", "polonais", "polnisch"), "sv": ("swedish", "suédois", "svenska"),
    "da": ("danish", "dansk"), "no": ("norwegian", "norsk"), "fi": ("finnish", "suomi"), "tr": ("turkish", "turc", "türkçe"), "id": ("indonesian", "bahasa indonesia"), "ms": ("malay",), "vi": ("vietnamese",), "th": ("thai",),
    "el": ("greek",), "cs": ("czech",), "hu": ("hungarian",), "ro": ("romanian",), "uk": ("ukrainian",), "he": ("hebrew",), "hi": ("hindi",), "ca": ("catalan", "català"),
}  # fmt: skip
_CODES = {name: code for code, names in _LANGUAGES.items() for name in names}
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b|copr\.|\(copyright|all rights reserved|tous droits r[ée]serv[ée]s|alle rechte vorbehalten|derechos reservados)",
    re.IGNORECASE,
)
_MOST_COPYRIGHT_CHARS = 400
_COMPANY = re.compile(
    r"\b(?:Inc|Ltd|Limited|LLC|LLP|PLC|Plc|plc|Corp|Corporation|Company|Co|GmbH|AG|KG|SE|S\.?A\.?S?|S\.?p\.?A|S\.?L|B\.?V|N\.?V|A/S|AB|Oy|Pty|Publishing|"
    r"Publishers?|Publications|Newspapers|Verlag|Editore|Editoriale|Holdings?|Communications)\.?\)?$"
)
_MOST_COMPANY_WORDS = 10
_NAME_ORDER = re.compile(r"([^,]{2,40}), ([^,]{2,40})")
_BY = re.compile(r"(?:by|par|von|por|di|door)\s+(?=\S)", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:correspondent|correspondant|korrespondent|reporter|editor|writer|bureau|staff|desk|redakteur|agency)\b",
    re.IGNORECASE,
)
_BEHIND_NAME = re.compile(r"\s*(?:[|/(–—]| in (?=[A-Z])|\S+@).*")


def labelled(line: str) -> tuple[str, str] | None:
    """Field and value of a line such as `Länge: 812 Wörter`, None where it begins with no known label."""
    found = _LABEL.match(line)
    name = _KNOWN.get(" ".join(found["label"].casefold().split())) if found else None
    if not found or not name or (name == "loaded" and not re.search(r"\d{4}", found["value"])):  # "Update: no ferries"
        return None
    return name, found["value"].strip()


def word_number(text: str) -> int | None:
    """The number of `812 words`, `1.204 Wörter`, `1,204 mots`; None without one."""
    found = _WORDS.search(text)
    digits = re.sub(r"\D", "", found["n"]) if found else ""
    return int(digits) if digits else None


def is_word_line(line: str) -> bool:
    """Whether a line is nothing but a number of words."""
    return len(line) <= 30 and _WORDS.fullmatch(line.strip(" .")) is not None


def language_code(name: str | None) -> str | None:
    """ISO 639-1 code of a language's name, in the language of the page; None where it is not known."""
    first = re.split(r"[;,|(]", name or "")[0].strip().casefold()
    return _CODES.get(first) or (first if first in _LANGUAGES else None)


def is_copyright(line: str) -> bool:
    """Whether a line says who holds the rights."""
    return len(line) <= _MOST_COPYRIGHT_CHARS and _COPYRIGHT.match(line) is not None


def is_company(line: str) -> bool:
    """Whether a line is nothing but the name of a company, as publishers' are."""
    return len(line.split()) <= _MOST_COMPANY_WORDS and _COMPANY.search(line) is not None


def author_names(value: str) -> tuple[str, ...]:
    """Names of a byline: `By Jane Doe and John Roe`, `Doe, Jane; Roe, John`."""
    value = _BY.sub("", " ".join(value.split()), count=1) if _BY.match(value) else " ".join(value.split())
    several = value.split(";") if ";" in value else [value]
    names: list[str] = []
    for part in several:
        part = part.strip(" .,")
        if (turned := _NAME_ORDER.fullmatch(part)) and " " not in turned[1].strip():
            names.append(f"{turned[2]} {turned[1]}")
        else:
            names += re.split(r",? (?:and|et|und|y|e|en) |, | & ", part)
    cleaned = [_BEHIND_NAME.sub("", name).strip(" .,-–—") for name in names]
    kept = [name for i, name in enumerate(cleaned) if name and len(name) <= 80 and not (i and _ROLE.search(name))]
    return tuple(dict.fromkeys(kept))
