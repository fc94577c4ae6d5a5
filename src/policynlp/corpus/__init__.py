"""The store: Delta tables, tag sets, DuckDB views, full-text search, exports."""
