/* ---
title: {zh: 产业链环节覆盖, en: Coverage of the industry chain}
question:
  zh: 每个环节有几项需求、几家企业、几位专家在库，依据有多新？
  en: How many needs, enterprises and experts are on file for each segment, and how recent is the evidence?
reading:
  zh: 专家指库中列入人才、且本人或其项目、团、组对应该环节的人员。“库中未收录”不等于没有；最近所见早于所给时间或未注明时间的为“待核实”；“缺口”须经办人员确认，本表不下这个结论。
  en: Experts are people counted as talent who are tied to the segment themselves or through a project, delegation or group. "Not on file" does not mean that there is none; "to be checked" was last seen before the date given, or has no date; only staff can confirm a gap, and this report does not.
parameters:
  fresh_from: {type: date, default: "2023", label: {zh: 此后所见为近期, en: Recent from}}
columns:
  segment_id: {type: id, label: {zh: 编号, en: Id}}
  segment: {type: text, label: {zh: 环节, en: Segment}}
  position: {type: state, label: {zh: 位置, en: Position}, states: {upstream: {zh: 上游, en: upstream}, midstream: {zh: 中游, en: midstream}, downstream: {zh: 下游, en: downstream}}}
  enterprises: {type: integer, label: {zh: 企业, en: Enterprises}}
  needs: {type: integer, label: {zh: 需求, en: Needs}}
  experts: {type: integer, label: {zh: 专家, en: Experts}}
  latest: {type: date, label: {zh: 最近所见, en: Last seen}}
  state: {type: state, label: {zh: 专家情况, en: Experts on file}, states: {on_file: {zh: 已收录, en: on file}, to_check: {zh: 待核实, en: to be checked}, not_on_file: {zh: 库中未收录, en: not on file}}}
chart: experts
order: 10
--- */
MATCH (s:Segment)
OPTIONAL MATCH (s)<-[:FOCUSES_ON]-(e:Enterprise)
WHERE coalesce(e.reference, false) = false
OPTIONAL MATCH (e)-[:POSTED]->(d:Demand)
WITH s, count(DISTINCT e.id) AS enterprises, count(DISTINCT d.id) AS needs
OPTIONAL MATCH (s)<-[f:FOCUSES_ON]-(p:Person)
WHERE p.is_talent AND coalesce(p.reference, false) = false
WITH s, enterprises, needs, collect(DISTINCT p.id) AS direct, max(coalesce(f.observed, f.since)) AS direct_seen
OPTIONAL MATCH (s)<-[:FOCUSES_ON]-(body)<-[w:WORKED_ON|MEMBER_OF|LEADS]-(q:Person)
WHERE q.is_talent AND coalesce(q.reference, false) = false
WITH s, enterprises, needs, direct, direct_seen, collect(DISTINCT q.id) AS through,
     max(coalesce(w.observed, w.since)) AS through_seen
WITH s, enterprises, needs, size(direct) + size([id IN through WHERE NOT id IN direct]) AS experts,
     CASE WHEN through_seen IS NULL OR direct_seen > through_seen THEN direct_seen ELSE through_seen END AS latest
RETURN s.id AS segment_id, s.name AS segment, s.position AS position, enterprises, needs, experts, latest,
       CASE WHEN experts = 0 THEN 'not_on_file'
            WHEN latest IS NULL OR latest < $fresh_from THEN 'to_check'
            ELSE 'on_file' END AS state
ORDER BY experts, needs DESC, enterprises DESC, segment_id
