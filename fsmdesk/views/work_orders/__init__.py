"""Work orders: the list, and the editor of one."""
