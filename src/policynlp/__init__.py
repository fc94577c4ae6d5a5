"""policynlp: who said what, with which figures, on which policy.

    import policynlp

    with policynlp.open_corpus("tagged-corpus") as corpus:
        rows = corpus.sql("select speaker, content_text from quotes where speaker is not null")

Names are loaded when they are first used, so `import policynlp` costs next to nothing.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policynlp.corpus.reading import Corpus
    from policynlp.document import Document, Passage, Source
    from policynlp.errors import PolicyNLPError, Rejection
    from policynlp.settings import Settings, load_settings
    from policynlp.steps.running import RunResult, run
    from policynlp.steps.searching import open_corpus
    from policynlp.tag.pipeline import Tagger
    from policynlp.tag.spacy_doc import spacy_doc
    from policynlp.tags import Claim, Entity, Link, Person, Quote, Tags, Theme, tagged_dict

__version__ = "0.1.0"

_NO_REPORTS = {"ORT_DISABLE_TELEMETRY": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "HF_HUB_DISABLE_TELEMETRY": "1"}
"""What keeps libraries from telling their makers that and how they are used: onnxruntime reports every session by default, and
writes an identity into the home folder. Who wants that sets the variable."""
for _name, _value in _NO_REPORTS.items():
    os.environ.setdefault(_name, _value)

_HOMES = {
    "Claim": "tags",
    "Corpus": "corpus.reading",
    "Document": "document",
    "Entity": "tags",
    "Link": "tags",
    "Passage": "document",
    "Person": "tags",
    "PolicyNLPError": "errors",
    "Quote": "tags",
    "Rejection": "errors",
    "RunResult": "steps.running",
    "Settings": "settings",
    "Source": "document",
    "Tagger": "tag.pipeline",
    "Tags": "tags",
    "Theme": "tags",
    "load_settings": "settings",
    "open_corpus": "steps.searching",
    "run": "steps.running",
    "spacy_doc": "tag.spacy_doc",
    "tagged_dict": "tags",
}

__all__ = [
    "Claim",
    "Corpus",
    "Document",
    "Entity",
    "Link",
    "Passage",
    "Person",
    "PolicyNLPError",
    "Quote",
    "Rejection",
    "RunResult",
    "Settings",
    "Source",
    "Tagger",
    "Tags",
    "Theme",
    "__version__",
    "load_settings",
    "open_corpus",
    "run",
    "spacy_doc",
    "tagged_dict",
]


def __getattr__(name: str) -> Any:
    """Load a public name from where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module 'policynlp' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"policynlp.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
