"""The passage index over a corpus snapshot: building, opening, searching. What may not live here: judging a hit."""
