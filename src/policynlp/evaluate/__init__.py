"""Metrics on gold data."""
