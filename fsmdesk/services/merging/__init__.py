"""Two records that are one become one."""
