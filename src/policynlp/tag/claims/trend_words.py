"""Words of change, by lemma; nouns, verbs and adverbs alike."""

# ruff: noqa: E501 (tables are read by the line)
from __future__ import annotations

from policynlp.tags import Trend

_UP = (
    "rise increase grow growth climb jump surge soar gain expand expansion raise up accelerate quicken boost rebound recover recovery swell advance "
    "double triple quadruple widen higher hike upturn uptick upswing skyrocket spike balloon rally leap edge_up heighten escalate upward "
    "appreciate upsurge strengthen mount snowball outpace exceed_up bump"
)
_DOWN = (
    "fall drop decline decrease cut reduce reduction slip slide shrink lower narrow plunge tumble slump dwindle dip ease contract contraction "
    "down plummet sink shed trim slash halve downturn weaken lose diminish lessen curb subside shrinkage downward depreciate nosedive "
    "erode retreat recede downsize slow slowdown deceleration plunging collapse"
)
TRENDS: dict[str, Trend] = dict.fromkeys(_UP.split(), "up")
TRENDS |= dict.fromkeys(_DOWN.split(), "down")
FORMS: dict[str, Trend] = {
    "fell": "down",
    "rose": "up",
    "risen": "up",
    "fallen": "down",
    "grew": "up",
    "grown": "up",
    "shrank": "down",
}
"""Forms whose lemma the tagger gets wrong often enough to matter."""
FORMS |= {"sank": "down", "slid": "down", "shrunk": "down", "lost": "down", "lower": "down", "higher": "up", "losses": "down"}
NO_CHANGES = frozenset({"contract", "contracts", "shed", "sheds", "slip", "slips"})
"""Nouns that are spelt like a verb of change."""
NEUTRAL = frozenset(["change", "go", "shift", "move", "swing", "adjust", "revise", "come", "turn"])
"""Verbs of change without a direction: "went from 5 to 3" is told by its values."""
NOT_TRANSITIVE_UP = frozenset({"raise", "gain", "advance", "rally", "mount", "recover", "boost", "expand", "climb"})
"""With a sum as their object these are no changes of it: "raised 5 million dollars", "recovered 30 cars"."""
PASSIVE = frozenset(["cut", "lose", "shed", "slash", "reduce", "axe", "add", "gain", "eliminate", "scrap"])
"""Verbs whose passive subject is the amount of the change: "5,000 jobs were cut"."""
TRENDS |= {"upgrade": "up", "downgrade": "down", "ax": "down", "eliminate": "down", "scrap": "down", "axe": "down", "add": "up"}
