"""Fictional webs with known truth. Stands apart: knows no other room."""
