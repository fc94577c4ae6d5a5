"""policynlp: who said what, with which figures, on which policy."""

__version__ = "0.1.0"
