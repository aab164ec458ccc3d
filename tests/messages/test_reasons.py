"""Reasons are stored in English and said in the reader's language: no English word may be left."""

import re
from zoneinfo import ZoneInfo

import pytest

from bot.messages import isolate, say_reason
from bot.messages.catalogue import rows
from bot.model.chat import Language
from tests.stories.test_addresses import ROWS as ADDRESSES
from tests.stories.test_addresses import judged
from tests.stories.test_grouping import ROWS as GROUPS
from tests.stories.test_verdicts import ROWS as VERDICTS
from tests.stories.test_verdicts import play

DAMASCUS = ZoneInfo("Asia/Damascus")
#: Names of rules in the tests.
_NAMES = re.compile(r"\b(any|other|blocked|w\d|i-[0-9a-f]+)\b")


def arabic(reason: str) -> str:
    return say_reason(reason, Language.ARABIC, DAMASCUS)


@pytest.mark.parametrize("row", VERDICTS, ids=[row["name"] for row in VERDICTS])
def test_every_verdicts_reason_is_said_in_arabic(row) -> None:
    for one in play(row).judged:
        assert re.findall("[A-Za-z]{2,}", _NAMES.sub("", arabic(one.verdict.reason))) == [], one.verdict.reason


@pytest.mark.parametrize("row", ADDRESSES, ids=[row.name for row in ADDRESSES])
def test_every_addresss_reason_is_said_in_arabic(row) -> None:
    reason = judged(row).reason
    assert re.findall("[A-Za-z]{2,}", _NAMES.sub("", arabic(reason))) == [], reason


def test_there_are_situations_of_every_kind() -> None:
    assert len(VERDICTS) + len(ADDRESSES) + len(GROUPS) > 60


def test_moments_are_shown_on_the_readers_clock() -> None:
    reason = "told 2026-03-14 12:05 UTC, nothing new"
    assert say_reason(reason, Language.ENGLISH, DAMASCUS) == "told 2026-03-14 15:05, nothing new"
    assert "15:05" in arabic(reason)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("status is sought, not declared", "الحال: مطلوب، لا معلن"),
        ("denied: clash reported → clash denied", "نفي: الإبلاغ عن اشتباكات ← نفي اشتباكات"),
        ("read: event past talks (حلب)", "قُرئ فيه: محادثات سابقًا (حلب)"),
        ("status is reported, not threatened", "الحال: مُبلَّغ عنه، لا مهدَّد به"),
        ("no ceasefire was read", "لم يُقرأ فيه وقف إطلاق نار"),
        ("declared anew by الجيش وقوات المجلس", "معلن مجددًا، والفاعل: الجيش وقوات المجلس"),
        ("violated anew", "مخروق مجددًا"),
        ("ground changed hands by الجيش", "تبدّلت السيطرة على الأرض، والفاعل: الجيش"),
        ("ground changed hands", "تبدّلت السيطرة على الأرض"),
        ("toll_up: – → 2 killed", "أول حصيلة: قتيلان"),
        ("toll_up: 7 killed → 31 killed", f"ارتفعت الحصيلة: {isolate('7')} قتلى ← {isolate('31')} قتيلًا"),
        ("toll_up: 15 wounded → 40+ wounded", f"ارتفعت الحصيلة: {isolate('15')} جريحًا ← {isolate('40+')} جريحًا"),
        ("toll_up: 2 killed → 3–10 killed", f"ارتفعت الحصيلة: قتيلان ← {isolate('3–10')} قتلى"),
        ("published 103 hours ago", f"نُشر قبل {isolate('103')} ساعات"),
        ("published 177 hours ago", f"نُشر قبل {isolate('177')} ساعة"),
        (
            "2 in 6 h; the rule asks for 5, usual are 0.8",
            f"{isolate('2')} خلال {isolate('6')} ساعات، والقاعدة تطلب {isolate('5')}، والمعتاد {isolate('0.8')}",
        ),
        ("something nobody foresaw", " ".join(map(isolate, ("something", "nobody", "foresaw")))),
        ("", ""),
    ],
)
def test_reasons(reason: str, said: str) -> None:
    assert said == arabic(reason)


def test_every_form_has_the_same_values_in_every_language() -> None:
    for key, row in rows().items():
        if key.startswith("because_"):
            assert len({frozenset(re.findall(r"\{(\w+)\}", str(text))) for text in row.values()}) == 1, key
