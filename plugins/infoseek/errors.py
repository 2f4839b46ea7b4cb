"""The exceptions a user reads. What lives here: their classes; nothing that catches or prints them.

The message of each is one sentence naming what and where.
"""


class BadInput(Exception):
    """Something given to the platform cannot be used.

    The command line exits with status 2 on it; a DAG task fails without retry.
    """


class Halted(RuntimeError):
    """A batch must not go on before a person has acted: a gate that blocks, a spent budget, a full disk.

    The command line exits with status 1 on it; a DAG task fails without retry.
    """


class Unavailable(RuntimeError):
    """A server that the platform needs does not do its work now, and may do it later.

    The command line exits with status 1 on it; a DAG task is tried again.
    """


class NothingNew(Exception):
    """A batch brought nothing to publish, and that is no fault: an unchanged site, all of it grown before.

    A DAG task is skipped on it; the command line says it and exits with status 0.
    """
