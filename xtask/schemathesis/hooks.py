"""What Schemathesis cannot know: what is on this server, and how near a request can come to one that is taken.

Every other request is made of a good one, in which one field is what Schemathesis made up.
"""

import copy
import itertools
import json
import os

import schemathesis

with open(os.environ["SECTORWISE_KNOWN"], encoding="utf-8") as file:
    KNOWN = json.load(file)

# One after the other, and the same each time: one worker asks.
TURN = itertools.count()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@schemathesis.serializer(XLSX)
def workbook(_context, value):
    """A file that is no workbook, or begins like one."""
    text = value if isinstance(value, str) else repr(value)
    return {"data": b"PK\x03\x04" + text.encode("utf-8", "replace")}


def ways(value, way=()):
    """Every way down into a value, the whole first."""
    yield way
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from ways(child, (*way, key))


def at(value, way):
    for key in way:
        value = value[key]
    return value


def grafted(good, made_up, turn):
    """The good one with something of the other in one place."""
    good = copy.deepcopy(good)
    places, pieces = list(ways(good))[1:], list(ways(made_up))
    # Deep places are many and alike; the first are the names of the request.
    place = places[(turn // 2) % min(len(places), 400 if turn % 4 == 0 else 12)]
    at(good, place[:-1])[place[-1]] = copy.deepcopy(at(made_up, pieces[turn % len(pieces)]))
    return good


@schemathesis.hook
def before_call(_context, case, _kwargs):
    turn = next(TURN)
    parameters = case.path_parameters
    for name, known in KNOWN["parameters"].items():
        if parameters and name in parameters and turn % 3 > 0:
            # The last is there to be deleted.
            known = known[-1:] if case.method.upper() == "DELETE" else known
            parameters[name] = known[turn % len(known)]
    good = KNOWN["bodies"].get(f"{case.method.upper()} {case.operation.path}")
    if good and turn % 2 == 0 and isinstance(case.body, (dict, list, str, int, float, bool, type(None))):
        case.body = good if turn % 10 == 0 else grafted(good, case.body, turn)
