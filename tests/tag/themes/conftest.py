"""A pipeline with sentences and themes, without a parser: fast, and enough for what is tested here."""

import pytest
import spacy
from spacy.language import Language

from policynlp.tag.extensions import register_extensions


@pytest.fixture(scope="session")
def themes_nlp() -> Language:
    register_extensions()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("policynlp_themes")
    return nlp
