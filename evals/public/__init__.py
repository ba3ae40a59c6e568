"""Public benchmarks, read from files that are not part of the project: get them from their origin."""
