"""Report -> text in one of the output formats. A renderer returns a string; only the command line writes."""
