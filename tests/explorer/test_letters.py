"""The letter as a document: every part of it, in order, in fonts that hold Chinese."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from docx import Document

from explorer.letters import as_docx
from graph.introductions import Letter

GROUNDS = ("甲。", "乙。")
LETTER = Letter("对接函", "专家组：", "恳请协助。", "情况：", GROUNDS, "", "请回复。", ("（盖章）", "2026年"), "按库。")


def test_a_letter_holds_its_parts_in_order() -> None:
    written = as_docx(LETTER)
    said = [each.text for each in Document(BytesIO(written)).paragraphs if each.text]
    body = ["恳请协助。", "情况：", "1. 甲。", "2. 乙。", "请回复。"]
    assert said == ["对接函", "专家组：", *body, "（盖章）", "2026年", "按库。"]
    with ZipFile(BytesIO(written)) as parts:
        text = parts.read("word/document.xml").decode()
    assert set(re.findall(r'w:eastAsia="([^"]+)"', text)) == {"黑体", "仿宋"}
