/* ---
title: {zh: 依赖个别专家的属地, en: Places that depend on few experts}
question:
  zh: 哪些属地的项目、需求只靠一两位专家？
  en: Which places rest on one or two experts for their projects and needs?
reading:
  zh: 按专家承担的项目、承接的需求所在的属地统计，并计入其所属的县（市、区）；只有意向的不计。没有列出的属地是库中未收录，不代表没有专家。
  en: Counted by where the projects stand that experts worked on, and the enterprises whose needs they took up, and for the county or district around it; mere intent does not count. A place that is not listed has nobody on file, which does not mean that it has nobody.
parameters:
  at_most: {type: integer, default: 1, label: {zh: 最多几位, en: At most}}
columns:
  place_id: {type: id, label: {zh: 编号, en: Id}}
  place: {type: text, label: {zh: 属地, en: Place}}
  experts: {type: integer, label: {zh: 专家数, en: Experts}}
  names: {type: list, label: {zh: 专家, en: Who}}
chart: experts
order: 30
--- */
MATCH (p:Person)-[t:WORKED_ON|TAKEN_UP]->(thing)
WHERE p.is_talent AND coalesce(p.reference, false) = false AND coalesce(t.state, '') <> '意向'
OPTIONAL MATCH (thing)<-[:POSTED]-(e:Enterprise)
WITH p, CASE WHEN e IS NULL THEN thing ELSE e END AS standing
MATCH (standing)-[:LOCATED_IN]->(:Place)-[:PART_OF*0..4]->(place:Place)
WHERE NOT place.level IN ['province', 'city']
WITH DISTINCT place, p
ORDER BY p.name
WITH place, count(p) AS experts, collect(p.name) AS names
WHERE experts <= $at_most
RETURN place.id AS place_id, place.name AS place, experts, names
ORDER BY experts, place_id
