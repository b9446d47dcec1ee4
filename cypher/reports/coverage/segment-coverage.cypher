/* ---
title: {zh: 产业链环节覆盖, en: Coverage of the industry chain}
question:
  zh: 每个环节有几项需求、几家企业、几位专家在库？
  en: How many needs, enterprises and experts are on file for each segment?
reading:
  zh: 专家指库中标为人才、且本人或其项目、团、组对应该环节的人员；“库中未收录”不等于没有，更不是缺口，缺口须经办人员确认。
  en: Experts are people marked as talent who are tied to the segment themselves or through a project, delegation or group. "Not on file" does not mean that there is none; a gap is only what staff have confirmed.
columns:
  segment_id: {type: id, label: {zh: 编号, en: Id}}
  segment: {type: text, label: {zh: 环节, en: Segment}}
  position: {type: state, label: {zh: 位置, en: Position}, states: {upstream: {zh: 上游, en: upstream}, midstream: {zh: 中游, en: midstream}, downstream: {zh: 下游, en: downstream}}}
  enterprises: {type: integer, label: {zh: 企业, en: Enterprises}}
  needs: {type: integer, label: {zh: 需求, en: Needs}}
  experts: {type: integer, label: {zh: 专家, en: Experts}}
  state: {type: state, label: {zh: 专家情况, en: Experts on file}, states: {on_file: {zh: 已收录, en: on file}, not_on_file: {zh: 库中未收录, en: not on file}}}
chart: experts
order: 10
--- */
MATCH (s:Segment)
OPTIONAL MATCH (s)<-[:FOCUSES_ON]-(e:Enterprise)
WITH s, collect(DISTINCT e) AS firms
OPTIONAL MATCH (s)<-[:FOCUSES_ON]-(:Enterprise)-[:POSTED]->(d:Demand)
WITH s, size(firms) AS enterprises, count(DISTINCT d) AS needs
OPTIONAL MATCH (s)<-[:FOCUSES_ON]-(p:Person)
WITH s, enterprises, needs, collect(DISTINCT CASE WHEN p.is_talent THEN p.id END) AS direct
OPTIONAL MATCH (s)<-[:FOCUSES_ON]-(body)<-[:WORKED_ON|MEMBER_OF|LEADS]-(q:Person)
WITH s, enterprises, needs, direct, collect(DISTINCT CASE WHEN q.is_talent THEN q.id END) AS through
WITH s, enterprises, needs, size(direct) + size([id IN through WHERE NOT id IN direct]) AS experts
RETURN s.id AS segment_id, s.name AS segment, s.position AS position, enterprises, needs, experts,
       CASE WHEN experts = 0 THEN 'not_on_file' ELSE 'on_file' END AS state
ORDER BY experts, needs DESC, enterprises DESC, segment_id
