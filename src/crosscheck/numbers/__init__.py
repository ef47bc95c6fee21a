"""Numbers with their units and bounds: read, compared, paired."""
