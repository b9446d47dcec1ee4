/* ---
title: {zh: 库中未见承接的需求, en: Needs with nobody on file who took them up}
question:
  zh: 哪些需求在库中还没有人承接？
  en: Which needs has nobody on file taken up?
reading:
  zh: 只看库中记载的承接；“库中未收录”不等于无人承接，请向企业或属地核实后再作判断。
  en: Only what is on file counts. "Not on file" does not mean that nobody has taken it up; ask the enterprise or the place first.
parameters:
  with_intent: {type: choice, default: "yes", label: {zh: 只有意向的也列出, en: List those with mere intent}, choices: {"yes": {zh: 是, en: "yes"}, "no": {zh: 否, en: "no"}}}
columns:
  demand_id: {type: id, label: {zh: 编号, en: Id}}
  demand: {type: text, label: {zh: 需求, en: Need}}
  enterprise: {type: text, label: {zh: 企业, en: Enterprise}}
  place: {type: text, label: {zh: 属地, en: Place}}
  posted: {type: date, label: {zh: 提出, en: Posted}}
  status: {type: state, label: {zh: 状态, en: State}, states: Demand.status}
  taken_up: {type: state, label: {zh: 承接, en: Taken up}, states: {intent: {zh: 仅有意向, en: intent only}, not_on_file: {zh: 库中未收录, en: not on file}}}
order: 20
--- */
MATCH (d:Demand)
OPTIONAL MATCH (d)<-[t:TAKEN_UP]-()
WITH d, count(t) AS all_ties, sum(CASE WHEN t.state = '意向' THEN 1 ELSE 0 END) AS intents
WHERE all_ties = intents AND (all_ties = 0 OR $with_intent = 'yes')
OPTIONAL MATCH (d)<-[:POSTED]-(e:Enterprise)
OPTIONAL MATCH (e)-[:LOCATED_IN]->(p:Place)
RETURN d.id AS demand_id, d.name AS demand, min(e.name) AS enterprise, min(p.name) AS place, d.posted AS posted,
       d.status AS status, CASE WHEN all_ties = 0 THEN 'not_on_file' ELSE 'intent' END AS taken_up
ORDER BY demand_id
