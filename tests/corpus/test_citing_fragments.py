"""Links that open at the words: the first place that a browser finds is the one that is meant."""

from __future__ import annotations

from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.corpus.citing_fragments import TextDirective, first_match, text_directive, with_fragment

SOME = ["rye", "oats", "and", "fell", "rose", "by", "one-fifth,", "“maize”", "2,000", "&", "水", "Öl."]
WORDS = st.lists(st.sampled_from(SOME), max_size=60)


def laid_out(blocks: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Blocks as lines of one text, with their spans."""
    spans, at = [], 0
    for block in blocks:
        spans.append((at, at + len(block)))
        at += len(block) + 1
    return "\n".join(blocks), spans


def test_a_text_that_stands_once_needs_no_context() -> None:
    text, blocks = laid_out(["Rye prices", "Rye fell by 4 percent in May.", "Oats rose."])
    at = text.index("fell by 4 percent")
    directive = text_directive(text, (at, at + len("fell by 4 percent")), blocks=blocks)
    assert directive == TextDirective(start="fell by 4 percent")
    assert directive.encoded() == "text=fell%20by%204%20percent"


def test_a_text_that_stands_twice_gets_the_words_around_it() -> None:
    text, blocks = laid_out(["In May, rye fell by 4 percent.", "In June, rye fell by 4 percent, too."])
    at = text.rindex("fell by 4 percent")
    span = (at, at + len("fell by 4 percent"))
    directive = text_directive(text, span, blocks=blocks)
    assert directive is not None
    assert first_match(text, directive, blocks=blocks) == span
    assert directive.prefix or directive.suffix


def test_context_may_come_from_the_block_before_but_never_from_two() -> None:
    text, blocks = laid_out(["Rye", "Down", "Oats", "Down"])
    directive = text_directive(text, (text.rindex("Down"), len(text)), blocks=blocks)
    assert directive == TextDirective(start="Down", prefix="Oats")
    assert directive.encoded() == "text=Oats-,Down"


def test_long_texts_are_given_by_their_ends() -> None:
    text, blocks = laid_out(["It said that " + "rye and oats " * 20 + "would grow."])
    directive = text_directive(text, (0, len(text)), blocks=blocks)
    assert directive is not None
    assert directive.end is not None
    assert directive.end.endswith("would grow.")
    assert len(directive.encoded()) < 120
    assert first_match(text, directive, blocks=blocks) == (0, len(text))


def test_words_end_where_browsers_see_them_end() -> None:
    text, blocks = laid_out(["The region's 2,000 farms (U.S. and 水资源) closed."])
    for words, widened in (
        ("region", "region's"), ("000", "2,000"), ("farms (U", "farms (U.S"), ("资", "水资源"), ("closed", "closed"), ("and ", "and"),
    ):  # fmt: skip
        at = text.index(words)
        directive = text_directive(text, (at, at + len(words)), blocks=blocks)
        assert directive is not None
        assert directive.start == widened


def test_signs_that_mean_something_are_encoded() -> None:
    directive = TextDirective(start="one-fifth, rye & oats", end="a#b?", prefix="x-", suffix="“ü”")
    encoded = directive.encoded()
    assert encoded == "text=x%2D-,one%2Dfifth%2C%20rye%20%26%20oats,a%23b%3F,-%E2%80%9C%C3%BC%E2%80%9D"
    assert unquote(encoded.split(",")[1]) == "one-fifth, rye & oats"


def test_the_fragment_that_an_address_has_is_kept() -> None:
    directive = TextDirective(start="rye")
    assert with_fragment("https://a.example/p?q=1#part", directive) == "https://a.example/p?q=1#part:~:text=rye"
    assert with_fragment("https://a.example/p#:~:text=old", directive) == "https://a.example/p#:~:text=rye"
    assert with_fragment("https://a.example/p", directive) == "https://a.example/p#:~:text=rye"


def test_where_all_is_alike_there_is_none() -> None:
    text, blocks = laid_out(["rye"] * 40)
    assert text_directive(text, blocks[20], blocks=blocks) is None
    assert text_directive("  \n ", (0, 2), blocks=[]) is None


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_the_first_match_is_the_one_that_is_meant(lines: list[list[str]], data: st.DataObject) -> None:
    text, blocks = laid_out([" ".join(line) for line in lines])
    a = data.draw(st.integers(0, len(text)))
    b = data.draw(st.integers(a, len(text)))
    directive = text_directive(text, (a, b), blocks=blocks)
    if directive is None:
        return
    found = first_match(text, directive, blocks=blocks)
    assert found is not None
    assert found[0] <= a + len(text[a:b]) - len(text[a:b].lstrip())
    assert found[1] >= b - (len(text[a:b]) - len(text[a:b].rstrip()))
    assert not text[found[0]].isspace()
    for part in (directive.start, directive.prefix, directive.suffix):
        if part and (directive.end is None or part is not directive.start):
            assert any(part in " ".join(text[s:e].split()) for s, e in blocks)
