"""What stands above the texts of tests that go through the whole pipeline: a title and a byline, as articles have them."""

HEAD = "What the wells left\n\nBy Ana Delgado, 3 March 2025\n\n"
