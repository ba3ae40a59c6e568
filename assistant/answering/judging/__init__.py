"""Is there an answer in what was found, and in which sentence? Decided before anything is written."""
