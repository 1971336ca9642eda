"""Word documents as text: numbers, tables, boxes, changes."""

from plugins.charter.reading import read_text
from plugins.charter.reading.numbering import han
from tests.plugins.charter.word import document, docx, level, numbering, paragraph, styles


def _text(body: str, **parts: str) -> str:
    return read_text(docx(body, {f"word/{name}.xml": part for name, part in parts.items()}), "群规.docx")


def test_paragraphs_are_lines() -> None:
    assert _text(document(paragraph("第一条 甲。"), paragraph("第二条 乙。"))) == "第一条 甲。\n第二条 乙。"


def test_automatic_numbers_are_drawn() -> None:
    lists = numbering(
        (level(0, "chineseCountingThousand", "第%1条"),),
        (level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2."), level(2, "decimal", "（%3）")),
    )
    body = document(
        paragraph("甲", number=(1, 0)),
        paragraph("乙", number=(1, 0)),
        paragraph("丙", number=(2, 0)),
        paragraph("丁", number=(2, 1)),
        paragraph("戊", number=(2, 1)),
        paragraph("己", number=(2, 2)),
        paragraph("庚", number=(2, 0)),
        paragraph("辛", number=(2, 1)),
    )
    assert _text(body, numbering=lists).split("\n") == [
        "第一条甲", "第二条乙", "一、丙", "1. 丁", "2. 戊", "（1）己", "二、庚", "1. 辛",
    ]  # fmt: skip


def test_numbers_of_several_levels_and_restarts_are_drawn() -> None:
    lists = numbering((level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")), restart=7)
    body = document(
        paragraph("甲", number=(1, 0)),
        paragraph("乙", number=(1, 1)),
        paragraph("丙", number=(1, 1)),
        paragraph("丁", number=(7, 0)),
    )
    assert _text(body, numbering=lists).split("\n") == ["1、甲", "1.1 乙", "1.2 丙", "1、丁"]


def test_a_style_can_number_its_paragraphs() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    article = f'<w:style w:styleId="Article"><w:name w:val="条"/>{numbered}</w:style>'
    lists = numbering((level(0, "chineseCounting", "第%1条"),))
    body = document(paragraph("甲", style="Article"), paragraph("乙", style="Article"))
    assert _text(body, numbering=lists, styles=styles(article)) == "第一条甲\n第二条乙"


def test_headings_without_a_number_are_marked_and_contents_are_left_out() -> None:
    declared = styles(
        '<w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>',
        '<w:style w:styleId="9"><w:name w:val="toc 1"/></w:style>',
    )
    body = document(paragraph("通知……1", style="9"), paragraph("通知", style="2"), paragraph("由管理员发布。"))
    assert _text(body, styles=declared) == "## 通知\n由管理员发布。"


def test_tracked_changes_count_as_accepted() -> None:
    changes = (
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
    )
    assert _text(document(paragraph("条文", inside=changes))) == "条文新"


def test_tables_are_read_row_by_row() -> None:
    row = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("第一条", "不发广告。"))
    assert _text(document(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")) == "第一条 不发广告。"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框里的话')}</w:txbxContent>"
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawing = f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"
    assert _text(document(paragraph("正文", inside=drawing))) == "正文\n框里的话"


def test_hidden_text_is_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着</w:t></w:r>"
    assert _text(document(paragraph("明着", inside=hidden))) == "明着"


def test_counting_numbers() -> None:
    assert [han(n) for n in (1, 10, 12, 20, 35, 100, 103, 120)] == [
        "一", "十", "十二", "二十", "三十五", "一百", "一百零三", "一百二十",
    ]  # fmt: skip


def test_a_list_kept_in_a_style_numbers_its_paragraphs() -> None:
    style = '<w:style w:styleId="Law"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    lists = numbering(("",), (level(0, "chineseCounting", "第%1条"),))
    lists = lists.replace(
        '<w:abstractNum w:abstractNumId="0">', '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Law"/>'
    )
    body = document(paragraph("甲", number=(1, 0)), paragraph("乙", number=(1, 0)))
    assert _text(body, numbering=lists, styles=styles(style)) == "第一条甲\n第二条乙"


def test_a_number_can_be_drawn_in_another_way_than_its_list() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "（%1）")}</w:lvlOverride>'
    lists = numbering((level(0, "decimal", "%1."),)).replace("</w:num>", f"{other}</w:num>")
    assert _text(document(paragraph("甲", number=(1, 0))), numbering=lists) == "（一）甲"


def test_a_table_inside_a_cell_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('里')}</w:tc></w:tr></w:tbl>"
    assert _text(document(f"<w:tbl><w:tr><w:tc>{paragraph('外')}{inner}</w:tc></w:tr></w:tbl>")) == "外\n里"


def test_a_row_deleted_in_tracked_changes_is_not_read() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('旧')}</w:tc></w:tr>"
    assert _text(document(f"<w:tbl>{gone}<w:tr><w:tc>{paragraph('新')}</w:tc></w:tr></w:tbl>")) == "新"


def test_soft_line_breaks_begin_lines_and_notes_headers_and_footers_are_left_out() -> None:
    soft = '<w:r><w:br/></w:r><w:r><w:t>第二条 乙。</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnotes xmlns:w="x">{paragraph("脚注")}</w:footnotes>'
    file = docx(document(paragraph("第一条 甲。", inside=soft)), {"word/footnotes.xml": note, "word/header1.xml": note})
    assert read_text(file, "群规.docx") == "第一条 甲。\n第二条 乙。"
