"""What is counted: the noun behind a number, by the parse where it is right and by the words where it is not."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_MAX_TOKENS = 7  # "12 newly built low-cost social housing units": a longer way is a wrong parse more often than a phrase

_IRREGULAR = {"people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "lives": "life",
              "folks": "person", "others": "person", "doses": "dose", "data": "data", "media": "media",
              "species": "species", "series": "series", "means": "means", "aircraft": "aircraft",
              "headquarters": "headquarters"}  # fmt: skip
_NOT_COUNTED = frozenset(
    [
        "today",
        "yesterday",
        "tomorrow",
        "now",
        "ago",
        "earlier",
        "later",
        "then",
        "more",
        "less",
        "total",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "while",
        "however",
        "average",
        "rest",
    ]
)
_STOPS = frozenset({"last", "next", "this", "that", "these", "previous", "each", "every"})
"""Before a noun of time: "5.4 million last year" counts no years."""
_TIME_BEFORE = frozenset({"last", "this", "next"})
_LINKS = frozenset({"other", "more", "additional", "further", "fewer", "new", "such", "of"})


def lemma(token: Token) -> str:
    """The noun's lemma in lower case; "people" is `person`."""
    low = token.lower_
    if token.tag_ == "NNPS" and low.endswith("s"):  # the model keeps proper plurals as they are ("Syrians")
        return low[:-1]
    return _IRREGULAR.get(low, str(token.lemma_).lower() or low)


def _stops(doc: Doc, i: int) -> bool:
    """Whether the token begins a time of its own ("5.4 million last year"), which "the 10 last weeks" is not."""
    plural = i + 1 < len(doc) and doc[i + 1].tag_ == "NNS"
    return doc[i].lower_ in _STOPS and not plural and doc[i - 1].lower_ != "one"


def _is_named(token: Token) -> bool:
    """Whether a word names one person or place, which nothing counts ("Rubio has 28, Cruz 22"); "500 Syrians" are counted."""
    return token.ent_type_ in {"PERSON", "GPE"} and token.tag_ == "NNP"


def _is_noun(token: Token) -> bool:
    return (
        token.pos_ in {"NOUN", "PROPN"}
        and not _is_named(token)
        and token.lower_ not in _NOT_COUNTED
        and token.text[:1].isalpha()
        and not any(c.isdigit() for c in token.text)
    )


def counted_noun(doc: Doc, first: int, last: int, limit: int) -> int:
    """Token of the noun that a number counts.

    Args:
        doc: Parsed.
        first: First token of the number.
        last: Last token of the number.
        limit: One past the last token of the sentence.

    Returns:
        Index of the head noun behind the number, or -1.
    """
    after = last + 1
    limit = next(
        (i for i in range(after, min(limit, after + _MAX_TOKENS)) if doc[i].text == "o"), limit
    )  # a bullet of the next line
    if after < limit and doc[after].lower_ == "of":
        return _of_noun(doc, after, limit)
    noun = _parsed(doc, first, last, limit)
    noun = noun if noun >= 0 else _following(doc, after, limit)
    noun = _behind_names(doc, noun, limit)
    singular = noun > after and doc[noun].tag_ in {"NN", "NNP"} and doc[last].lower_ not in {"one", "1"}
    if singular and doc[after].tag_ == "NN" and _is_noun(doc[after]):
        return after  # "a 12 person committee", "the 1.6 million member union"
    return noun


def _of_noun(doc: Doc, of: int, limit: int) -> int:
    """As in "one of the people", "dozens of prestigious universities": the noun after "of"."""
    i = of + 1
    if i + 2 < limit and doc[i].lower_ in _TIME_BEFORE and doc[i + 2].tag_ == "POS":
        i += 3  # "140,000 of last year's graduates"
    while (
        i < min(limit, of + 4)
        and doc[i].pos_ in {"DET", "PRON", "PART"}
        and doc[i].lower_ not in {"them", "us", "which", "whom", "those"}
    ):
        i += 1
    return _following(doc, i, limit)


def _behind_names(doc: Doc, noun: int, limit: int) -> int:
    """As in "2,986 China-Europe and China-Central Asia freight train trips": the noun that coordinated names qualify together."""
    if noun < 0 or doc[noun].tag_ != "NNP" or noun + 1 >= limit or doc[noun + 1].lower_ not in {"and", "or"}:
        return noun
    i = noun + 2
    while i < min(limit, noun + 2 + _MAX_TOKENS) and (doc[i].tag_ in {"NNP", "HYPH", "JJ"} or doc[i].text in {"-", "–"}):
        i += 1
    end = i
    while end < min(limit, i + 4) and doc[end].tag_ in {"NN", "NNS"}:
        end += 1
    return end - 1 if end > i > noun + 2 and doc[end - 1].tag_ == "NNS" else noun


def _parsed(doc: Doc, first: int, last: int, limit: int) -> int:
    token = doc[last]
    while first <= token.head.i <= last and token.head.i != token.i:
        token = token.head
    for _ in range(2):  # "1.2 million" may hang on another number of the phrase
        head = token.head
        if token.dep_ not in {"nummod", "compound", "quantmod", "amod", "det"} or head.i <= last or head.i >= limit:
            return -1
        if _is_noun(head) and head.i - last <= _MAX_TOKENS:
            between = doc[last + 1 : head.i]
            return (
                head.i
                if all(
                    not _stops(doc, t.i) and ((t.pos_ != "ADP" and t.pos_ != "PUNCT") or t.text in "-–,'’\"“”/")
                    for t in between
                )
                else -1
            )
        token = head
    return -1


def _following(doc: Doc, start: int, limit: int) -> int:
    """The last noun of the run of modifiers and nouns that starts here."""
    noun, i = -1, start
    while i < min(limit, start + _MAX_TOKENS):
        token = doc[i]
        if _stops(doc, i):
            break
        if _is_noun(token):
            if noun >= 0 and token.pos_ == "PROPN" and doc[noun].pos_ == "NOUN":
                break
            noun = i
        elif token.tag_ == "POS" and start > 0 and (noun >= 0 or _is_named(doc[i - 1])):
            noun = -1  # "99 of the state's counties", "one of Chad's lakes"
        elif noun < 0 and _is_named(token):
            pass  # "12 Baltimore officers"
        elif token.text in {"-", "–", "/"} and i > start:
            pass
        elif noun >= 0 or not (
            token.pos_ == "ADJ" or (token.pos_ == "VERB" and token.tag_ in {"VBN", "VBG"}) or token.lower_ in _LINKS
        ):
            break
        i += 1
    return noun
