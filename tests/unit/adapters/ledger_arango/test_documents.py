"""What is stored is read back as it was, and no number in it is larger than a double can count."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.adapters.ledger_arango.documents import (
    LARGEST_NUMBER,
    LARGEST_SUM,
    BalanceDocument,
    EntryDocument,
    balance_document,
    checkpoint_document,
    checkpoint_of,
    entry_document,
    entry_of,
    from_limbs,
    head_document,
    head_of,
    key_of,
    limbs,
    terms_document,
    terms_of,
    total_of,
)
from argentum.ayni.chain import Head, Terms
from argentum.ayni.entry import Entry
from argentum.ayni.totals import UnitTotal
from argentum.errors import InteractionError, StorageError
from tests.ayni_builders import entry

SUMS = st.integers(-LARGEST_SUM, LARGEST_SUM)
TEXTS = st.text(min_size=1, max_size=30)
ENTRIES = st.builds(
    Entry,
    number=st.integers(1, 10**9),
    id=TEXTS,
    initiator=TEXTS,
    responder=TEXTS,
    contribution_micro=SUMS,
    contribution_unit=TEXTS,
    contribution_rate_pico=SUMS,
    consumption_micro=SUMS,
    consumption_unit=TEXTS,
    consumption_rate_pico=SUMS,
    quality_micro=st.integers(0, 10**6),
    outcome=st.sampled_from(["done", "system_failure"]),
    note=st.text(max_size=30),
    given_micro=SUMS,
    taken_micro=SUMS,
    happened_at_ms=st.integers(-(10**15), 10**15),
    recorded_at_ms=st.integers(0, 10**15),
    reverses=st.none() | TEXTS,
)


def through_json(document: msgspec.Struct) -> dict[str, object]:
    found: dict[str, object] = json.loads(json.dumps(msgspec.to_builtins(document)))
    return found


@given(ENTRIES, st.binary(min_size=32, max_size=32))
def test_an_entry_is_read_back_as_it_was_stored(written: Entry, digest: bytes) -> None:
    found = through_json(entry_document(written, digest))

    assert entry_of(msgspec.convert(found, EntryDocument)) == (written, digest)
    assert all(abs(value) <= LARGEST_NUMBER for value in found.values() if isinstance(value, int))


@given(SUMS)
def test_a_number_is_put_together_from_its_limbs(micro: int) -> None:
    parts = limbs(micro)

    assert from_limbs(*map(float, parts)) == micro
    assert all(abs(part) < 10**7 for part in parts)


@given(st.lists(SUMS, max_size=50))
def test_sums_of_limbs_in_doubles_keep_every_digit(amounts: list[int]) -> None:
    sums = [0.0, 0.0, 0.0]
    for micro in amounts:
        for place, part in enumerate(limbs(micro)):
            sums[place] += float(part)

    assert from_limbs(*sums) == sum(amounts)


@given(st.text(min_size=1, max_size=200))
def test_a_key_has_only_what_a_key_may_have(text: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", key_of(text))


def test_keys_of_several_texts_keep_them_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("ab", "c", "")}) == 4


def test_what_is_not_a_reversal_has_a_filler_that_is_no_key() -> None:
    interaction = entry_document(entry(1), bytes(32))
    reversal = entry_document(msgspec.structs.replace(entry(2), reverses="i-1"), bytes(32))

    assert interaction.takes_back == f"none:{interaction.key}"
    assert reversal.takes_back == interaction.key == key_of("i-1")
    assert (interaction.standing, reversal.standing) == (1, -1)


def test_a_moment_that_no_double_counts_is_refused() -> None:
    far = msgspec.structs.replace(entry(1), happened_at_ms=2**53)

    with pytest.raises(InteractionError, match="found a moment beyond year 280000"):
        entry_document(far, bytes(32))


def test_a_balance_is_read_back_and_one_that_a_file_would_refuse_is_refused() -> None:
    total = UnitTotal(participant="ana", unit="hour", given_micro=LARGEST_SUM, taken_micro=-LARGEST_SUM, as_initiator=3)

    found = msgspec.convert(through_json(balance_document(total, name="books")), BalanceDocument)

    assert total_of(found) == total
    with pytest.raises(StorageError, match="books: a sum would outgrow the ledger"):
        balance_document(msgspec.structs.replace(total, given_micro=LARGEST_SUM + 1), name="books")


def test_terms_head_and_checkpoint_are_read_back() -> None:
    terms = Terms(format_version=1, epsilon_micro=2**60, created_at_ms=5)
    head = Head(number=7, digest=bytes(range(32)), recorded_at_ms=9)
    totals = [UnitTotal(participant="ana", unit="hour", given_micro=2**62)]

    assert terms_of(terms_document(terms)) == terms
    assert head_of(head_document(head)) == head
    assert checkpoint_of(checkpoint_document(head, totals, verified_at_ms=1)) == (head, totals)
