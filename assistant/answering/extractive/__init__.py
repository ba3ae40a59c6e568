"""The writer that needs no language model: sentences word for word, and what makes them stand alone."""
