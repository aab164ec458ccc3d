"""Every fault of a rule file can be said in every language, what somebody wrote set apart in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.arabic.gazetteer import Gazetteer
from bot.messages import say_remedy, say_what
from bot.messages.faults import has_form
from bot.model.chat import Language
from bot.rulebook import Fault, load

ROWS = yaml.safe_load((Path(__file__).parents[1] / "corpus" / "rulebook" / "faults.yaml").read_text(encoding="utf-8"))
_APART = re.compile("\u2068.*?\u2069", re.DOTALL)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _faults(text: str, folder: Path, gazetteer: Gazetteer) -> tuple[Fault, ...]:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return load(folder, gazetteer).faults


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_fault_is_said_in_arabic(row: dict[str, str], tmp_path: Path, gazetteer: Gazetteer) -> None:
    for fault in _faults(row["text"], tmp_path, gazetteer):
        assert has_form(fault.what), fault.what
        assert not fault.remedy or has_form(fault.remedy), fault.remedy
        for said in (say_what(fault.what, Language.ARABIC), say_remedy(fault.remedy, Language.ARABIC)):
            assert not re.search("[A-Za-z]", _APART.sub("", said)), said


def test_what_somebody_wrote_stands_in_it_as_it_was_written(tmp_path: Path, gazetteer: Gazetteer) -> None:
    text = "rules:\n  - {id: a, title: x, when: {event: {kind: clahs, place: إدلبب}}, fires: [نص], quiet: [نص]}\n"
    kind, place = (say_what(fault.what, Language.ARABIC) for fault in _faults(text, tmp_path, gazetteer))
    assert kind == "\u2068clahs\u2069 ليس نوعًا لحدث"
    assert place == "المكان \u2068إدلبب\u2069 غير معروف"
    assert say_what("'{x}' is not a rule", Language.ENGLISH) == "'{x}' is not a rule"
    assert say_what("'{thing} {0}' is no id", Language.ARABIC) == "\u2068{thing} {0}\u2069 لا يصلح معرفًا"


def test_several_things_that_were_meant_are_told_one_by_one() -> None:
    meant = "Did you mean 'إدلب' or 'الباب'? A place that no table knows can be asked for by `words:`"
    assert "لعلك تقصد \u2068إدلب\u2069 أو \u2068الباب\u2069؟" in say_remedy(meant, Language.ARABIC)


def test_what_has_no_form_stays_as_it_is() -> None:
    assert say_what("nobody foresaw this", Language.ARABIC) == "\u2068nobody foresaw this\u2069"
    assert not has_form("nobody foresaw this")


def test_why_an_example_fails_and_what_was_read_is_said_too() -> None:
    because = "status is sought, not declared; read, not as news of conflict: ceasefire sought (إدلب)"
    assert say_remedy(because, Language.ARABIC) == (
        "الحال: مطلوب، لا معلن؛ قُرئ فيه، لا بوصفه من أخبار النزاع: وقف إطلاق نار مطلوب (إدلب)"
    )
    assert say_remedy("there is no «قصف»; nothing was read", Language.ARABIC) == "ليست فيه «قصف»؛ لم يُقرأ فيه شيء"
    told = (
        "by is not stated, asked is روسيا; "
        "read: event reported airstrike, by إسرائيل (صور); figure killed: 2, civilians, incident (تعز)"
    )
    assert say_remedy(told, Language.ARABIC) == (
        "الفاعل: غير مذكور، والمطلوب روسيا؛ "
        "قُرئ فيه: الإبلاغ عن قصف جوي، الفاعل إسرائيل (صور)؛ عدد قتلى: \u20682\u2069، مدنيون، حادثة (تعز)"
    )
