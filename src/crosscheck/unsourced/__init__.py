"""What the article says and no original does."""
