"""One module a layout in which pages set labels and values: tables, definition lists, panels, lines."""
