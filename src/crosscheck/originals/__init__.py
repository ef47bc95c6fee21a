"""Where the originals contradict each other, or themselves."""
