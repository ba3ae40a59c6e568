"""Several articles on one matter: which differ, which came later, which are one source."""
