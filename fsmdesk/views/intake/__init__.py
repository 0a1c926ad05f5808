"""A call being taken: who, where, what is wrong, and what is known while the phone is in the hand."""
