"""A corpus looked through for damage, a module a family of checks, and mended where it can be.

place (folder, rights, space), logs and files of the tables, batches (rows that are missing, or wait), bytes as fetched, what is
derived from them (search index, views), records (runs, tag sets, clock), releases. Each gives findings; the order matters, since a
repair of one is what the next one rests on.
"""
