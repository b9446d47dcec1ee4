/* ---
title: {zh: 依赖个别专家的属地, en: Places that depend on few experts}
question:
  zh: 哪些属地的项目、需求只靠一两位专家？
  en: Which places rest on one or two experts for their projects and needs?
reading:
  zh: 按专家承担的项目、承接的需求所在的属地统计；没有列出的属地是库中未收录，不代表没有专家。
  en: Counted by where the projects stand that experts worked on, and the enterprises whose needs they took up. A place that is not listed has nobody on file, which does not mean that it has nobody.
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
MATCH (p:Person)-[:WORKED_ON]->(j)-[:LOCATED_IN]->(place:Place)
WHERE p.is_talent
WITH collect({place: place.id, name: place.name, person: p.id, who: p.name}) AS worked
OPTIONAL MATCH (q:Person)-[:TAKEN_UP]->(:Demand)<-[:POSTED]-(:Enterprise)-[:LOCATED_IN]->(home:Place)
WHERE q.is_talent
WITH worked, collect(CASE WHEN q IS NULL THEN null ELSE {place: home.id, name: home.name, person: q.id, who: q.name} END) AS taken
UNWIND worked + taken AS each
WITH each.place AS place_id, each.name AS place, collect(DISTINCT each.person) AS people, collect(DISTINCT each.who) AS names
WHERE size(people) <= $at_most
UNWIND names AS name
WITH place_id, place, size(people) AS experts, name ORDER BY name
RETURN place_id, place, experts, collect(name) AS names
ORDER BY experts, place_id
