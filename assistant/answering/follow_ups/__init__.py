"""A question that leans on the turns before, made one that stands alone."""
