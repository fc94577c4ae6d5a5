"""The source mention beside a cue: its head token and its span, with the title and apposition that belong to it."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cues import REPORTING, TAKES_HEARER, VERBS
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import may_speak

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NEAR_TOKENS = 40
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_NO_SUBJECT = frozenset({"PUNCT", "SPACE", "SYM", "X"})  # a mark that the parser took for a word
_CLIMB = frozenset({"xcomp", "conj", "advcl", "ccomp", "pcomp"})
_RELATIVE = frozenset({"who", "which", "that"})
_MAX_CLIMB = 5  # coordinated and embedded verbs between a cue and its subject
_MAX_CHILDREN = 100  # no verb of a real sentence has more; keeps the work linear on endless lists
_SPOKEN = _FINITE | {"VBN"}  # the tagger takes rare verbs for participles
_CLOSING_MARKS = frozenset("\"”»“'’‹›«‘„")
_BEFORE_INVERSION = frozenset({",", "?", "!", "—", "–", "…"}) | _CLOSING_MARKS
_AFTER_INVERSION = frozenset({".", ",", ";", ":"})
_TIMES = frozenset({"DATE", "TIME"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_REPEATS = frozenset({"quote", "cite"})
_ON_THE_EDGE = frozenset({"cc", "mark", "preconj"})


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself, before or after it."""
    before = [c for c in islice(verb.lefts, _MAX_CHILDREN) if c.dep_ in _SUBJECTS and c.pos_ not in _NO_SUBJECT]
    if before:  # "a figure that Ann Lee considers": no figure does
        return before[-1] if len(before) > 1 and before[0].tag_ == "WDT" else before[0]
    for child in islice(verb.rights, _MAX_CHILDREN):  # "said a statement from the meeting"
        if child.dep_ in _SUBJECTS and child.pos_ not in _NO_SUBJECT:
            return child
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive."""
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.lefts)


def agent_of(verb: Token) -> Token | None:
    """Who does what a passive verb says ("praised by the minister")."""
    agent = next((c for c in verb.rights if c.dep_ == "agent"), None)
    return next((c for c in agent.rights if c.dep_ == "pobj"), None) if agent is not None else None


def subject_of(cue: Token) -> Token | None:
    """The subject of a cue verb, its own or the one that it shares with the verbs it hangs on."""
    verb = cue
    for _ in range(_MAX_CLIMB):
        subject = own_subject(verb)
        if subject is not None and not (verb != cue and _mismatched(cue, verb)):
            if subject.lower_ in _RELATIVE and subject.lower_ != "who" and verb.dep_ == "relcl" and verb.head.i < verb.i:
                return verb.head
            return subject
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head
        if verb.dep_ not in _CLIMB or verb.head == verb:
            return None
        verb = verb.head
        if verb.dep_ == "prep" and verb.head != verb:  # "was quoted as saying", "Interfax quoted him as saying"
            verb = verb.head
            if verb.lemma_.lower() in _REPEATS and not is_passive(verb):
                return next((c for c in verb.rights if c.dep_ == "dobj"), None)
        if verb.pos_ not in {"VERB", "AUX"}:
            return verb if verb.pos_ in {"NOUN", "PROPN"} else None
    return None


def speaker_of(reading: Reading, cue: Token) -> Token | None:
    """The subject of a cue verb, mended where the parser was misled.

    A dateline or a participle at the start of the sentence ("Briefing reporters ..., Minister X said") is no speaker: the
    name right before the verb is.
    """
    subject = subject_of(cue)
    name = _name_before(reading, cue)
    if subject is None or subject.i < cue.i:
        behind = inverted_subject(reading, cue, sure=subject is not None and subject.head == cue)
        if behind is not None:
            return behind
    rival = _person_set_off(reading, cue) if subject is not None and subject.head != cue else None
    if rival is not None:
        return rival
    if subject is None:
        return name or (_person_before(reading, cue) if cue.dep_ == "ROOT" and cue.tag_ in _FINITE else None)
    if reading.sentence[subject.i] != reading.sentence[cue.i]:  # a dateline, or the number of the paragraph
        other = (c for c in cue.lefts if c.dep_ in _SUBJECTS and reading.sentence[c.i] == reading.sentence[cue.i])
        subject = next(other, subject)
    if subject.dep_ != "csubj" and reading.sentence[subject.i] == reading.sentence[cue.i]:
        return name if name is not None and _cut_off(reading, subject, name) else subject
    return name if name is not None else subject


def inverted_subject(reading: Reading, cue: Token, *, sure: bool = False) -> Token | None:
    """Who says what stands before the verb (`"...?" asked Jane Moss`, `The talks, announced the mediator, had failed`).

    Args:
        reading: The document.
        cue: The verb.
        sure: Whether only a subject by the parse counts, as where the verb has a subject of its own on its left.
    """
    doc = reading.doc
    begin, end = reading.sentence[cue.i]
    if cue.tag_ not in _SPOKEN or not begin <= cue.i < end - 1:
        return None
    beside = cue.i > 0 and reading.passage[cue.i - 1] == reading.passage[cue.i]
    before = doc[cue.i - 1].text if beside and (cue.i > begin or doc[cue.i - 1].text in _CLOSING_MARKS) else ""
    opens = not before  # Warned the envoy: "..."
    if not opens and before not in _BEFORE_INVERSION:
        return None
    noun = doc[cue.i + 1]
    for _ in range(_MAX_CLIMB):
        if noun.head.i <= cue.i or noun.head.pos_ not in _NOMINAL or noun.head == noun:
            break
        noun = noun.head
    if noun.pos_ not in _NOMINAL or noun.left_edge.i < cue.i or noun.i >= end:
        return None
    if noun.dep_ in _SUBJECTS:
        return noun if noun.head == cue else None
    last = min(noun.right_edge.i, end - 1)
    follows = doc[last + 1].text if last + 1 < len(doc) else "."
    if sure or noun.pos_ == "PRON" or noun.ent_type_ in _TIMES or (opens and follows != ":"):
        return None
    if before and before in _CLOSING_MARKS and follows in _AFTER_INVERSION:
        return noun
    lemma = reading.lemma(cue)
    if before and before not in _CLOSING_MARKS and (lemma in TAKES_HEARER or lemma not in VERBS or not VERBS[lemma].clause):
        return None  # "rose, thanked Jane Moss, and left"
    named = any(t.ent_type_ == "PERSON" for t in islice(noun.subtree, _NEAR_TOKENS))
    return noun if noun.head == cue and (named or may_speak(noun)) else None


def _person_set_off(reading: Reading, cue: Token) -> Token | None:
    """The head of `his rival, Finn Roe,` before a verb that the parser gave to the speaker before ("X promised A and ...")."""
    doc, begin = reading.doc, reading.sentence[cue.i][0]
    i = cue.i - 2
    if i <= begin or doc[i + 1].text != "," or doc[i].ent_type_ != "PERSON":
        return None
    while i > begin and doc[i].ent_iob_ != "B":
        i -= 1
    if i - 2 <= begin or doc[i - 1].text != ",":
        return None
    role = doc[i - 2]
    before = doc[role.left_edge.i - 1] if role.left_edge.i > begin else None
    return role if before is not None and before.lower_ in {"and", "but", "while"} and may_speak(role) else None


def _cut_off(reading: Reading, subject: Token, name: Token) -> bool:
    """Whether a comma stands between the parser's subject and the person right before the verb, so that it is none.

    An apposition would have a second comma: "Briefing reporters, Minister X said".
    """
    if name.ent_type_ != "PERSON" or not subject.i < name.i or subject in name.subtree:
        return False
    doc = reading.doc
    commas = [i for i in range(subject.i + 1, name.i) if doc[i].text == ","]
    spoken = any(doc[i].tag_ in _FINITE for i in range(subject.i + 1, name.i))
    return len(commas) == 1 and not spoken and subject.pos_ != "PROPN" and subject.left_edge.tag_ in {"VBG", "VBN"}


def _person_before(reading: Reading, cue: Token) -> Token | None:
    """The person nearest before a verb without a subject ("In Porto, Ana Reis, a leader of the union, told reporters")."""
    doc, begin = reading.doc, reading.sentence[cue.i][0]
    for i in range(cue.i - 1, max(begin, cue.i - _NEAR_TOKENS) - 1, -1):
        if doc[i].tag_ in _FINITE or reading.mark_over(doc[i].idx) is not None:
            return None
        if doc[i].ent_type_ == "PERSON":
            first = i
            while first > begin and doc[first].ent_iob_ != "B":
                first -= 1
            governed = first > begin and doc[first - 1].pos_ == "ADP"
            return None if governed else doc[i]
    return None


def _name_before(reading: Reading, cue: Token) -> Token | None:
    """Head of the name that ends right before a verb, days and adverbs between them aside."""
    doc, begin = reading.doc, reading.sentence[cue.i][0]
    i = cue.i - 1
    while i > begin and (doc[i].ent_type_ in {"DATE", "TIME"} or doc[i].dep_ in {"aux", "advmod"} or doc[i].lower_ == "on"):
        i -= 1
    if i < begin or doc[i].ent_type_ not in _NAMES:
        return None
    first = i
    while first > begin and doc[first].ent_iob_ != "B":
        first -= 1
    return doc[i] if doc[i].pos_ in {"PROPN", "NOUN"} else doc[first : i + 1].root


def _mismatched(cue: Token, verb: Token) -> bool:
    """Whether a cue was hung on a verb inside of what is said.

    "noted that X should lead, and urged", "said prices were high, adding that".
    """
    if cue.dep_ == "advcl" and cue.tag_ == "VBG" and verb.dep_ == "ccomp":
        return cue.doc[cue.left_edge.i - 1].text == "," and verb.head.lemma_.lower() in REPORTING
    return cue.dep_ == "conj" and cue.tag_ in {"VBD", "VBZ"} and verb.tag_ == "VB" and verb.dep_ in {"ccomp", "xcomp"}


def mention_span(reading: Reading, head: Token, *, first: int, last: int) -> Span | None:
    """The mention around its head, inside of `first <= token <= last`, without relative clauses."""
    first, last = max(first, head.left_edge.i), min(last, head.right_edge.i)
    for child in head.rights:
        if child.dep_ == "relcl" and child.left_edge.i <= last:
            last = min(last, child.left_edge.i - 1)
    begin, end = reading.sentence[head.i]
    first, last = max(first, begin), min(last, end - 1)
    doc = reading.doc
    while last > head.i and doc[last].is_punct and doc[last].text not in {")", "."}:
        last -= 1
    while first < head.i and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in _ON_THE_EDGE):
        first += 1
    return reading.mention(first, last + 1)


def source_span(reading: Reading, head: Token, cue: Token) -> Span | None:
    """The mention around its head, on one side of the cue.

    Args:
        reading: The document.
        head: Head of the mention.
        cue: The cue that it goes with.
    """
    first, last = (0, cue.i - 1) if head.i < cue.i else (cue.i + 1, len(reading.doc))
    for child in cue.lefts:  # auxiliaries and adverbs belong to the cue
        if head.i < child.i and child.dep_ in {"aux", "auxpass", "neg", "advmod"}:
            last = min(last, child.i - 1)
    verb = cue
    for _ in range(_MAX_CLIMB):
        if verb.head == head and verb.dep_ in {"acl", "relcl"}:
            last = min(last, verb.left_edge.i - 1)
            break
        verb = verb.head
    return mention_span(reading, head, first=first, last=last)
