"""spaCy's parts of speech, forms and lemmas, worked out once for each word with its tag and its role in the parse.

spaCy tries 180 patterns on each token and then looks for its lemma. All but a few patterns ask for a token's own text, tag and role, so
what they and the lemmatizer say of one token holds for every other with the same three.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import IDS  # type: ignore[import-not-found]
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs
from spacy.vocab import Vocab

_KEY: list[int | str] = ["ORTH", "TAG", "DEP"]
_SAID: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
_IDS = [IDS[str(name)] for name in _SAID]
_ASKED = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})  # which follow from the key
_MOST_KEPT = 50_000  # of words with tag and role; some 25 MB
Key = tuple[int, int, int]


class WordForms:
    """Takes the place of spaCy's attribute ruler and lemmatizer.

    Args:
        vocab: Of the pipeline.
        ruler: The one that is replaced.
        lemmatizer: The one behind it; both as they `fit`.
    """

    def __init__(self, vocab: Vocab, ruler: AttributeRuler, lemmatizer: EnglishLemmatizer) -> None:
        self._vocab = vocab
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._of_one, self._of_several = Matcher(vocab, validate=False), Matcher(vocab, validate=False)
        for rule, patterns in enumerate(_patterns(ruler)):
            for matcher, chosen in (
                (self._of_one, [p for p in patterns if len(p) == 1]),
                (self._of_several, [p for p in patterns if len(p) > 1]),
            ):
                if chosen:
                    matcher.add(str(rule), chosen)
        self._one_at_a_time = threading.Lock()
        self._row: dict[Key, int] = {}
        self._rules: list[list[int]] = []  # of each row
        self._said = np.zeros((0, len(_SAID)), dtype=np.uint64)

    @classmethod
    def fit(cls, ruler: Any, lemmatizer: Any) -> bool:
        """Whether two neighbouring components are those of spaCy's English pipelines, with patterns that ask for nothing else."""
        if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
            return False
        tokens = [token for patterns in _patterns(ruler) for pattern in patterns for token in pattern]
        sets = {str(name) for attributes in ruler._attrs_unnormed for name in attributes}
        plain = lemmatizer.mode == "rule" and not lemmatizer.overwrite
        return plain and all(set(token) <= _ASKED for token in tokens) and sets <= set(_SAID)

    def __call__(self, doc: Doc) -> Doc:
        """Set what the two components set; a text that has some of it already is left to them."""
        if not len(doc) or any(doc.has_annotation(name) for name in ("POS", "MORPH", "LEMMA")):
            ruled: Doc = self._lemmatizer(self._ruler(doc))
            return ruled
        with self._one_at_a_time:  # several threads may share a pipeline
            return self._set(doc)

    def _set(self, doc: Doc) -> Doc:
        keys: list[Key] = list(map(tuple, doc.to_array(_KEY).tolist()))
        if len(self._row) > _MOST_KEPT:
            self._row, self._rules, self._said = {}, [], self._said[:0]
        new = [key for key in dict.fromkeys(keys) if key not in self._row]
        if new:
            self._work_out(new)
        phrases = self._matches(self._of_several, doc)  # before tags are changed
        rows = [self._row[key] for key in keys]
        doc.from_array(_SAID, self._said[rows])
        for at, rules in phrases.items():
            self._say(doc[at], keys[at], sorted({*rules, *self._rules[rows[at]]}))
        return doc

    def _work_out(self, keys: Sequence[Key]) -> None:
        """Have the two components say what they would of these words."""
        doc = Doc(self._vocab, words=[self._vocab.strings[orth] for orth, _, _ in keys])
        doc.from_array(_KEY[1:], np.array([key[1:] for key in keys], dtype=np.uint64))
        rules = self._matches(self._of_one, doc)
        for token, key in zip(doc, keys, strict=True):
            self._say(token, key, sorted(rules.get(token.i, ())))
            self._row[key] = len(self._rules)
            self._rules.append(rules.get(token.i, []))
        said: npt.NDArray[np.uint64] = doc.to_array(_SAID)  # type: ignore[assignment]
        self._said = np.concatenate([self._said, said])

    def _matches(self, matcher: Matcher, doc: Doc) -> dict[int, list[int]]:
        """Rules that apply to a token, by the token's index."""
        found: dict[int, list[int]] = {}
        for name, start, end in matcher(doc, allow_missing=True):
            rule = int(self._vocab.strings[name])
            index = self._ruler.indices[rule]
            found.setdefault(start + index if index >= 0 else end + index, []).append(rule)
        return found

    def _say(self, token: Token, key: Key, rules: Sequence[int]) -> None:
        """Set what rules say of a token, later ones over earlier ones, and its lemma."""
        _, tag, dep = key
        set_token_attrs(token, dict(zip(_IDS, (tag, dep, 0, 0, 0), strict=True)))
        for rule in rules:
            set_token_attrs(token, self._ruler.attrs[rule])
        if token.lemma == 0:
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]


def _patterns(ruler: AttributeRuler) -> list[list[list[dict[str, Any]]]]:
    return [described["patterns"] for described in ruler.patterns]  # type: ignore[misc]
