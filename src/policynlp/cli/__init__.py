"""The verbs of the command line; no logic of their own."""
