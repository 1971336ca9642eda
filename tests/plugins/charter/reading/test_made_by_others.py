"""Word files as other programs write them: python-docx, and the parts and marks that WPS puts in."""

import io
from pathlib import Path

import docx as python_docx
from docx.document import Document
from docx.enum.text import WD_BREAK

from plugins.charter import checking
from plugins.charter.reading import read_text
from plugins.charter.reading_drafts import read_as_draft
from tests.plugins.charter.word import MC, W, docx, level, numbering

WPS = 'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
ARTICLES_OF_TEN_PAGES = 190


def _bytes(made: Document) -> bytes:
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


def test_a_file_of_python_docx_is_read_with_its_headings_table_and_without_its_header() -> None:
    made = python_docx.Document()
    made.sections[0].header.paragraphs[0].text = "内部资料 注意保管"
    made.add_heading("班组工作群管理规定", 0)
    made.add_heading("第一章 总则", 1)
    made.add_paragraph("第一条 群成员须实名，群名片格式为“工号-姓名”。")
    paragraph = made.add_paragraph("第二条 不得发布")
    paragraph.add_run("广告").bold = True
    paragraph.add_run("。")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "违规次数", "处理"
    text = read_text(_bytes(made), "群规.docx")
    lines = [line for line in text.split("\n") if line]
    assert lines[0].endswith("班组工作群管理规定")
    assert lines[1].endswith("第一章 总则")
    assert lines[2:4] == ["第一条 群成员须实名，群名片格式为“工号-姓名”。", "第二条 不得发布广告。"]
    assert "违规次数" in lines[4]
    assert "内部资料" not in text


def test_each_article_of_a_ten_page_file_of_python_docx_is_a_clause(tmp_path: Path) -> None:
    made = python_docx.Document()
    for number in range(1, ARTICLES_OF_TEN_PAGES + 1):
        paragraph = made.add_paragraph(
            f"第{number}条 群成员收到第{number}号通知后，应在2小时内回复“收到”，不得发布广告。"
        )
        if number % 19 == 0:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
    (tmp_path / "十页.docx").write_bytes(_bytes(made))
    answer = checking.check_file(tmp_path / "十页.docx")
    paths = [clause["path"] for clause in answer["clauses"]]
    assert paths == [f"第{number}条" for number in range(1, ARTICLES_OF_TEN_PAGES + 1)]
    assert all({"notice.ack", "moderation.ads"} <= set(clause["capabilities"]) for clause in answer["clauses"])


def _wps(*paragraphs: str) -> str:
    head = f'<w:document {W} {MC} {WPS} mc:Ignorable="wpsCustomData">'
    return f"{head}<w:body>{''.join(paragraphs)}<w:sectPr/></w:body></w:document>"


def _pieces(*words: str, number: bool = True) -> str:
    """A paragraph as WPS writes it: split into runs by hints of language, with marks between them."""
    style = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if number else ""
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    runs = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'.join(
        f"<w:r>{hint}<w:t>{piece}</w:t></w:r>" for piece in words
    )
    return f'<w:p><w:pPr><w:pStyle w:val="2"/>{style}<w:ind w:firstLineChars="200"/></w:pPr>{runs}</w:p>'


def test_a_file_as_wps_writes_it_is_read_with_its_automatic_numbers(tmp_path: Path) -> None:
    body = _wps(
        _pieces("车间微信群", "管理办法", number=False),
        _pieces("收到通知后", "30", "分钟内回复“收到”。"),
        _pieces("不得", "发布", "广告。"),
    )
    parts = {
        "word/numbering.xml": numbering((level(0, "chineseCounting", "第%1条"),)),
        "customXml/item1.xml": '<s:customData xmlns="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>',
        "docProps/custom.xml": "<Properties><property name='KSOProductBuildVer'/></Properties>",
    }
    (tmp_path / "群规.docx").write_bytes(docx(body, parts))
    draft = read_as_draft(tmp_path / "群规.docx")
    assert draft.title == "车间微信群管理办法"
    assert [clause.path for clause in draft.clauses] == ["第一条", "第二条"]
    deadline = draft.clauses[0].duty("notice.deadline")
    assert deadline is not None
    assert deadline.parameters["within"] == "30m"
