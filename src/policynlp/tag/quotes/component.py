"""spaCy component: quotations of every kind, with cue, source and speaker."""

from __future__ import annotations

from spacy.tokens import Doc

from policynlp.tag.extensions import document_id, prose_passages, register_extensions
from policynlp.tag.quotes.act_in_context import act_in_context
from policynlp.tag.quotes.finding import attributions
from policynlp.tag.quotes.kinds import kind_of
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.speakers import Speakers
from policynlp.tags import Quote, annotation_id


class QuoteComponent:
    """Sets `doc._.policynlp_quotes`; needs a dependency parse, and uses entities and people where they are there."""

    version = "quotes/42"

    def __init__(self) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one document; offsets count code points of `doc.text`."""
        reading = Reading(doc, prose_passages(doc))
        encoding = doc._.policynlp_encoding
        found = attributions(reading, encoding if hasattr(encoding, "quotations") else None)
        speakers = Speakers(reading, found).resolve_all(found)
        ident = document_id(doc)
        quotes: list[Quote] = []
        seen: set[str] = set()
        for attribution, speaker in zip(found, speakers, strict=True):
            content = tuple(attribution.content)
            quote_id = annotation_id(ident, "quotes", content)
            if quote_id in seen:
                continue
            seen.add(quote_id)
            quotes.append(
                Quote(
                    id=quote_id,
                    kind=kind_of(reading, content),
                    act=act_in_context(reading, attribution),
                    content=content,
                    cue=(attribution.cue,) if attribution.cue else (),
                    source=tuple(attribution.source),
                    source_type=speaker.kind,
                    speaker=speaker.name,
                    entity=speaker.entity,
                    title=speaker.title,
                    affiliation=speaker.affiliation,
                    attribution="continued" if attribution.continued else "explicit",
                    origin=attribution.origin,
                    version=self.version,
                    score=attribution.score,
                )
            )
        doc._.policynlp_quotes = tuple(quotes)
        return doc
