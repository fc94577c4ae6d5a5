"""Prefect flows, thin: they call policynlp.steps and hold no logic."""
