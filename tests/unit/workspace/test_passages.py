from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.workspace.passages import passages_of, sentences_of, title_of


def test_headings_sources_code_and_tables_are_left_out() -> None:
    text = """# Cars in cities

Ghent divided its centre into zones in April.

| a table | with a row of words in it that is long. |

```
code is nothing that anybody would want to quote.
```

## Sources

- Somebody wrote a long book about all of this in 2018.
"""

    assert passages_of(text) == ["Ghent divided its centre into zones in April."]


def test_markup_and_addresses_disappear_from_passages() -> None:
    text = (
        "The **city of [Ghent](https://example.org)** divided its `centre` into <b>zones</b>, "
        "see https://example.org now.[^1]"
    )

    assert passages_of(text) == ["The city of Ghent divided its centre into zones, see now."]


def test_a_sentence_that_leans_on_the_one_before_stays_with_it() -> None:
    text = "Ghent divided its centre into zones in April. It also closed two streets to cars."

    assert passages_of(text) == ["Ghent divided its centre into zones in April. It also closed two streets to cars."]


def test_wrapped_lines_are_joined_and_list_items_are_not() -> None:
    text = (
        "Ghent divided its\ncentre into zones in April.\n\n"
        "- Cycling in Ghent rose within a year.\n- Car traffic in Ghent fell within a year.\n"
    )

    assert passages_of(text) == [
        "Ghent divided its centre into zones in April.",
        "Cycling in Ghent rose within a year.",
        "Car traffic in Ghent fell within a year.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lind measured it twice.",
        "The value was 4.5 percent then.",
        "It was done in the U.S. Senate.",
        "See e.g. Ghent for this.",
    ],
)
def test_abbreviations_and_decimals_do_not_end_a_sentence(text: str) -> None:
    assert sentences_of(text) == [text]


def test_the_title_is_the_first_heading() -> None:
    assert title_of("intro\n\n## The *real* title ##\n\n# Later") == "The real title"
    assert title_of("no heading at all") is None


@given(st.text(max_size=400))
def test_any_text_gives_printable_passages_of_the_right_length(text: str) -> None:
    for passage in passages_of(text):
        assert passage.isprintable()
        assert 6 <= len(passage.split()) <= 34


def test_brackets_that_are_no_markup_are_kept() -> None:
    text = "A [red]red[/red] warning label cost < 5 cents and > 3 cents in all shops.[2]"

    assert passages_of(text) == ["A [red]red[/red] warning label cost < 5 cents and > 3 cents in all shops."]
