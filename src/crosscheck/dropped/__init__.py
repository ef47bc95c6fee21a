"""What the originals say and the article does not."""
