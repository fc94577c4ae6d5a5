"""What is wrong with a source that is looked at, by its own habits: moved, gone, out of reach, silent, with other texts than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from statistics import median

from policynlp.corpus.health.alarm import Alarm
from policynlp.corpus.health.chance import ALPHA, all_of, at_least
from policynlp.corpus.health.record import Record, Stretch
from policynlp.corpus.health.silence import silence

USUAL_DAYS = 30
"""What is usual is what was in the month before."""
APART_DAYS = 14
"""Days between the last look and the month that it is held against, where items stay listed: what goes wrong with each new item comes
up little by little, and would always be held against a yesterday that was nearly as bad. In two weeks a feed of 30 items that names
three a day is another one; what comes up more slowly is not noticed by this."""
WINDOWS = (6, 12, 24)
"""Texts that are held against those of the month before, the newest so many; three lengths, so that a sudden break is seen with few
texts and a creeping one with more. Six texts that are all short are too unlikely by chance where one in five was short before, as
with news (lengths of news are about log-normal with a deviation of 0.8: a fifth is below half of the median)."""
LEAST_USUAL_TEXTS = 20
"""Texts of the month before, without which nothing is said on lengths and languages."""
FAILING = (0.5, 9.5)
"""Prior of a look that fails: sites are down on one day in twenty."""
LEAST_FAILED_DAYS = 2
LEAST_REJECTS = 3
JUMP = 2.0
"""What is beyond chance is still no jump unless it doubles."""
FOREIGN = 0.2
"""Share of texts in another language from which the language is said to have changed."""
GONE_STATUS, MISSING_STATUS = 410, 404


def source_alarms(record: Record, *, now: datetime) -> Iterator[Alarm]:
    """What is wrong with a source that is looked at."""
    yield from _moved(record)
    failing = list(_unreachable(record))
    yield from failing
    if not failing:
        yield from _silent(record, now)
    yield from _short(record)
    yield from _rejects(record)
    yield from _language(record)


def _moved(record: Record) -> Iterator[Alarm]:
    target = record.last.moved_to
    if target is None:
        return
    since = record.last.first_at
    for day in reversed(record.days):
        if day.moved_to != target:
            break
        since = day.first_at
    yield Alarm(
        kind="moved",
        source=record.source,
        since=since,
        what=f"its server says that it is at {target} from now on",
        hint="Put the new address into the sources file; what is known of the old one stays.",
    )


def _unreachable(record: Record) -> Iterator[Alarm]:
    """Days on which every look failed; those that the server calls gone need no second day."""
    if not record.last.last_failed:
        return
    failing: list[Stretch] = []
    for day in reversed(record.days):
        if day.failed < day.looks and day is not record.last:
            break
        failing.append(day)
    before = record.days[: len(record.days) - len(failing)]
    error, since = record.last.error or "no answer", failing[-1].first_at
    if record.last.status == GONE_STATUS or (record.last.status == MISSING_STATUS and len(failing) >= LEAST_FAILED_DAYS):
        what = (
            "its server says that it is gone for good (HTTP 410)"
            if record.last.status == GONE_STATUS
            else "it is not there (404)"
        )
        hint = "Look for its new address, or take it from the sources file."
        yield Alarm(kind="gone", source=record.source, since=since, what=what, hint=hint)
        return
    whole = sum(day.failed == day.looks for day in failing)
    chance = all_of(whole, before=sum(d.failed == d.looks for d in before), of=len(before), prior=FAILING)
    if whole >= LEAST_FAILED_DAYS and chance < ALPHA:
        yield Alarm(
            kind="unreachable",
            source=record.source,
            since=since,
            what=f"every look of {whole} days failed, the last with: {error}",
            now=whole,
            usual=0,
            hint="Open it in a browser; mend or take out its entry in the sources file.",
        )


def _silent(record: Record, now: datetime) -> Iterator[Alarm]:
    found = silence(record, now=now)
    if found is None or not found.is_alarming:
        return
    yield Alarm(
        kind="silent",
        source=record.source,
        since=found.since,
        what=f"nothing new on {found.stretches} {found.unit} with a look, where the longest silence before had {found.longest}",
        now=found.stretches,
        usual=found.longest,
        hint="Open it in a browser: it may have moved, been given up, or its items may lead to pages that are known.",
    )


def _texts(days: Sequence[Stretch], least: int) -> tuple[list[tuple[int, str, datetime]], int]:
    """Length, language and time of the newest texts, whole days until there are so many; and how many days these are."""
    out: list[tuple[int, str, datetime]] = []
    taken = 0
    for day in reversed(days):
        if len(out) >= least:
            break
        out += [(n, language, day.first_at) for n, language in zip(day.chars, day.languages, strict=True)]
        taken += 1
    return out, taken


def _usual(days: Sequence[Stretch], taken: int) -> list[Stretch]:
    """The month before the days that are looked at; the first look ever counts, too: its texts are as good as others."""
    before = days[: len(days) - taken]
    if not before:
        return []
    start = before[-1].start - timedelta(days=USUAL_DAYS)
    return [d for d in before if d.start >= start]


def _short(record: Record) -> Iterator[Alarm]:
    """Texts half as long as usual."""
    for least in WINDOWS:
        new, taken = _texts(record.days, least)
        usual = [n for d in _usual(record.days, taken) for n in d.chars]
        if len(new) < least or len(usual) < LEAST_USUAL_TEXTS:
            return
        lengths, before = [n for n, _, _ in new], median(usual)
        short = sum(n < before / 2 for n in lengths)
        chance = at_least(short, len(new), before=sum(n < before / 2 for n in usual), of=len(usual))
        if median(lengths) <= before / 2 and chance < ALPHA:
            yield Alarm(
                kind="short",
                source=record.source,
                since=new[-1][2],
                what=f"the last {len(new)} texts have a median of {median(lengths):,.0f} characters, those of the month before "
                f"{before:,.0f} ({len(usual)} texts)",
                now=float(median(lengths)),
                usual=float(before),
                hint="Read one of them: a login, a cookie notice or a teaser may stand in place of the text.",
            )
            return


def _rejects(record: Record) -> Iterator[Alarm]:
    """More left out at the last good look than on the worst day of the month before the last two weeks, by more than chance."""
    days = [d for d in record.days if d.items and d.rejects is not None]
    if not days:
        return
    last = days[-1]
    usual = _usual([d for d in days if d.start <= last.start - timedelta(days=APART_DAYS)], 0)
    yield from jump_of_rejects(
        [_left_out(d) for d in usual if d.items],
        now=_left_out(last),
        reasons=last.rejects or (),
        source=record.source,
        since=last.first_at,
        of="the last look",
        run_id=last.run_id,
    )


def _left_out(day: Stretch) -> tuple[int, int]:
    """Items left out and items; rows of a table, which are left out one by one, are of one item together."""
    items = day.items or 0
    return min(len(day.rejects or ()), items), items


def jump_of_rejects(
    usual: Sequence[tuple[int, int]],
    *,
    now: tuple[int, int],
    reasons: Sequence[str],
    source: str | None,
    since: datetime,
    of: str,
    run_id: str,
) -> Iterator[Alarm]:
    """An alarm where more was left out than ever in a month.

    Looks repeat: an item that cannot be read is left out again at every look as long as the feed names it. So a look is held against
    the worst of those before, and not against their mean, which would take each repetition for one more case.

    Args:
        usual: Items left out, and items, of each look (or run) before; those with half as many items as usual say too little.
        now: The same of the last one.
        reasons: Why items of the last one were left out.
        source: For the alarm.
        since: For the alarm.
        of: What the last one is called.
        run_id: The run that it was in.
    """
    rejected, items = now
    sizes = [n for _, n in usual]
    comparable = [(x, n) for x, n in usual if n >= median(sizes) / 2] if sizes else []
    if not comparable or rejected < LEAST_REJECTS:
        return
    x, n = max(comparable, key=lambda one: (one[0] + 0.5) / (one[1] + 1))
    if rejected / items < JUMP * x / n or at_least(rejected, items, before=x, of=n) >= ALPHA:
        return
    common = ", ".join(f"{reason} {count}" for reason, count in Counter(reasons).most_common(3))
    yield Alarm(
        kind="rejects",
        source=source,
        since=since,
        what=f"{rejected} of {items} items of {of} were left out ({common}); at the worst in the month before, {x} of {n}",
        now=rejected / items,
        usual=x / n,
        hint=f"`policynlp query \"select uri, reason, what, hint from rejects where run_id = '{run_id}'\"`",
    )


def _language(record: Record) -> Iterator[Alarm]:
    """Texts in another language than before, taken or left out."""
    new, taken = _texts(record.days, WINDOWS[0])
    usual = _usual(record.days, taken)
    known = Counter(language for d in usual for language in d.languages if language)
    good = [d for d in record.days if d.rejects is not None]
    if not good or known.total() < LEAST_USUAL_TEXTS:
        return
    own, n_own = known.most_common(1)[0]
    refused = sum(reason == "language" for reason in good[-1].rejects or ())
    worst = max((sum(r == "language" for r in d.rejects or ()) for d in usual), default=0)
    foreign = refused + sum(language not in ("", own) for _, language, _ in new)
    x, n = known.total() - n_own + worst, known.total() + worst
    total = len(new) + refused
    chance = at_least(foreign, total, before=x, of=n)
    if not total or foreign / total < max(FOREIGN, JUMP * x / n) or chance >= ALPHA:
        return
    other = Counter(language for _, language, _ in new if language not in ("", own)).most_common(1)
    yield Alarm(
        kind="language",
        source=record.source,
        since=new[-1][2] if other else good[-1].first_at,
        what=f"{foreign} of the last {total} texts are not in its language ({own})"
        + (f" but mostly in {other[0][0]}" if other else ", and were left out")
        + f"; in the month before {x} of {n}",
        now=foreign / total,
        usual=x / n,
        hint="Look for the edition in its language, add the language to ingest.languages, or take the source out.",
    )
