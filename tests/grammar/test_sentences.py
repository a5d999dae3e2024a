"""Where a Danish sentence ends, and where a full stop does not end it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import split


@pytest.mark.parametrize(
    "sentences",
    [
        [
            "Der gives 5 mio. kr. i 2031.",
            "Det følger af § 3, stk. 2.",
            "Mødet er den 3. maj kl. 10.00.",
            "Så er det slut.",
        ],
        ["Det koster 5 mio. kr.", "Rammen er 6 mia. kr.", "Heraf er 1 mio. kr. ny."],
        ["Dr. Ravn og J. P. Lind kom.", "Se bl.a. nr. 4."],
        ["Aftalen er fra 2. kvartal 2031.", "12 kommuner deltog."],
        ["Det aftaler staten og KL.", "Skovlund Kommune løfter klubberne."],
        ["Er det så?", "Ja!", "Han kom m.fl.", "Hun gik."],
        ["1. Godkendelse af dagsorden.", "Den blev godkendt."],
        ["”Vi er glade.”", "Det sagde hun: Det er godt; meget godt."],
    ],
)
def test_sentences_end_at_their_last_full_stop(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert sentences == [text[start:end] for start, end in split(text)]


@given(st.text(alphabet="abK. \n!?19:kr”", max_size=60))
def test_sentences_hold_every_word_of_the_text_in_order(text: str) -> None:
    assert text.split() == [word for start, end in split(text) for word in text[start:end].split()]


def test_brackets_go_on_with_the_sentence_after_an_abbreviation() -> None:
    text = "Det gælder broer, kajer mv. (Havneloven) og sluser."
    expected = [text]
    assert expected == [text[start:end] for start, end in split(text)]
