"""Words that turn the meaning of a sentence: negations, modal verbs, opposites, quantities."""
