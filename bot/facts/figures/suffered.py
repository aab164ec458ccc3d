"""Words that say, behind a verb and its subject, that it was done to him."""

from __future__ import annotations

from bot.arabic.letters import fold_word

#: Behind a verb and a name these say that it was done to him: «قتل صالح على يد …»، «قتل صالح في غارة».
SUFFERED = frozenset(
    fold_word(word)
    for word in (
        "في", "على", "تحت", "إثر", "جراء", "خلال", "قبل", "بعد", "أمس", "متأثرا", "منذ", "عام", "أثناء", "برصاص",
        "بالرصاص", "بإطلاق", "بنيران", "بقصف", "بغارة", "بانفجار", "بتفجير", "بعبوة", "بسلاح", "بطلق", "بطلقات",
        "بصاروخ", "بقذيفة", "بلغم", "بهجوم", "بكمين", "بضربة", "بشظايا", "بسيارة", "وسط", "أمام", "داخل", "قرب", "شمال",
        "جنوب", "شرق", "غرب", "فجر", "صباح", "ليل", "يوم", "هناك", "بأيدي", "بيد", "بغارات", "فجرا", "صباحا", "مساء",
        "ليلا", "أول",
    )
)  # fmt: skip
