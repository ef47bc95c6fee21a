"""Names of people, places and bodies, with their titles: read, paired, compared."""
