"""Findings on demands and plans: how many, which echo a policy text, who demands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.brief.directives import Directive, Echo
from policynlp.render.wording import counted
from policynlp.report.telling import MOST_TOLD, Finding, be, finding, quoted, title_of
from policynlp.report.wording import capital, listing


def demands_told(brief: ArticleBrief) -> Iterator[Finding]:
    """Sentences that demand or plan, and which of them repeat a policy text."""
    directives = brief.directives
    if not directives:
        yield finding("directives", "No sentence of the text demands or plans anything.", lead=True)
        return
    n, policies = len(directives), sum(brief.limits.policies.values())
    tied = [d for d in directives if d.echoes]
    head = f"{capital(counted(n, 'sentence'))} {'demands or plans' if n == 1 else 'demand or plan'} something; "
    own, them = n - len(tied), "it" if n == 1 else "they"
    if not policies:
        told = f"the corpus holds no earlier policy text that {them} could repeat."
    elif not tied:
        told = f"{'it' if n == 1 else 'none of them'} repeats {'nothing of ' if n == 1 else ''}{_policies(brief)}."
    else:
        told = f"{len(tied)} {'echoes or cites' if len(tied) == 1 else 'echo or cite'} {_policies(brief)}"
        told += f", {own} {'is' if own == 1 else 'are'} found in none." if own else "."
    yield finding("directives", head + told, lead=True)
    if tied:
        yield _closest(tied, brief)
    unnamed = sum(d.source_type == "none" for d in directives)
    itself = sum(d.source_type is None for d in directives)
    parts = [f"{unnamed} {'names' if unnamed == 1 else 'name'} nobody who demands"] if unnamed else []
    parts += [f"{itself} {'is' if itself == 1 else 'are'} in the text’s own voice"] if itself else []
    if itself == n > 1:
        yield finding("directives", "All of them are in the text’s own voice.")
    elif parts and n > 1:
        yield finding("directives", f"Of them, {listing(parts)}.")


def _closest(tied: Sequence[Directive], brief: ArticleBrief) -> Finding:
    best = min(tied, key=lambda d: (d.echoes[0].relation != "verbatim", d.echoes[0].kind == "cites", -d.echoes[0].score))
    echo = best.echoes[0]
    if echo.kind == "cites":
        return finding("directives", "One of them ", ("names", best.sentence), f" {title_of(brief, echo.there)}.")
    how = "word for word" if echo.relation == "verbatim" else "in other words"
    here, there = quoted(best.sentence), quoted(echo.there)
    if there and echo.relation == "verbatim":
        return finding(
            "directives", "Word for word from ", (title_of(brief, echo.there), echo.there), ": ", (here, best.sentence), "."
        )
    if not there:
        return finding("directives", f"The closest repeats a passage of {title_of(brief, echo.there)} {how}.")
    return finding(
        "directives",
        f"Closest to each other, {how}: ",
        (here, best.sentence),
        " and ",
        (there, echo.there),
        f" in {title_of(brief, echo.there)}.",
    )


def echoes_told(brief: ArticleBrief) -> Iterator[Finding]:
    """Echoes in sentences that demand nothing."""
    found = other_echoes(brief)
    if found:
        best = min(found, key=lambda e: (e.relation != "verbatim", -e.score))
        n = len({e.here.start for e in found})
        which = f"{capital(counted(n, 'sentence'))} that {'demands' if n == 1 else 'demand'} nothing"
        yield finding(
            "directives",
            f"{which} {'repeats' if n == 1 else 'repeat'} a policy text, too; the closest is ",
            (quoted(best.here), best.here),
            ", after ",
            (title_of(brief, best.there), best.there),
            ".",
        )


def other_echoes(brief: ArticleBrief) -> list[Echo]:
    """Echoes of earlier texts outside of demands and plans, in the order of the text."""
    demanding = {(d.sentence.document, e.here.start, e.there) for d in brief.directives for e in d.echoes}
    return [
        e
        for e in brief.echoes
        if e.kind == "echoes" and not e.later and (brief.text.document, e.here.start, e.there) not in demanding
    ]


def repeated_by(brief: ArticleBrief) -> Iterator[Finding]:
    """Later texts that repeat this one."""
    later = [e for e in brief.echoes if e.later and e.kind == "echoes"]
    if later:
        texts = list(dict.fromkeys(title_of(brief, e.there) for e in later))
        n = len(later)
        by = listing(texts) if len(texts) <= MOST_TOLD else f"{len(texts)} later texts"
        yield finding("echoes", f"{capital(counted(n, 'passage'))} of it {be(n)} repeated by {by}.", lead=True)


def _policies(brief: ArticleBrief) -> str:
    genres = brief.limits.policies
    n = sum(genres.values())
    nouns = {"policy": "policy text", "law": "law", "speech": "speech"}
    if n == 1:
        return f"the one earlier {nouns[next(iter(genres))]}"
    plural = [
        {"policy": "policy texts", "law": "laws", "speech": "speeches"}[g] for g in ("policy", "law", "speech") if g in genres
    ]
    return f"one of the {n:,} earlier {listing(plural)}"
