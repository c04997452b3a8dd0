"""The data of jining-tui: reading articles, extracting facts, keeping and finding them. No screen."""
