/* ---
title: {zh: 报道中的数字, en: Figures that sources state}
question:
  zh: 来源里说过哪些数字，指什么、截至何时？
  en: Which figures do the sources state, of what kind and as of when?
reading:
  zh: 照来源原文，不作换算；“要求”“服务范围”不是实绩。
  en: As the source words them, not converted. A requirement or a range served is not a result.
parameters:
  metric: {type: text, optional: true, label: {zh: 指标含（可不填）, en: Metric contains (may be left out)}}
columns:
  statistic_id: {type: id, label: {zh: 编号, en: Id}}
  metric: {type: text, label: {zh: 指标, en: Metric}}
  wording: {type: text, label: {zh: 来源原文, en: In the source's words}}
  reading: {type: state, label: {zh: 性质, en: Kind of figure}, states: Statistic.reading}
  place: {type: text, label: {zh: 属地, en: Place}}
  as_of: {type: date, label: {zh: 截至, en: As of}}
order: 80
--- */
MATCH (s:Statistic)
WHERE $metric IS NULL OR s.name CONTAINS $metric
OPTIONAL MATCH (s)-[:BELONGS_TO|LOCATED_IN]->(p:Place)
RETURN s.id AS statistic_id, s.name AS metric, s.wording AS wording, s.reading AS reading, min(p.name) AS place,
       s.as_of AS as_of
ORDER BY as_of DESC, statistic_id
