"""The work order: reading it, editing it, its lines, its moves."""
