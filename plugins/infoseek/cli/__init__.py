"""The command `infoseek`: arguments, output and exit statuses. What may not live here: the work itself."""
