from __future__ import annotations

from policynlp.ingest.robots import MAX_AGE_S, MAX_ROBOTS_BYTES, RobotsRules, rules_from_answer


def test_the_slower_of_crawl_delay_and_request_rate_counts() -> None:
    rules = rules_from_answer(200, b"User-agent: *\nCrawl-delay: 2\nRequest-rate: 1/10s", read_at_s=0)
    assert rules.delay_s(user_agent="policynlp") == 10
    assert rules_from_answer(200, b"User-agent: *\nDisallow:", read_at_s=0).delay_s(user_agent="policynlp") == 0
    assert RobotsRules().delay_s(user_agent="policynlp") == 0
    assert RobotsRules().sitemaps() == []


def test_rules_are_used_for_a_day() -> None:
    rules = RobotsRules(read_at_s=100.0)
    assert not rules.is_stale(100.0 + MAX_AGE_S)
    assert rules.is_stale(101.0 + MAX_AGE_S)


def test_bytes_that_are_no_robots_file_allow_everything() -> None:
    for body in (b"", b"\xff\xfe\x00", b"<html>not found</html>", b"User-agent: *\nDisallow: /" + b"x" * 10):
        assert rules_from_answer(200, body, read_at_s=0).allows("https://a.example/page", user_agent="policynlp")


def test_what_lies_beyond_the_limit_is_not_read() -> None:
    body = b"#" * MAX_ROBOTS_BYTES + b"\nUser-agent: *\nDisallow: /"
    assert rules_from_answer(200, body, read_at_s=0).allows("https://a.example/page", user_agent="policynlp")
