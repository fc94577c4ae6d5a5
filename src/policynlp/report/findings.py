"""Findings in sentences: made from the analysis by templates, which say no more than it does."""

from __future__ import annotations

from collections.abc import Iterator

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.brief.evidence import Place
from policynlp.render.wording import counted, percent
from policynlp.report.demand_findings import demands_told, echoes_told, repeated_by
from policynlp.report.figure_findings import figures_told
from policynlp.report.movement_findings import movements_told
from policynlp.report.telling import MOST_TOLD, Finding, be, finding
from policynlp.report.wording import SOURCES, capital, listing, theme_name


def article_findings(brief: ArticleBrief) -> list[Finding]:
    """What a reader should know first, the weightiest topic first."""
    return [
        *figures_told(brief),
        *movements_told(brief.movements),
        *_voices(brief),
        *demands_told(brief),
        *echoes_told(brief),
        *repeated_by(brief),
        *_themes(brief),
    ]


def _voices(brief: ArticleBrief) -> Iterator[Finding]:
    voices = brief.voices
    if not voices.attributions:
        yield finding("voices", f"Nobody is quoted in the text’s {counted(voices.text_words, 'word')}.", lead=True)
        return
    shares = [f"{SOURCES[s.source_type]} {percent(s.share)}" for s in sorted(voices.sources, key=lambda s: -s.share)]
    yield finding(
        "voices",
        f"{capital(percent(voices.spoken_share))} of the text’s {counted(voices.text_words, 'word')} are "
        f"somebody’s speech ({listing(shares)}). {_manner(voices.kinds, voices.attributions)}",
        lead=True,
    )
    named = [v for v in voices.voices if v.name is not None and v.source_type != "none"][:MOST_TOLD]
    if named:
        parts: list[str | tuple[str, Place]] = (
            ["The largest parts are said by "] if len(voices.voices) > len(named) else ["It is said by "]
        )
        for i, voice in enumerate(named):
            joint = "" if not i else " and " if i == len(named) - 1 else ", "
            role = f"{voice.title}, " if voice.title else ""
            parts += [joint, (voice.name or "", voice.said[0].places[0]), f" ({role}{percent(voice.share)})"]
        yield finding("voices", *parts, ".")


def _manner(kinds: dict[str, int], total: int) -> str:
    """Direct or reported."""
    direct, mixed = kinds.get("direct", 0), kinds.get("mixed", 0)
    if total == 1:
        how = "in direct speech" if direct else "partly in direct speech" if mixed else "reported, without direct speech"
        return f"There is one attribution, {how}."
    if not direct and not mixed:
        return f"All {total} attributions are reported, none is in direct speech."
    if direct == total:
        return f"All {total} attributions are in direct speech."
    parts = [f"{direct} {be(direct)} in direct speech"] if direct else []
    parts += (
        [f"{mixed} {be(mixed)} partly so"]
        if mixed and direct
        else [f"{mixed} {be(mixed)} partly in direct speech"]
        if mixed
        else []
    )
    rest = total - direct - mixed
    parts += [f"{rest} {be(rest)} reported"] if rest else []
    return f"Of {counted(total, 'attribution')}, {listing(parts)}."


def _themes(brief: ArticleBrief) -> Iterator[Finding]:
    most = [t for t in brief.themes if t.share > 0][:3]
    if not most:
        yield finding("themes", "No theme of the taxonomy was found in the text.", lead=True)
        return
    parts: list[str | tuple[str, Place]] = [
        "The text is mostly about " if len(brief.themes) > len(most) else "The text is about "
    ]
    for i, theme in enumerate(most):
        joint = "" if not i else " and " if i == len(most) - 1 else ", "
        note = f" ({percent(theme.share)} of what was analysed)" if not i else f" ({percent(theme.share)})"
        parts += [joint, (theme_name(theme.theme), theme.strongest.place), note]
    yield finding("themes", *parts, ".", lead=True)
