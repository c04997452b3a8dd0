"""The one exception that reaches a reader."""


class UserError(Exception):
    """Something a reader can act on: one sentence that says what is wrong and what to do about it.

    Commands print it to standard error and exit with a non-zero status; the app shows it as a notice.
    """
