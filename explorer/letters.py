"""A letter as a document of Word, set as offices set theirs."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from graph.introductions import Letter

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY, _HEAD = "仿宋", "黑体"
_LATIN = "Times New Roman"
_SIZE, _TITLE, _SMALL = Pt(16), Pt(22), Pt(10.5)
_LINE = Pt(28)
_MARGINS = {"top": 3.7, "bottom": 3.5, "left": 2.8, "right": 2.6}
"""Centimetres, as GB/T 9704 sets the text of an official letter on A4: 156 × 225 mm."""


def as_docx(letter: Letter) -> bytes:
    """The letter on one A4 page, or more where it has many grounds."""
    paper = Document()
    paper.core_properties.title, paper.core_properties.author = letter.title, ""
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side, size in _MARGINS.items():
        setattr(section, f"{side}_margin", Cm(size))
    _add(paper, letter.title, font=_HEAD, size=_TITLE, align=WD_ALIGN_PARAGRAPH.CENTER)
    _add(paper, "")
    _add(paper, letter.to)
    for text in (letter.asks, letter.grounds_head):
        _add(paper, text, indent=True)
    for number, ground in enumerate(letter.grounds, 1):
        _add(paper, f"{number}. {ground}", indent=True)
    for text in filter(None, (letter.check, letter.closing)):
        _add(paper, text, indent=True)
    _add(paper, "")
    for text in letter.signed:
        _add(paper, text, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _add(paper, "")
    _add(paper, letter.foot, size=_SMALL)
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _add(
    paper: Paper,
    text: str,
    *,
    font: str = _BODY,
    size: Pt = _SIZE,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    indent: bool = False,
) -> Paragraph:
    paragraph = paper.add_paragraph()
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    if indent:
        form.first_line_indent = 2 * size
    run = paragraph.add_run(text)
    run.font.name, run.font.size = _LATIN, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return paragraph
