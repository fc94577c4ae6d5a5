"""Words as links compare them: stems, synonyms, and how much a shared word says.

Weights are fixed with the package, not counted in the corpus: what two documents have to do with each other must not
depend on which other documents were read before them.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*")
"""A word: letters, with inner hyphens and apostrophes; figures are compared elsewhere."""

STOPWORDS = frozenset(
    str.split(
        """a about above after again against all almost also although am among an and another any are around as at back be
    became because become been before being below between both but by came can come could did do does doing done down
    during each either else even ever every few for from further get give given go goes got had has have having he her
    here hers him his how however i if in including into is it its itself just last later least less like made make makes
    many may me might more most much must my near nearly next no nor not now of off on once one only onto or other our
    out over own per put rather reach reached same say says said see several shall she should since so some still such
    take taken than that the their them then there therefore these they this those though through thus till time times to
    together
    too toward towards two under until up upon us very was we well were what when where whether which while who whom
    whose why will with within without would yet you your year years month months day days decade according two three
    four five six seven eight nine ten eleven twelve twenty report
    reported figure figures number total sum amount amounted stood stands account accounts accounted accounting share
    shares proportion percentage percent per cent approximately roughly ago today thousand million billion trillion
    hundred dozen first second annual annually average averaged expect expects expected forecast forecasts projected
    predict predicts predicted aim aims aiming target targets goal estimate estimated record recorded"""
    )
)
"""Function words, and the words that every figure comes with; neither says what is measured."""

_SUFFIXES = (
    ("ically", ""), ("icity", ""), ("ical", ""), ("ally", ""), ("ational", "ation"), ("ization", "ize"), ("isation", "ize"),
    ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("ments", ""), ("sses", "ss"), ("ings", ""), ("ions", ""),
    ("edly", ""), ("ment", ""), ("ics", ""), ("ies", "y"), ("ing", ""), ("ied", "y"), ("ion", ""), ("ers", ""), ("ors", ""),
    ("al", ""), ("ic", ""), ("ed", ""), ("ly", ""), ("er", ""), ("or", ""), ("es", ""), ("s", ""),
)  # fmt: skip
_LEAST_STEM_CHARS = 3
_STEMS = {
    "water": "water",
    "waters": "water",
    "watering": "water",
    "used": "use",
    "using": "use",
    "user": "user",
    "users": "user",
    "grower": "farm",
    "growers": "farm",
}
"""Words whose ending would be taken for another one's ("water" is no watt, a grower is a farmer)."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word without its ending: crude on purpose, the same for verb and noun ("transferred", "transfers").

    Args:
        word: Any word; case does not matter.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("s'").replace("'", "")
    if word in _STEMS:
        return _STEMS[word]
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST_STEM_CHARS and not word.endswith("ss"):
            word = word[: len(word) - len(suffix)] + instead
            break
    if len(word) > _LEAST_STEM_CHARS and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.rstrip("eiy") if len(word) > _LEAST_STEM_CHARS else word  # "industry", "industrial"


