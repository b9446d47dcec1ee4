"""What a text of a sheet looks like: a column name, a number, a title, a total, a note."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.values import clean_text

_WIDE = r"[^\x00-\x7f]"
_NEEDLESS_BLANK = re.compile(rf"(?<={_WIDE})\s+|\s+(?={_WIDE})|\s+(?=[()/])|(?<=[()/])\s+")
_SPREAD = re.compile(rf"^{_WIDE}(?:\s+{_WIDE}(?=[\s（(]|$))+")
_NUMBER = re.compile(r"[(\[]?[+-]?\d[\d,. ]*[%)\].]?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
_DATE = re.compile(r"\d{2,4}\s?[-./年]\s?\d{1,2}(?:[-./月]\s?\d{0,2}\s?[日号]?)?(?:[ T]\d\d?:\d\d.*)?")
_ORDINAL = re.compile(r"[(第]?(?:\d{1,6}|[一二三四五六七八九十]{1,3})[).、号]?")
_PLACEHOLDER = re.compile(r"[\W_]*|无|暂无|没有|不详|未知|待定|待补|同上|是|否|有|男|女|none|null|n/?a", re.IGNORECASE)
_LABELLED = re.compile(r"\s*[^:：，。、；]{1,12}\s*[:：]")
_ENUMERATED = re.compile(r"\s*(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}\s*[、.．])")
_COUNTED = re.compile(r"[(（]共?\s*\d+\s*[人家个项名位条][)）]$")
_TITLED = re.compile(r"(?:(?<!代)表|[名手]册|名单|清单|名录|目录|台账|一览)(?:\s*[(（][^()（）]*[)）])?\s*$")
_CONTINUED = re.compile(r"[(（]?续表?[)）]?\d*$|^续表|[(（]?第\s?\d+\s?页.*$")
_HEADING = re.compile(
    r"(?:单位|名称|[姓团校人]名|名字|简称|全称|职务|职称|职位|岗位|时间|日期|年份|年度|年月|月份|年龄|数量|人数|个数|金额|数额|总额|比例|情况"
    r"|内容|类型|类别|种类|级别|等级|层次|性别|民族|籍贯|学历|学位|专业|领域|方向|行业|产业|板块|地区|区域|地址|地点|属地|来源|备注|说明|描述"
    r"|编号|序号|代码|代号|状态|进展|进度|成果|事项|事由|需求|要求|方式|联系人|负责人|邮箱|电话|手机|批次|届次|团队|企业|(?<!有限)(?<!集团)公司|部门|院校|学校|乡镇|标题|网址"
    r"|\b(?:names?|titles?|dates?|years?|types?|units?|places?|city|ids?|no|numbers?|code|notes?|remarks?|status|position"
    r"|roles?|amount|sources?|fields?|phone|e?mail|address|institutions?|organi[sz]ations?|company|department))"
    r"(?:[(\[].{1,12}[)\]])?[*?:]?$",
    re.IGNORECASE,
)
_FIRM = re.compile("(?:有限|责任|股份|集团)公司$")
"""样例机械有限公司 ends as 企业或公司 does and is no name of a column."""
_TOTAL_WORD = r"(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|总\s*数|总\s*人\s*数)"
_TOTAL = re.compile(
    rf"\s*(?:[^\d\s]{{0,10}}{_TOTAL_WORD}|(?:sub|grand )?total)\s*(?:[(（].{{0,10}}[)）])?"
    r"\s*(?:[:：].{0,30}|约?\s*\d+\s*[人家个项名位条]?)?\s*[。.]?"
    r"|\s*共\s*\d+\s*[人家个项名位条].{0,10}|\s*平\s*均\s*",
    re.IGNORECASE,
)
_ONLY_TOTAL = re.compile(rf"\s*{_TOTAL_WORD}\s*[:：]?\s*")
_NOTE = re.compile(
    r"\s*[*＊※★]?\s*(?:备?\s*注|说\s*明|填\s*表\s*说\s*明|附\s*注|注\s*释|注\s*意(?:事项)?|notes?|remarks?)\s*\d?\s*[:：]"
    r"|\s*以下(?:空白|无正文)|\s*[—-]*\s*第?\s*\d+\s*页|\s*续表",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\s*[(（]?\s*(?:填[写表报])?(?:示\s*例|样\s*例|范\s*例|例如?)\s*[)）]?\s*[:：]?\s*")
_BRACKETED = re.compile(r"\s*[(（【\[].*[)）】\]]\s*", re.DOTALL)
_SIGNED = re.compile(
    r"\s*(?:填\s*[报表]|制\s*表|审\s*[核批]|复\s*核|负\s*责|经\s*办|主\s*管|分\s*管|联\s*系|单\s*位|报\s*送|日\s*期|时\s*间|盖\s*章|签\s*[字章]|电\s*话)"
    r"[^:：，。；]{0,8}[:：]"
)
_DRAWN_UP = re.compile(r"填|制表|报送|上报|统计|审核|经办|联系|日期|截[止至]")
_LONGEST_LABEL = 30
_SENTENCE = re.compile(r"[。；！？;!?]")


def tidy(text: str) -> str:
    """A header text without line breaks and without the blanks that only spread it: 姓　名 → 姓名."""
    return _NEEDLESS_BLANK.sub("", " ".join(clean_text(text).split()))


def tidy_title(text: str) -> str:
    """A text above the header in one line; blanks between its parts stay, those of a spread title go."""
    return _SPREAD.sub(lambda match: "".join(match.group().split()), " ".join(clean_text(text).split()))


@lru_cache(maxsize=10_000)
def is_label(text: str) -> bool:
    """True for what may name a column: short, no number, no date, no sentence; a year may."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > _LONGEST_LABEL or _SENTENCE.search(plain) or _PLACEHOLDER.fullmatch(plain):
        return plain in {"#", "№"}
    return bool(_YEAR.fullmatch(plain)) or not is_figure(plain)


