"""Parameters of decoding, chosen on the quantised model; see `policynlp.train.encoder.calibrate`.

The defaults are where that search starts: what a model after three passes over the articles liked best.
"""

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
        adopt: What a cue without content may bid for a content whose cue has another one too.
        least_score: Attributions below it are left out.
    """

    content: Transitions = field(default_factory=lambda: Transitions(outside=0.5, stop=-1.5, again=-3.0))
    cue: Transitions = field(default_factory=lambda: Transitions(outside=-0.5, stop=1.0, again=1.0))
    source: Transitions = field(default_factory=lambda: Transitions(outside=-1.5, again=-3.0))
    cue_same_sentence: float = 2.0
    source_same_sentence: float = 4.0
    cue_far: float = 0.25
    source_far: float = 1.0
    cue_pointer: float = 0.25
    source_pointer: float = 0.5
    insisted: float = 0.1
    no_source: float = -3.0
    adopt: float = 1.0
    least_score: float = 0.5

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Decoding:
        """Inverse of `dataclasses.asdict`."""
        layers = {k: Transitions(**data[k]) for k in ("content", "cue", "source") if k in data}  # type: ignore[arg-type]
        return cls(**{**data, **layers})  # type: ignore[arg-type]
