"""Words put in, left out or replaced in a sentence that was kept."""
