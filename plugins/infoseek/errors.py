"""The exceptions a user reads. What lives here: two classes; nothing that catches or prints them."""


class BadInput(Exception):
    """Something given to the platform cannot be used. The message is one sentence naming what and where.

    The command line exits with status 2 on it; a DAG task fails without retry.
    """


class NothingNew(Exception):
    """A batch brought nothing to publish, and that is no fault: an unchanged site, all of it grown before.

    The message is one sentence. A DAG task is skipped on it; the command line says it and exits with 0.
    """
