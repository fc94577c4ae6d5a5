"""How a text is read: as the words that must stand in a passage, or as a question whose words may."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policynlp.corpus.search.query_language import phrases, to_fts5, wanted_words
from policynlp.errors import InputError

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SYNTAX = re.compile(r'["“”„«»()*]|(?:^|\s)(?:AND|OR|NOT|NEAR(?:/\d+)?)(?=\s|$|\()')
_OPERATORS = re.compile(r'["“”„«»*]|(?:^|[\s()])(?:AND|OR|NOT|NEAR(?:/\d+)?)(?=[\s()]|$)')
"""What somebody types who wants it kept to; brackets alone stand in many a title."""
_QUOTES_ALONE = re.compile(r"(?:^|\s)(?:AND|OR|NOT|NEAR(?:/\d+)?)(?=\s|$|\()|[()*]")
_ASKING_WORDS = "who whom whose what which when where why how did does do is are was were has have can could should"
_EMPTY_WORDS = """
    a about above after again against all also am an and any are as at be because been before being below between both but by can
    could did do does doing down during each either else ever few for from further get give given go had has have having he her here
    hers him his how i if in into is it its itself just let like made make many may me might more most much must my no nor not of off
    on once one only or other our ours out over own per said same say says shall she should so some speak speaks spoke spoken such
    tell than that the their theirs them then there these they this those through to too under until up upon us very was we were what
    when where which while who whom whose why will with within without would you your yours
"""
_MAX_WORDS = 24
"""Words of a question that are looked for; the rest of a pasted paragraph is left to meaning."""
_ASKING = frozenset(_ASKING_WORDS.split())
_MOST_WANTED = 6
"""Plain words that must all be there; whoever types more describes what is sought."""
STOP_WORDS = frozenset(_EMPTY_WORDS.split())
"""Words that say nothing of the subject of a question; only questions lose them, never phrases or what is typed with operators."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a text ask of FTS5.

    Attributes:
        expression: Expression that finds; None where there is no word to look for.
        ranked: Any of the words will do, so the best count and not all that have one.
        loosens: Any of the words will do where hardly a passage has all of them.
        binding: What is found by meaning must fulfil the expression, too: the text has operators, or a phrase.
        meant: What the encoder reads in place of the text, where the text has operators.
        any_word: Expression for marking whatever words of the text a passage has.
        note: How it was read, where that is not as typed.
        words: The content words.
    """

    expression: str | None
    ranked: bool = False
    any_word: str | None = None
    note: str | None = None
    words: tuple[str, ...] = ()
    loosens: bool = False
    binding: bool = False
    meant: str | None = None

    def loosened(self) -> Reading:
        """The same words, any of which will do."""
        return replace(self, expression=self.any_word, ranked=True, loosens=False)


def strictly(text: str) -> Reading:
    """As typed: every word must be there.

    Raises:
        InputError: The text breaks the query language.
    """
    expression = to_fts5(text)
    return Reading(expression, any_word=expression)


def freely(text: str) -> Reading:
    """As typed where the text has operators; a question by any of its content words and all that it quotes; plain words by all.

    Never fails: what cannot be parsed is taken as a question.
    """
    words = content_words(text)
    loose = " OR ".join(f'"{word}"' for word in words) or None
    try:
        expression = to_fts5(text)
    except InputError as error:
        why = f"Read as any of the words {', '.join(words)}: {error.what}." if words else f"{error.what}."
        return Reading(loose, True, loose, why, tuple(words))
    if _SYNTAX.search(text):
        if is_question(text) and not _QUOTES_ALONE.search(text) and (quoted := phrases(text)):
            kept = "A question: what is quoted must be there."
            return Reading(quoted, any_word=loose, note=kept, binding=True, meant=wanted_words(text))
        binding = _OPERATORS.search(text) is not None
        return Reading(expression, any_word=loose, binding=binding, meant=wanted_words(text) if binding else None)
    if is_question(text) or len(words) > _MOST_WANTED:
        note = f"A question: any of the words {', '.join(words)} counts." if words else None
        return Reading(loose, True, loose, note, tuple(words))
    if not words:
        return Reading(expression, any_word=expression)
    return Reading(" AND ".join(f'"{word}"' for word in words), any_word=loose, words=tuple(words), loosens=len(words) > 1)


def is_question(text: str) -> bool:
    """Whether somebody asks something, as against naming words."""
    first = _WORD.search(text)
    return text.rstrip().endswith("?") or (first is not None and first[0].casefold() in _ASKING and " " in text.strip())


def content_words(text: str) -> list[str]:
    """The words of a text that say what it is about, in order; all of them where none does."""
    found = dict.fromkeys(word.casefold() for word in _WORD.findall(text.replace("\x00", " ")))
    kept = [word for word in found if word not in STOP_WORDS]
    return (kept or list(found))[:_MAX_WORDS]
