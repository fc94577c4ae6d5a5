"""A small document to label."""

from policynlp.document import Document, Passage, Source

TEXT = "Grain stores are low, the ministry said. Pupils go back to school on Monday. 🌾 Prices rose by 4 percent."


def document(number: int = 0) -> Document:
    """A small document with three passages; the third holds a character outside of the basic plane."""
    text = f"{TEXT} ({number})"
    ends = [text.index("Pupils"), text.index("🌾"), len(text)]
    passages = tuple(
        Passage(id=f"p{i}", start=start, end=end, kind="paragraph")
        for i, (start, end) in enumerate(zip([0, *ends], ends, strict=False))
    )
    return Document(
        text=text, source=Source(uri=f"memory:{number}", media_type="text/plain"), work=f"w{number}", passages=passages
    )
