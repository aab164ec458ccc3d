"""Who is counted, over what span and where, in small articles of our own: how many marks are read as they say."""

import pytest

from bot.facts import Reader
from bot.model.facts import Figure
from tools.figure_texts import Marked, marked, unmarked
from tools.place_labels import same_place

TEXTS = list(marked())
#: These only measure: no model is taught with them.
TIMES = list(marked(("figure_times",)))
#: Of the answers that the marks give, at least this part is read so. May rise, never sink.
FLOORS = {"scope": 0.91, "who": 0.92, "place": 0.88}
TIMES_FLOOR = 0.8
MARKS = {"scope": 150, "who": 150, "place": 300}


def answers(reader: Reader, text: Marked) -> list[tuple[str, str, str]]:
    """For every figure that stands in a mark: the question, the answer of the mark, and what was read."""
    found = []
    for fact in reader.facts(reader.open(text.article)):
        if not isinstance(fact, Figure) or fact.evidence.field != "text":
            continue
        for mark in text.marks:
            if fact.evidence.start < mark.end and mark.start < fact.evidence.end <= mark.end + 1:
                named = [place.name for place in fact.places]
                said = mark.label.get("place", "")
                where = said if any(same_place(said, name) for name in named) else " ".join(named)
                read = {"who": fact.who.value, "scope": fact.scope.value, "place": where}
                found += [(name, said, read[name]) for name, said in mark.label.items()]
    return found


@pytest.mark.parametrize("question", sorted(FLOORS))
def test_most_marks_are_read(reader: Reader, question: str) -> None:
    told = [(said, read) for text in TEXTS for name, said, read in answers(reader, text) if name == question]
    right = sum(said == read for said, read in told) / len(told)
    assert len(told) > MARKS[question]
    assert right >= FLOORS[question], right


def test_how_newsrooms_tell_of_when_is_read(reader: Reader) -> None:
    told = [(said, read) for text in TIMES for name, said, read in answers(reader, text) if name == "scope"]
    right = sum(said == read for said, read in told) / len(told)
    assert right >= TIMES_FLOOR, right


def test_a_mark_leaves_the_text_as_it_is() -> None:
    text, marks = unmarked("قتل {12 جنديا|incident soldiers @مأرب} أمس")
    assert text == "قتل 12 جنديا أمس"
    assert text[marks[0].start : marks[0].end] == "12 جنديا"
    assert marks[0].label == {"scope": "incident", "who": "soldiers", "place": "مأرب"}


def test_every_mark_is_closed() -> None:
    assert not [text.article.text for text in (*TEXTS, *TIMES) if set("{}|") & set(text.article.text)]
