"""spaCy factories of the project, one place that says what each needs and sets.

spaCy finds them through the entry points of the package, so `nlp.add_pipe("policynlp_quotes")` works without an import.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from policynlp.tag.extensions import register_extensions

Component = Callable[[Doc], Doc]


@Language.factory("policynlp_layout", assigns=["token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Sentences begin where passages begin; goes before the parser."""
    from policynlp.tag.layout import SentenceStarts

    register_extensions()
    return SentenceStarts()


@Language.factory("policynlp_encoder", default_config={"encoder": None, "threads": 1}, assigns=["doc._.policynlp_encoding"])
def make_encoder(nlp: Language, name: str, encoder: str | None, threads: int) -> Component:  # noqa: ARG001
    """What the encoder reads in a text; the layers behind it use it where it is there."""
    from policynlp.tag.encodings import EncoderComponent

    return EncoderComponent(encoder=Path(encoder) if encoder else None, threads=threads)


@Language.factory("policynlp_entities", requires=["doc.ents", "token.pos"], assigns=["doc.ents", "doc._.policynlp_entities"])
def make_entities(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Named entities with POLICY, resolved dates, and nothing from page furniture."""
    from policynlp.tag.entities.component import EntityComponent

    register_extensions()
    return EntityComponent(nlp.vocab)


@Language.factory(
    "policynlp_people",
    requires=["doc._.policynlp_entities", "token.dep"],
    assigns=["doc._.policynlp_entities", "doc._.policynlp_people"],
)
def make_people(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """One key for the mentions of one name; people with titles and affiliations."""
    from policynlp.tag.people.component import PeopleComponent

    register_extensions()
    return PeopleComponent()


@Language.factory("policynlp_quotes", requires=["token.dep", "doc.sents"], assigns=["doc._.policynlp_quotes"])
def make_quotes(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Quotations with cue, source and speaker."""
    from policynlp.tag.quotes.component import QuoteComponent

    register_extensions()
    return QuoteComponent()


@Language.factory("policynlp_claims", requires=["token.dep", "doc.sents"], assigns=["doc._.policynlp_claims"])
def make_claims(nlp: Language, name: str) -> Component:  # noqa: ARG001
    """Numeric claims with unit, measure, period and who says so."""
    from policynlp.tag.claims.component import ClaimComponent

    register_extensions()
    return ClaimComponent()


@Language.factory(
    "policynlp_themes",
    default_config={"encoder": None, "model": None, "taxonomy": None, "threads": 1},
    requires=["doc.sents"],
    assigns=["doc._.policynlp_themes", "doc._.policynlp_vectors"],
)
def make_themes(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    encoder: str | None,
    model: str | None,
    taxonomy: str | None,
    threads: int,
) -> Component:
    """Policy themes of passages and document, with evidence."""
    from policynlp.tag.themes.component import ThemeComponent

    register_extensions()
    return ThemeComponent(
        encoder=Path(encoder) if encoder else None,
        model=Path(model) if model else None,
        taxonomy=Path(taxonomy) if taxonomy else None,
        threads=threads,
    )
