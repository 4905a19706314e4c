"""What must hold between cells, rows, and what is in force."""
