"""A ledger as lines, without loss."""

from __future__ import annotations

import pytest

from argentum.ayni.chain import Head, digest_of
from argentum.ayni.transfer import export_lines, is_export, read_heading, read_rows
from argentum.errors import VerificationError
from tests.ayni_builders import START, TERMS, entry

FIRST = entry(1, note='ünder "quotes"')
ROWS = [(FIRST, digest_of(FIRST, START.digest))]
HEAD = Head(number=1, digest=ROWS[0][1], recorded_at_ms=FIRST.recorded_at_ms)


def test_what_is_written_is_read_back_as_it_was() -> None:
    first, *rest = export_lines(TERMS, HEAD, ROWS)

    heading = read_heading(first, source="a.jsonl")
    assert is_export(first)
    assert (heading.terms, heading.head) == (TERMS, HEAD)
    assert list(read_rows(rest, source="a.jsonl")) == ROWS


def test_what_was_recorded_after_the_head_is_left_out() -> None:
    later = entry(2)

    lines = list(export_lines(TERMS, HEAD, [*ROWS, (later, digest_of(later, HEAD.digest))]))

    assert len(lines) == 2


def test_a_line_of_interactions_is_no_export() -> None:
    assert not is_export('{"id": "i-1"}')
    assert not is_export("id,initiator")


@pytest.mark.parametrize("line", ["", "{}", '{"number": 1}', "[1]"])
def test_a_line_that_is_no_entry_is_told_with_its_number(line: str) -> None:
    good = list(export_lines(TERMS, HEAD, ROWS))[1]

    with pytest.raises(VerificationError, match=r"a\.jsonl:3: not an entry"):
        list(read_rows([good, line], source="a.jsonl"))
    with pytest.raises(VerificationError, match=r"a\.jsonl:1: not the first line"):
        read_heading(line, source="a.jsonl")
