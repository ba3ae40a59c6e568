"""The writer that asks a language model, and shows only what was checked."""
