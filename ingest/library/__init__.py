"""The library: a catalogue in SQLite, the truth, a vector index in Chroma, derived from it, and one door."""
