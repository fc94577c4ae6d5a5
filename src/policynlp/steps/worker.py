"""A process that tags for a run in another one (`processes.py`): it takes batches from standard input until that is closed.

    python -m policynlp.steps.worker

The first line is the run's context, each further one a JSON list of document ids. Answers are lines of JSON on standard output:
`{"ready": true}` when the models are loaded, then for each batch `{"counts": {...}}` once it is committed, or `{"error": {...}}`.
When the other process goes away, however it ends, so does this one, after the batch that it is at.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from typing import Any, TextIO

from policynlp.errors import PolicyNLPError
from policynlp.logs import json_lines, within
from policynlp.steps.context import RunContext, shared_tagger
from policynlp.steps.counts import add_counts
from policynlp.steps.tag import tag_documents


def main() -> None:
    """Serve until standard input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us, too; who started us decides
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not stand between the answers
    try:
        _serve(sys.stdin, answers)
    except BrokenPipeError:
        pass  # the other process is gone
    except BaseException as error:  # noqa: BLE001 - it is told over there
        _say(answers, {"error": _described(error)})


def _serve(questions: TextIO, answers: TextIO) -> None:
    context = RunContext.from_json(questions.readline())
    tagger = shared_tagger(context.settings, tagset=context.tagset)
    _ = tagger.nlp, tagger.encoder  # now, so that a death later is the document's doing
    _say(answers, {"ready": True})
    with json_lines(context.settings.run.log), within(run=context.run_id, stage="tag"), context.store() as store:
        for line in questions:
            _say(answers, {"counts": add_counts(*tag_documents(context, store, json.loads(line)))})


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
    answers.flush()


def _described(error: BaseException) -> dict[str, str]:
    if isinstance(error, PolicyNLPError):
        return {"kind": type(error).__name__, "what": error.what, "where": error.where, "hint": error.hint}
    return {"kind": "", "what": "".join(traceback.format_exception(error))}


if __name__ == "__main__":
    main()
