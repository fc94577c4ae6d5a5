"""The spaCy component: numeric claims of a parsed document."""

from __future__ import annotations

from spacy.tokens import Doc

from policynlp.tag.claims.base import base_value
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.reading import Reading, read_figures
from policynlp.tag.extensions import document_id, prose_passages
from policynlp.tags import Claim, annotation_id


class ClaimComponent:
    """Sets `doc._.policynlp_claims`, the claims of the prose passages in text order."""

    version = "claims/1"

    def __call__(self, doc: Doc) -> Doc:
        """Needs a parse; entities and quotes are used where components before have set them."""
        reading = Reading(doc)
        figures = read_figures(reading, prose_passages(doc))
        ident = document_id(doc)
        ids = [annotation_id(ident, "claims", [(f.start, f.end)]) for f in figures]
        doc._.policynlp_claims = tuple(self._claim(f, i, ids, doc.text) for i, f in enumerate(figures))
        return doc

    def _claim(self, f: Figure, index: int, ids: list[str], text: str) -> Claim:
        value_base, unit_base = base_value(f.value, unit=f.unit, kind=f.kind)
        return Claim(
            id=ids[index],
            start=f.start,
            end=f.end,
            text=text[f.start : f.end],
            kind=f.kind,
            value=f.value,
            value_high=f.high,
            unit=f.unit,
            value_base=value_base,
            unit_base=unit_base,
            bound=f.bound,
            trend=f.trend,
            from_=f.from_,
            nature=f.nature,
            measure=f.measure,
            scope=f.scope,
            share_of=f.share_of,
            period=f.period,
            place=f.place,
            equivalent_to=ids[f.main] if f.main >= 0 else None,
            flags=tuple(dict.fromkeys(f.flags)),
            source=f.source,
            speaker=f.speaker,
            quote=f.quote,
            version=self.version,
            score=f.score,
        )
