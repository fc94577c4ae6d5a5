"""spaCy's named entities, with a text's tokens scored at once where no name is open.

spaCy's recogniser goes from token to token and scores 70 actions at each. What it scores is the token, the first token of the open
name and the token before; where none is open, the token alone. So those scores of a whole text are one product of matrices,
and only the tokens within names, one in ten, are looked at in turn. The choices are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Floats = npt.NDArray[np.float32]
_FEATURES = 3  # the token, the first one of the open name, the one before
_NEVER = np.float32(-np.inf)


class GreedyNames:
    """Takes the place of a spaCy entity recogniser, whose weights it reads.

    Args:
        component: One that `fits`.
    """

    def __init__(self, component: EntityRecognizer) -> None:
        self._component = component
        self._tok2vec, self._lower, self._upper = component.model.layers
        names = map(component.moves.get_class_name, range(component.moves.n_moves))
        moves = [(name[0], name[2:]) for name in names]
        self._moves = moves
        self._out = moves.index(("O", ""))
        named = [label != "" for _, label in moves]
        begins = np.array([kind == "B" for kind, _ in moves]) & named
        units = np.array([kind == "U" for kind, _ in moves]) & named
        self._begins = begins
        self._opens = begins | units
        self._never = ~self._opens
        self._never[self._out] = False
        self._next = {
            label: (moves.index(("I", label)), moves.index(("L", label))) for kind, label in moves if kind == "B" and label
        }

    @classmethod
    def fits(cls, component: Any) -> bool:
        """Whether a component of a pipeline is an entity recogniser whose choices can be made this way."""
        if type(component) is not EntityRecognizer or component.cfg.get("beam_width", 1) != 1 or component.postprocesses:
            return False
        model = component.model
        plain = len(model.layers) == 3 and model.attrs["has_upper"] and not model.attrs["unseen_classes"]
        return bool(plain and model.layers[1].get_dim("nF") == _FEATURES and model.layers[1].get_dim("nP") > 1)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc.ents`; a text that has some already is left to spaCy."""
        if not len(doc) or doc.has_annotation("ENT_IOB"):
            left: Doc = self._component(doc)
            return left
        features = self._lower.predict(self._tok2vec.predict([doc]))  # (1 + tokens, 3, hidden, pieces); the first is for none
        free = features[1:, 0] + features[0, 1] + features[0, 2] + self._lower.get_param("b")
        scores = self._scores(free)
        scores[:, self._never] = _NEVER
        space, starts = (doc.to_array(["IS_SPACE", "SENT_START"]) == 1).T
        ends = np.append(starts[1:], True)  # nothing goes on behind the last token
        scores[np.ix_(space, self._opens)] = _NEVER
        scores[np.ix_(ends, self._begins)] = _NEVER
        best = scores.argmax(axis=1)
        names: list[Span] = []
        at = 0
        for first in np.flatnonzero(best != self._out).tolist():
            if first < at:
                continue
            kind, label = self._moves[best[first]]
            at = first + 1 if kind == "U" else self._end(features, first, label, ends)
            names.append(Span(doc, first, at, label=label))
        doc.set_ents(names)
        return doc

    def _scores(self, features: Floats) -> Floats:
        hidden = features.max(axis=-1)
        scores: Floats = hidden @ self._upper.get_param("W").T + self._upper.get_param("b")
        return scores

    def _end(self, features: Floats, first: int, label: str, ends: npt.NDArray[np.bool_]) -> int:
        """One behind the last token of a name, which has more than one."""
        inside, last = self._next[label]
        weights, bias = self._upper.get_param("W")[[inside, last]], self._upper.get_param("b")[[inside, last]]
        b = self._lower.get_param("b")
        for at in range(first + 1, len(ends)):
            if ends[at]:
                return at + 1
            hidden = (features[at + 1, 0] + features[first + 1, 1] + features[at, 2] + b).max(axis=-1)
            goes_on, stops = weights @ hidden + bias
            if stops > goes_on or (stops == goes_on and last < inside):
                return at + 1
        return len(ends)
