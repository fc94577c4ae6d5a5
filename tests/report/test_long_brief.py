"""A text that says one sentence over and over: its brief takes time in proportion to the text, not to its square."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from made import Made, brief

from growth import grows_linearly
from policynlp import report
from policynlp.corpus.brief.evidence import Overlaps
from policynlp.steps.related_figures import related_figures
from policynlp.tags import Claim, Quote, TextSpan, annotation_id

SAID = "The harbour must pay 12.5 percent of its dues, he said. "
SENTENCES = 1_000
TIMES, SLACK = 4, 2.25
"""Four times the text takes four times the processor time where all is linear, sixteen times where it is quadratic."""


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


def beside(made: Made, other: Made) -> Mapping[str, list[tuple[str, str]]]:
    return related_figures(made.tagged(), [other.tagged()], wanted=frozenset(c.id for c in made.claims))


def test_the_time_of_a_brief_grows_with_its_text() -> None:
    texts = {n: repeated(n) for n in (SENTENCES, TIMES * SENTENCES)}
    assert grows_linearly(lambda n: partial(brief, texts[n]), size=SENTENCES, times=TIMES, slack=SLACK)
    other = repeated(3)
    assert grows_linearly(lambda n: partial(beside, texts[n], other), size=SENTENCES, times=TIMES, slack=SLACK)


def test_the_time_of_its_page_does_too() -> None:
    def page(sentences: int) -> Callable[[], object]:
        return partial(report.page_of, brief(repeated(sentences)), made="2024-06-01")

    assert grows_linearly(page, size=SENTENCES, times=TIMES, slack=SLACK)


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