def is_figure(text: str) -> bool:
    """True for a number or a date."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_NUMBER.fullmatch(plain) or _DATE.fullmatch(plain))


def is_ordinal(text: str) -> bool:
    """True for what numbers a line: 1, １, (3), 4、, 十二."""
    return text.isdigit() or bool(_ORDINAL.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def is_heading(text: str) -> bool:
    """True where the text ends as names of columns do: …单位, …时间, …（万元）."""
    if _FIRM.search(text):
        return False
    return len(text) <= _LONGEST_LABEL and bool(_HEADING.search(unicodedata.normalize("NFKC", text).replace("_", " ")))


def is_labelled(text: str) -> bool:
    """True for a label with its value or room for it: 填报单位：样例镇, 日期："""
    return bool(_LABELLED.match(text))


def is_enumerated(text: str) -> bool:
    """True for a heading of a numbered section: 一、… or （二）…"""
    return bool(_ENUMERATED.match(text))


def section_of(text: str, before: str = "") -> str:
    """What a numbered heading inside a table says; `before` where the text is none."""
    match = _ENUMERATED.match(text)
    return _COUNTED.sub("", tidy(text[match.end() :])) if match and len(text) <= _LONGEST_LABEL else before


def is_total(text: str) -> bool:
    """True for the label of a line of totals."""
    return bool(_TOTAL.fullmatch(text))


def is_total_word(text: str) -> bool:
    """True for a word for totals and nothing else."""
    return bool(_ONLY_TOTAL.fullmatch(text))


def is_note(text: str) -> bool:
    """True for what begins a note under or in a table: 注：…, 说明：…, 第2页."""
    return bool(_NOTE.match(text))


def is_example(text: str) -> bool:
    """True for what marks a line as an example of how to fill in the others: 示例, 例："""
    return bool(_EXAMPLE.fullmatch(text))


def is_signed(text: str) -> bool:
    """True for what is filled in by hand above or below a table: 填报单位：, 审核人：, 日期："""
    return bool(_SIGNED.match(text))


def is_drawn_up(text: str) -> bool:
    """True for the label of what says who drew a table up, and when: 填报单位, 日期, 联系人."""
    return bool(_DRAWN_UP.match(text))


def is_sentence(text: str) -> bool:
    """True for what is a remark where it is all there is in a line: long, a sentence, in brackets."""
    return len(text) > 2 * _LONGEST_LABEL or "。" in text or bool(_BRACKETED.fullmatch(text))


def is_titled(text: str) -> bool:
    """True for what ends as titles do and names of people and firms do not: …名册, …汇总表（样例县）."""
    return bool(_TITLED.search(text))


def without_page(title: str) -> str:
    """A title without what a further page adds to it: （续）, 续表, 第2页."""
    return _CONTINUED.sub("", title).strip()
