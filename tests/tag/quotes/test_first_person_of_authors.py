"""The "I" of a text with one author is that author, unless somebody else says it."""

from __future__ import annotations

import json

import pytest

from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger

HEAD = "Pay the growers every month\n\nBy {by}\n\n"
BODY = (
    "The agency pays once a year. Its director, Peter Otieno, told this paper that growers are free to save.\n\n"
    "I disagree with that. I think the agency has it the wrong way round.\n\n"
    '"I was never asked," says Beatrice Odera, who grows tea. The survey found that half of them borrow.'
)


@pytest.fixture(scope="module")
def tagged():
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(text):
        document = next(iter(read_rows([json.dumps({"id": "a", "text": text})], uri="a.jsonl", settings=settings)))
        return document.text, tagger.tag(document).quotes

    return run


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("Chebet Kirui-Langat", "Chebet Kirui-Langat"),
        ("CHEBET KIRUI-LANGAT", "CHEBET KIRUI-LANGAT"),
        ("Chebet Kirui and Ann Mwangi", None),
    ],
)
def test_who_thinks(tagged, by, wanted):
    text, quotes = tagged(HEAD.format(by=by) + BODY)
    (thought,) = (q for q in quotes if "wrong way" in "".join(text[a:b] for a, b in q.content))
    assert thought.speaker == wanted
    (said,) = (q for q in quotes if "never asked" in "".join(text[a:b] for a, b in q.content))
    assert said.speaker == "Beatrice Odera"
