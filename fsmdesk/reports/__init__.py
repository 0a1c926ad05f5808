"""Documents out: PDF and Excel, from frozen document values."""
