"""Headlines that end with who says so: `Wheat harvest to shrink, says ministry`, `Ceasefire near – officials`.

Headlines drop articles and verbs, so the parser is of no use: a short last part that holds a speaker and nothing but a
cue decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.cues import REPORTING
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import ABSTRACT_SPEAKERS, INSTITUTIONS, PEOPLE_NOUNS

_TITLE_TOKENS = 30
_LAST_PART_TOKENS = 8
_BARE_TOKENS = 4
_MIN_CONTENT_TOKENS = 2
_SPEAKERS = PEOPLE_NOUNS | INSTITUTIONS | ABSTRACT_SPEAKERS
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_DASHES = frozenset({"–", "—", "-", "--"})
_ENDINGS = ("s", "es", "ed", "d", "")
_SHORT = frozenset({"pm", "eu", "un", "mp", "mps", "mep", "meps", "fm", "pope", "imf", "who"})
_ARTICLES = frozenset({"the", "a", "an"})
_ABOUT = frozenset({"on", "over", "after", "in", "about", "of", "for", "from", "to", "at"})


def headline_attributions(reading: Reading) -> Iterator[Attribution]:
    """The attribution of every title and of a first passage that is no full sentence, if its last part names who says so."""
    for index, passage in enumerate(reading.passages):
        if index and passage.kind not in {"title", "heading"}:
            continue
        first, end = reading.passage_tokens[index]
        while end > first and reading.doc[end - 1].is_space:
            end -= 1
        if not _MIN_CONTENT_TOKENS < end - first <= _TITLE_TOKENS or reading.doc[end - 1].text in {".", "?", "!", ":"}:
            continue
        found = _headline(reading, first, end)
        if found is not None:
            yield found


def _headline(reading: Reading, first: int, end: int) -> Attribution | None:
    """The last part behind a comma, dash, colon or closing mark; a second headline behind a semicolon is left out."""
    doc = reading.doc
    end = next((i for i in range(first + _MIN_CONTENT_TOKENS, end) if doc[i].text == ";"), end)
    for i in range(end - 2, max(first + _MIN_CONTENT_TOKENS, end - _LAST_PART_TOKENS - 2) - 1, -1):
        text = doc[i].text
        if text == ",":
            return _with_cue(reading, first, i, i + 1, end) or None
        if text in _DASHES and doc[i - 1].whitespace_:
            return _bare(reading, first, i, end) or _with_cue(reading, first, i, i + 1, end)
        if text == ":":
            return _bare(reading, first, i, end)
    return None


def _with_cue(reading: Reading, first: int, stop: int, start: int, end: int) -> Attribution | None:
    """`..., says ministry`, `..., nurses warn`: a cue at one end of the last part, a speaker in the rest."""
    for at, mention in ((start, (start + 1, end)), (end - 1, (start, end - 1))):
        if mention[0] < mention[1] and _is_cue(reading.doc[at].lower_):
            head = _speaker(reading, *mention)
            if head >= 0:
                return _made(reading, (first, stop), (at, at + 1), head, mention)
    return None


def _bare(reading: Reading, first: int, mark: int, end: int) -> Attribution | None:
    """`... – officials`, `"...": minister`."""
    stop = next((i for i in range(mark + 1, end) if reading.doc[i].lower_ in _ABOUT), end)  # "minister on closures"
    quoted = reading.text[reading.ends[mark - 1] - 1] in "\"”’'»“"
    if stop - mark - 1 > (_LAST_PART_TOKENS if quoted else _BARE_TOKENS):
        return None
    head = _speaker(reading, mark + 1, stop)
    article = any(
        reading.doc[i].lower_ in _ARTICLES for i in range(mark + 1, stop)
    )  # "Two decades of transfers: a budget note"
    if head != stop - 1 or (not quoted and (stop < end or article)):
        return None
    return _made(reading, (first, mark), (mark, mark + 1), head, (mark + 1, stop))


def _is_cue(word: str) -> bool:
    return any(word.endswith(e) and word[: len(word) - len(e)] in REPORTING for e in _ENDINGS) or word in {"said", "denies"}


def _speaker(reading: Reading, first: int, end: int) -> int:
    """Head token of a mention without any verb: its last word that names or is a speaker; -1 where there is none."""
    doc = reading.doc
    head = -1
    for i in range(first, end):
        token = doc[i]
        lemma = token.lemma_.lower()
        speaks = (
            token.ent_type_ in _NAMES or lemma in _SPEAKERS or token.lower_ in _SHORT or token.lower_.rstrip("s") in _SPEAKERS
        )
        if speaks:
            head = i
        elif token.pos_ in {"VERB", "AUX"} and token.is_lower:
            return -1
    titled = end - first == 1 and doc[first].is_title and doc[first].is_alpha  # "insists Okonkwo"
    return first if head < 0 and titled else head


def _made(
    reading: Reading, content: tuple[int, int], cue: tuple[int, int], head: int, mention: tuple[int, int]
) -> Attribution | None:
    spans = reading.spans([content])
    source = reading.mention(*mention)
    if not spans or source is None:
        return None
    whole = [m.inner for m in reading.outer_between(*spans[0]) if m.inner[1] >= spans[0][1] - 1 and m.start <= spans[0][0] + 1]
    return Attribution(
        merged(whole or spans, reading.text),
        "speech",
        cue[0],
        reading.chars(*cue),
        head,
        [source],
        rule="headline",
        score=0.75,
    )
