"""Whose document it is that says something: "a study by Justin Levitt", "the bureau's figures", "a poll conducted for ... by Acme"."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.quotes.body_mentions import acts
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.printed_names import is_definite
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS

_BY = re.compile(
    r"(?:(?P<about>(?:[^,;:()\"“”]|(?<=\d),(?=\d)){0,80},\s(?=(?:published|released|issued|compiled|produced|conducted)\s))?"
    r"(?:[^,;:()\"“”]|(?<=\d),(?=\d)|\(\d{1,2}\)){0,80}?)"
    r"(?:(?<=\s)|^)(?P<by>by|from)\s+(?P<who>[^,;:()\"“”]+)",
    re.IGNORECASE,
)
_MADE = frozenset(
    "kept published released issued conducted written prepared produced compiled carried done made drafted posted sent filed "
    "authored co-authored led headed".split()
)
"""Behind these, whoever stands behind "by" made it; what is approved, seen, cited or commissioned by somebody is another's."""
_LED = frozenset({"led", "headed"})
_GIVEN = frozenset({"collected", "gathered", "collated", "provided", "supplied"})
"""What is done with data by whoever has them; letters are provided by those who got them."""
_GOT = frozenset({"obtained", "received", "collected"})
"""The same with "from": "statistics obtained from the police"."""
_WORDS_OF_OTHERS = frozenset({"transcript", "email", "e-mail", "record", "letter", "message", "memo", "note", "document"})
_SHOWN = frozenset({"published", "released", "posted", "issued", "filed"})
"""What is done with the words of others: "the transcript published by the Daily Post"."""
_TIMES = frozenset(
    name.lower() for name in (*day_name, *month_name, "spring", "summer", "autumn", "winter", "today", "yesterday") if name
)
TOLD_BY_NAME = frozenset(
    """
    law act bill treaty constitution order ruling regulation decree directive resolution agreement verdict judgment judgement budget
    plan policy strategy programme declaration manifesto platform guideline
    """.split()
)
"""Whoever wrote these, they are told by their own name."""
_AWAY = re.compile(
    r"\s(?:against|about|into|over|versus|v|vs\.?|regarding|concerning|to|with|(?!during\b)[a-z]{3,}ing)\s", re.IGNORECASE
)
"""What follows is whom or what the document is about."""
_OWNED = frozenset(
    """
    report study survey poll analysis figure datum data statistic estimate forecast assessment statement brief paper letter memo email
    evaluation appraisal inventory briefing
    e-mail tweet post message release bulletin filing complaint lawsuit submission calculation research review index audit projection
    record register
    """.split()
)
"""Documents of their owner's own making: the government's budget, law or plan is told by its name."""
KEPT = frozenset({"data", "figures", "records", "statistics", "numbers"})
"""What a body keeps goes by its name; its polls and reports are known by theirs ("a Reuters poll")."""
_WRITTEN = frozenset({"note", "briefing"})
_PAPERS = (
    "statement|letter|report|post|tweet|affidavit|release|email|e-mail|memo|filing|complaint|submission|message|note|circular|communiqué|"
    "communique|petition|lawsuit|study|paper|brief|review|reply|response|answer"
)
_IN_PAPER = re.compile(
    rf"\b[Ii]n[ ](?:(?:its|his|her|their)[ ](?:[\w-]+[ ]){{0,2}}?(?P<own>{_PAPERS})|an?[ ](?:(?:written|joint|brief|separate|short|press|"
    r"public|open|long|lengthy|video|emailed|signed|terse|news|media|follow-up|strongly[- ]worded|draft|new|recent)[ ]){0,2}"
    r"(?P<made>statement|letter|post|tweet|affidavit|release|email|e-mail|memo|message|note|communiqué|petition|submission|reply|response|"
    r"answer|report|audit|study|paper|survey|review))\b"
)
_SIGNED = re.compile(r"\b(?:signed|issued|released|circulated|read out)[^.;:“\"]{0,40}\bby\b[^.;:“\"]*$")
_SENT = frozenset({"send", "write", "issue", "publish", "release", "post", "circulate", "sign", "leave"})
_ISSUED_BY_BODIES = frozenset(
    """
    bulletin report release statement yearbook communiqué gazette newsletter projection estimate statistic note reckoning
    paper brief calculation
    """.split()
)
"""Documents that are of whoever issues them; a review or an audit of a body is about it."""
_REGULAR = frozenset({"survey", "assessment", "inventory", "census", "index", "barometer", "study", "count"})
_REGULARLY = frozenset({"latest", "annual", "yearly", "quarterly", "monthly", "own", "regular", "biennial"})
"""What is made again and again is of whoever makes it: "the latest assessment of the Water Board"."""
_PAPERS_OF_BODIES = frozenset({"briefing", "discussion", "green", "policy", "position", "research", "white", "working"})
"""Kinds of papers that are issued; a court paper is not."""
_REPLIES = frozenset({"statement", "reply", "response", "answer", "email", "e-mail", "letter"})
"""Words for what a body writes when it is asked."""
_THAT = re.compile(
    r"(?:,? (?:that|which) | (?=(?:the|its|his|her|their) |(?:he|she|it) |[A-Z]))(?P<who>[^,;:()\"“”]{2,80}?) "
    r"(?:has |had |have )?(?:(?:just|recently|itself|himself|herself) )?"
    r"(?:published|released|issued|wrote|written|drew up|produced|compiled|presented|submitted|tabled|laid before|gave|given|conducted"
    r"|carried out|put (?:out|together)|brought out|unveiled|prepared|undertook|provided|supplied|sent to)\b"
)
_HE = frozenset({"he", "she", "it"})
_BE = frozenset({"was", "were", "is", "are", "be", "been"})
_BODIES_OPEN = frozenset({"the", "his", "her"})
_WHEN = re.compile(
    r"[.,;]|[ ](?:in|on|at|last|this|yesterday|today|earlier|recently|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_IN_PLACE = re.compile(
    r"(?: \([A-Z][\w&-]*\))?(?: in [A-Z][\w-]+)?(?:, (?:seen|obtained|reviewed|cited) by\b.*"
    r"|,? (?:tabled|published|released|issued|presented|completed|made public)\b(?!.*\bby\b).*)?",
    re.DOTALL,
)
_OF = re.compile(r"[ ]of[ ](?:the[ ])?")
_SENTENCES_BACK = 2
_BOTH = 2
_BODY_WORDS = 4
_NEAR_PASSAGES = 3
_LEAD_TOKENS = 5
_OF_SOMEBODY = frozenset({"by", "of", "from"})
COUNTS = frozenset({"count", "tally"})
"""Documents where somebody is told to have made them: "a count kept by the Farmers' Union"."""
_APART = re.compile(r"\s(?:in|on|at|for|of|to|with|during|after|before)\s")
_TIME = re.compile(
    r"\s(?:(?:in|on|during|for|since|before|after|ahead|late|early|earlier|last|this|next|and|that|which|who)\s|"
    r"(?:yesterday|today|recently|published|released|issued)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_JUDGES = frozenset({"judge", "panel", "jury", "magistrate"})
_RULED = frozenset({"ruling", "judgment", "judgement", "verdict"})
_COURTS = frozenset({"court", "tribunal"})
_REACH_MENTIONS = 60
_SEVERAL = re.compile(r"\s(?:and|&)\s")


def phrase_of_maker(reading: Reading, cast: Cast, head: Token, span: Span) -> Span | None:
    """What stands behind "by" or "from" in the mention of a document, up to a comma or a time.

    Args:
        reading: The document of the corpus.
        cast: Who could speak in it.
        head: The noun of the document that speaks.
        span: The mention.

    Returns:
        The span of the words that name the maker, or null where something else may be meant.
    """
    found = _BY.match(reading.text, reading.ends[head.i], span[1])
    if (maker := _published_it(reading, cast, head, span)) is not None:
        return maker
    if (body := _body_of(reading, cast, head, span)) is not None:
        return body
    if found is None or head.lemma_.lower() in TOLD_BY_NAME:
        return None
    start, end = found.span("who")
    end = start + len(reading.text[start:end].rstrip())
    first = reading.token_at(start)
    told = found.end("about") if found["about"] else 0  # "of people who had left school, | published by"
    lead = [t for t in reading.doc[head.i + 1 : first - 1] if t.idx >= told]
    if _is_time(reading.doc[first]):
        return None  # "posts from Friday"
    made = _MADE | (_GIVEN if head.lower_ in KEPT else frozenset()) | (_GOT if found["by"].lower() == "from" else frozenset())
    if any(t.pos_ in {"VERB", "AUX", "PRON", "SCONJ"} and t.lower_ not in made for t in lead):
        return None
    if len(lead) > 1 and any(t.lower_ in _LED for t in lead):
        return None  # "a report on a militia led by"
    if head.lemma_.lower() in _WORDS_OF_OTHERS and any(t.lower_ in _SHOWN for t in lead):
        return None
    named = cast.within((start, end))
    away = next(
        (m for m in _AWAY.finditer(reading.text, start, end) if not any(n.start <= m.start() < n.end for n in named)), None
    )
    end = away.start() if away is not None else end
    named = [m for m in named if m.end <= end]
    bodies = head.lower_ in KEPT and any(t.lemma_.lower() in INSTITUTIONS for t in reading.doc[first : first + _LEAD_TOKENS])
    known = bodies or any(m.figure.organisation or m.figure.kind == "named_person" for m in named)
    if found["by"].lower() == "from" and not known:
        return None  # "a report from Wall Street"
    until = start
    for mention in named:
        if until > start and _APART.search(reading.text, until, mention.start):
            break
        until = max(until, mention.end)
    cut = _TIME.search(reading.text, until, end)
    return start, cut.start() if cut is not None else end


def _published_it(reading: Reading, cast: Cast, head: Token, span: Span) -> Span | None:
    """`A report that Audit Scotland published last week`: whoever did so, where no report of others is published."""
    if head.lemma_.lower() in _WORDS_OF_OTHERS | TOLD_BY_NAME or _before(head) in {"white", "green"}:
        return None
    sentence = reading.ends[head.sent.end - 1]
    behind = _THAT.match(reading.text, reading.ends[head.i], sentence)
    if behind is not None and behind.end() > span[1] and _WHEN.match(reading.text, behind.end(), sentence) is None:
        return None  # "a report that the ministry issued too many permits"
    if behind is not None and not _BE.isdisjoint(behind["who"].lower().split()):
        return None  # "according to the study parcels of the Red Cross were given"
    named = cast.within(behind.span("who")) if behind is not None else []
    if behind is not None and not named and (_is_called_body(reading, behind.span("who")) or behind["who"] in _HE):
        return behind.span("who")  # "a survey the council released", "a study she published"
    return (named[0].start, named[0].end) if len(named) == 1 and may_have_made(named[0].figure) else None


def _is_called_body(reading: Reading, span: Span) -> bool:
    """Whether a span is "the", or whose it is, and the noun of a body: "her institute"."""
    words = reading.text[slice(*span)].lower().split()
    return words[0] in _BODIES_OPEN and words[-1] in INSTITUTIONS and 1 < len(words) <= _BODY_WORDS and "of" not in words


def _body_of(reading: Reading, cast: Cast, head: Token, span: Span) -> Span | None:
    """`The quarterly bulletin of the Statistics Office`: where "of" leads to the body that issues such documents."""
    issued = head.lemma_.lower() in _ISSUED_BY_BODIES and (head.lower_ != "paper" or _before(head) in _PAPERS_OF_BODIES)
    regular = head.lower_ in _REGULAR and not _REGULARLY.isdisjoint(t.lower_ for t in head.lefts)
    issued = issued or regular
    behind = _OF.match(reading.text, reading.ends[head.i], span[1]) if issued else None
    if behind is None:
        return None
    named = (m for m in cast.within((behind.start(), span[1])) if m.start <= behind.end() < m.end)
    body = next((m for m in named if m.figure.organisation and "party" not in (m.figure.name or "").lower().split()), None)
    if regular and body is not None and ORG_HEADS.isdisjoint((body.figure.name or "").lower().split()):
        return None  # "the latest study of Toyota" is about it
    return (body.start, body.end) if body is not None and _IN_PLACE.fullmatch(reading.text, body.end, span[1]) else None


def _before(head: Token) -> str:
    return str(head.nbor(-1).lower_) if head.i else ""


def owner_of(head: Token) -> Token | None:
    """The noun whose document it is, where that is of its own making: in front of "'s", or of what it keeps ("Police records")."""
    if head.lemma_.lower() not in _OWNED and head.lower_ not in _OWNED:
        return None
    before = head.nbor(-1) if head.i else head
    if head.lower_ in KEPT | _WRITTEN and before.ent_type_ == "ORG":
        return before
    if head.lower_ in KEPT and before.dep_ == "compound" and before.tag_ == "NN" and before.lower_ in INSTITUTIONS:
        return before  # "the ministry data showed"
    owner = next((c for c in head.lefts if c.dep_ == "poss" and c.pos_ in {"PROPN", "NOUN"} and not _is_time(c)), None)
    return owner if owner is not None and any(c.dep_ == "case" for c in owner.rights) else None


def _is_time(token: Token) -> bool:
    """Whether a word is no maker but a time: "Tuesday's report", "Christmas's figures"."""
    return token.lower_ in _TIMES or token.ent_type_ in {"DATE", "TIME", "EVENT"}


def are_several(reading: Reading, cast: Cast, span: Span) -> bool:
    """Whether two makers are named: neither of them alone says it."""
    found = cast.within(span)
    return any(_SEVERAL.search(reading.text, a.end, b.start) for a, b in pairwise(found))


def may_have_made(figure: Figure) -> bool:
    """Whether a figure is somebody in particular who makes documents: a person, a body by its name."""
    return (
        figure.name is not None
        and (
            figure.kind == "named_person" or (figure.kind == "organisation" and (figure.organisation or figure.entity is None))
        )
        and figure.name[:1].isupper()
    )


def made_before(reading: Reading, head: Token, papers: Sequence[tuple[int, str, Figure | None]]) -> Figure | None:
    """Who made the document that "the report" stands for: that of the same noun that spoke last, within a few paragraphs.

    Args:
        reading: The document of the corpus.
        head: The noun.
        papers: Position, noun and maker (null where none is told) of every document that spoke so far.
    """
    for position, noun, figure in reversed(papers):
        if reading.passage[head.i] - reading.passage[reading.token_at(position)] > _NEAR_PASSAGES:
            return None
        if noun == head.lemma_.lower() or (noun in _REPLIES and head.lemma_.lower() in _REPLIES):
            return figure
    return None


def paper_of_speech(reading: Reading, cue: Span, content: Sequence[Span]) -> str | None:
    """The noun of the document in which somebody says something: "said in a statement", "In its affidavit, the government submitted".

    Args:
        reading: The document of the corpus.
        cue: Words of saying.
        content: What is said; what it tells of other documents does not count.
    """
    first, stop = reading.sentence[reading.token_at(cue[0])]
    for match in _IN_PAPER.finditer(reading.text, reading.starts[first], reading.ends[stop - 1]):
        before = reading.doc[max(0, reading.token_at(match.start()) - 1)]
        if before.tag_ == "VBN" and before.head.pos_ != "AUX" and not any(c.dep_ == "aux" for c in before.children):
            continue  # "Criticised in a report, the company said"
        if not any(s <= match.start() < e for s, e in content):
            return (match["own"] or match["made"]).lower()
    return None


def sender_before(reading: Reading, head: Token) -> Token | None:
    """Who is told in the two sentences before to have sent or published what "the letter" stands for; head of the words for that."""
    begin = reading.sentence[head.i][0]
    for _ in range(_SENTENCES_BACK):
        if not begin or reading.passage[head.i] - reading.passage[begin - 1] > 1:
            return None
        first, stop = reading.sentence[begin - 1]
        for noun in reading.doc[first:stop]:
            sent = noun.lemma_ == head.lemma_ and noun.dep_ == "dobj" and noun.head.lemma_ in _SENT
            if sent and reading.mark_over(noun.idx) is None:
                return next((c for c in noun.head.lefts if c.dep_ == "nsubj"), noun)
        begin = first
    return None


def signed_for(reading: Reading, cast: Cast, span: Span, cue: Span) -> Figure | None:
    """`In a statement signed by its spokesman, Ann Lee, the company said`: the company, not who signed.

    Args:
        reading: The document of the corpus.
        cast: Who could speak in it.
        span: The mention; it may hold both.
        cue: Words of saying.
    """
    named = cast.within((span[0], max(span[1], cue[0])))
    begin = reading.starts[reading.sentence[reading.token_at(span[0])][0]]
    if len(named) < _BOTH or named[0].figure.kind != "named_person" or not _SIGNED.search(reading.text, begin, named[0].start):
        return None
    signer, body = named[0], named[-1]
    between = reading.text[signer.end : body.start].strip()
    return body.figure if body.figure.organisation and between in {",", ", the"} else None


def document_at(reading: Reading, span: Span) -> Token | None:
    """The noun of a document that a mention begins with and somebody made: "a report by", "the survey of"; whatever the parse says."""
    first, stop = reading.token_at(span[0]), reading.token_at(span[1] - 1)
    for token in reading.doc[first : min(first + _LEAD_TOKENS, stop)]:
        if token.lower_ in COUNTS and token.nbor().lower_ in {"by", "kept", "made", "done"}:
            return token
        if token.lemma_.lower() in DOCUMENTS and token.pos_ == "NOUN":
            if token.nbor().lower_ in _OF_SOMEBODY:
                return token
            if token.nbor().pos_ != "NOUN":  # "a draft" + "report by"
                return None
        if token.pos_ not in {"DET", "ADJ", "NOUN", "NUM", "PRON"} and token.tag_ != "VBN":
            return None
    return None


def document_called(reading: Reading, head: Token, name: str, last: Sequence[tuple[int, Figure]]) -> Figure | None:
    """The document that `the report` stands for: the one that spoke before by the same noun and more words.

    Args:
        reading: The document.
        head: Head of the mention.
        name: The mention as printed, without its article.
        last: As of `body_called`.
    """
    if name.lower() != head.lower_ or not is_definite(head):
        return None
    for position, figure in reversed(last):
        if reading.passage[head.i] - reading.passage[reading.token_at(position)] > _NEAR_PASSAGES:
            return None
        said = (figure.name or "").lower()
        if figure.kind == "document" and head.lower_ in said.split() and " " in said:
            return figure
    return None


def court_that_ruled(reading: Reading, cast: Cast, head: Token) -> Figure | None:
    """The one court that the text has named, and said to do something, before "the ruling"; null where a judge or a panel may be meant."""
    if head.lower_ not in _RULED:
        return None
    before = [m for m in cast.before(head.idx, limit=_REACH_MENTIONS) if m.figure.organisation and m.figure.name]
    courts = [m for m in before if not _COURTS.isdisjoint((m.figure.name or "").lower().split())]
    if len({m.figure.name for m in courts}) != 1 or not any(acts(reading, m) for m in courts):
        return None
    others = {t.lower_ for t in reading.doc[reading.token_at(courts[-1].start) : head.i]}
    return courts[0].figure if others.isdisjoint(_OTHER_JUDGES) else None
