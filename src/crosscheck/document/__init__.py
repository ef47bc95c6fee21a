"""The article as a whole, and what reading and splitting had to decide."""
