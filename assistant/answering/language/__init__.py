"""What the words of a question are: names, kinds, clauses, and which language they belong to."""
