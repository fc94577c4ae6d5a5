"""Releases: a corpus frozen as flat Parquet, with manifest, hashes, licences and citation, readable without policynlp."""
