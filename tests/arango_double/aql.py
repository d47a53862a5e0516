"""The queries that the double can answer, each carried out by hand: any other text is refused.

The texts are written down here once more on purpose. A query that is changed in the adapter fails loudly until somebody
has thought about what it means here, too. A double cannot show that AQL means what is believed; the suite that runs
here runs against a real server when ARGENTUM_ARANGO_URL is set.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from tests.arango_double.engine import Json, Refusal, View
from tests.arango_double.values import double, least, order, total

Answer = Callable[[View, Json], list[Any]]
_SIDES = {
    "initiator": ("giver_account", "contribution_unit", "given"),
    "responder": ("taker_account", "consumption_unit", "taken"),
}


def normal(text: str) -> str:
    return " ".join(text.split())


def answer(view: View, text: str, bind: Json) -> list[Any]:
    """Carry a query out. Raises `Refusal` for a text that is not known and for other variables than it declares."""
    known = _ANSWERS.get(normal(text))
    if known is None:
        raise Refusal(400, 1501, f"the double does not know this query: {normal(text)}")
    declared = set(re.findall(r"@(@?\w+)", text))
    if declared - bind.keys():
        raise Refusal(400, 1551, f"no value specified for {sorted(declared - bind.keys())}")
    if bind.keys() - declared:
        raise Refusal(400, 1552, f"not declared in the query: {sorted(bind.keys() - declared)}")
    return known(view, bind)


def _everything(view: View, bind: Json, *, collection: str) -> list[Any]:
    return list(view.all(bind[f"@{collection}"]))


def _by_key(view: View, bind: Json, *, collection: str) -> list[Any]:
    return view.by_key(bind[f"@{collection}"], bind["keys"])


def _reversals(view: View, bind: Json) -> list[Any]:
    keys = set(bind["keys"])
    return [each for each in view.all(bind["@entries"]) if each["takes_back"] in keys]


def _balances_of_one(view: View, bind: Json) -> list[Any]:
    return [each for each in view.all(bind["@balances"]) if each["participant_key"] == bind["participant"]]


def _numbered(entries: Iterable[Json], *, after: Any, size: int) -> list[Any]:  # noqa: ANN401 - any JSON value
    found = [each for each in entries if order(each.get("number")) > order(after)]
    return sorted(found, key=lambda each: order(each.get("number")))[:size]


def _rows(view: View, bind: Json) -> list[Any]:
    return _numbered(view.all(bind["@entries"]), after=bind["after"], size=bind["size"])


def _moments(view: View, bind: Json, *, last: bool) -> list[Any]:
    return sorted((each["happened_at_ms"] for each in view.all(bind["@entries"])), key=order, reverse=last)[:1]


def _state(view: View, bind: Json) -> list[Any]:
    return [
        {
            "head": head,
            "balances": list(view.all(bind["@balances"])),
            "beyond": _numbered(view.all(bind["@entries"]), after=head["number"], size=bind["size"]),
        }
        for head in view.by_key(bind["@books"], ["head"])
    ]


def _chosen(view: View, bind: Json, *, who: str | None, since: str = "since_ms", until: str = "until_ms") -> list[Json]:
    return [
        each
        for each in view.all(bind["@entries"])
        if order(bind[since]) <= order(each["happened_at_ms"]) < order(bind[until])
        and (
            who is None
            or (who == "either" and bind["participant"] in {each["initiator_key"], each["responder_key"]})
            or each.get(f"{who}_key") == bind["participant"]
        )
    ]


def _page(view: View, bind: Json, *, who: str | None) -> list[Any]:
    found = [
        each
        for each in _chosen(view, bind, who=who)
        if order(each["happened_at_ms"]) > order(bind["after_ms"]) or order(each["number"]) > order(bind["after"])
    ]
    return sorted(found, key=lambda each: (order(each["happened_at_ms"]), order(each["number"])))[: bind["size"]]


def _collected(entries: Iterable[Json], group_of: Callable[[Json], object]) -> list[list[Json]]:
    groups: dict[object, list[Json]] = {}
    for each in entries:
        groups.setdefault(group_of(each), []).append(each)
    return list(groups.values())


def _least(group: list[Json], *names: str) -> list[Any]:
    return [least(each[name] for each in group) for name in names]


def _sums(group: list[Json], *names: str) -> list[Any]:
    return [total(each[name] for each in group) for name in names]


def _limbs(amount: str) -> tuple[str, str, str]:
    return f"{amount}_low", f"{amount}_middle", f"{amount}_high"


def _totals(view: View, bind: Json, *, side: str, one: bool) -> list[Any]:
    account, unit, amount = _SIDES[side]
    return [
        [*_least(group, side, unit), *_sums(group, *_limbs(amount), "standing")]
        for group in _collected(_chosen(view, bind, who=side if one else None), lambda each: each[account])
    ]


def _flows(view: View, bind: Json, *, side: str, one: bool) -> list[Any]:
    def part(entry: Json) -> int | float:
        return double(float(math.floor((float(entry["happened_at_ms"]) - bind["start_ms"]) / bind["width_ms"])))

    chosen = _chosen(view, bind, who=side if one else None, since="start_ms", until="end_ms")
    return [
        [*_least(group, side), part(group[0]), *_sums(group, *_limbs(_SIDES[side][2]))]
        for group in _collected(chosen, lambda each: (each[f"{side}_key"], part(each)))
    ]


def _pairs(view: View, bind: Json, *, one: bool) -> list[Any]:
    chosen = _chosen(view, bind, who="either" if one else None)
    return [
        [
            *_least(group, "initiator", "responder", "contribution_unit", "consumption_unit"),
            *_sums(group, *_limbs("given"), *_limbs("taken"), "standing"),
        ]
        for group in _collected(chosen, lambda each: (each["giver_account"], each["taker_account"]))
    ]


_PERIOD = "FILTER entry.happened_at_ms >= @since_ms AND entry.happened_at_ms < @until_ms"
_ONE = {
    None: "",
    "initiator": "FILTER entry.initiator_key == @participant ",
    "responder": "FILTER entry.responder_key == @participant ",
    "either": "FILTER entry.initiator_key == @participant OR entry.responder_key == @participant ",
}


def _page_text(who: str | None) -> str:
    return (
        f"FOR entry IN @@entries {_ONE[who]}{_PERIOD} "
        "FILTER entry.happened_at_ms > @after_ms OR entry.number > @after "
        "SORT entry.happened_at_ms, entry.number LIMIT @size RETURN entry"
    )


def _totals_text(side: str, *, one: bool) -> str:
    account, unit, amount = _SIDES[side]
    return (
        f"FOR entry IN @@entries {_ONE[side if one else None]}{_PERIOD} COLLECT account = entry.{account} "
        f"AGGREGATE participant = MIN(entry.{side}), unit = MIN(entry.{unit}), low = SUM(entry.{amount}_low), "
        f"middle = SUM(entry.{amount}_middle), high = SUM(entry.{amount}_high), standing = SUM(entry.standing) "
        "RETURN [participant, unit, low, middle, high, standing]"
    )


def _flows_text(side: str, *, one: bool) -> str:
    amount = _SIDES[side][2]
    return (
        f"FOR entry IN @@entries {_ONE[side if one else None]}"
        "FILTER entry.happened_at_ms >= @start_ms AND entry.happened_at_ms < @end_ms "
        f"COLLECT who = entry.{side}_key, part = FLOOR((entry.happened_at_ms - @start_ms) / @width_ms) "
        f"AGGREGATE participant = MIN(entry.{side}), low = SUM(entry.{amount}_low), "
        f"middle = SUM(entry.{amount}_middle), high = SUM(entry.{amount}_high) "
        "RETURN [participant, part, low, middle, high]"
    )


def _pairs_text(*, one: bool) -> str:
    sums = ", ".join(
        f"{amount}_{limb} = SUM(entry.{amount}_{limb})"
        for amount in ("given", "taken")
        for limb in ("low", "middle", "high")
    )
    return (
        f"FOR entry IN @@entries {_ONE['either' if one else None]}{_PERIOD} "
        "COLLECT giver = entry.giver_account, taker = entry.taker_account "
        "AGGREGATE initiator = MIN(entry.initiator), responder = MIN(entry.responder), "
        "given_in = MIN(entry.contribution_unit), taken_in = MIN(entry.consumption_unit), "
        f"{sums}, standing = SUM(entry.standing) "
        "RETURN [initiator, responder, given_in, taken_in, given_low, given_middle, given_high, taken_low, "
        "taken_middle, taken_high, standing]"
    )


_ANSWERS: dict[str, Answer] = {
    "FOR page IN @@books RETURN page": partial(_everything, collection="books"),
    "FOR balance IN @@balances RETURN balance": partial(_everything, collection="balances"),
    "FOR checkpoint IN @@checkpoints RETURN checkpoint": partial(_everything, collection="checkpoints"),
    "FOR entry IN @@entries FILTER entry._key IN @keys RETURN entry": partial(_by_key, collection="entries"),
    "FOR balance IN @@balances FILTER balance._key IN @keys RETURN balance": partial(_by_key, collection="balances"),
    "FOR entry IN @@entries FILTER entry.takes_back IN @keys RETURN entry": _reversals,
    "FOR balance IN @@balances FILTER balance.participant_key == @participant RETURN balance": _balances_of_one,
    "FOR entry IN @@entries FILTER entry.number > @after SORT entry.number LIMIT @size RETURN entry": _rows,
    "FOR entry IN @@entries SORT entry.happened_at_ms LIMIT 1 RETURN entry.happened_at_ms": partial(
        _moments, last=False
    ),
    "FOR entry IN @@entries SORT entry.happened_at_ms DESC LIMIT 1 RETURN entry.happened_at_ms": partial(
        _moments, last=True
    ),
    'FOR head IN @@books FILTER head._key == "head" RETURN { head: head, '
    "balances: (FOR balance IN @@balances RETURN balance), "
    "beyond: (FOR entry IN @@entries FILTER entry.number > head.number SORT entry.number LIMIT @size "
    "RETURN entry) }": _state,
    **{_page_text(who): partial(_page, who=who) for who in (None, "initiator", "responder")},
    **{_totals_text(side, one=one): partial(_totals, side=side, one=one) for side in _SIDES for one in (False, True)},
    **{_flows_text(side, one=one): partial(_flows, side=side, one=one) for side in _SIDES for one in (False, True)},
    **{_pairs_text(one=one): partial(_pairs, one=one) for one in (False, True)},
}
