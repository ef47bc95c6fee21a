"""Who says what in the article, and who says it in the originals."""
