"""One module a screen: records in, a ``Page`` out. Pure: no files, no network, no medium."""
