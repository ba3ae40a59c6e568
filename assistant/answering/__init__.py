"""From hits to claims: the writers, and the numbering that makes an answer of what they claim."""
