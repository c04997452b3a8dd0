"""The four panes, each imported when it is shown."""
