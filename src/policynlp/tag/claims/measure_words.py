"""Words that tell what a figure measures: nouns of shares, verbs of level, of report, of payment."""

from __future__ import annotations

SHARE_NOUNS = frozenset({"share", "proportion", "percentage", "part", "portion", "ratio", "fraction", "majority"})
POPULATIONS = frozenset(
    {
        "population",
        "workforce",
        "membership",
        "headcount",
        "populace",
        "enrolment",
        "enrollment",
        "attendance",
        "turnout",
        "employment",
        "unemployment",
    }
)
EMPTY = frozenset(
    {"it", "they", "he", "she", "this", "that", "which", "who", "there", "we", "i", "you", "these", "those", "what"}
)
REPORTS = frozenset(
    {
        "say",
        "tell",
        "report",
        "announce",
        "estimate",
        "show",
        "add",
        "claim",
        "note",
        "state",
        "warn",
        "predict",
        "expect",
        "find",
    }
)
STATES = frozenset(
    [
        "be",
        "reach",
        "stand",
        "total",
        "hit",
        "amount",
        "average",
        "exceed",
        "surpass",
        "top",
        "remain",
        "become",
        "number",
        "come",
        "account",
        "comprise",
        "make",
        "represent",
        "equal",
        "measure",
        "weigh",
        "cost",
        "earn",
        "approach",
        "near",
        "pass",
        "run",
        "range",
        "stay",
        "include",
    ]
)
LEVELS = frozenset(
    ["be", "stand", "reach", "hit", "average", "exceed", "remain", "surpass", "top", "total", "equal", "come", "stay"]
)
GUESSES = frozenset({"estimate", "forecast", "projection", "prediction", "expectation", "trend"})
"""Nouns that measure nothing themselves: an estimate of growth is of growth."""
AMOUNTS = frozenset({"number", "amount", "quantity"})
GENERIC = frozenset(
    [
        "rate",
        "pace",
        "level",
        "total",
        "average",
        "high",
        "low",
        "record",
        "peak",
        "maximum",
        "minimum",
        "range",
        "mean",
        "median",
        "speed",
        "sum",
    ]
)
TRANSACTIONS = frozenset(
    [
        "cost",
        "spend",
        "pay",
        "invest",
        "earn",
        "raise",
        "receive",
        "fetch",
        "sell",
        "save",
        "owe",
        "donate",
        "borrow",
        "lend",
        "allocate",
        "get",
        "fine",
        "charge",
        "give",
        "award",
        "win",
        "buy",
        "contribute",
        "provide",
        "pledge",
        "lose",
        "make",
        "bring",
        "offer",
        "set",
        "earmark",
        "commit",
        "disburse",
        "grant",
        "reserve",
        "withdraw",
        "deposit",
        "transfer",
        "repay",
        "seek",
        "request",
        "appeal",
        "need",
        "require",
        "have",
        "hold",
        "appropriate",
        "approve",
        "obligate",
        "authorize",
    ]
)
HOLDS = frozenset({"have", "hold"})
"""Verbs whose subject has the money, and is not measured by it."""
KEEPS = frozenset({"limit", "keep", "maintain", "cap", "bring", "restrict", "contain", "hold"})
"""Verbs whose object is held at the level that is told."""
EXTENTS = frozenset({"cover", "span", "occupy"})
"""Verbs whose subject has the area or length that is told."""
PRICES = frozenset({"cost", "fetch", "sell"})
"""Verbs whose subject is what the money is the price of."""
TO_SOMEBODY = frozenset({"fine", "award", "pay", "charge", "give", "offer", "lend", "save", "grant", "owe"})
"""Verbs whose object, or passive subject, is somebody who gets or loses the money."""
OPINES = frozenset(
    {
        "see",
        "expect",
        "forecast",
        "predict",
        "project",
        "want",
        "reckon",
        "put",
        "foresee",
        "anticipate",
        "count",
        "bank",
        "work",
        "calculate",
    }
)
"""Verbs whose subject holds a figure to be right, and is not measured by it."""
