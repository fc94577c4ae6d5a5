"""Runs and pointers that say what gold says decode to gold."""

from __future__ import annotations

import dataclasses
import json
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts import Said, readout, span

from growth import grows_linearly
from policynlp.tag.neural.decoding import Decoding
from policynlp.tag.neural.quotations import Quotation, decode_quotations
from policynlp.tag.neural.readout import buckets, sentence_of
from policynlp.tag.neural.viterbi import Transitions

PLAIN = Decoding()
CASES = {
    "two speakers in one sentence": (
        "Lind said rents will fall, while Okoro warned that ferries may stop.",
        [
            Said(content=("rents will fall",), cue="said", source="Lind"),
            Said(content=("ferries may stop",), cue="warned", source="Okoro"),
        ],
    ),
    "contents side by side": (
        "Rents will fall, Lind said ferries may stop, Okoro warned.",
        [
            Said(content=("Rents will fall",), cue="said", source="Lind"),
            Said(content=("ferries may stop",), cue="warned", source="Okoro"),
        ],
    ),
    "a cue in the middle": (
        "“The dam,” Okoro said on Monday, “has to go by spring.”",
        [Said(content=("The dam", "has to go by spring"), cue="said", source="Okoro")],
    ),
    "a nested cue": (
        "Okoro said the mayor promised a new bridge.",
        [
            Said(content=("the mayor promised a new bridge",), cue="said", source="Okoro"),
        ],
    ),
    "one source for two cues": (
        "Okoro welcomed the vote and said that trout are back.",
        [
            Said(content=("the vote",), cue="welcomed", source="Okoro"),
            Said(content=("trout are back",), cue="said", source="Okoro"),
        ],
    ),
    "no source": (
        "Lind stayed away. It was reported that trout are back.",
        [Said(content=("trout are back",), cue="was reported")],
    ),
    "no cue": ("“We will not move an inch.”", [Said(content=("We will not move an inch",))]),
    "a cue that the layer did not find": (
        "Trout are back, Okoro reckons.",
        [Said(content=("Trout are back",), cue="reckons", source="Okoro", cue_probability=0.1)],
    ),
    "over paragraphs": (
        "Okoro spoke first. He added:\n\n“Trout are back.",
        [Said(content=("Trout are back",), cue="added", source="He")],
    ),
    "a cue of several words": (
        "According to the Port Authority, fees doubled.",
        [Said(content=("fees doubled",), cue="According to", source="the Port Authority")],
    ),
    "a colon for a cue": (
        "WALLER: The bridge is closed for good.",
        [Said(content=("The bridge is closed for good",), cue=":", source="WALLER")],
    ),
    "nothing": ("Trout are back.", []),
}


def gold(text: str, said: list[Said]) -> list[tuple[object, ...]]:
    return sorted(
        (
            tuple(span(text, p) for p in one.content),
            span(text, one.cue) if one.cue else None,
            span(text, one.source) if one.source else None,
        )
        for one in said
    )


def decoded(found: list[Quotation]) -> list[tuple[object, ...]]:
    return [(q.content, q.cue, q.source) for q in found]


def test_a_cue_without_content_takes_one_back() -> None:
    """The pointers give both contents to "said"; "asked" has none, and each cue has one in the articles."""
    text = "Okoro said trout are back, and later in the day asked who paid for it."
    said = [Said(content=("trout are back", "who paid for it"), cue="said", source="Okoro")]
    seen = readout(text, [*said, Said(content=(), cue="asked", source="Okoro")])
    near = {"cue_same_sentence": 2.0, "cue_pointer": 0.1, "cue_far": 0.1}
    (one,) = decode_quotations(seen, text, Decoding(adopt=-30, **near))
    assert len(one.content) == 2
    found = decode_quotations(seen, text, Decoding(adopt=4, **near))
    assert [[text[slice(*s)] for s in q.content] for q in found] == [["trout are back"], ["who paid for it"]]


def test_the_rest_of_a_cue_joins_it() -> None:
    text = "Okoro then pointed out that trout are back."
    seen = readout(text, [Said(content=("that trout are back",), cue="then", source="Okoro", cue_probability=0.1)])
    at = [k for k, a in enumerate(seen.starts.tolist()) if text[a:].startswith(("pointed", "out"))]
    seen.layers[at, 1] = np.log([[0.02, 0.97, 0.01], [0.02, 0.01, 0.97]])
    (found,) = decode_quotations(seen, text, PLAIN)
    assert found.cue is not None
    assert text[slice(*found.cue)] == "then pointed out"


@pytest.mark.parametrize("name", CASES)
def test_gold_readouts_decode_to_gold(name: str) -> None:
    text, said = CASES[name]
    found = decode_quotations(readout(text, said), text, PLAIN)
    assert decoded(found) == gold(text, said)
    assert all(0 < q.score <= 1 for q in found)


def test_a_content_whose_words_point_to_two_cues_stays_whole() -> None:
    text = "Lind said rents will fall and stay low while ferries may stop for good, Okoro warned."
    said = [
        Said(content=("rents will fall and stay low",), cue="said", source="Lind"),
        Said(content=("ferries may stop for good",), cue="warned", source="Okoro"),
    ]
    one_run = readout(text, said)
    layers = one_run.layers.copy()
    between = [k for k, s in enumerate(one_run.starts) if text[s:].startswith(("while ", "ferries "))]
    layers[between, 0] = np.log([0.02, 0.01, 0.97])
    both = dataclasses.replace(one_run, layers=layers)
    (found,) = decode_quotations(both, text, PLAIN)
    assert len(found.content) == 1
    assert (found.cue, found.source) in [
        (span(text, "said"), span(text, "Lind")),
        (span(text, "warned"), span(text, "Okoro")),
    ]


