"""Dialogs over the panes, each imported when it is opened."""
