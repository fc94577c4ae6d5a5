"""Which language a text is in (py3langid, naive Bayes over byte n-grams)."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

MIN_WORDS = 12
"""Shorter texts are not judged: names and figures decide them."""
_SAMPLE_CHARS = 20_000
_MIN_PROBABILITY = 0.9
"""A text counts as foreign from this probability on: lists of names and figures stay below it."""


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str | None, float]:
    """ISO 639-1 code and probability; `(None, 0.0)` for texts too short to judge.

    Long texts are judged by their beginning and their middle, since pages may open with a foreign menu.
    """
    if len(text.split(maxsplit=MIN_WORDS)) < MIN_WORDS and not _unspaced(text):
        return None, 0.0
    half = _SAMPLE_CHARS // 2
    sample = text if len(text) <= _SAMPLE_CHARS else text[:half] + "\n" + text[len(text) // 2 :][:half]
    code, probability = _identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(code), float(probability)


def is_foreign(text: str, languages: tuple[str, ...]) -> str | None:
    """The code of a text's language if it is none of `languages`, else None; no languages means all are taken."""
    code, probability = language_of(text)
    return code if languages and code and code not in languages and probability >= _MIN_PROBABILITY else None


def _unspaced(text: str) -> bool:
    """Scripts that put no spaces between words."""
    return sum("\u2e80" <= c <= "\ud7ff" or "\u0e00" <= c <= "\u0e7f" for c in text[:400]) >= MIN_WORDS
