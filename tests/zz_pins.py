from tests.budgets.test_statements import PINS, READERS, count


def test_pins(world):
    for page, pins in PINS:
        world.fresh()
        now = [count(world, *page, p) for p in READERS]
        if now != pins:
            print("PIN", page[0], page[1], *now, "| was", *pins, flush=True)
