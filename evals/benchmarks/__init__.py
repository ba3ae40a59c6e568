"""Measurements of speed and memory that are too long or too large for the tests."""
