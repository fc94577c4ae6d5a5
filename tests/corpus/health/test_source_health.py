"""Alarms of sources: each comes when it should, says since when and by which figures, and keeps silent over what is usual."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from source_histories import FEED, NOW, days_before, kinds, look, state_of, usual, write

from policynlp.corpus.health.alarm import Alarm
from policynlp.corpus.store import Store


def only(store: Store, kind: str) -> Alarm:
    (alarm,) = [a for a in state_of(store).alarms if a.kind == kind]
    return alarm


def last_days(history: dict[Any, Any], days: int, **found: Any) -> dict[Any, Any]:
    """The history with other looks on its last days."""
    return history | {at: look(**found) for at in sorted(history)[-days:]}


def test_a_source_that_goes_on_as_it_was_is_well(empty: Store) -> None:
    write(empty, usual(90))
    found = state_of(empty)
    (source,) = found.sources
    assert not found.alarms
    assert (source.state, source.type, source.items, source.looks, source.texts) == ("well", "feed", 30, 30, 90)
    assert source.new_at == source.succeeded_at == days_before(1)[0]
    assert source.median_chars == 3010
    assert json.dumps(source.as_dict())


def test_a_daily_feed_that_falls_silent(empty: Store) -> None:
    history = usual(90)
    for silent in range(1, 8):
        write(empty, last_days(history, silent), source=f"{FEED}/{silent}")
    told = {a.source: a for a in state_of(empty).alarms if a.kind == "silent"}
    assert f"{FEED}/1" not in told
    assert f"{FEED}/4" in told
    alarm = told[f"{FEED}/7"]
    assert alarm.since == days_before(8)[0]  # the last look that brought something
    assert (alarm.now, alarm.usual) == (7, 0)
    assert "7 days" in alarm.what
    assert alarm.hint


def test_weekends_and_rare_issues_are_no_silence(empty: Store) -> None:
    first, *rest = days_before(120)
    offices = {first: look(new=30)} | {at: look(new=0 if at.weekday() >= 5 else 4) for at in rest}
    monthly = {first: look(new=12)} | {at: look(new=at.day == 1) for at in rest}
    sunday = NOW - timedelta(days=1)
    write(empty, {at: found for at, found in offices.items() if at < sunday}, source="offices")
    write(empty, {at: found for at, found in monthly.items() if at < sunday}, source="monthly")
    write(empty, {at: found for at, found in usual(120).items() if at < sunday}, source="daily")
    assert kinds(empty, now=sunday) == set()
    write(empty, {at: look(new=0) for at in days_before(1)}, source="monthly")
    assert kinds(empty) == set()


def test_a_busy_feed_is_missed_within_two_days_though_its_nights_are_silent(empty: Store) -> None:
    hours = [NOW - timedelta(hours=n) for n in reversed(range(24 * 60))]
    history = {at: look(new=0 if at.hour < 6 else 2) for at in hours}
    write(empty, history, source="alive")
    write(empty, history | {at: look(new=0) for at in hours[-36:]}, source="dead")
    (alarm,) = state_of(empty).alarms
    assert (alarm.kind, alarm.source) == ("silent", "dead")
    assert "quarters of days" in alarm.what


def test_a_folder_that_never_grew_has_no_rhythm(empty: Store) -> None:
    first, *rest = days_before(200)
    write(empty, {first: look(new=80)} | {at: look(new=0) for at in rest})
    assert kinds(empty) == set()


def test_few_looks_are_no_evidence(empty: Store) -> None:
    write(empty, last_days(usual(5), 3, new=0))
    assert kinds(empty) == set()


@pytest.mark.parametrize("failed_days", [1, 2, 5])
def test_a_feed_that_cannot_be_reached(empty: Store, failed_days: int) -> None:
    write(empty, last_days(usual(60), failed_days, error="the server answered HTTP 503", status=503))
    assert kinds(empty) == ({"unreachable"} if failed_days == 5 else set())
    if failed_days == 5:
        alarm = only(empty, "unreachable")
        assert alarm.since == days_before(5)[0]
        assert "HTTP 503" in alarm.what


def test_a_site_that_is_often_down_needs_longer(empty: Store) -> None:
    history = usual(90) | {at: look(error="timed out", status=None) for at in days_before(90)[1:80:3]}
    write(empty, last_days(history, 4, error="timed out", status=None))
    assert kinds(empty) == set()


@pytest.mark.parametrize(("status", "days", "expected"), [(410, 1, {"gone"}), (404, 1, set()), (404, 2, {"gone"})])
def test_gone_is_told_by_the_status(empty: Store, status: int, days: int, expected: set[str]) -> None:
    write(empty, last_days(usual(60), days, error=f"the server answered HTTP {status}", status=status))
    assert kinds(empty) == expected


def test_a_move_is_told_since_it_was_first_said_until_it_is_over(empty: Store) -> None:
    write(empty, last_days(usual(60), 9, new=3, moved_to="https://new.example/feed"))
    alarm = only(empty, "moved")
    assert alarm.since == days_before(9)[0]
    assert "https://new.example/feed" in alarm.what
    write(empty, {NOW - timedelta(hours=1): look(new=3)})
    assert kinds(empty) == set()


def test_texts_half_as_long(empty: Store) -> None:
    history = usual(60)
    write(empty, last_days(history, 3, new=3, chars=1200), source="paywall")
    write(empty, last_days(history, 3, new=3, chars=1800), source="a little shorter")
    write(empty, last_days(history, 1, new=3, chars=900), source="three short notes")
    alarm = only(empty, "short")
    assert alarm.source == "paywall"
    assert alarm.now == 1210
    assert alarm.usual == 3010
    assert "1,210" in alarm.what
    assert alarm.since >= days_before(3)[0]


def test_where_short_texts_are_usual_they_are_no_alarm(empty: Store) -> None:
    mixed = usual(60, chars=[400, 500, 3000, 6000, 7000])
    write(empty, mixed | {days_before(1)[0]: look(chars=[400, 450, 500, 520, 480, 3000])})
    assert kinds(empty) == set()


def test_more_left_out_than_on_the_worst_day(empty: Store) -> None:
    history = usual(60, rejects=["no_article"] * 2) | {days_before(20)[0]: look(new=3, rejects=["no_article"] * 8)}
    write(empty, last_days(history, 1, new=2, rejects=["no_article"] * 8), source="as bad as once before")
    assert kinds(empty) == set()
    write(empty, last_days(usual(60, rejects=["no_article"] * 2), 1, new=2, rejects=["no_article"] * 20 + ["empty"]))
    alarm = only(empty, "rejects")
    assert alarm.source == FEED
    assert "21 of 30" in alarm.what
    assert "no_article 20" in alarm.what
    assert alarm.usual == pytest.approx(2 / 30)


@pytest.mark.parametrize("taken", [True, False], ids=["taken", "left-out"])
def test_another_language(empty: Store, taken: bool) -> None:
    changed = look(new=9, language="fr") if taken else look(new=0, rejects=["language"] * 9)
    write(empty, usual(60) | {days_before(1)[0]: changed})
    found = [a for a in state_of(empty).alarms if a.kind == "language"]
    assert [a.source for a in found] == [FEED]
    assert "(en)" in found[0].what
    assert ("fr" in found[0].what) == taken


def test_what_was_taken_from_the_list_is_not_missed(empty: Store) -> None:
    history = usual(60)
    write(empty, history, source="kept")
    write(empty, {at: found for at, found in history.items() if at < NOW - timedelta(days=20)}, source="dropped")
    states = {source.source: source.state for source in state_of(empty).sources}
    assert states == {"kept": "well", "dropped": "retired"}


def test_a_run_that_was_cut_short_says_nothing_of_a_source(empty: Store) -> None:
    write(empty, last_days(usual(60), 20, new=0, looked=False))
    assert kinds(empty) == set()


def test_an_alarm_has_one_key_as_long_as_it_lasts(empty: Store) -> None:
    history = last_days(usual(60), 10, new=0)
    write(empty, history)
    early = state_of(empty, now=NOW - timedelta(days=3)).alarms
    assert [a.key for a in early] == [a.key for a in state_of(empty).alarms] == [f"silent {FEED}"]
    assert json.loads(json.dumps(early[0].as_dict()))["since"] == early[0].since.isoformat()
