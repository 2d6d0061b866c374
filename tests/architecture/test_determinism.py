"""Nothing in the simulation depends on chance, the clock, the process or the machine, except through keyed draws.

The scan reads the source: it finds the calls by which such a dependence comes in, and iteration over a set that is
written where it is iterated. That a run is the same in every process is tested by running it.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import imported, modules, place

MODULES = {"random", "secrets", "uuid", "time", "numpy.random", "scipy"}
EXACT_MATHS = {
    *("ceil", "comb", "copysign", "factorial", "floor", "fsum", "gcd", "inf", "isfinite", "isinf", "isnan", "isqrt"),
    *("lcm", "nan", "prod", "sqrt", "trunc"),
}
ARRAY_LIBRARIES = {"np", "numpy"}
INEXACT_ARRAYS = {
    *(
        "arccos",
        "arcsin",
        "arctan",
        "arctan2",
        "cbrt",
        "cos",
        "cosh",
        "exp",
        "exp2",
        "expm1",
        "float_power",
        "geomspace",
    ),
    *("log", "log10", "log1p", "log2", "logaddexp", "logspace", "power", "random", "sin", "sinh", "tan", "tanh"),
}
CLOCKS = {"now", "utcnow", "today", "fromtimestamp", "perf_counter", "monotonic"}
SEQUENTIAL_CHANCE = {"random", "rng", "shuffle", "shuffle_do", "urandom"}
BUILTINS = {"hash", "id", "pow"}
KEEPS_ORDER = {"list", "tuple", "enumerate", "iter", "map", "filter", "zip", "next", "dict"}

# Faker draws from a generator of its own, seeded for one scenario; what it gives is stored and never drawn again.
FILLS_THE_NAME_POOLS = "simulation/scenario/schema/name_pools.py"


def is_a_set(node: ast.expr) -> bool:
    """Whether an expression plainly makes a set."""
    if isinstance(node, ast.Set | ast.SetComp):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"set", "frozenset"}


def is_whole_number(node: ast.expr) -> bool:
    """Whether an expression is an integer as written."""
    return isinstance(node, ast.Constant) and type(node.value) is int


def faults_of_a_name(owner: str, name: str) -> Iterator[str]:
    """What is wrong with `owner.name`, used or imported."""
    if owner == "math" and name not in EXACT_MATHS:
        yield f"math.{name} differs in the last bit between machines"
    if owner in ARRAY_LIBRARIES and name in INEXACT_ARRAYS:
        yield f"numpy's {name} is chance, or differs in the last bit between machines"
    if owner == "statistics" and name == "NormalDist":
        yield "NormalDist uses the machine's own logarithms"


def faults(node: ast.AST) -> Iterator[str]:
    """What makes one node of the source depend on more than scenario, seed and journal."""
    for full in imported(node):
        owner, _, name = full.rpartition(".")
        if any(full == module or full.startswith(module + ".") for module in MODULES):
            yield f"import of {full}"
        yield from faults_of_a_name(owner, name)
    match node:
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if list(faults_of_a_name(owner, name)):
            yield from faults_of_a_name(owner, name)
        case ast.Attribute(attr=name) if name in SEQUENTIAL_CHANCE:
            yield f".{name} is chance that depends on the order of what came before"
        case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCKS:
            yield f".{name}() reads the wall clock"
        case ast.Call(func=ast.Name(id=name)) if name in BUILTINS:
            yield f"{name}() depends on the process or the machine"
        case ast.BinOp(left=left, op=ast.Pow(), right=right) if not (is_whole_number(left) and is_whole_number(right)):
            yield "** uses the machine's own pow"
        case ast.AugAssign(op=ast.Pow()):
            yield "** uses the machine's own pow"
    for group in ordered_inputs(node):
        if is_a_set(group):
            yield "a set has no order of its own: sort it"


def ordered_inputs(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions whose order the node passes on."""
    match node:
        case ast.For(iter=group) | ast.comprehension(iter=group) | ast.Starred(value=group):
            yield group
        case ast.Call(func=ast.Name(id=name), args=[group, *_]) if name in KEEPS_ORDER:
            yield group
        case ast.Call(func=ast.Attribute(attr="join"), args=[group]):
            yield group


@pytest.mark.parametrize(
    "source",
    [
        "import random",
        "from random import Random",
        "import uuid",
        "from secrets import token_hex",
        "import time",
        "from numpy.random import default_rng",
        "from numpy import exp",
        "from math import log",
        "math.exp(x)",
        "np.random.default_rng(1)",
        "numpy.log(x)",
        "self.random.choice(x)",
        "self.rng.integers(3)",
        "model.agents.shuffle_do('step')",
        "hash(name)",
        "id(member)",
        "pow(x, 0.5)",
        "datetime.now()",
        "date.today()",
        "x ** 0.5",
        "x **= 2",
        "for a in {1, 2}: pass",
        "[a for a in set(b)]",
        "list(set(b))",
        "','.join({a for a in b})",
        "[*frozenset(b)]",
        "statistics.NormalDist()",
    ],
)
def test_the_scan_notices(source: str) -> None:
    assert [fault for node in ast.walk(ast.parse(source)) for fault in faults(node)]


@pytest.mark.parametrize(
    "source",
    [
        "from math import isqrt, sqrt",
        "math.floor(x)",
        "10**6",
        "sorted(set(b))",
        "len({1, 2})",
        "x in {1, 2}",
        "network.log(x)",
        "class Model: __hash__ = None",
    ],
)
def test_the_scan_lets_pass(source: str) -> None:
    assert [fault for node in ast.walk(ast.parse(source)) for fault in faults(node)] == []


def test_the_simulation_depends_on_scenario_seed_and_journal_alone() -> None:
    found = [
        f"{place(path, node)} {fault}"
        for path, tree in modules("simulation")
        if path.as_posix() != FILLS_THE_NAME_POOLS
        for node in ast.walk(tree)
        for fault in faults(node)
    ]
    assert found == []
