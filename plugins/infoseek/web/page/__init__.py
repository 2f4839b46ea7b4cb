"""Reading one page: its bytes to text, links, rows and names with exact offsets."""
