"""Who speaks: the source mention resolved to a person, organisation or document of the text, or to nobody."""

from __future__ import annotations

from dataclasses import dataclass

from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.reading import Reading
from policynlp.tags import SourceType


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source mention stands for; `name` is null where nobody in particular is named."""

    source_type: SourceType = "none"
    name: str | None = None
    entity: str | None = None
    title: str | None = None
    affiliation: str | None = None


class Speakers:
    """Resolves the sources of one document, in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def resolve(self, attribution: Attribution) -> Speaker:
        """The speaker of an attribution."""
        if attribution.source_token < 0:
            return Speaker()
        token = self.reading.doc[attribution.source_token]
        if token.ent_type_ == "PERSON":
            return Speaker("named_person", self.reading.text[slice(*attribution.source[0])])
        return Speaker("anonymous")
