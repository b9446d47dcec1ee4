/* ---
title: {zh: 各团成员收录情况, en: Members on file by delegation}
question:
  zh: 每个科技镇长团报道有多少人，库中有几位？
  en: How many members does each delegation have by report, and how many are on file?
reading:
  zh: 人数以来源所述为准；在库人数少于报道人数，是库中未收录，不是空缺。历批汇总、批次汇总只作归集，不列入。
  en: The size is the one the source states; fewer on file means not on file, not vacant. Delegations that only gather others are left out.
columns:
  delegation_id: {type: id, label: {zh: 编号, en: Id}}
  delegation: {type: text, label: {zh: 科技镇长团, en: Delegation}}
  kind: {type: state, label: {zh: 类别, en: Kind}, states: Delegation.kind}
  batch: {type: integer, label: {zh: 批次, en: Batch}}
  start: {type: date, label: {zh: 任期开始, en: Term begins}}
  stated: {type: integer, label: {zh: 报道人数, en: Stated}}
  known: {type: integer, label: {zh: 在库人数, en: On file}}
  members: {type: list, label: {zh: 在库成员, en: Members on file}}
chart: known
order: 40
--- */
MATCH (d:Delegation)
WHERE NOT d.kind IN ['历批汇总', '批次汇总']
OPTIONAL MATCH (d)<-[:MEMBER_OF|LEADS]-(p:Person)
WITH d, p ORDER BY p.name
WITH d, collect(DISTINCT p.id) AS people, collect(DISTINCT p.name) AS members
RETURN d.id AS delegation_id, d.name AS delegation, d.kind AS kind, d.batch AS batch, d.start AS start,
       d.stated_size AS stated, size(people) AS known, members
ORDER BY batch, delegation_id
