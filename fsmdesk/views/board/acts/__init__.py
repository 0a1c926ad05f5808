"""What can be done on the board besides dragging: menus, dialogs, and the commands behind them."""
