"""Parameters of decoding, chosen on the quantised model; see `policynlp.train.encoder.calibrate`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policynlp.tag.neural.viterbi import Transitions


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """What calibration chose.

    Attributes:
        content, cue, source: Transitions of the layers.
        cue_same_sentence, source_same_sentence: Added to the score of a partner in the same sentence.
        cue_far, source_far: Taken off for each doubling of the words between.
        cue_pointer, source_pointer: Weight of the pointers.
        insisted: Probability of the pointer that adds a cue which the layer did not find.
        no_source: Added to the score of having no source.
        switch: Taken off for each change of cue within a content.
        adopt: What a cue without content may bid for a content whose cue has another one too.
        least_score: Attributions below it are left out.
    """

    content: Transitions = field(default_factory=Transitions)
    cue: Transitions = field(default_factory=Transitions)
    source: Transitions = field(default_factory=Transitions)
    cue_same_sentence: float = 2.0
    source_same_sentence: float = 2.0
    cue_far: float = 0.5
    source_far: float = 0.5
    cue_pointer: float = 1.0
    source_pointer: float = 1.0
    insisted: float = 0.15
    no_source: float = 0.0
    switch: float = 6.0
    adopt: float = 1.0
    least_score: float = 0.0

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Decoding:
        """Inverse of `dataclasses.asdict`."""
        layers = {k: Transitions(**data[k]) for k in ("content", "cue", "source") if k in data}  # type: ignore[arg-type]
        return cls(**{**data, **layers})  # type: ignore[arg-type]
