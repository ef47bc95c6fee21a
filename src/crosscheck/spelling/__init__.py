"""The spelling of words: of which region, right or wrong, as the house asks."""
