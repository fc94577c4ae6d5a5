"""Whether what is told is what a golden file has, on any processor.

The encoder's sums are rounded otherwise on processors with other vector instructions, and what is rounded is quantised: a cosine moves by
.01, a likelihood near what is asked falls on either side of it. Words, places, figures and their order have to be the same.
"""

from __future__ import annotations

import json
import re
from typing import Any

COSINE, SHARE, PASSAGES = 0.03, 0.03, 2
_COSINE = re.compile(r"(?<=cosine )0\.\d+")
_PERCENT = re.compile(r"(?<=\()\d+(?= percent(?: of the passages)?, in )")
_OF_THEMES = re.compile(r"\.(?:themes|themes_of)\b")
"""Paths of what likelihoods make the shares of."""
_BY_LIKELIHOOD = re.compile(r"\.(?:themes|themes_of|echoes|directives)\b|\.comparisons$")
"""Paths of lists that likelihoods order."""
_COUNTED = frozenset({"passages", "unique_documents"})
_WORKED_OUT = frozenset({"share", "share_of_documents"})


def differences(told: Any, golden: Any, where: str = "") -> list[str]:
    """Where two values differ by more than another processor makes them, as paths with both values.

    Args:
        told: What is told now.
        golden: What was told before.
        where: Path of both, such as `.themes[3].share`.
    """
    if isinstance(told, dict) and isinstance(golden, dict):
        return _of_dicts(told, golden, where)
    if isinstance(told, list) and isinstance(golden, list):
        return _of_lists(told, golden, where)
    if isinstance(told, float) and isinstance(golden, float) and _OF_THEMES.match(where):
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
    """Element by element; where a likelihood orders them, each has its like, wherever it stands."""
    if len(told) != len(golden):
        return [f"{where}: {len(told)} elements, before {len(golden)}"]
    if _BY_LIKELIHOOD.search(where) is None:
        return [d for n, pair in enumerate(zip(told, golden, strict=True)) for d in differences(*pair, f"{where}[{n}]")]
    left = list(golden)
    out = []
    for n, one in enumerate(told):
        like = next((k for k, other in enumerate(left) if not differences(one, other, f"{where}[{k}]")), None)
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
