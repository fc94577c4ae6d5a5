"""Texts that must not be kept: removed from everything that a corpus holds, and not taken in again."""
