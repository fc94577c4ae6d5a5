"""The analysis behind `policynlp report`: one article with the texts that it is linked to, or a whole corpus, as typed data.

Nothing here is HTML, and nothing is a sentence for readers: `policynlp.report` makes those.
"""
