"""F1 to F4: goods under pressure, and their price."""

from __future__ import annotations

from itertools import pairwise

from simulation.network.shocks.targets import targets
from simulation.network.world.consignments import Consignment
from tests.pattern.runs import YEAR, Bench, Run, mean, relative, shock, slope

FACTORS = (0.5, 1.0, 2.0, 4.0)
FELL = 0.1


def _set_out(run: Run) -> list[Consignment]:
    """Loads that set out in the year."""
    return [run.network.goods.consignments[each.subjects[0]] for each in run.named("ConsignmentDeparted")]


def _by_corridor(run: Run) -> dict[str, int]:
    """Grams set out on each corridor by loads of the year."""
    carried: dict[str, int] = {}
    for load in _set_out(run):
        done = load.leg if load.status in {"stored", "delivered"} else load.leg + 1
        for corridor in load.corridors[:done]:
            carried[corridor] = carried.get(corridor, 0) + load.grams
    return carried


def _concentration(run: Run) -> float:
    carried = _by_corridor(run)
    total = sum(carried.values())
    return sum((grams / total) ** 2 for grams in carried.values()) if total else 1.0


def balloon(bench: Bench) -> dict[str, float | None]:
    """F1."""
    pressed = shock("interdiction", factor=2.0, rank="money", count=1)
    base, done = bench.run(YEAR), bench.run(YEAR, pressed)
    start = bench.start()
    (corridor,) = targets(start.network, pressed, 0)
    sent = {run: sum(load.grams for load in _set_out(run)) for run in (base, done)}
    over = {run: sum(load.grams for load in _set_out(run) if corridor in load.corridors) for run in (base, done)}
    fall = over[base] - over[done]
    displaced = None
    if over[base] and fall >= FELL * over[base]:
        displaced = ((sent[done] - over[done]) - (sent[base] - over[base])) / fall
    delivered = base.grams("GoodsDelivered")
    less = relative(done.grams("GoodsDelivered"), delivered)
    return {
        "active_corridors": mean(row.corridors for row in done.rows[90:])
        - mean(row.corridors for row in base.rows[90:]),
        "concentration": _concentration(done) - _concentration(base),
        "displaced_share": displaced,
        "delivery_falls_less": None if less is None else -less - base.grams("GoodsDelivered", corridor) / delivered,
    }


def interdiction(bench: Bench) -> dict[str, float | None]:
    """F2."""
    shares: list[tuple[float, float]] = []
    sizes: list[tuple[float, float]] = []
    for factor in FACTORS:
        run = bench.run(YEAR) if factor == 1.0 else bench.run(YEAR, shock("interdiction", factor=factor))
        seized, delivered = run.grams("GoodsSeized"), run.grams("GoodsDelivered")
        if seized + delivered:
            shares.append((factor, seized / (seized + delivered)))
        if seized:
            sizes.append((factor, seized / len(run.named("GoodsSeized"))))
    return {"seized": _slope(shares), "per_seizure": _slope(sizes)}


def _slope(points: list[tuple[float, float]]) -> float | None:
    return slope([x for x, _ in points], [y for _, y in points]) if len(points) > 1 else None


def _ladders(run: Run) -> list[tuple[Consignment, list[int]]]:
    """The price after each leg of every delivered load, by the risk that its owners see at the end."""
    network = run.network
    found = []
    for each in run.named("GoodsDelivered"):
        load = network.goods.consignments[each.subjects[0]]
        owner = network.membership.organisations[load.organisation]
        risks = {corridor: owner.experience.risk(corridor, run.now) for corridor in load.corridors}
        steps = [
            network.terrain.price(load.corridors[:legs], network.parameters, risks)
            for legs in range(len(load.corridors) + 1)
        ]
        found.append((load, steps))
    return found


def _per_km(run: Run, *, border: bool) -> float | None:
    """Rise of the price a kilometre over legs of one kind."""
    terrain = run.network.terrain
    rise = km = 0
    for load, steps in _ladders(run):
        for leg, corridor in enumerate(load.corridors):
            if terrain.crosses_border(corridor) is border:
                rise += steps[leg + 1] - steps[leg]
                km += terrain.corridors[corridor].km
    return rise / km if km else None


def distance(bench: Bench) -> dict[str, float | None]:
    """F3."""
    run = bench.run(YEAR)
    inland = _per_km(run, border=False)
    ladders = [steps for _, steps in _ladders(run)]
    rising = all(low < high for steps in ladders for low, high in pairwise(steps))
    return {
        "slope": None if inland is None else inland / run.network.parameters.price_minor_per_kg_km,
        "increasing": float(rising) if ladders else None,
    }


def markup(bench: Bench) -> dict[str, float | None]:
    """F4."""
    run = bench.run(YEAR)
    prices = [int(dict(each.facts)["price"]) for each in run.named("GoodsDelivered")]
    border, inland = _per_km(run, border=True), _per_km(run, border=False)
    return {
        "end_to_end": mean(prices) / run.network.parameters.source_price_minor_per_kg if prices else None,
        "border": None if border is None or not inland else border / inland - 1.0,
    }
