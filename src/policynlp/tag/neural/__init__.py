"""What the encoder reads and what its heads say: word pieces with features, windows, decoding."""
