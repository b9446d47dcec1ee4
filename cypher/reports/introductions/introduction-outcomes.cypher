/* ---
title: {zh: 引荐成效, en: What became of introductions}
question:
  zh: 各类引荐各有多少，结果如何，有几次写明了经手人？
  en: How many introductions of each kind are there, with what outcome, and how many name a person?
reading:
  zh: 只有“牵线引荐”才算引荐，其余照来源列出。写明经手人指引荐方中有具名人员；只写专家组或镇长团的，不推定是谁。
  en: Only 牵线引荐 counts as an introduction; the other kinds are listed as what they are. A person is named where one of those who made it is a person; where a source credits a group, nobody is inferred.
columns:
  kind: {type: state, label: {zh: 类别, en: Kind}, states: Introduction.kind}
  state: {type: state, label: {zh: 状态, en: State}, states: Introduction.state}
  introductions: {type: integer, label: {zh: 次数, en: Introductions}}
  with_person: {type: integer, label: {zh: 写明经手人, en: With a person named}}
  with_outcome: {type: integer, label: {zh: 写明成效, en: With an outcome}}
  latest: {type: date, label: {zh: 最近报道, en: Last reported}}
chart: introductions
order: 65
--- */
MATCH (i:Introduction)
OPTIONAL MATCH (i)-[:BY]->(p:Person)
// DISTINCT: the embedded engine counts any end here, of whatever label, for a plain count(p).
WITH i, count(DISTINCT p.id) AS people
RETURN i.kind AS kind, i.state AS state, count(i) AS introductions,
       sum(CASE WHEN people > 0 THEN 1 ELSE 0 END) AS with_person,
       sum(CASE WHEN i.outcome IS NULL THEN 0 ELSE 1 END) AS with_outcome, max(coalesce(i.date, i.observed)) AS latest
ORDER BY kind, state
