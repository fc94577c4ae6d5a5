"""Documents to tags: one spaCy pipeline with our components, and the encoder beside it in a thread of its own.

Documents are parsed one at a time, so that a result never depends on batch size or order. The encoder runs ahead of the
parser by a few documents; onnxruntime lets go of the interpreter lock, so the two share two cores. Where the parser would have
to wait for it, it takes over a document that is not begun.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from functools import cached_property, partial
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model_from_package, load_model_from_path

from policynlp.document import Document, Passage
from policynlp.errors import ModelError, Rejection, SettingsError
from policynlp.logs import within
from policynlp.place import Place, local_copy
from policynlp.settings import TagSettings
from policynlp.tag.chunks import chunk_bounds
from policynlp.tag.claims.vectors import claim_vectors
from policynlp.tag.extensions import register_extensions
from policynlp.tag.joining import joined
from policynlp.tag.layers import ORDER, needs_encoder, with_needs
from policynlp.tag.parsing.forms import WordForms
from policynlp.tag.parsing.matrices import multiply_with_numpy, one_thread
from policynlp.tag.parsing.names import GreedyNames
from policynlp.tag.versions import pinned_versions
from policynlp.tags import LAYERS, Tags, tagset_id

if TYPE_CHECKING:
    from policynlp.tag.encoder import Encoder, Encoding

_LOG = logging.getLogger("policynlp.tag")
Step = Callable[[Doc], Doc]
_LOOK_AHEAD_DOCS, _LOOK_AHEAD_CHARS = 4, 400_000
"""Encoded documents that wait for the parser, and their length beside the first one's: what the encoder says takes 150 bytes a
character."""


_TURN_S = 5e-6
"""How long one thread may keep the interpreter while the other waits: with Python's 5 ms the encoder's thread, which needs it a few
times a window, waits as long as it works, and tagging takes a quarter longer (docs/log.md)."""


class _ShortTurns:
    """Short turns of all threads while at least one stream of documents is tagged; Python's setting comes back with the last."""

    def __init__(self) -> None:
        self._lock, self._streams, self._before = Lock(), 0, sys.getswitchinterval()

    def __enter__(self) -> None:
        with self._lock:
            if not self._streams:
                self._before = sys.getswitchinterval()
                sys.setswitchinterval(_TURN_S)
            self._streams += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._streams -= 1
            if not self._streams:
                sys.setswitchinterval(self._before)


_SHORT_TURNS = _ShortTurns()


class _Ahead:
    """A document that the encoder's thread has before it.

    Args:
        document: The document.
        work: Reads it with the encoder.
        reading: That, in the encoder's thread.
    """

    def __init__(self, document: Document, work: Callable[[], Encoding | None], reading: Future[Encoding | None]) -> None:
        self.document = document
        self._work = work
        self._reading = reading

    def result(self, others: Sequence[_Ahead]) -> Encoding | None:
        """What was read; meanwhile documents are read here that the thread would come to last."""
        while not self._reading.done() and any(ahead.take_over() for ahead in (self, *reversed(others))):
            pass
        return self._reading.result()

    def take_over(self) -> bool:
        """Read the document here and now, unless the thread has begun it."""
        if not self._reading.cancel():
            return False
        self._reading = Future()
        try:
            self._reading.set_result(self._work())
        except Exception as error:  # noqa: BLE001 - raised where the result is asked for
            self._reading.set_exception(error)
        return True