def test_a_pointer_insists_only_above_its_threshold() -> None:
    text, said = CASES["a cue that the layer did not find"]
    (weak,) = decode_quotations(readout(text, said), text, dataclasses.replace(PLAIN, insisted=1.0))
    assert (weak.cue, weak.source) == (None, None)


def test_marks_at_the_edges_are_left_out() -> None:
    text = 'Okoro said: "Trout are back!"'
    said = [Said(content=('"Trout are back!"',), cue="said", source="Okoro")]
    (found,) = decode_quotations(readout(text, said), text, PLAIN)
    assert found.content == (span(text, "Trout are back"),)


def test_a_partner_out_of_reach_is_no_partner() -> None:
    text = "Okoro said. " + "Rain fell on Monday all over. " * 80 + "Trout are back."
    said = [Said(content=("Trout are back",), cue="said", source="Okoro")]
    (found,) = decode_quotations(readout(text, said), text, PLAIN)
    assert found.cue is None


def test_what_scores_low_is_left_out() -> None:
    text, said = CASES["a cue in the middle"]
    (found,) = decode_quotations(readout(text, said), text, PLAIN)
    assert decode_quotations(readout(text, said), text, dataclasses.replace(PLAIN, least_score=found.score + 0.001)) == []


def test_the_nearer_cue_wins_where_the_pointer_is_undecided() -> None:
    text = "Lind warned of rain. Okoro said trout are back."
    said = [Said(content=("rain",), cue="warned", source="Lind"), Said(content=("trout are back",), cue="said", source="Okoro")]
    undecided = readout(text, said)
    undecided = dataclasses.replace(undecided, content_query=np.zeros_like(undecided.content_query))
    assert decoded(decode_quotations(undecided, text, PLAIN)) == gold(text, said)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), words=st.integers(0, 60))
def test_anything_that_heads_may_say_decodes(seed: int, words: int) -> None:
    """Random logits: spans lie in the text, in order, contents are disjoint within an attribution, nothing is raised."""
    rng = np.random.default_rng(seed)
    text = " ".join(rng.choice(["Okoro", "said", "trout", ".", "“", "”", "back"], words))
    base = readout(text, [])
    logits = rng.normal(size=(len(base.starts), 3, 3)) * 3
    layers = (logits - np.log(np.exp(logits).sum(axis=2, keepdims=True))).astype(np.float32)
    some = [np.sort(rng.choice(len(base.starts), min(len(base.starts), n), replace=False)) for n in (30, 10, 10)]
    noise = [rng.normal(size=(len(some[k]), 128)).astype(np.float16) * 4 for k in (0, 1, 1, 2)]
    everything = dataclasses.replace(
        base,
        layers=layers,
        content=some[0],
        content_query=noise[0],
        cue=some[1],
        cue_key=noise[1],
        cue_query=noise[2],
        cue_none=rng.normal(size=len(some[1])).astype(np.float32),
        source=some[2],
        source_key=noise[3],
    )
    for outside in (0.0, -2.0):
        chosen = dataclasses.replace(PLAIN, content=Transitions(outside=outside))
        found = decode_quotations(everything, text, chosen)
        assert found == decode_quotations(everything, text, chosen)
        assert [q.content for q in found] == sorted(q.content for q in found)
        for q in found:
            flat = [x for s in q.content for x in s]
            assert flat == sorted(flat)
            assert all(0 <= s < e <= len(text) for s, e in (*q.content, *filter(None, (q.cue, q.source))))
            assert q.cue is not None or q.source is None


def test_time_is_linear_in_attributions() -> None:
    """Paragraphs of one attribution each."""
    text = "Minister said trout are back."
    one = readout(text, [Said(content=("trout",), cue="said", source="Minister")])

    def many(n: int) -> partial[list[Quotation]]:
        whole = "\n\n".join([text] * n)
        words = np.arange(n) * len(one.starts)
        tiled = ("content_query", "cue_key", "cue_query", "source_key", "layers")
        heads = dataclasses.replace(
            readout(whole, []),
            content=words + one.content[0],
            cue=words + one.cue[0],
            source=words + one.source[0],
            cue_none=np.tile(one.cue_none, n),
            **{f: np.tile(getattr(one, f), (n, *([1] * (getattr(one, f).ndim - 1)))) for f in tiled},
        )
        assert len(decode_quotations(heads, whole, PLAIN)) == n
        return partial(decode_quotations, heads, whole, PLAIN)

    assert grows_linearly(many, size=250)


def test_decodings_survive_json() -> None:
    chosen = dataclasses.replace(PLAIN, cue=Transitions(outside=-1.5), insisted=0.3)
    assert Decoding.from_dict(json.loads(json.dumps(dataclasses.asdict(chosen)))) == chosen
    assert Decoding.from_dict({}) == PLAIN


def test_buckets_of_distance() -> None:
    assert buckets(np.asarray([0, -1, -2, -3, -4, -127, -128, 1, 2, 3])).tolist() == [0, 1, 2, 2, 3, 7, 8, 17, 18, 18]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. Trout are back.", 2),
        ("Mr. Okoro of St. Ives spoke.", 1),
        ("J. Okoro spoke.", 1),
        ("He asked: “Why?” Nobody knew.", 2),
        ("It fell 2.5 percent.", 1),
        ("One block\n\nanother block", 2),
        ("", 0),
    ],
)
def test_sentences_by_their_marks(text: str, sentences: int) -> None:
    heads = readout(text, [])
    numbers = sentence_of(text, heads.starts.tolist(), heads.ends.tolist(), heads.passage.tolist())
    assert len(set(numbers.tolist())) == sentences
