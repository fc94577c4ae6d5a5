"""A paper that another text tells of by whose it is and when it came out, and papers of others that appeared then, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policynlp.ingest.read import read_path
from policynlp.link.linker import Linker
from policynlp.link.moment_pairs import VERSION
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.tags import Link

Run = Callable[[str, str], list[tuple[str, str, str]]]

PAPER = """COURT OF AUDIT OF LISSE
Summary of audit report 19/2024: The second lock of the port of Lisse

9 July 2024

The port of Lisse handled 36.4 million tonnes of cargo in 2023. The second lock has cost 41.5 million euros so far, of which the province
has paid 12.7 million. The quays employ 2,310 people.
"""
ARTICLE = """The lock that grew dearer every year

LISSE, 14 August 2024 - The port of Lisse handled 36.4 million tonnes of cargo in 2023. {told} It put the cost of the second lock at
41.5 million euros, of which the province has paid 12.7 million. The quays employ 2,310 people.
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """An article and a paper to the dates that tell when one of them appeared, each with the day and the reason."""
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def read(article: str, paper: str) -> list[tuple[str, str, str]]:
        folder: Path = tmp_path_factory.mktemp("texts")
        rows = []
        for name, text in (("article.txt", article), ("paper.txt", paper)):
            (folder / name).write_text(text, encoding="utf-8")
            (document,) = read_path(folder / name, settings=settings)
            rows.append((document, tagger.tag(document)))
        texts = {document.id: document.text for document, _ in rows}

        def printed(link: Link) -> tuple[str, str, str]:
            ends = (link.from_, link.to)
            return *(texts[e.document][e.start : e.end] for e in ends), link.reason or ""  # type: ignore[return-value]

        return [
            printed(x)
            for x in Linker(settings.link).link(rows).links
            if x.version == VERSION and "appeared" in (x.reason or "")
        ]

    return read


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("A report on the lock by the Court of Audit, released in July, is harsh.", "July"),
        ("The Court of Audit of Lisse said in an audit report published last month that nobody was in charge.", "last month"),
        ("On 9 July the Court of Audit published its summary of the audit.", "9 July"),
    ],
)
def test_a_paper_is_known_by_whose_it_is_and_when_it_appeared(run: Run, told: str, words: str) -> None:
    assert run(ARTICLE.format(told=told), PAPER) == [
        (words, "9 July 2024", f"When this paper appeared: “{words}” here, “9 July 2024” at its head.")
    ]


@pytest.mark.parametrize(
    "told",
    [
        "A report by the Institute of Hydrology, released in July, is harsh.",
        "A report by the Court of Audit of Lisse, released in June, is harsh.",
        "A report by the Court of Audit of Lisse, released last year, is harsh.",
        "In July the storks left Lisse early.",
    ],
)
def test_papers_of_others_and_other_days_are_not_meant(run: Run, told: str) -> None:
    assert not run(ARTICLE.format(told=told), PAPER)


def test_texts_that_agree_on_nothing_are_not_asked(run: Run) -> None:
    article = "The storks of the north\n\nLISSE, 14 August 2024 - The Court of Audit of Lisse released a report on an audit in July.\n"
    assert not run(article, PAPER)


def test_a_paper_without_a_day_is_not_dated(run: Run) -> None:
    told = "A report on the lock by the Court of Audit, released in July, is harsh."
    assert not run(ARTICLE.format(told=told), PAPER.replace("9 July 2024\n\n", ""))
