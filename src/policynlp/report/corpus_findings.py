"""Findings on a whole corpus, in sentences: contested figures first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policynlp.corpus.answers.figures import CHANGES
from policynlp.corpus.brief.evidence import Place
from policynlp.corpus.brief.whole import Contested, CorpusBrief
from policynlp.render.wording import counted, percent
from policynlp.report.telling import MOST_TOLD, Finding, be, finding
from policynlp.report.wording import SOURCES, capital, inside, listing, theme_name, titled


def corpus_findings(brief: CorpusBrief) -> list[Finding]:
    """What a reader should know first, the weightiest topic first."""
    titles = {t.document: t.title for t in brief.listed}
    return [
        *_figures(brief, titles),
        *_voices(brief),
        *_repetitions(brief, titles),
        *_themes(brief),
        *_rejects(brief),
    ]


def _figures(brief: CorpusBrief, titles: Mapping[str, str]) -> Iterator[Finding]:
    n = brief.contested_total
    if not brief.texts:
        told = "There is no text in the corpus."
    elif brief.texts == 1:
        told = "There is one text only; figures are compared between texts."
    elif not n:
        told = f"No figure of the {brief.texts:,} texts contradicts another text’s."
    else:
        told = f"{capital(counted(n, 'pair'))} of figures {'contradicts' if n == 1 else 'contradict'} each other."
    yield finding("figures", told, lead=True)
    for pair in brief.contested[:MOST_TOLD]:
        yield _contradiction(pair, titles)
    for faulty in brief.faults[:MOST_TOLD]:
        said = " ".join(fault.what for fault in faulty.faults)
        yield finding("figures", (f"“{faulty.figure}”", faulty.place), f" in {titled(titles[faulty.place.document])}: {said}")
    untold = n - len(brief.contested[:MOST_TOLD])
    if untold > 0:
        yield finding("figures", f"{capital(counted(untold, 'further pair'))} {be(untold)} told below.")


def _contradiction(pair: Contested, titles: Mapping[str, str]) -> Finding:
    measure = contested_measure(pair)
    parts: list[str | tuple[str, Place]] = [f"{capital(measure)}: " if measure else ""]
    for i, place in enumerate(pair.places):
        parts += [" against " if i else "", (f"“{pair.figures[i]}”", place), f" in {titled(titles[place.document])}"]
        if pair.periods[i]:
            parts.append(f" ({pair.periods[i]})")
    return finding("figures", *parts, f"; {corpus_apart(pair)}." if pair.delta else ".")


def contested_measure(pair: Contested) -> str:
    """What both figures measure, as one of them says; an amount of change says so."""
    measure = next((m for m in pair.measures if m), "")
    return f"{CHANGES[pair.change]} {inside(measure)}" if measure and pair.change else measure


def corpus_apart(pair: Contested) -> str:
    """How far two figures lie apart."""
    first, second = pair.values
    if pair.units == ("percent", "percent") and first is not None and second is not None:
        points = f"{abs(first - second):.3g}"
        return f"{points} percentage point{'' if points == '1' else 's'} apart"
    return f"the first is {percent(pair.delta or 0.0)} {'more' if (pair.delta or 0.0) > 0 else 'less'}"


def _voices(brief: CorpusBrief) -> Iterator[Finding]:
    if not brief.attributions:
        yield finding("voices", "Nobody is quoted in the texts.", lead=True)
        return
    shares = [f"{SOURCES[row['source_type']]} {percent(row['share_of_words'])}" for row in brief.sources]
    direct = sum(row["direct"] for row in brief.sources)
    yield finding(
        "voices",
        f"{capital(counted(brief.attributions, 'attribution'))} to {counted(brief.voices_total, 'voice')}; of the words told as "
        f"somebody’s, {listing(shares)}. {direct} {be(direct)} wholly in direct speech.",
        lead=True,
    )
    named = [row for row in brief.voices if row["source_type"] in {"named_person", "organisation", "document"}][:MOST_TOLD]
    if named:
        told = [
            f"{row['voice']} ({counted(row['quotes'], 'attribution')} in {counted(row['unique_documents'], 'text')})"
            for row in named
        ]
        yield finding("voices", f"Most often heard: {listing(told)}.")


def _repetitions(brief: CorpusBrief, titles: Mapping[str, str]) -> Iterator[Finding]:
    if not brief.repetitions:
        yield finding("echoes", "No text repeats a passage of an earlier policy text.", lead=True)
        return
    n = brief.repetitions_total
    pairs = "pair of texts shares" if n == 1 else "pairs of texts share"
    yield finding("echoes", f"{n:,} {pairs} passages: the later text repeats the earlier policy text.", lead=True)
    for each in brief.repetitions[:3]:
        words = f" ({each.verbatim} word for word)" if each.verbatim else ""
        yield finding(
            "echoes",
            f"{titled(titles[each.later])} repeats ",
            (counted(each.passages, "passage"), each.here),
            f" of {titled(titles[each.earlier])}{words}.",
        )


def _themes(brief: CorpusBrief) -> Iterator[Finding]:
    most = brief.themes[:3]
    if not most:
        yield finding("themes", "No theme of the taxonomy was found.", lead=True)
        return
    told = []
    for i, row in enumerate(most):
        of = "" if i else " of the passages"
        told.append(f"{theme_name(row['theme'])} ({percent(row['share'])}{of}, in {counted(row['unique_documents'], 'text')})")
    yield finding("themes", f"The texts are mostly about {listing(told)}.", lead=True)


def _rejects(brief: CorpusBrief) -> Iterator[Finding]:
    n = brief.rejects_total
    if n:
        was = "was" if n == 1 else "were"
        yield finding("rejects", f"{capital(counted(n, 'source'))} {was} left out of the corpus; see below.", lead=True)
