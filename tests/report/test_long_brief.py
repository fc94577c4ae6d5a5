"""A text that says one sentence over and over: its brief takes time in proportion to the text, not to its square."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping

from made import Made, brief

from policynlp import report
from policynlp.corpus.brief.evidence import Overlaps
from policynlp.steps.related_figures import related_figures
from policynlp.tags import Claim, Quote, TextSpan, annotation_id

SAID = "The harbour must pay 12.5 percent of its dues, he said. "
SENTENCES = 1_000
TIMES, MOST_RATIO = 4, 9.0
"""Four times the text, and how many times the processor time: four where all is linear, sixteen where it was quadratic."""


def repeated(sentences: int) -> Made:
    """A text with a figure and a quotation in each of its sentences."""
    made = Made(SAID * sentences, title="Long")
    for at in range(0, sentences * len(SAID), len(SAID)):
        start = at + SAID.index("12.5")
        whole = at + SAID.index("its dues")
        made.claims.append(
            Claim(
                id=annotation_id(made.document.id, "claims", [(start, start + 12)]),
                start=start,
                end=start + 12,
                text="12.5 percent",
                kind="percent",
                value=12.5,
                unit="percent",
                share_of=TextSpan(start=whole, end=whole + 8, text="its dues"),
            )
        )
        content = ((at, at + SAID.index(", he")),)
        made.quotes.append(
            Quote(
                id=annotation_id(made.document.id, "quotes", content),
                kind="indirect",
                act="directive",
                content=content,
                source=(),
                source_type="anonymous",
            )
        )
    return made


def seconds(work: Callable[[], object]) -> float:
    """Least processor time of three tries; what else the tests hold in memory is not gone through meanwhile."""
    found = []
    gc.disable()
    for _ in range(3):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    gc.enable()
    return min(found)


def beside(made: Made, other: Made) -> Mapping[str, list[tuple[str, str]]]:
    return related_figures(made.tagged(), [other.tagged()], wanted=frozenset(c.id for c in made.claims))


def test_the_time_of_a_brief_grows_with_its_text() -> None:
    once, more = repeated(SENTENCES), repeated(TIMES * SENTENCES)
    assert seconds(lambda: brief(more)) / seconds(lambda: brief(once)) < MOST_RATIO
    other = repeated(3)
    assert seconds(lambda: beside(more, other)) / seconds(lambda: beside(once, other)) < MOST_RATIO


def test_the_time_of_its_page_does_too() -> None:
    once, more = brief(repeated(SENTENCES)), brief(repeated(TIMES * SENTENCES))
    took = [seconds(lambda one=one: report.page_of(one, made="2024-06-01")) for one in (once, more)]
    assert took[1] / took[0] < MOST_RATIO


def test_what_is_said_again_is_read_once_and_told_each_time() -> None:
    made, other = repeated(40), Made("In June 12.4 percent of the dues were paid.", title="Note")
    other.claim("12.4 percent", 12.4, "percent", share_of="the dues")
    found = beside(made, other)
    assert {c.id for c in made.claims} == found.keys()
    assert {tuple(ends) for ends in found.values()} == {((other.document.id, other.claims[0].id),)}


def test_stretches_are_found_in_their_order_however_long_they_are() -> None:
    spans = [(0, 9_000), (5_000, 5_000), (40, 50), (8_999, 9_001)]
    found = Overlaps((span, n) for n, span in enumerate(spans))
    assert found.over(4_990, 5_001) == [0, 1]
    assert found.over(45, 46) == [0, 2]
    assert found.over(9_001, 9_001) == []
    assert found.over(9_000, 20_000) == [3]
