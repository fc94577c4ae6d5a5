"""Mentions of one name under one key; titles and affiliations."""
