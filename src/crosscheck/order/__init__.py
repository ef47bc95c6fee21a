"""The order in which the article tells what an original tells."""
