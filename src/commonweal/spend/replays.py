"""What `commonweal verify` works out again of published spend: that the payments of each accepted file add up.

The input of a file is its payments as `line,pence`, named after the lake file in the event: nobody's name, and less
than any page shows. It proves that the lines and the recorded sum agree. Whether the lines are those of the published
file, whoever holds that file can tell: the event has its SHA-256.
"""

from collections.abc import Mapping
from typing import Any, Final

from commonweal.basics.problems import Refused
from commonweal.record.replays import Absent, Body, Inputs, Replays

KINDS: Final = ("file-accepted", "file-read-again")
HEADER: Final = "line,pence"
LAKE_ENDING: Final = ".parquet"


def input_name(lake_file: str) -> str:
    """The name of the input that belongs to a lake file."""
    return f"{lake_file.removesuffix(LAKE_ENDING)}.csv"


def added_up(body: Body, inputs: Inputs) -> Mapping[str, Any]:
    """How many payments a file has, and what they add up to in pence. Raises Refused for lines that are no figures."""
    lake_file = body.get("lake")
    if not isinstance(lake_file, str):
        raise Absent("lake")
    header, *lines = inputs.read(input_name(lake_file)).decode().splitlines() or [""]
    if header != HEADER:
        raise Refused("the payments are not written as a line and its pence")
    try:
        return {"payments": len(lines), "pence": sum(int(line.partition(",")[2]) for line in lines)}
    except ValueError:
        raise Refused("a payment is not written as a line and its pence") from None


REPLAYS: Final[Replays] = {("spend", kind): added_up for kind in KINDS}
