"""Quotations: content, cue, source, speaker."""
