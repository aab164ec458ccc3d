"""Article files as people make them, and what is said of those that cannot be read."""

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.article import Article
from bot.sources.files import LARGEST, FileFault, load, read_file

LINE = {"id": "1", "title": "عنوان", "text": "نص"}


def jsonl(path, *rows):
    path.write_bytes(b"".join(row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows))
    return path


def loaded(*paths, stdin=b""):
    items = list(load(paths, io.BytesIO(stdin)))
    return [item for item in items if isinstance(item, Article)], [
        str(item) for item in items if isinstance(item, FileFault)
    ]


@pytest.mark.parametrize(
    ("raw", "title", "text"),
    [
        ("عنوان\n\nنص أول\n\nنص ثان\n", "عنوان", "نص أول\n\nنص ثان"),
        ("عنوان\r\n\r\nنص\r\n", "عنوان", "نص"),
        ("\ufeffعنوان\n\nنص", "عنوان", "نص"),
        ("عنوان\n \t\nنص", "عنوان", "نص"),
        ("سطر أول\nسطر ثان\n\nنص", "", "سطر أول\nسطر ثان\n\nنص"),
        ("سطر وحيد\n", "", "سطر وحيد"),
        ("سطر وحيد\n\n\n", "", "سطر وحيد"),
        ("", "", ""),
    ],
)
def test_a_txt_is_one_article(tmp_path, raw, title, text):
    path = tmp_path / "خبر.txt"
    path.write_bytes(raw.encode())
    assert loaded(path) == ([Article("خبر", title, text)], [])


def test_a_jsonl_line_is_an_article_with_everything_it_says(tmp_path):
    row = LINE | {
        "published": "2026-03-14T12:00:00+03:00",
        "outlet": "وكالة",
        "url": "https://news.example/1",
        "more": 1,
    }
    articles, faults = loaded(jsonl(tmp_path / "a.jsonl", row))
    expected = Article("1", "عنوان", "نص", datetime(2026, 3, 14, 9, tzinfo=UTC), "وكالة", "https://news.example/1")
    assert (articles, faults) == ([expected], [])
    assert articles[0].published.utcoffset().total_seconds() == 3 * 3600


@pytest.mark.parametrize(
    ("published", "moment"),
    [(None, None), ("2026-03-14", "2026-03-14T12:00:00+00:00"), ("2026-03-14T09:00:00Z", "2026-03-14T09:00:00+00:00")],
)
def test_the_time_of_publication(tmp_path, published, moment):
    articles, _ = loaded(jsonl(tmp_path / "a.jsonl", LINE | {"published": published}))
    assert articles[0].published == (moment and datetime.fromisoformat(moment))


def test_a_mark_in_front_crlf_blank_lines_and_no_line_end_are_fine(tmp_path):
    raw = b"\xef\xbb\xbf" + json.dumps(LINE).encode() + b"\r\n\r\n  \r\n" + json.dumps(LINE | {"id": "2"}).encode()
    articles, faults = loaded(jsonl(tmp_path / "a.jsonl", raw))
    assert ([article.id for article in articles], faults) == (["1", "2"], [])


def test_line_feeds_within_a_text_stay_as_they_are(tmp_path):
    articles, _ = loaded(jsonl(tmp_path / "a.jsonl", LINE | {"text": "أ\r\nب\u2028ج"}))
    assert articles[0].text == "أ\r\nب\u2028ج"


