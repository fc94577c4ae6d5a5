"""The spaCy component: numeric claims of a parsed document."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Doc

from policynlp.document import Passage, Span
from policynlp.tag.claims import checks, contrasts
from policynlp.tag.claims.aims import set_aims
from policynlp.tag.claims.appositions import name_changed
from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.bearers import drop_single_scope
from policynlp.tag.claims.bracketed import compare_bracketed, date_bracketed, tie_bracketed
from policynlp.tag.claims.budget_year import set_budget_year
from policynlp.tag.claims.change import find_changes, is_change_of
from policynlp.tag.claims.comparisons import find_comparisons
from policynlp.tag.claims.conjuncts import follow_row
from policynlp.tag.claims.counted_on import count_on, without_counted
from policynlp.tag.claims.counted_things import set_units
from policynlp.tag.claims.document_reading import Reading
from policynlp.tag.claims.figure import OF_THE_PAST, Figure
from policynlp.tag.claims.gapping import fill_gaps
from policynlp.tag.claims.going_on import go_on, part_of_them, same_time_of_revision
from policynlp.tag.claims.governors import verb_of
from policynlp.tag.claims.headed import set_headed_periods
from policynlp.tag.claims.headlines import name_in_headline
from policynlp.tag.claims.labels import Labels
from policynlp.tag.claims.leads import follow_leads
from policynlp.tag.claims.listed import read_items
from policynlp.tag.claims.measure import find_measure
from policynlp.tag.claims.nature import is_known_whole, nature_of
from policynlp.tag.claims.period import find_periods, sentence_dates
from policynlp.tag.claims.places import find_place
from policynlp.tag.claims.placing import happened_then, lies_ahead, not_ahead, not_behind
from policynlp.tag.claims.priced import per_unit
from policynlp.tag.claims.rates import rate_behind
from policynlp.tag.claims.reading import read_figures
from policynlp.tag.claims.reported import set_reported_periods
from policynlp.tag.claims.same_time import take_up_times
from policynlp.tag.claims.source import Attributions, find_source, sentence_source
from policynlp.tag.claims.subunits import with_sums
from policynlp.tag.claims.tables import table_claims
from policynlp.tag.claims.taken_up import last_figure, take_up
from policynlp.tag.claims.told_before import name_from_before
from policynlp.tag.claims.when import set_times
from policynlp.tag.claims.wholes import answers_too
from policynlp.tag.entities.place_names import demonym_country
from policynlp.tag.extensions import document_id, prose_passages
from policynlp.tag.extensions import passages as all_passages
from policynlp.tag.quotes.first_person import speaker_of_speech
from policynlp.tags import Claim, Earlier, annotation_id

_EQUIVALENT = re.compile(
    r"[ \u00a0]?[(\[](?:or |about |around |approximately |some |nearly |equivalent to |equal to |roughly |\w{2,3} )?|,? (?:or|equivalent to|about|equal to) (?:about )?$"
)
_MOST_FIGURES = 200  # in one sentence: more are a table or a list run together, whose figures have no clauses to be read
_FIGURES_BEFORE = 8
_PLACES = frozenset({"GPE", "LOC"})
_SPEAKERS = frozenset({"PERSON", "ORG"})
_MAIN_COUNTRY_SHARE = 0.6  # of the country mentions: below that a document is about no one country, and "$" stays USD


class ClaimComponent:
    """Sets `doc._.policynlp_claims`, the claims of prose and of the cells of tables, in text order.

    Needs the parse. Entities (`policynlp_entities`, else `doc.ents`), quotes and the day of publication are used where they
    are set. The result depends on the document alone.
    """

    version = "claims/45"

    def __call__(self, doc: Doc) -> Doc:
        """Reads the claims of one document."""
        passages = prose_passages(doc)
        reading = Reading(doc, countries=_countries(doc), evidence=_evidence(doc))
        text = reading.text
        figures = without_counted(text, read_figures(reading, passages))
        _equivalents(text, figures)
        bracketed = compare_bracketed(text, figures)
        self._describe(doc, text, figures)
        set_aims(doc, passages, figures, published=_published(doc))
        follow_leads(doc, passages, figures, published=_published(doc))
        read_items(doc, text, all_passages(doc), figures, published=_published(doc))
        date_bracketed(text, figures, published=_published(doc))
        set_headed_periods(doc, text, passages, figures, published=_published(doc))
        report = set_reported_periods(doc, text, passages, figures, published=_published(doc))
        set_budget_year(doc, text, passages, figures, published=_published(doc))
        set_times(doc, passages, figures, _entities(doc)[0], published=_published(doc))
        set_units(doc, passages, figures)
        tie_bracketed(bracketed)
        checks.check_currencies(figures)
        _check_periods(text, figures, passages)
        ident = document_id(doc)
        ids = [annotation_id(ident, "claims", [(f.start, f.end)]) for f in figures]
        claims = [self._claim(f, i, ids, text) for i, f in enumerate(figures)]
        claims += self._compared(doc, reading, passages, figures, ident)
        claims += table_claims(
            text,
            all_passages(doc),
            document=ident,
            version=self.version,
            published=_published(doc),
            currency=reading.currency,
            report=report,
        )
        doc._.policynlp_claims = tuple(sorted(with_sums(claims), key=lambda c: (c.start, c.end)))
        return doc

    def _compared(
        self, doc: Doc, reading: Reading, passages: Sequence[Passage], figures: Sequence[Figure], ident: str
    ) -> Iterator[Claim]:
        """Comparisons without a figure: their value is null."""
        text = reading.text
        found = list(find_comparisons(reading, passages, [(f.start, f.end) for f in figures], _published(doc)))
        if not found:
            return
        _, places, names = _entities(doc)
        attributions = Attributions(doc._.policynlp_quotes or ())
        for f in found:
            sentence = doc[f.sentence[0]].idx, doc[f.sentence[1] - 1].idx + len(doc[f.sentence[1] - 1])
            if f.measure is None:
                find_measure(doc, text, f, None)
            find_source(f, attributions, sentence_source(text, sentence), names)
            find_place(text, f, places, attributions.told_with(f.start, f.end, sentence))
            f.nature = nature_of(text, f.start, f.end, sentence)
            claim = self._claim(f, 0, [annotation_id(ident, "claims", [(f.start, f.end)])], text)
            yield replace(claim, value=None, value_base=None, unit_base=None)

    def _describe(self, doc: Doc, text: str, figures: list[Figure]) -> None:
        """Everything that is told sentence by sentence."""
        published = _published(doc)
        dates, places, names = _entities(doc)
        attributions = Attributions(doc._.policynlp_quotes or ())
        speech = speaker_of_speech(doc)
        labels = Labels(text, doc._.policynlp_quotes or ())
        offset = 0
        for (first, last), group in groupby(figures, key=lambda f: f.sentence):
            members = list(group)
            start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
            if len(members) > _MOST_FIGURES:
                offset += len(members)
                continue
            find_changes(doc, text, members, start)
            source = sentence_source(text, (start, end))
            told = [attributions.told_with(f.start, f.end, (start, end)) for f in members]
            for i, f in enumerate(members):
                f.main = f.main - offset if f.main >= 0 else -1
                before = members[i - 1] if i else None
                if before is not None and before.main >= 0:
                    before = members[before.main]  # "258 billion yuan (36 billion dollars), up 9.4 percent"
                if answers_too(text, f):
                    before = next((m for m in reversed(members[:i]) if m.kind == "percent"), before)
                find_measure(doc, text, f, before)
                per_unit(doc, text, f, f.sentence[1])
                name_changed(text, members, i, start)
                name_in_headline(doc, text, members, i)
                drop_single_scope(text, f, start)
                labels.mend(doc, f)
                contrasts.describe(doc, f, members)
                follow_row(doc, text, f, members[i - 1] if i else None)
                find_source(f, attributions, source, names, speech)
                find_place(text, f, contrasts.places_for(i, members, places, told[i]), told[i])
                f.nature = nature_of(text, f.start, f.end, (start, end), is_earlier=f.is_earlier)
                if before is not None and f.nature == "outturn" and is_change_of(text, f, before):
                    f.nature = before.nature
                if f.is_standard:
                    f.nature = "target"
                if (
                    f.nature == "outturn"
                    and not f.is_earlier
                    and attributions.demanded(f.start, f.end)
                    and not _happened(doc, f)
                ):
                    f.nature = "target"
            fill_gaps(doc, text, members)
            spans = sentence_dates(text, (start, end), dates, members)
            dated = [attributions.dated_with(f.start, f.end, (start, end)) for f in members]
            qualifying = {t.idx for t in doc[first:last] if t.tag_ == "VBN" and t.dep_ in {"acl", "advcl"}}
            just_told = [f for f in figures[max(0, offset - _FIGURES_BEFORE) : offset] if f.sentence[1] == first]
            last_told = next((f.period for f in reversed(just_told) if f.period and not f.is_earlier), None)
            find_periods(
                text,
                (start, end),
                members,
                spans,
                published=published,
                told=dated,
                participles=qualifying,
                last_told=last_told,
            )
            go_on(doc, text, (start, end), members, spans, dated)
            same_time_of_revision(text, (start, end), members)
            take_up_times(text, (start, end), members, last_told)
            count_on(text, (start, end), members, dates, start=text.rfind("\n", 0, start) + 1, published=published)
            part_of_them(doc, text, (start, end), members, just_told)
            contrasts.take_up_periods(members)
            for i, f in enumerate(members):
                take_up(doc, f, last_figure(figures, offset))
                name_from_before(doc, text, f, members[:i], just_told)
                if f.nature in OF_THE_PAST:
                    whole = is_known_whole(text, f.start) and lies_ahead(f.period, published)
                    happened = happened_then(doc, text, (start, end), f.period)
                    f.period = None if whole else not_ahead(f.period, published, happened=happened)
                    f.nature = "forecast" if f.nature == "outturn" and lies_ahead(f.period, published) else f.nature
                else:
                    f.period = not_behind(f.period, published, text[start:end])
            checks.check_shares(members)
            checks.check_parts(members, text)
            checks.check_change(members, text)
            for f in members:
                if f.main >= 0:
                    _copy(f, members[f.main])
                    f.main += offset
                if f.earlier >= 0:
                    earlier = members[f.earlier]
                    _of_one_thing(f, earlier)
                    f.earlier += offset
            offset += len(members)

    def _claim(self, f: Figure, index: int, ids: list[str], text: str) -> Claim:
        value_base, unit_base = base_value(f.value, unit=f.unit, kind=f.kind)
        return Claim(
            id=ids[index],
            start=f.start,
            end=f.end,
            text=text[f.start : f.end],
            kind=f.kind,
            value=f.value,
            value_high=f.high,
            unit=f.unit,
            value_base=value_base,
            unit_base=unit_base,
            bound=f.bound,
            trend=f.trend,
            from_=f.from_,
            nature=f.nature,
            measure=f.measure,
            scope=f.scope,
            share_of=f.share_of,
            period=f.period,
            place=f.place,
            equivalent_to=ids[f.main] if f.main >= 0 else None,
            flags=tuple(dict.fromkeys(f.flags)),
            source=f.source,
            speaker=f.speaker,
            quote=f.quote,
            version=self.version,
            score=f.score,
        )


def _happened(doc: Doc, f: Figure) -> bool:
    """Whether the verb over a figure tells what was or is, in a demand: "asked for help for the 3,000 who lost their homes"."""
    verb = verb_of(doc, f)
    return verb is not None and verb.tag_ in {"VBD", "VBN", "VBZ", "VBP"}


def _of_one_thing(f: Figure, earlier: Figure) -> None:
    """Both ends of a change are of one thing, whichever of them says it; sets what the change started from."""
    f.from_ = Earlier(value=earlier.value, period=earlier.period)
    if f.measure is None and f.scope is None:  # "fell from 600 dollars a year ago to 75 pledged for this one"
        f.measure, f.scope, f.share_of = earlier.measure, earlier.scope, earlier.share_of
    for name in ("measure", "scope", "share_of", "place"):
        if getattr(earlier, name) is None or name != "place":
            setattr(earlier, name, getattr(f, name))


def _copy(f: Figure, main: Figure) -> None:
    """The same amount in another currency says the same in every other respect."""
    for name in ("trend", "nature", "measure", "scope", "share_of", "period", "place", "source", "speaker", "quote"):
        setattr(f, name, getattr(main, name))
    if f.bound == "exact":
        f.bound = main.bound


def _equivalents(text: str, figures: list[Figure]) -> None:
    """Ties a sum in brackets to the sum in another currency before it."""
    for i in range(1, len(figures)):
        f, before = figures[i], figures[i - 1]
        if f.kind == before.kind == "money" and f.unit != before.unit and f.sentence == before.sentence and before.main < 0:
            gap = text[before.end : f.start]
            if len(gap) < 24 and _EQUIVALENT.fullmatch(gap) and " / " not in (f.unit or ""):
                f.main = i - 1
                if text.startswith(")", f.end) and f.unit and before.unit and " / " not in before.unit:
                    for g in (f, before):  # "38,000 pesos ($660) a month"
                        g.unit = rate_behind(text, f.end + 1, len(text), g.unit or "")[1]


def _check_periods(text: str, figures: list[Figure], passages: tuple[Passage, ...]) -> None:
    starts = [f.start for f in figures]
    for passage in passages:
        inside = figures[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        if any(f.earlier >= 0 for f in inside):
            shift = bisect_left(starts, passage.start)
            for f in inside:
                f.earlier -= shift if f.earlier >= 0 else 0
            checks.check_periods(inside, text, passage.start, passage.end)
            for f in inside:
                f.earlier += shift if f.earlier >= 0 else 0


def _published(doc: Doc) -> str | None:
    given = doc._.policynlp_published
    return str(given)[:10] if given else None


def _countries(doc: Doc) -> tuple[str, ...]:
    """The one country that most place names of the document lie in, if there is one."""
    counts: Counter[str] = Counter(e.country for e in doc._.policynlp_entities or () if e.country)
    if not counts:
        return ()
    (country, n), total = counts.most_common(1)[0], sum(counts.values())
    return (country,) if n >= 3 and n / total >= _MAIN_COUNTRY_SHARE else ()


def _evidence(doc: Doc) -> Counter[str]:
    """How often each country is named, by its places or its people."""
    counts: Counter[str] = Counter()
    text = doc.text  # built anew at every access
    for e in doc._.policynlp_entities or ():
        if e.country:
            counts[e.country] += 1
        elif e.label == "NORP" and (country := demonym_country(text[e.start : e.end])):
            counts[country] += 1
    return counts


def _entities(doc: Doc) -> tuple[list[Span], list[Span], list[tuple[int, int, str]]]:
    """Dates, places, and named persons and organisations."""
    entities = doc._.policynlp_entities
    if entities:
        return (
            [(e.start, e.end) for e in entities if e.label == "DATE"],
            [(e.start, e.end) for e in entities if e.label in _PLACES],
            [(e.start, e.end, e.name) for e in entities if e.label in _SPEAKERS],
        )
    return (
        [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "DATE"],
        [(e.start_char, e.end_char) for e in doc.ents if e.label_ in _PLACES],
        [(e.start_char, e.end_char, e.text) for e in doc.ents if e.label_ in _SPEAKERS],
    )
