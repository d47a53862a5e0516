"""Whether a fault plan makes sense, told as faults of its file."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import msgspec

from argentum.adapters.simulated.faults import FaultPlan
from argentum.errors import ConfigurationError, Fault

_RATES = tuple(name for name in FaultPlan.__struct_fields__ if name.endswith("_rate"))


def fault_plan(values: Mapping[str, object], *, source: str, line_of: Mapping[str, int]) -> FaultPlan:
    """Make a plan from the values of a file; `line_of` gives the line of each key.

    Raises `ConfigurationError` with every unknown key and every wrong value.
    """
    known = FaultPlan.__struct_fields__
    faults: list[Fault] = []
    for key, value in values.items():
        line = line_of.get(key)
        if key not in known:
            near = get_close_matches(key, known, n=1)
            faults.append(
                Fault(
                    source=source,
                    key=key,
                    line=line,
                    found="an unknown key",
                    allowed=", ".join(known),
                    nearest=near[0] if near else None,
                )
            )
        elif key in _RATES and not (isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1):
            faults.append(Fault(source=source, key=key, line=line, found=repr(value), allowed="a number from 0 to 1"))
        elif key == "late_beat_ms" and not (isinstance(value, list) and value):
            faults.append(Fault(source=source, key=key, line=line, found=repr(value), allowed="a list of milliseconds"))
    if not faults:
        try:
            plan = msgspec.convert(dict(values), FaultPlan)
        except msgspec.ValidationError as error:
            faults.append(Fault(source=source, key="", found=str(error), allowed="values as in configs/faults/"))
        else:
            if plan.stall_ms[0] <= plan.stall_ms[1]:
                return plan
            faults.append(
                Fault(
                    source=source,
                    key="stall_ms",
                    line=line_of.get("stall_ms"),
                    found=str(list(plan.stall_ms)),
                    allowed="two values, the shorter first",
                )
            )
    raise ConfigurationError(tuple(faults))
