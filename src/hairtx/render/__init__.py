"""One module a medium: a ``Page`` in, text out."""
