"""What lays decisions over the corpus: nothing that was decided is left out or lost, whoever comes first."""

import logging
import threading

import pytest

from policynlp.errors import PolicyNLPError
from policynlp.web.people import Corrector


def test_flush_waits_for_what_the_timer_has_begun_with() -> None:
    begun, go_on, laid = threading.Event(), threading.Event(), set[str]()

    def apply(documents: set[str]) -> None:
        begun.set()
        go_on.wait(10)
        laid.update(documents)

    made = Corrector(apply, wait_s=0)
    made.touch("first")
    assert begun.wait(10)
    threading.Timer(0.05, go_on.set).start()
    made.flush()
    assert laid == {"first"}


@pytest.mark.parametrize("fault", [PolicyNLPError("the corpus is read-only"), ValueError("a fault of ours")])
def test_what_could_not_be_laid_over_the_corpus_waits_for_the_next_time(
    fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    faults, laid = [fault], set[str]()

    def apply(documents: set[str]) -> None:
        if faults:
            raise faults.pop()
        laid.update(documents)

    made = Corrector(apply, wait_s=60)
    made.touch("first")
    if isinstance(fault, PolicyNLPError):
        with caplog.at_level(logging.WARNING):
            made.flush()
        assert "the corpus is read-only" in caplog.text
    else:
        with pytest.raises(ValueError, match="a fault of ours"):
            made.flush()
    made.touch("second")
    made.flush()
    assert laid == {"first", "second"}
