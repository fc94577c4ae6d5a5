"""Exports of press databases: many articles in one file, each with its outlet, date and accession number."""
