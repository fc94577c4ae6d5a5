"""Whose voices carry a text."""

from made import Made, brief

TEXT = (
    "Ada Lind said the harbour would close in May. “It was a hard choice,” she said.\n"
    "Analysts doubted that the port could wait. They said the cranes were old.\n"
    "The council has been told to act at once."
)


def text() -> Made:
    return (
        Made(TEXT)
        .quote("the harbour would close in May", speaker="Ada Lind", source="Ada Lind", title="mayor")
        .quote("It was a hard choice", speaker="Ada Lind", source="she", kind="direct")
        .quote("the port could wait", source="Analysts", source_type="anonymous")
        .quote("the cranes were old", source="They", source_type="anonymous")
        .quote("to act at once", source_type="none", act="directive")
    )


def test_attributions_of_one_speaker_are_one_voice() -> None:
    voices = brief(text()).voices
    first = voices.voices[0]
    assert (first.name, first.title, first.attributions, first.words) == ("Ada Lind", "mayor", 2, 11)
    assert first.kinds == {"direct": 1, "indirect": 1}
    assert [p.text for s in first.said for p in s.places] == ["the harbour would close in May", "It was a hard choice"]


def test_a_pronoun_that_nobody_resolved_is_nobodys_name() -> None:
    names = {v.name for v in brief(text()).voices.voices if v.source_type == "anonymous"}
    assert names == {"Analysts", None}


def test_shares_are_of_all_words_of_the_text() -> None:
    voices = brief(text()).voices
    assert voices.text_words == 38
    assert voices.spoken_words == 6 + 5 + 4 + 4 + 4
    assert voices.spoken_share == round(23 / 38, 4)
    assert {s.source_type: s.words for s in voices.sources} == {"named_person": 11, "anonymous": 8, "none": 4}


def test_words_of_a_speech_inside_a_speech_are_counted_once_for_the_text() -> None:
    made = Made("Bo said that Eva had promised to stay for good.")
    made.quote("Eva had promised to stay for good", speaker="Bo", source="Bo").quote(
        "to stay for good", speaker="Eva", source="Eva"
    )
    voices = brief(made).voices
    assert voices.spoken_words == 7
    assert [v.words for v in voices.voices] == [7, 4]


def test_nobody_speaks() -> None:
    voices = brief(Made("The harbour closed in May.")).voices
    assert (voices.attributions, voices.spoken_share, voices.voices) == (0, 0.0, ())


def test_voices_are_told_apart_by_identity_and_without_their_article() -> None:
    made = (
        Made("The officials said it rained. Officials said it snowed. Bo and Bo Lund said it froze, and thawed.")
        .quote("it rained", source="The officials", source_type="anonymous")
        .quote("it snowed", source="Officials", source_type="anonymous")
        .quote("it froze", speaker="Bo", entity="person:bo")
        .quote("thawed", speaker="Bo Lund", entity="person:bo-lund")
    )
    both = dict.fromkeys(("person:bo", "person:bo-lund"), "person:bo-lund")
    assert [v.attributions for v in brief(made, identities=both).voices.voices] == [2, 2]
