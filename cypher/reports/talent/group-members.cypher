/* ---
title: {zh: 专家组规模, en: Size of the expert groups}
question:
  zh: 产才对接专家组报道选聘多少人，库中有几位？
  en: How many advisers do the expert groups have by report, and how many are on file?
reading:
  zh: 人数以来源所述为准，来源未逐一具名；在库人数只是库中收录的，不能当作专家组规模。
  en: The size is the one the source states, which does not name everybody; the number on file is not the size of the group.
columns:
  group_id: {type: id, label: {zh: 编号, en: Id}}
  group: {type: text, label: {zh: 专家组, en: Expert group}}
  industry: {type: text, label: {zh: 产业, en: Industry}}
  founded: {type: date, label: {zh: 成立, en: Founded}}
  stated: {type: integer, label: {zh: 报道人数, en: Stated}}
  wording: {type: text, label: {zh: 来源原文, en: In the source's words}}
  known: {type: integer, label: {zh: 在库人数, en: On file}}
order: 50
--- */
MATCH (g:ExpertGroup)
OPTIONAL MATCH (g)<-[:MEMBER_OF|LEADS]-(p:Person)
RETURN g.id AS group_id, g.name AS group, g.industry AS industry, g.founded AS founded, g.stated_size AS stated,
       g.size_note AS wording, count(DISTINCT p.id) AS known
ORDER BY stated DESC, group_id
