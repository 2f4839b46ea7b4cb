"""Checks, one module a family, their verdicts and the certificate."""
