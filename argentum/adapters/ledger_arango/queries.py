"""Every AQL text that is ever sent: constants that only read, with bind variables for whatever varies.

All conditions are on numbers or on keys in hexadecimal, never on texts of people, see the package's header. Names of
participants and units come back by `MIN` over a group in which they are all the same.
"""

from __future__ import annotations

from enum import Enum

_SIDES = {"initiator": ("giver", "contribution", "given"), "responder": ("taker", "consumption", "taken")}

_PAGE = """
FOR entry IN @@entries
  {who_is}FILTER entry.happened_at_ms >= @since_ms AND entry.happened_at_ms < @until_ms
  FILTER entry.happened_at_ms > @after_ms OR entry.number > @after
  SORT entry.happened_at_ms, entry.number
  LIMIT @size
  RETURN entry
"""

_TOTALS = """
FOR entry IN @@entries
  {who_is}FILTER entry.happened_at_ms >= @since_ms AND entry.happened_at_ms < @until_ms
  COLLECT account = entry.{role}_account
  AGGREGATE participant = MIN(entry.{who}), unit = MIN(entry.{side}_unit), low = SUM(entry.{amount}_low),
    middle = SUM(entry.{amount}_middle), high = SUM(entry.{amount}_high), standing = SUM(entry.standing)
  RETURN [participant, unit, low, middle, high, standing]
"""

_FLOWS = """
FOR entry IN @@entries
  {who_is}FILTER entry.happened_at_ms >= @start_ms AND entry.happened_at_ms < @end_ms
  COLLECT who = entry.{who}_key, part = FLOOR((entry.happened_at_ms - @start_ms) / @width_ms)
  AGGREGATE participant = MIN(entry.{who}), low = SUM(entry.{amount}_low), middle = SUM(entry.{amount}_middle),
    high = SUM(entry.{amount}_high)
  RETURN [participant, part, low, middle, high]
"""

_PAIRS = """
FOR entry IN @@entries
  {who_is}FILTER entry.happened_at_ms >= @since_ms AND entry.happened_at_ms < @until_ms
  COLLECT giver = entry.giver_account, taker = entry.taker_account
  AGGREGATE initiator = MIN(entry.initiator), responder = MIN(entry.responder),
    given_in = MIN(entry.contribution_unit), taken_in = MIN(entry.consumption_unit),
    given_low = SUM(entry.given_low), given_middle = SUM(entry.given_middle), given_high = SUM(entry.given_high),
    taken_low = SUM(entry.taken_low), taken_middle = SUM(entry.taken_middle), taken_high = SUM(entry.taken_high),
    standing = SUM(entry.standing)
  RETURN [initiator, responder, given_in, taken_in, given_low, given_middle, given_high, taken_low, taken_middle,
    taken_high, standing]
"""


def _of(template: str, who: str, *, one: bool) -> str:
    role, side, amount = _SIDES[who]
    who_is = f"FILTER entry.{who}_key == @participant\n  " if one else ""
    return template.format(who=who, role=role, side=side, amount=amount, who_is=who_is)


_EITHER = "FILTER entry.initiator_key == @participant OR entry.responder_key == @participant\n  "


class Query(Enum):
    """The closed set of questions; what is not in it is not asked."""

    BOOKS = "FOR page IN @@books RETURN page"
    ENTRIES_BY_KEY = "FOR entry IN @@entries FILTER entry._key IN @keys RETURN entry"
    REVERSALS = "FOR entry IN @@entries FILTER entry.takes_back IN @keys RETURN entry"
    ROWS = "FOR entry IN @@entries FILTER entry.number > @after SORT entry.number LIMIT @size RETURN entry"
    FIRST_MOMENT = "FOR entry IN @@entries SORT entry.happened_at_ms LIMIT 1 RETURN entry.happened_at_ms"
    LAST_MOMENT = "FOR entry IN @@entries SORT entry.happened_at_ms DESC LIMIT 1 RETURN entry.happened_at_ms"

    BALANCES = "FOR balance IN @@balances RETURN balance"
    BALANCES_BY_KEY = "FOR balance IN @@balances FILTER balance._key IN @keys RETURN balance"
    BALANCES_OF_ONE = "FOR balance IN @@balances FILTER balance.participant_key == @participant RETURN balance"
    CHECKPOINT = "FOR checkpoint IN @@checkpoints RETURN checkpoint"
    STATE = """
FOR head IN @@books
  FILTER head._key == "head"
  RETURN {
    head: head,
    balances: (FOR balance IN @@balances RETURN balance),
    beyond: (FOR entry IN @@entries FILTER entry.number > head.number SORT entry.number LIMIT @size RETURN entry)
  }
"""
    """One query is one snapshot: the head, the balances of that moment, and what should not be there."""

    PAGE = _PAGE.format(who_is="")
    PAGE_OF_INITIATOR = _of(_PAGE, "initiator", one=True)
    PAGE_OF_RESPONDER = _of(_PAGE, "responder", one=True)
    TOTALS_OF_INITIATORS = _of(_TOTALS, "initiator", one=False)
    TOTALS_OF_INITIATOR = _of(_TOTALS, "initiator", one=True)
    TOTALS_OF_RESPONDERS = _of(_TOTALS, "responder", one=False)
    TOTALS_OF_RESPONDER = _of(_TOTALS, "responder", one=True)
    FLOWS_OF_INITIATORS = _of(_FLOWS, "initiator", one=False)
    FLOWS_OF_INITIATOR = _of(_FLOWS, "initiator", one=True)
    FLOWS_OF_RESPONDERS = _of(_FLOWS, "responder", one=False)
    FLOWS_OF_RESPONDER = _of(_FLOWS, "responder", one=True)
    PAIRS = _PAIRS.format(who_is="")
    PAIRS_OF_ONE = _PAIRS.format(who_is=_EITHER)
