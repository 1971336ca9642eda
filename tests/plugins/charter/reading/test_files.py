"""What is not a regulation is refused in one line."""

import pytest

from plugins.charter.reading import Unreadable, read_text
from tests.plugins.charter.word import document, docx, paragraph

GOOD = document(paragraph("第一条 甲。"))
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    assert read_text("第一条 不发广告。".encode(encoding), "群规.txt") == "第一条 不发广告。"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "空的"),
        (b" \n ", "a.docx", "空的"),
        (b"hello", "a.pdf", "只能读取"),
        (b"hello", "a.doc", "另存为"),
        (b"hello", "a.docm", "宏"),
        (b"hello", "a.WPS", "另存为"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "a.docx", "另存为"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "密码"),
        (b"%PDF-1.7 ...", "a.txt", "不是文本"),
        (b"\x00\x01\x02\x03" * 50, "a.txt", "不是文本"),
        (docx(GOOD), "a.md", "不是文本"),
        (b"PK\x03\x04 torn", "a.docx", "损坏"),
        (docx(GOOD)[:-40], "a.docx", "损坏"),
        (b"plain words", "a.docx", "损坏"),
        (docx("<w:document"), "a.docx", "损坏"),
        (docx(ENTITY), "a.docx", "外部实体"),
        (docx(LAUGHS), "a.docx", "外部实体"),
        (docx(document()), "a.docx", "没有文字"),
        (docx(GOOD, {"word/vbaProject.bin": b"x"}), "a.docx", "宏"),
        (docx(GOOD, {f"word/{i}.xml": b"x" for i in range(1001)}), "a.docx", "太大"),
        (docx(GOOD, {"word/media/a.bin": b"0" * 30_000_000}), "a.docx", "太大"),
        (docx(GOOD, {"word/media/a.bin": b"0" * 3_000_000}), "a.docx", "压缩得异常"),
        (docx(GOOD, {"word/styles.xml": b"0" * 9_000_000}), "a.docx", "太大"),
        ("长".encode() * 400_000, "a.txt", "太长"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_files_are_refused(data: bytes, name: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_text(data, name)


def test_deep_nesting_ends_somewhere() -> None:
    deep = "<w:sdt>" * 5_000 + paragraph("甲") + "</w:sdt>" * 5_000
    assert read_text(docx(document(paragraph("第一条 乙。"), deep)), "a.docx") == "第一条 乙。"
