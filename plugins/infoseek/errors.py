"""The error a user can mend. What lives here: one exception class; nothing that catches or prints it."""


class BadInput(Exception):
    """Something given to the platform cannot be used. The message is one sentence naming what and where.

    The command line exits with status 2 on it; a DAG task fails without retry.
    """
