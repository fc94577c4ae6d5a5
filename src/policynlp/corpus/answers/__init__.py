"""Questions to a corpus, one function each, with the same rows for the command line, the pages, Python and the report."""

from policynlp.corpus.answers.actors import actors, find_actor, identity_of
from policynlp.corpus.answers.answer import Answer
from policynlp.corpus.answers.comparisons import comparisons, verdicts_for
from policynlp.corpus.answers.documents import documents
from policynlp.corpus.answers.figures import figures, over_periods, period_words, series_name
from policynlp.corpus.answers.filters import FigureFilters, Filters, QuoteFilters
from policynlp.corpus.answers.profile import Profile, profile, profile_part
from policynlp.corpus.answers.quotations import quotes
from policynlp.corpus.answers.themes import by_speaker, theme_shares
from policynlp.corpus.answers.voices import voice_kinds, voices

__all__ = [
    "Answer",
    "FigureFilters",
    "Filters",
    "Profile",
    "QuoteFilters",
    "actors",
    "by_speaker",
    "comparisons",
    "documents",
    "figures",
    "find_actor",
    "identity_of",
    "over_periods",
    "period_words",
    "profile",
    "profile_part",
    "quotes",
    "series_name",
    "theme_shares",
    "verdicts_for",
    "voice_kinds",
    "voices",
]
