"""What is known of everybody whom a noun or "it" may stand for, as numbers: what a ranker that was trained reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.noun_surroundings import KINDS, Meant, NounSurroundings
from policynlp.tag.quotes.ranked_cases import Case
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.ranking import Features

_COMMON = (
    *(f"of_{kind}" for kind in KINDS), "his_her", "its_their", "this_that", "headline", "words", "aged", "former", "longer",
    "opens", "brought_in", "brought_in_passages", "times",
)  # fmt: skip
OF_CANDIDATES = (
    "rule", "rule_another", "rule_unnamed", "person", "organisation", "place", "paper", "unnamed",
    "name_ends", "name_has", "name_synonym", "name_conflict", "name_open", "acronym", "name_words", "name_lacks", "name_long",
    "titled", "title_calls", "title_words", "untitled", "title_another", "another_gender", "title_sole", "title_of_several",
    "apposed", "behind_noun", "noun_near", "words_near",
    "tokens", "passages", "sentences", "named_here", "named_before", "subject", "subject_before", "outside", "new", "prior",
    "mentions", "rank", "since", "share_here", "later", "passages_later", "brought_in_since", "object",
    "spoke_1", "spoke_2", "spoke_3", "spoken", "spoke_here", "spoke_passages", "of_1", "of_2", "of_3",
    "noun_meant", "noun_meant_another", "noun_meant_nobody", "noun_meant_once",
    "words_told", "words_told_best", "own_words", "own_words_best", "ahead",
    "last_subject", "in_own", "in_own_alone", "in_head", "in_lead", "share_of_mentions",
    "most_mentioned", "share_of_speech", "fits", "sole_fit",
    *(f"c_{name}" for name in _COMMON), "candidates", "fitting",
)  # fmt: skip
OF_NOBODY = (
    "nobody_rule", "nobody_rule_unnamed", "last_nobody", "last_unnamed", "last_person", "last_body", "meant_nobody", "meant_somebody",
    "borne", "nobody_titled", "pronouns", "times_meant", "just_brought_in", "stands_in_head",
    *(f"n_{name}" for name in _COMMON), "nobody_candidates", "nobody_fitting",
)  # fmt: skip
NOUN_FEATURES = Features("nouns", OF_CANDIDATES, OF_NOBODY, least=0.5, firm=frozenset({"body", "document", "kin", "other"}))
"""Out of fold, 26 more of 5,135 are right with a least share of .4, and 110 more names wrong. Where rules name somebody for one of the
firm kinds, they are as often right as the ranker, in press articles more often."""
_MOST = 14
_NEAR = 80
_BODIES = frozenset({"organisation", "document"})


def noun_case(
    head: Token,
    span: Span,
    *,
    reading: Reading,
    cast: Cast,
    rule: Figure,
    last: Sequence[tuple[int, Figure]],
    meant: Sequence[Meant],
    in_speech: Callable[[int], bool],
    own: Sequence[Span],
) -> Case:
    """Everybody whom a noun or "it" may stand for.

    Args:
        head: Head of the mention.
        span: The mention.
        reading: The document.
        cast: Who could speak in it.
        rule: What the rules answer.
        last: Position and figure of every source before.
        meant: What nouns that said something stood for so far.
        in_speech: Whether what stands at an offset is said by somebody.
        own: What the source says.
    """
    around = NounSurroundings(head, span, reading, cast, last, meant, in_speech, own)
    figures = _candidates(around, rule)
    chosen = rule if rule.name is not None and (rule.entity is not None or rule in figures) else None
    common = around.rows_common()
    own_mentions = [(f, around.mentions_of(f)) for f in figures]
    named = [around.names(f) for f in figures]
    titled = [around.titles(f) for f in figures]
    beside = [around.beside(m) for _, m in own_mentions]
    fits = [any((n[1], n[2], t[0], t[1], b[0], b[1])) for n, t, b in zip(named, titled, beside, strict=True)]
    fitting = float(sum(fits))
    told, subject = [around.told_by(*one) for one in own_mentions], around.last_subject()
    best = max(told, default=0.0)
    tells = [around.tells_own(m) for _, m in own_mentions]
    most = max(tells, default=0.0)
    ahead = around.order_ahead(figures)
    rows = []
    parts = zip(own_mentions, named, titled, beside, fits, told, tells, ahead, strict=True)
    for (figure, mentions), name, title, near, fit, words, tell, nth in parts:
        is_rule = figure is chosen
        values = [
            float(is_rule), float(chosen is not None and not is_rule), float(rule.entity is None and rule.name is not None),
            float(figure.kind == "named_person"), float(figure.organisation),
            float(figure.kind == "organisation" and not figure.organisation), float(figure.kind == "document"),
            float(figure.entity is None), *name, *title, *near, *around.placed(figure, mentions), *around.spoken(figure),
            words, float(0.0 < words == best and told.count(best) == 1), tell, float(0.0 < tell == most), nth, float(figure is subject),
            *around.in_text(figure, mentions), float(fit), float(fit and fitting == 1.0), *common, float(len(figures)), fitting,
        ]  # fmt: skip
        rows.append(NOUN_FEATURES.row(tuple(values)))
    nobody = [
        float(chosen is None), float(rule.entity is None and rule.name is not None), *around.nobody(), *common,
        float(len(figures)), fitting,
    ]  # fmt: skip
    rows.append(NOUN_FEATURES.last_row(tuple(nobody)))
    everybody = (*figures, None)
    return Case(everybody, tuple(rows), everybody.index(chosen), around.kind)


def _candidates(around: NounSurroundings, rule: Figure) -> list[Figure]:
    """Bodies and people named last, whoever is named or titled by the noun anywhere, who spoke last, and what the rules say."""
    called = any(around.kinds[kind] for kind in ("role", "kin", "document", "other"))
    of_bodies = not around.kinds["kin"]
    found: dict[Figure, None] = {}
    bodies = people = 0
    for mention in around.cast.before(around.head.idx, limit=_NEAR):
        figure = mention.figure
        if figure in found or figure.name is None:
            continue
        if figure.kind == "named_person" and (called or _may_be_body(figure)) and people < _MOST:
            people += 1
            found[figure] = None
        elif figure.kind in _BODIES and of_bodies and bodies < _MOST:
            bodies += 1
            found[figure] = None
    soon = [m.figure for m in around.cast.within((around.span[1], around.soon))]
    bearers = [f for noun in sorted(around.nouns) for f in around.cast.bearing(noun)]
    for figure in (*soon, *bearers):
        of_kind = of_bodies if figure.kind in _BODIES else figure.kind == "named_person" and (called or _may_be_body(figure))
        if figure.name is not None and of_kind:
            found.setdefault(figure)
    for _, figure in around.said[-4:]:
        if (
            figure.entity is None
            and figure.name
            and figure.kind in _BODIES
            and of_bodies
            and all(figure.name != f.name for f in found)
        ):
            found[figure] = None
    if rule.name is not None and rule.entity is not None and rule not in found:
        found[rule] = None
    return list(found)


def _may_be_body(figure: Figure) -> bool:
    """Whether nothing tells that a name taken for a person's is one: "Prairie Cloud", without a title and a gender."""
    return figure.gender is None and not figure.titles
