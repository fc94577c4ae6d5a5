"""Named entities, policies by name, and dates."""
