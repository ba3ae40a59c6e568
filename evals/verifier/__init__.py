"""Does the verifier tell true sentences from changed ones? A set that is made from the articles of a suite."""
