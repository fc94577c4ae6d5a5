"""Sources to documents: discovery, fetching, reading, layout, metadata, duplicates."""
