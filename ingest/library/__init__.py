"""The library: a catalogue in SQLite, which is the truth, a vector index in Chroma, which is derived, and one door."""
