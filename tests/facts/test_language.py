"""Languages: Arabic is read, others are told apart and give no facts."""

import pytest

from bot.facts import Reader
from bot.facts.language import language_of
from bot.model.article import Article

TEXTS = {
    "ar": "أعلنت وزارة الصحة حصيلة جديدة للضحايا في المدينة.",
    "en": "The army said that fifty people were killed in an attack on the city on Friday.",
    "tr": "Ordu, kente yönelik saldırıda elli kişinin öldüğünü ve çok sayıda yaralı olduğunu açıkladı.",
    "fr": "Le porte-parole a dit que des dizaines de personnes sont mortes dans une attaque sur la ville.",
    "de": "Der Sprecher der Armee sagte, dass bei dem Angriff auf die Stadt mehrere Menschen getötet wurden.",
    "es": "El portavoz dijo que los ataques en la ciudad dejaron decenas de muertos y que el ejército está en la zona.",
    "fa": "سخنگوی ارتش گفت که در این حمله پنجاه نفر کشته شدند و نیروها از شهر عقب نشینی کرده‌اند.",
    "ur": "فوج کے ترجمان نے کہا ہے کہ شہر پر حملے میں پچاس افراد ہلاک ہو گئے ہیں۔",
    "ckb": "لە هێرشێکدا بۆ سەر شارەکە پەنجا کەس کوژران و ژمارەیەکی زۆر بریندار بوون.",
    "ps": "د پوځ ویاند وویل چې په دې برید کې پنځوس کسان وژل شوي دي.",
    "ku": "Li bajarê Kobanî şer dom dike û di êrîşê de pêncî kes hatin kuştin.",
    "ru": "Представитель армии сообщил о гибели пятидесяти человек.",
    "he": "דובר הצבא הודיע על תקיפה נוספת בעיר.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=list(TEXTS))
def test_each_language_is_told_apart(language: str, text: str) -> None:
    assert language_of("", text) == language


@pytest.mark.parametrize(
    ("language", "text"), [pair for pair in TEXTS.items() if pair[0] != "ar"], ids=lambda value: value[:3]
)
def test_what_is_not_arabic_gives_no_facts(reader: Reader, language: str, text: str) -> None:
    reading = reader.read(Article("1", "", text))
    assert (reading.language, reading.conflict, reading.facts, reading.places) == (language, False, (), ())


@pytest.mark.parametrize("text", ["", "   ", "12 / 7 …", "🔴🔴"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert language_of("", text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "عاجل | CNN: غارة على مطار المدينة https://example.org/very/long/path/of/latin/letters/and/more",
        "#Breaking #Gaza #News قصف على المخيم",
        "قالت شركة Meta إن منصة WhatsApp توقفت في بعض البلدان",
        "نقلت صحيفة «شرق» الإيرانية عن قائد في حرس انقلاب پاسداران قوله إن القوات لن تنسحب من المنطقة قبل نهاية العام",
    ],
)
def test_names_links_and_hashtags_leave_arabic_arabic(text: str) -> None:
    assert language_of("", text) == "ar"
