/* ---
title: {zh: 需求办理情况, en: State of the needs}
question:
  zh: 库中的需求各处在什么状态？
  en: In what state are the needs on file?
reading:
  zh: 状态由来源所述归并而来，来源的原话列在旁边。
  en: The state sums up what the source says; its own words stand beside it.
columns:
  demand_id: {type: id, label: {zh: 编号, en: Id}}
  demand: {type: text, label: {zh: 需求, en: Need}}
  enterprise: {type: text, label: {zh: 企业, en: Enterprise}}
  posted: {type: date, label: {zh: 提出, en: Posted}}
  status: {type: state, label: {zh: 状态, en: State}, states: Demand.status}
  reported: {type: text, label: {zh: 来源原文, en: In the source's words}}
  experts: {type: list, label: {zh: 承接者, en: Taken up by}}
  intending: {type: list, label: {zh: 仅有意向者, en: With mere intent}}
order: 70
--- */
MATCH (d:Demand)
OPTIONAL MATCH (d)<-[:POSTED]-(e:Enterprise)
WITH d, min(e.name) AS enterprise
OPTIONAL MATCH (d)<-[t:TAKEN_UP]-(p)
WITH d, enterprise, t, p ORDER BY p.id
WITH d, enterprise, collect(DISTINCT CASE WHEN coalesce(t.state, '') <> '意向' THEN p.name END) AS experts,
     collect(DISTINCT CASE WHEN t.state = '意向' THEN p.name END) AS intending
RETURN d.id AS demand_id, d.name AS demand, enterprise, d.posted AS posted, d.status AS status,
       d.reported_status AS reported, experts, intending
ORDER BY status, demand_id
