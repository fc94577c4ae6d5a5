"""Across documents: identities, citations, corroboration of claims, echoes."""