@pytest.mark.parametrize(
    "published",
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0001-01-01", "9999-12-31", "9999-12-31T23:59-10:00"],
)
def test_the_placeholders_of_programs_for_an_unknown_moment_are_none(tmp_path, published):
    articles, faults = loaded(jsonl(tmp_path / "a.jsonl", LINE | {"published": published}))
    assert ([article.published for article in articles], faults) == ([None], [])


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (b"{not json}\n", "is not JSON"),
        (b"[1, 2]\n", "is not an object"),
        (b'"x"\n', "is not an object"),
        (b'{"title": "", "text": ""}\n', "'id' is missing"),
        (b'{"id": "x", "text": ""}\n', "'title' is missing"),
        (b'{"id": "x", "title": ""}\n', "'text' is missing"),
        (b'{"id": 7, "title": "", "text": ""}\n', "'id' is not a text"),
        (b'{"id": " ", "title": "", "text": ""}\n', "'id' is empty"),
        (b'{"id": "x", "title": null, "text": ""}\n', "'title' is not a text"),
        (b'{"id": "x", "title": "", "text": "", "outlet": 3}\n', "'outlet' is not a text"),
        (b'{"id": "x", "title": "", "text": "", "published": "2026-03-14T12:00:00"}\n', "has no time zone"),
        (b'{"id": "x", "title": "", "text": "", "published": "yesterday"}\n', "is not a moment"),
        (b'{"id": "x", "title": "", "text": "", "published": 1773489600}\n', "is not a moment"),
        (b'{"id": "x", "title": "", "text": "\\ud800"}\n', "half a character"),
        (b'{"id": "x", "title": "", "text": "\xc7\xe1"}\n', "is not UTF-8"),
        (b"[" * 100_000 + b"\n", "is not JSON"),
        (b"9" * 10_000 + b"\n", "is not JSON"),
        (b'{"id": "x", "title": "", "text": "' + b"a" * LARGEST + b'"}\n', "too large"),
    ],
)
def test_a_faulty_line_is_named_and_the_rest_is_read(tmp_path, bad, what):
    path = jsonl(tmp_path / "a.jsonl", LINE, bad, LINE | {"id": "2"})
    articles, faults = loaded(path)
    assert [article.id for article in articles] == ["1", "2"]
    assert len(faults) == 1
    assert faults[0].startswith(f"{path}:2: ")
    assert what in faults[0]


def test_a_repeated_id_is_named_with_where_it_stood_first(tmp_path):
    one, two = jsonl(tmp_path / "a.jsonl", LINE), jsonl(tmp_path / "b.jsonl", LINE, LINE | {"id": "2"})
    articles, faults = loaded(one, two)
    assert [article.id for article in articles] == ["1", "2"]
    assert faults == [f"{two}:1: the id '1' was read already in {one}:1; this one is left out"]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("سطر\nنص".encode("windows-1256"), ":1: is not UTF-8 (it looks like an older encoding such as windows-1256)"),
        ("سطر".encode("utf-16"), ":1: is not UTF-8 (it looks like UTF-16)"),
        ("سطر\n".encode() + b"\xff", ":2: is not UTF-8"),
        (b"a" * (LARGEST + 1), ": is larger than"),
    ],
)
def test_a_txt_that_cannot_be_read_is_named_with_its_line(tmp_path, raw, fault):
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    articles, faults = loaded(path)
    assert articles == []
    assert faults[0].startswith(f"{path}{fault}")


def test_a_jsonl_in_utf16_is_one_fault_not_one_a_line(tmp_path):
    path = jsonl(tmp_path / "a.jsonl", "سطر\nسطر\n".encode("utf-16"))
    assert len(loaded(path)[1]) == 1


def test_missing_files_and_other_kinds_are_named_and_the_rest_is_read(tmp_path):
    good = jsonl(tmp_path / "a.jsonl", LINE)
    other = tmp_path / "a.docx"
    other.write_text("x")
    articles, faults = loaded(tmp_path / "none.txt", other, good)
    assert len(articles) == 1
    assert faults == [f"{tmp_path / 'none.txt'}: no such file", f"{other}: is neither .txt nor .jsonl"]


def test_standard_input_is_jsonl():
    articles, faults = loaded("-", stdin=json.dumps(LINE).encode() + b"\nx\n")
    assert len(articles) == 1
    assert faults[0].startswith("<stdin>:2: is not JSON")


def test_a_folder_stands_for_the_articles_in_it(tmp_path):
    jsonl(tmp_path / "b.jsonl", LINE)
    (tmp_path / "a.txt").write_text("نص")
    (tmp_path / "notes.md").write_text("x")
    articles, faults = loaded(tmp_path)
    assert ([article.id for article in articles], faults) == (["a", "1"], [])


def test_order_is_that_of_the_input(tmp_path):
    paths = [jsonl(tmp_path / f"{name}.jsonl", LINE | {"id": name}) for name in "cab"]
    assert [article.id for article in loaded(*paths)[0]] == ["c", "a", "b"]


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(tmp_path_factory, raw):
    folder = tmp_path_factory.mktemp("any")
    for suffix in (".txt", ".jsonl"):
        path = folder / f"x{suffix}"
        path.write_bytes(raw)
        for item in read_file(path):
            assert isinstance(item, Article | FileFault)
