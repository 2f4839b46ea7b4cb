"""What a batch came to and what is known of an item, read from committed tables. No printing, no pages."""
