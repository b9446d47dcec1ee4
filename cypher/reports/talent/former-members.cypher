/* ---
title: {zh: 离任团员, en: Former members}
question:
  zh: 各批离任团员是谁，离任后还有没有往来记录？
  en: Who were the members of each batch, and is anything on file of them since their term?
reading:
  zh: 任期止于所问时间之前的为已离任；任期未载的也列出。离任后参加活动、承担项目、承接需求、引荐或走访才算往来；没有后续记录的为“无法判定”，不等于没有联系。
  en: A member is former where the term ended before the date asked; where no term is on file the member is listed as well. Only events, projects, needs, introductions and visits after the term count as contact; with nothing later on file it cannot be told, which does not mean that contact was lost.
parameters:
  as_of: {type: date, optional: true, label: {zh: 时间（不填为今天）, en: Date (today where left out)}}
  batch: {type: integer, optional: true, label: {zh: 批次（可不填）, en: Batch (may be left out)}}
columns:
  batch: {type: integer, label: {zh: 批次, en: Batch}}
  delegation: {type: text, label: {zh: 科技镇长团, en: Delegation}}
  person_id: {type: id, label: {zh: 编号, en: Id}}
  person: {type: text, label: {zh: 团员, en: Member}}
  home: {type: list, label: {zh: 单位, en: Home body}}
  term_end: {type: date, label: {zh: 任期结束, en: Term ended}}
  basis: {type: text, label: {zh: 依据, en: Basis}}
  former: {type: state, label: {zh: 是否离任, en: Former}, states: {ended: {zh: 已离任, en: former}, term_unknown: {zh: 任期未载, en: term not on file}}}
  latest: {type: date, label: {zh: 离任后最近记录, en: Latest since}}
  contact: {type: state, label: {zh: 离任后往来, en: Contact since}, states: {on_file: {zh: 有记录, en: on file}, cannot_tell: {zh: 无法判定, en: cannot be told}}}
order: 45
--- */
MATCH (d:Delegation)<-[m:MEMBER_OF|LEADS]-(p:Person)
WHERE NOT d.kind IN ['历批汇总', '批次汇总'] AND ($batch IS NULL OR d.batch = $batch)
WITH d, p, max(coalesce(m.until, d.end)) AS term_end, max(CASE WHEN m.until IS NULL THEN d.end_basis ELSE '报道' END) AS basis
WHERE term_end IS NULL OR term_end + '~' < coalesce($as_of, toString(date()))
OPTIONAL MATCH (p)-[:AFFILIATED_WITH]->(body)
WITH d, p, term_end, basis, collect(DISTINCT body.name) AS home
OPTIONAL MATCH (p)-[r:PARTICIPATED_IN|WORKED_ON|TAKEN_UP|VISITED|BY|OF|TO]-(x)
WITH d, p, term_end, basis, home, coalesce(x.date, x.start, r.since, r.observed) AS seen
WITH d, p, term_end, basis, home, max(CASE WHEN seen > term_end + '~' THEN seen END) AS latest
RETURN d.batch AS batch, d.name AS delegation, p.id AS person_id, p.name AS person, home, term_end, basis,
       CASE WHEN term_end IS NULL THEN 'term_unknown' ELSE 'ended' END AS former, latest,
       CASE WHEN latest IS NULL THEN 'cannot_tell' ELSE 'on_file' END AS contact
ORDER BY batch, delegation, person_id
