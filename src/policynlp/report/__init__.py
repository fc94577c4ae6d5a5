"""Briefs: one self-contained page on a corpus, or on an article with its policy texts."""
