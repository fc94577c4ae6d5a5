"""Readers of binary files in a process of their own, with limits."""
