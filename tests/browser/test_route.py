"""Journey: who can introduce the firm to the professor?"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.canvas import DONGSHENG, LIU, expect_nodes


def choose(page: Page, end: str, text: str, name: str) -> None:
    page.locator(f'input[data-finder="{end}"]').press_sequentially(text, delay=30)
    page.locator(f"#{end}-list").get_by_role("option").filter(has_text=name).first.click()


def test_two_ends_are_picked_and_the_answer_comes(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions")
    expect(page.get_by_role("heading", name="选好两端")).to_be_visible()
    choose(page, "from", "扬州东升", "扬州东升汽车零部件")
    choose(page, "to", "lhb", "刘红兵")
    answer = page.locator("#route-answer")
    expect(answer.get_by_role("heading", name="已经在一起做事")).to_be_visible()
    record = answer.locator(".route-card", has=page.locator(".parties"))
    expect(record).to_contain_text("产才对接专家组")
    expect(record).to_contain_text("2019 年")
    assert f"from={DONGSHENG}" in page.url
    assert f"to={LIU}" in page.url


def test_a_route_shows_reasons_sources_and_its_weakest_hop(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=i-yang-zhou-da-xue")
    rails = page.locator(".rail-card")
    expect(rails.first).to_be_visible()
    expect(page.locator("#route-evidence .timeline-step").first).to_be_visible()
    expect(page.locator("#route-evidence .source-card").first).to_be_visible()
    for number in range(rails.count()):
        rail = rails.nth(number)
        expect(rail.get_by_text("此处依据待核实")).to_have_count(1)
        rail.locator(".rail-head").click()
        expect(page.locator(f'[data-evidence="{number}"]')).to_be_visible()


def test_no_route_is_worded_as_none_found_within_hops(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={LIU}&to=p-qianxiaodong&hops=1")
    message = page.locator(".route-message")
    expect(message).to_contain_text("1 步以内没有查到引荐路径")
    assert "没有关系" not in message.inner_text()


def test_reload_asks_the_same_question(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to={LIU}")
    first = page.locator(".route-verdict")
    expect(first).to_be_visible()
    said = first.inner_text()
    page.get_by_role("button", name="5", exact=True).click()
    page.reload()
    expect(page.get_by_role("button", name="5", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(first).to_contain_text(said.splitlines()[0])
    page.get_by_role("button", name="对调").click()
    expect(first).to_contain_text("刘红兵 → 扬州东升")


def test_an_actor_of_the_answer_opens_on_the_canvas(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to={LIU}")
    page.locator("#route-answer .named", has_text="刘红兵").first.click()
    expect_nodes(page, 1)
    expect(page.locator("#details").get_by_role("heading", name="刘红兵")).to_be_visible()


def test_a_route_is_said_in_a_sentence_to_copy_and_a_letter_to_print(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=i-yang-zhou-da-xue")
    rail = page.locator(".rail-card").nth(1)
    said = rail.locator(".route-sentence").inner_text()
    assert said.startswith("扬州东升汽车零部件股份有限公司")
    assert "待核实" in said
    rail.get_by_role("button", name="复制这句话").click()
    expect(rail.get_by_role("status")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == said
    with page.expect_download() as coming:
        rail.get_by_role("link", name="下载对接函").click()
    assert coming.value.suggested_filename == "对接函-扬州大学.docx"
    lines = [each.text for each in Document(str(coming.value.path())).paragraphs]
    assert lines[0] == "对接函"
    assert any("待核实" in line for line in lines)


def test_a_tie_is_confirmed_and_taken_back_and_the_routes_follow(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=i-yang-zhou-da-xue")
    first = page.locator(".rail-card").first
    expect(first.locator(".rail-head .tag")).to_have_text("中")
    evidence = page.locator('[data-evidence="0"]')
    evidence.get_by_role("button", name="确认相识").first.click()
    answer = page.locator("#route-answer")
    expect(answer).to_contain_text("相识，路径按此重新排列")
    expect(first.locator(".rail-head .tag")).to_have_text("强")
    expect(evidence).to_contain_text("经办确认双方相识")
    expect(evidence).to_contain_text("本单位认定第")
    answer.get_by_role("button", name="撤销").click()
    expect(answer).to_contain_text("已撤回")
    expect(first.locator(".rail-head .tag")).to_have_text("中")


def test_of_a_denied_tie_no_route_is_left_and_it_stands_among_the_decisions(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=i-yang-zhou-da-xue")
    via = page.locator(".rail-card").first.locator(".rail-via").inner_text()
    page.locator('[data-evidence="0"]').get_by_role("button", name="并不相识").first.click()
    answer = page.locator("#route-answer")
    expect(answer).to_contain_text("不再据此推荐")
    assert via not in answer.locator(".rail-via").all_inner_texts()
    answer.get_by_role("button", name="撤销").click()
    expect(page.locator(".rail-card").first.locator(".rail-via")).to_have_text(via)
    page.goto(f"{base_url}/data/questions?show=decided")
    row = page.locator("#decided-list tbody tr").first
    expect(row).to_contain_text("并不相识")
    expect(row).to_contain_text("已撤回")


def test_a_kind_of_evidence_is_left_out_with_a_click_and_taken_in_again(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=i-yang-zhou-da-xue")
    page.locator('[data-evidence="0"]').get_by_role("button", name="不看“负责人”").first.click()
    back = page.locator("#route-excluded").get_by_role("button", name="恢复 负责人")
    expect(back).to_be_visible()
    assert "exclude_kinds=leads" in page.url
    expect(page.locator("#route-evidence").get_by_role("button", name="不看“负责人”")).to_have_count(0)
    page.reload()
    back.click()
    expect(page.locator("#route-evidence").get_by_role("button", name="不看“负责人”").first).to_be_attached()


def test_two_dates_are_compared(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to={LIU}&hops=2")
    expect(page.locator(".rail-card").first).to_be_visible()
    page.get_by_label("与哪一天对照").fill("2012")
    page.get_by_label("与哪一天对照").press("Enter")
    changes = page.locator(".route-changes")
    expect(changes).to_contain_text("按 2012 年看，不在列出的路径里")
    assert "compare=2012" in page.url
    page.get_by_label("与哪一天对照").fill("去年")
    page.get_by_label("与哪一天对照").press("Enter")
    expect(page.locator("#problem")).to_contain_text("“去年”不是日期")


def test_who_in_a_field_could_help_is_asked_by_naming_the_field(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions")
    choose(page, "from", "扬州东升", "扬州东升汽车零部件")
    choose(page, "to", "汽车及零部件", "汽车及零部件")
    experts = page.locator("#route-answer .route-card", has=page.locator(".expert-head"))
    expect(experts.first).to_be_visible()
    expect(experts.first).to_contain_text("匹配")
    experts.first.get_by_role("link", name="看全部路径").click()
    expect(page.locator(".route-verdict")).to_contain_text("扬州东升汽车零部件股份有限公司 →")
    assert "to=p-" in page.url


def test_a_firm_and_an_expert_who_are_not_linked_have_routes_with_whom_to_ring(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=p-youyujun")
    expect(page.locator(".route-message")).to_contain_text("3 步以内有 5 条引荐路径")
    expect(page.get_by_role("heading", name="已经在一起做事")).to_have_count(0)
    first = page.locator(".rail-card").first
    expect(first.locator(".rail-stop")).to_contain_text(["扬州东升", "汽车产业产才对接专家组", "尤玉军"])
    expect(first.locator(".rail-hop").last).to_contain_text("组长")


def test_of_two_of_one_name_the_one_who_introduced_is_told_by_where_he_works(page: Page, base_url: str) -> None:
    institute = "j-jiang-su-da-xue-xin-neng-yuan-qi-che-yan-jiu-yuan-jiang-du"
    page.goto(f"{base_url}/introductions?from=pl-321012&to={institute}")
    record = page.locator(".route-card", has=page.locator(".parties"))
    expect(record).to_contain_text("刘军江苏大学")
    expect(page.locator(".rail-card").first).to_contain_text("江苏大学")
    expect(page.locator("#route-answer")).not_to_contain_text("沈阳理工大学")


def test_of_an_expert_nobody_reaches_the_nearest_are_named_and_nobody_is_called_unconnected(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=p-zouxuexiao")
    message = page.locator(".route-message")
    expect(message).to_contain_text("3 步以内没有查到引荐路径。库中未收录不等于没有")
    near = page.locator(".route-section", has=page.get_by_role("heading", name="离得最近的"))
    expect(near.locator(".route-card").first).to_contain_text("1 步可达")
    for word in ("没有关系", "无关", "不认识"):
        assert word not in page.locator("#route-answer").inner_text()


def test_officials_stand_between_only_where_that_is_chosen(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=p-youyujun")
    expect(page.locator(".rail-card").first).to_be_visible()
    few = page.locator(".rail-card").count()
    officials = page.get_by_role("button", name="需领导出面")
    expect(officials).to_have_attribute("aria-pressed", "false")
    officials.click()
    expect(officials).to_have_attribute("aria-pressed", "true")
    page.wait_for_url("**officials=1*")
    page.reload()
    expect(officials).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".rail-card").first).to_be_visible()
    assert page.locator(".rail-card").count() >= few


def test_more_ways_are_shown_beneath_the_short_list_and_put_away_again(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to=p-youyujun")
    rails = page.locator(".rail-card")
    expect(rails.first).to_be_visible()
    short = rails.count()
    page.get_by_role("button", name="更多走法").click()
    expect(page.get_by_role("heading", name="其他走法")).to_be_visible()
    assert rails.count() > short
    assert "further=1" in page.url
    last = rails.last
    last.locator(".rail-head").click()
    expect(page.locator(f'[data-evidence="{rails.count() - 1}"]')).to_be_visible()
    with page.expect_download() as coming:
        last.get_by_role("link", name="下载对接函").click()
    assert coming.value.suggested_filename.endswith(".docx")
    page.reload()
    page.get_by_role("button", name="收起其他走法").click()
    expect(rails).to_have_count(short)
    assert "further" not in page.url


def test_where_there_are_no_other_ways_that_is_said(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from=p-lizhenhua&to=p-youyujun&hops=1&further=1")
    expect(page.locator(".rail-card").first).to_be_visible()
    expect(page.locator(".route-further")).to_contain_text("1 步以内没有查到别的走法")


def test_an_answer_is_taken_away_as_a_table_that_says_its_limits(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to={LIU}&exclude_kinds=leads")
    with page.expect_download() as coming:
        page.get_by_role("link", name="导出表格").click()
    assert coming.value.suggested_filename == "扬州东升汽车零部件股份有限公司-刘红兵.xlsx"
    book = load_workbook(BytesIO(Path(coming.value.path()).read_bytes()))
    assert book.sheetnames == ["路径", "已有关联", "说明"]
    routes = [*book["路径"].iter_rows(values_only=True)]
    assert routes[0][:5] == ("路径", "强弱", "起点", "终点", "依据")
    assert {row[0] for row in routes[1:]} >= {"1", "2"}
    assert any("新华日报" in row[-1] for row in routes[1:])
    assert "磁浮焊" in str([*book["已有关联"].iter_rows(values_only=True)])
    said = "\n".join(str(row[0]) for row in book["说明"].iter_rows(values_only=True))
    assert "已绕开：负责人" in said
    assert "不等于没有" in said


def test_on_paper_stand_all_routes_with_their_evidence_and_no_buttons(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/introductions?from={DONGSHENG}&to={LIU}")
    evidence = page.locator("[data-evidence]")
    expect(evidence.nth(1)).to_be_hidden()
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    page.get_by_role("button", name="打印").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    page.emulate_media(media="print")
    for number in range(evidence.count()):
        expect(evidence.nth(number)).to_be_visible()
    for pressed in (".topbar", ".side-left"):
        expect(page.locator(pressed)).to_be_hidden()
    expect(page.get_by_role("button", name="复制这句话").first).to_be_hidden()
