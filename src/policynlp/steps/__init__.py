"""The steps of a run: discover, ingest, tag, commit, link, report; the same with and without Prefect."""
