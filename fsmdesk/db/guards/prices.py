"""The price book: kits hold items, and no kits."""

from fsmdesk.db.guards.shape import Dialect, Guard, Refusal, build


def price_guards(dialect: Dialect) -> list[Guard]:
    """The guards of kits."""
    holder = "EXISTS (SELECT 1 FROM item i WHERE i.id = NEW.item_id AND i.is_kit)"
    held = "NEW.is_kit AND EXISTS (SELECT 1 FROM kit_part p WHERE p.item_id = NEW.id)"
    lock = "1 FROM item i WHERE i.id = NEW.item_id FOR NO KEY UPDATE"
    refusals = (
        Refusal("kit_in_kit", "kit_part", ("INSERT", "UPDATE"), holder, "kit", lock),
        Refusal("kit_of_kit", "item", ("UPDATE",), held, "kit"),
    )
    return [guard for refusal in refusals for guard in build(refusal, dialect)]
