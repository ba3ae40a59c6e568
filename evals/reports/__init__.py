"""A result, shown: in a terminal, as JSON, as Markdown, as a page of HTML and as JUnit XML."""
