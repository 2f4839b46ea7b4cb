"""Command line of the gates. Status 0: receipt written; 2: bad input; 3: blocked, nothing committed.

What may not live here: anything but reading arguments and saying how it ended.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys

from pydantic import ValidationError

# Before Great Expectations is imported: it asks at import whether it may report its use.
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

from infoseek.environment import load_settings
from infoseek.errors import BadInput
from infoseek.launched import reporting
from infoseek.settings import Settings
from infoseek.store.manifests import Plan
from infoseek.store.objects import ObjectMissing, ObjectStore

_COMMANDS = {"gate": "gate the questions of a batch", "linked": "judge the linking of a batch"}


def read_plan(text: str, settings: Settings) -> Plan:
    """The plan given as JSON, or stored as JSON under an object key. Raises `BadInput`."""
    try:
        body = text if text.lstrip().startswith("{") else ObjectStore(settings.s3).get(text)
        return Plan.model_validate_json(body)
    except ObjectMissing:
        raise BadInput(f"There is no plan {ObjectStore(settings.s3).address(text)}.") from None
    except ValidationError as error:
        raise BadInput(f"The plan {text:.80} cannot be read: {error.error_count()} errors.") from error


def main(argv: list[str]) -> int:
    """Run one command; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m expectations")
    commands = parser.add_subparsers(required=True, dest="command")
    for name, purpose in _COMMANDS.items():
        command = commands.add_parser(name, help=purpose)
        command.add_argument("--plan", required=True, help="the plan: JSON, or the object key of JSON")
        command.add_argument("--shard", default="all", help="name of the shard, for its receipt")
    arguments = parser.parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    return reporting(lambda: _run(arguments.command, arguments.plan, arguments.shard))


def _run(command: str, given: str, shard: str) -> None:
    settings = load_settings()
    plan = read_plan(given, settings)
    from expectations import gate, linked_gate

    judge = gate.run if command == "gate" else linked_gate.run
    sys.stdout.write(judge(settings, plan, shard) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
