"""Documents to tags: the spaCy pipeline, its components, and the encoder."""
