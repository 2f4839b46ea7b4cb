"""Taking pages down: what falls, and erasing it from everything that is stored."""
