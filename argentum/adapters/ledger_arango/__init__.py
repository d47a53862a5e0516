"""The ledger in an ArangoDB database: the same books as in a file, for many machines.

Written against the HTTP API of ArangoDB 3.12 as documented (documents, cursors, persistent indexes with stored values,
schema validation, stream transactions), spoken by python-arango 8. Four things about that server shape what is stored:

- **Numbers.** AQL calculates in doubles, so a sum beyond 2^53 loses digits. Amounts are stored as decimal text; what is
  summed up by query is stored once more in three limbs of seven digits each, whose sums stay exact.
- **Text.** Strings are compared, sorted and held unique by a collation of ICU, for which different texts can be equal.
  Whatever is looked up, grouped or unique is a SHA-256 in hexadecimal; alphabetical order is made here.
- **Keys.** A `_key` has at most 254 bytes of few characters; an id has any. The key is the SHA-256 of the id.
- **Sparse indexes** are left out by the optimiser wherever a compared value might be null. `takes_back` has a filler.

Uniqueness of numbers and reversals needs a single server (or a OneShard database): a sharded collection has no unique
index besides its shard key.
"""
