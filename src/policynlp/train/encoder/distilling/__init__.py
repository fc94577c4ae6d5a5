"""The encoder learns from a reader of eight times its size, on texts that nobody marked as well as on those that somebody did.

| Module | What it does |
|---|---|
| `large` | the large reader: MPNet-base with the encoder's heads, trained on the articles |
| `soft` | what the large reader says of each word, as shares instead of one label, and its states |
| `windows` | windows with labels, shares and states |
| `learning` | what is asked of the encoder, and the training of it |
| `making` | one command: train, calibrate, measure, describe |
"""
