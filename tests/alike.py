"""Whether what is told is what a golden file has, on any processor.

The encoder's sums are rounded otherwise on processors with other vector instructions, and what is rounded is quantised: a cosine moves by
.01, a likelihood near what is asked falls on either side of it. Words, places and figures of the texts have to be the same.
"""

from __future__ import annotations

import json
import re
from typing import Any

COSINE, SHARE, PASSAGES = 0.03, 0.03, 2
_COSINE = re.compile(r"(?<=cosine )0\.\d+")
_PERCENT = re.compile(r"(?<=\()\d+(?= percent(?: of the passages)?, in )")
_COUNTED = frozenset({"passages", "unique_documents"})
_WORKED_OUT = frozenset({"share", "share_of_documents"})


def differences(told: Any, golden: Any, where: str = "") -> list[str]:
    """Where two values differ by more than another processor makes them, as paths with both values."""
    if isinstance(told, dict) and isinstance(golden, dict):
        return _of_dicts(told, golden, where)
    if isinstance(told, list) and isinstance(golden, list):
        return _of_lists(told, golden, where)
    if isinstance(told, float) and isinstance(golden, float):
        same = abs(told - golden) <= SHARE
    elif isinstance(told, str) and isinstance(golden, str):
        same = _of_texts(told, golden)
    else:
        same = told == golden
    return [] if same else [f"{where}: {told!r}, before {golden!r}"]


def _of_dicts(told: dict[str, Any], golden: dict[str, Any], where: str) -> list[str]:
    if told.keys() != golden.keys():
        return [f"{where}: keys {sorted(told.keys() ^ golden.keys())}"]
    theme = "theme" in told and "of_passages" in told
    out = []
    for key, value in told.items():
        at = f"{where}.{key}"
        if theme and key in _COUNTED:
            out += [f"{at}: {value}, before {golden[key]}"] if abs(value - golden[key]) > PASSAGES else []
        elif not (theme and key in _WORKED_OUT):
            out += differences(value, golden[key], at)
    return out


def _of_lists(told: list[Any], golden: list[Any], where: str) -> list[str]:
    """Each element has its like, wherever it stands: what is ordered by a likelihood may change places."""
    if len(told) != len(golden):
        return [f"{where}: {len(told)} elements, before {len(golden)}"]
    left = list(golden)
    out = []
    for n, one in enumerate(told):
        like = next((k for k, other in enumerate(left) if not differences(one, other)), None)
        if like is None:
            out.append(f"{where}[{n}]: nothing is like {json.dumps(one, ensure_ascii=False)[:600]}")
        else:
            del left[like]
    return out + [f"{where}: gone: {json.dumps(one, ensure_ascii=False)[:600]}" for one in left]


def _of_texts(told: str, golden: str) -> bool:
    for pattern, most in ((_COSINE, COSINE), (_PERCENT, 100 * SHARE)):
        pairs = zip(pattern.findall(told), pattern.findall(golden), strict=False)
        if any(abs(float(a) - float(b)) > most + 1e-9 for a, b in pairs):
            return False
        told, golden = pattern.sub("#", told), pattern.sub("#", golden)
    return told == golden
