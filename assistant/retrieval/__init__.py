"""From a question to the passages that may answer it: by meaning, by words, fused, without copies, reranked."""
