"""Whether two names mean one side of a fight or an agreement."""

from __future__ import annotations

import pytest

from bot.stories.alliances import one_side


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كييف", "القوات الأوكرانية"),
        ("تركيا", "أنقرة"),
        ("الحوثيون", "أنصار الله"),
        ("قوات حفتر", "الجيش الوطني الليبي"),
        ("الجيش", "الجيش السوداني"),
        ("الجيش السوداني", "القيادة العامة للقوات المسلحة السودانية"),
        ("قوات النظام", "الجيش السوري"),
        ("فصائل المعارضة", "المعارضة السورية"),
    ],
)
def test_one_side_under_two_names(one: str, other: str) -> None:
    assert one_side(one, other)
    assert one_side(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المعارضة السورية", "الجيش السوري"),
        ("الجيش الوطني الليبي", "حكومة الوفاق الليبية"),
        ("قوات سوريا الديمقراطية", "قوات النظام السوري"),
        ("الدعم السريع", "الجيش"),
        ("طالبان", "القوات الأفغانية"),
        ("لبنان", "الجيش الإسرائيلي"),
    ],
)
def test_two_sides(one: str, other: str) -> None:
    assert not one_side(one, other)
    assert not one_side(other, one)