def _read(name: str) -> str:
    return files("policynlp.link").joinpath("data", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _synonyms() -> tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Stem to the name of its group, and phrases (several words) with their replacement."""
    groups: Mapping[str, list[str]] = tomllib.loads(_read("synonyms.toml"))["groups"]
    words: dict[str, str] = {}
    phrases: list[tuple[re.Pattern[str], str]] = []
    for name, members in groups.items():
        for member in members:
            if " " in member:
                phrases.append((re.compile(rf"\b{re.escape(member)}(?:s|es)?\b"), f" {name} "))
            else:
                words[stem(member)] = name
    phrases.sort(key=lambda p: -len(p[0].pattern))
    return words, tuple(phrases)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    rows = (line.split("\t") for line in _read("word_weights.tsv").splitlines() if line and not line.startswith("#"))
    return {word: float(weight) for word, weight in rows}


_LEAST_GROUP_WEIGHT = 0.5
"""The groups are what statistics measure; they are frequent in the table as all their members were counted together."""
_MOVES = frozenset({"increase", "decrease", "country"})


@lru_cache(maxsize=200_000)
def weight(term: str) -> float:
    """How much a shared term says, 0 to 1: inverse document frequency, 1 for what the table does not know."""
    found = _weights().get(term, 1.0)
    if found < _LEAST_GROUP_WEIGHT and term in _group_names() and term not in FRAMES and term not in _MOVES:
        return _LEAST_GROUP_WEIGHT
    return found


@lru_cache(maxsize=200_000)
def _term(word: str) -> str:
    """The term of a lower-case word, empty for a stop word."""
    if word in STOPWORDS or len(word) < 2:
        return ""
    root = stem(word)
    return _synonyms()[0].get(root, root)


def terms(text: str) -> list[str]:
    """The words of a text that say something, as stems or names of their group of synonyms, in order.

    Args:
        text: A sentence or passage.
    """
    lowered = text.lower()
    for phrase, name in _synonyms()[1]:
        if phrase.search(lowered):
            lowered = phrase.sub(name, lowered)
    out = []
    for match in WORD.finditer(lowered):
        whole = match.group()
        for part in (whole,) if "-" not in whole else whole.split("-"):
            term = _term(part)
            if term:
                out.append(term)
    return out


def noun_phrase(text: str) -> list[str]:
    """The terms of a phrase up to its first preposition or clause: of "international passengers of Cairo" the first two."""
    return terms(_BEHIND_NOUN.split(text)[0])


def printed(words: Sequence[str], shared: Iterable[str]) -> list[str]:
    """The words of a sentence that stand for some terms, in its order: people read no stems.

    Args:
        words: Of a sentence, in lower case, as `verbatim.words_of` gives them.
        shared: Terms, as `terms` gives them; each is shown once.
    """
    line, wanted = " ".join(words), set(shared)
    found = [(m.start(), term, m[0]) for m in WORD.finditer(line) for term in terms(m[0]) if term in wanted]
    for phrase, name in _synonyms()[1]:
        if name.strip() in wanted:
            found += [(m.start(), name.strip(), m[0]) for m in phrase.finditer(line)]
    out: dict[str, str] = {}
    for _, term, word in sorted(found):
        out.setdefault(term, word)
    return list(dict.fromkeys(out.values()))


_BEHIND_NOUN = re.compile(r"\s(?:of|in|for|by|with|from|to|at|on|per|under|over|between|among|that|which|who)\s")
RESTRICTIONS = frozenset(
    stem(w)
    for w in str.split(
        """male female men women boy girl young youth old elderly adult child children infant urban rural private public
        primary secondary tertiary foreign domestic net gross real nominal average median monthly weekly daily quarterly
        annual northern southern eastern western north south east west offshore onshore upper lower direct indirect core
        household industrial residential commercial military civilian formal informal temporary part-time full-time new
        existing additional extra central federal local provincial municipal regional import export organic active
        maternal neonatal preschool higher university vocational indigenous immigrant wild"""
    )
)
"""Words that cut a measure down to a part; where one text has one and the other has not, the measures are not the same."""

FRAMES = frozenset(
    stem(w)
    for w in str.split(
        """brought bring came come reach reached stood hold held holds record recorded count counted register registered find
        found show shows showed see saw use used supply supplied provide provided employ make makes hit remain remained
        include including total compare compared write wrote say tell told data statistics survey bureau office ministry board
        agency note noted state stated level rate number counting place figure result contribute contributed help work run ran
        old central government authority authorities official officials part last current currently exist since begin began
        start turn go went left size large largest big high low recent recently newly average country budget call permanent
        define defined lie total plan plans promise promised pledge hope want decide agree official act amounts"""
    )
)
"""Words that frame a figure and may be exchanged without changing what is measured."""


def contrast(part: Iterable[str], whole: frozenset[str]) -> float:
    """Weight of the terms of `part` that `whole` lacks, frames left out."""
    return math.fsum(sorted(weight(w) for w in set(part) if w not in whole and w not in FRAMES))


def is_group(word: str) -> bool:
    """Whether a word belongs to a group of synonyms, and so names a thing, not a person or place."""
    return _term(word.lower()) in _group_names()


@lru_cache(maxsize=1)
def _group_names() -> frozenset[str]:
    return frozenset(_synonyms()[0].values())


def mass(words: Iterable[str]) -> float:
    """Sum of the weights of different terms; exact whatever their order."""
    return math.fsum(weight(w) for w in set(words))


def telling(part: frozenset[str]) -> frozenset[str]:
    """The terms of a set that are no frames; all of them where nothing else is there."""
    return (part - FRAMES) or part


def cover(part: frozenset[str], whole: frozenset[str]) -> float:
    """How much of the weight of `part` is found in `whole`, 0 to 1; 0 where there is nothing to find."""
    total = mass(part)
    return mass(part & whole) / total if total else 0.0