class Tagger:
    """Tags documents. Loading takes a second or two; keep one for each process.

    Args:
        settings: Which models to use, and which layers to compute.
    """

    def __init__(self, settings: TagSettings) -> None:
        unknown = set(settings.components) - set(LAYERS)
        if unknown:
            raise SettingsError(f"unknown layer {min(unknown)!r}", where="tag.components", hint=f"Layers: {', '.join(LAYERS)}.")
        self.settings = settings
        self.wanted = tuple(c for c in ORDER if c in settings.components)

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """The pinned versions behind the tags; its hash is the tag set's id."""
        return pinned_versions(self.settings)

    @cached_property
    def tagset(self) -> str:
        """Id of the tag set."""
        return tagset_id(self.manifest)

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline with our components.

        Raises:
            ModelError: The spaCy model is not installed.
        """
        return build_pipeline(self.settings)

    @cached_property
    def _parser(self) -> Sequence[Step]:
        return parser_steps(self.nlp)

    @cached_property
    def encoder(self) -> Encoder | None:
        """The encoder, where a layer that reads it is wanted."""
        if not needs_encoder(self.wanted):
            return None
        component: Any = self.nlp.get_pipe("policynlp_encoder")
        encoder: Encoder = component.encoder
        return encoder

    def tag(self, document: Document) -> Tags:
        """Tags of one document."""
        return self._tag(document, self._encode)

    def stream(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Tags | Rejection]]:
        """Tags of many documents, in the order they come, in bounded memory.

        A document that makes a component fail comes back with a `Rejection`, and the rest goes on.
        """
        waiting = iter(documents)
        if (first := next(waiting, None)) is None:
            return  # nothing to do: no model is loaded
        _ = self._parser, self.encoder  # before the thread starts: since Python 3.12 two threads could each load their own
        queue: deque[_Ahead] = deque()
        with _SHORT_TURNS, ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder") as pool:
            for document in chain((first,), waiting):
                while len(queue) > _LOOK_AHEAD_DOCS or sum(len(ahead.document.text) for ahead in queue) > _LOOK_AHEAD_CHARS:
                    yield self._safely(queue.popleft(), queue)
                work = partial(copy_context().run, self._encode, document)
                queue.append(_Ahead(document, work, pool.submit(work)))
            while queue:
                yield self._safely(queue.popleft(), queue)

    def _safely(self, first: _Ahead, others: Sequence[_Ahead]) -> tuple[Document, Tags | Rejection]:
        with within(document=first.document.id):
            return first.document, self._tag_or_reject(first.document, lambda _: first.result(others))

    def _tag_or_reject(self, document: Document, encoding: Callable[[Document], Encoding | None]) -> Tags | Rejection:
        try:
            tags = self._tag(document, encoding)
        except ModelError:
            raise
        except Exception as error:  # noqa: BLE001 - one document must not end the batch; the traceback is kept
            _LOG.info("tagging failed", exc_info=error)
            return Rejection(
                uri=document.source.uri,
                stage="tag",
                reason="internal",
                what=f"tagging failed: {type(error).__name__}: {error}",
                hint="The document is in the corpus without tags. Please report this with the text.",
                detail=traceback.format_exc(limit=20),
            )
        _LOG.debug("tagged: %s", ", ".join(f"{len(getattr(tags, name))} {name}" for name in self.wanted))
        return tags

    @one_thread()
    def _encode(self, document: Document) -> Encoding | None:
        if self.encoder is None:
            return None
        with within(document=document.id):
            passages = tuple(document.passages_in_context())
            return self.encoder.encode(document.text, passages, before=document.before, after=document.after)

    @one_thread()
    def _tag(self, document: Document, encoding: Callable[[Document], Encoding | None]) -> Tags:
        doc = self.parse(document)
        doc._.policynlp_encoding = encoding(document)
        for name in self.wanted_with_needs:
            doc = self.nlp.get_pipe(f"policynlp_{name}")(doc)
        layers = {name: getattr(doc._, f"policynlp_{name}") if name in self.wanted else () for name in LAYERS}
        vectors = dict(doc._.policynlp_vectors or {})
        if doc._.policynlp_encoding is not None:
            vectors |= claim_vectors(doc, layers["claims"], doc._.policynlp_encoding)
        return Tags(document=document.id, tagset=self.tagset, vectors=vectors, **layers)

    @cached_property
    def wanted_with_needs(self) -> tuple[str, ...]:
        """Components to run, in order: the wanted layers and those that they build on."""
        return with_needs(self.wanted)

    @one_thread()
    def parse(self, document: Document) -> Doc:
        """The text as a spaCy `Doc` with layout, parse and named entities, but none of our layers yet.

        Long texts are parsed in pieces that end with a passage, so that memory stays bounded.
        """
        pieces = chunk_bounds(document.text, document.passages)
        doc = joined(self.nlp.vocab, (self._parse_piece(document, start, end) for start, end in pieces))
        _describe(doc, document, document.passages)
        return doc

    def _parse_piece(self, document: Document, start: int, end: int) -> Doc:
        doc = self.nlp.make_doc(document.text[start:end])
        inside = (p for p in document.passages if start <= p.start < end)
        shifted = tuple(replace(p, start=p.start - start, end=min(p.end, end) - start) for p in inside)
        _describe(doc, document, shifted)
        for step in self._parser:
            doc = step(doc)
        # What the parser was given, 96 numbers a token, serves nothing after it: 400 MB in a text of 5 million characters, and as much
        # again while the pieces are put together.
        doc.tensor = np.zeros((0,), dtype=np.float32)
        return doc


def _parser_named(name: str) -> Language:
    """As `spacy.load`, which takes whatever happens while it looks for the package, Ctrl-C too, for "no such package".

    Raises:
        OSError: It is neither an installed package nor a folder.
    """
    try:
        distribution(name)
    except (PackageNotFoundError, ValueError):  # a ValueError: no name at all
        return load_model_from_path(Path(name))
    return load_model_from_package(name)


def build_pipeline(settings: TagSettings) -> Language:
    """A spaCy pipeline with the components of the wanted layers.

    Raises:
        ModelError: The spaCy model is not installed.
    """
    register_extensions()
    try:
        nlp = _parser_named(settings.spacy_model)
    except OSError as error:
        raise ModelError(
            "the spaCy model cannot be loaded", where=settings.spacy_model, hint="pip install it, or change tag.spacy_model."
        ) from error
    multiply_with_numpy(nlp)
    nlp.max_length = 1 << 31  # texts are cut into pieces before they reach the parser
    nlp.add_pipe("policynlp_layout", before="parser" if nlp.has_pipe("parser") else None)
    encoder = {"encoder": _text(settings.encoder), "threads": settings.encoder_threads}
    if needs_encoder(settings.components):
        nlp.add_pipe("policynlp_encoder", config=encoder)
    for name in with_needs(settings.components):
        config: dict[str, Any] = {}
        if name == "themes":
            config = {
                **encoder,
                "model": _text(settings.themes),
                "taxonomy": _text(settings.taxonomy),
            }
        nlp.add_pipe(f"policynlp_{name}", config=config)
    return nlp


def parser_steps(nlp: Language) -> list[Step]:
    """What parses a text, in order: spaCy's own components with our layout, each by what does the same in less time."""
    left: list[Step] = [c for name, c in nlp.pipeline if not name.startswith("policynlp_") or name == "policynlp_layout"]
    steps: list[Step] = []
    while left:
        step = left.pop(0)
        if left and WordForms.fit(step, left[0]):
            step = WordForms(nlp.vocab, step, left.pop(0))  # type: ignore[arg-type]
        elif GreedyNames.fits(step):
            step = GreedyNames(step)
        steps.append(step)
    return steps


def _text(path: Place | None) -> str | None:
    return str(local_copy(path)) if path else None


def _describe(doc: Doc, document: Document, passages: tuple[Passage, ...]) -> None:
    """Hang on the `Doc` what the components need to know of the document."""
    doc._.policynlp_document = document.id
    doc._.policynlp_passages = passages
    doc._.policynlp_published = document.source.published
    doc._.policynlp_genre = document.source.genre
    doc._.policynlp_authors = document.source.authors
    doc._.policynlp_before = document.before
    doc._.policynlp_after = document.after
