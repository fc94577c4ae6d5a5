"""A short, repeatable run of every fuzzing target, and all that fuzzing ever found; `make fuzz` runs on and on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzz_run import FOUND, changed
from fuzz_seeds import seeds
from fuzz_targets import TARGETS, run_target
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EXAMPLES = {"html": 10, "pdf": 15, "docx": 25, "sql": 40, "labels": 50, "tagging": 15}
"""About a second each; the others, which are faster, have more."""
_PIECES = st.text(max_size=60) | st.text(alphabet="aA 1.,()[]{}<>&;:-–“”\"'*/\\%$€\n\t", max_size=80)


def _inputs(target: str) -> st.SearchStrategy[bytes]:
    """Changed seeds, and texts and bytes of no kind at all."""
    known = seeds()[target]
    changes = st.builds(lambda seed, n: changed(seed, random.Random(n), known), st.sampled_from(known), st.integers(0, 2**32))
    return (
        st.sampled_from(known)
        | changes
        | changes
        | _PIECES.map(lambda t: t.encode("utf-8", "replace"))
        | st.binary(max_size=400)
    )


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_no_input_breaks_it(target: str) -> None:
    @settings(
        max_examples=EXAMPLES.get(target, 100),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(_inputs(target))
    def run(data: bytes) -> None:
        run_target(target, data)

    run()


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_seeds_are_right(target: str) -> None:
    for seed in seeds()[target]:
        run_target(target, seed)


def _found() -> list[Path]:
    return sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", _found(), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    run_target(path.parent.name, path.read_bytes())


def test_changes_are_the_same_for_the_same_number() -> None:
    known = seeds()["html"]
    assert changed(known[0], random.Random(7), known) == changed(known[0], random.Random(7), known) != known[0]
