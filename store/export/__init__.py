"""Facts out of the program: Markdown for people, CSV for spreadsheets, JSON Lines for programs."""
