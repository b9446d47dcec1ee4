/* ---
title: {zh: 引荐记录, en: Introductions on record}
question:
  zh: 库中有哪些引荐，经谁、引荐谁、给谁，结果如何？
  en: "Which introductions are on file: by whom, of whom, to whom, and what came of them?"
reading:
  zh: 只有“牵线引荐”才算引荐；邀请参会、组织来访、争取项目、渠道归因照来源所述列出。结果用来源自己的说法。
  en: Only 牵线引荐 counts as an introduction; the other kinds are listed as what the source says they are. Outcomes are in the source's words.
parameters:
  kind: {type: choice, choices: Introduction.kind, optional: true, label: {zh: 类别（可不填）, en: Kind (may be left out)}}
columns:
  introduction_id: {type: id, label: {zh: 编号, en: Id}}
  kind: {type: state, label: {zh: 类别, en: Kind}, states: Introduction.kind}
  by: {type: list, label: {zh: 引荐方, en: By}}
  of: {type: list, label: {zh: 引荐谁, en: Of}}
  to: {type: list, label: {zh: 引荐给, en: To}}
  date: {type: date, label: {zh: 时间, en: Date}}
  state: {type: state, label: {zh: 状态, en: State}, states: Introduction.state}
  outcome: {type: text, label: {zh: 结果（来源原文）, en: Outcome in the source's words}}
order: 60
--- */
MATCH (i:Introduction)
WHERE $kind IS NULL OR i.kind = $kind
OPTIONAL MATCH (i)-[:BY]->(b)
WITH i, b ORDER BY b.id
WITH i, collect(DISTINCT b.name) AS by
OPTIONAL MATCH (i)-[:OF]->(o)
WITH i, by, o ORDER BY o.id
WITH i, by, collect(DISTINCT o.name) AS of
OPTIONAL MATCH (i)-[:TO]->(t)
WITH i, by, of, t ORDER BY t.id
WITH i, by, of, collect(DISTINCT t.name) AS to
RETURN i.id AS introduction_id, i.kind AS kind, by, of, to, i.date AS date, i.state AS state, i.outcome AS outcome
ORDER BY kind, introduction_id
