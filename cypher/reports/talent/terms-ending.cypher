/* ---
title: {zh: 任期将满、只靠其联系的, en: Sole ties of terms about to end}
question:
  zh: 谁的任期快满了，而他承担的项目、承接的需求在库中没有别人？
  en: Whose term is about to end, with projects and needs that have nobody else on file?
reading:
  zh: 不填日期时，看今天起 90 天内届满的。任期以来源写明或按批次推算的止期为准，没有止期的不列入。只有意向的不计；库中没有别人，不等于实际没有别人。
  en: Without dates, terms that end within 90 days from today. The end is the one that a source states or that follows from the batch; without an end nobody is listed. Mere intent does not count; nobody else on file does not mean that there is nobody else.
parameters:
  from: {type: date, optional: true, label: {zh: 届满不早于, en: Ends from}}
  to: {type: date, optional: true, label: {zh: 届满不晚于, en: Ends by}}
columns:
  ends: {type: date, label: {zh: 任期到, en: Term ends}}
  person_id: {type: id, label: {zh: 编号, en: Id}}
  person: {type: text, label: {zh: 人员, en: Who}}
  body: {type: text, label: {zh: 团、组或挂职单位, en: "Delegation, group or post"}}
  things: {type: integer, label: {zh: 项目和需求, en: Projects and needs}}
  names: {type: list, label: {zh: 名称, en: Names}}
order: 46
--- */
MATCH (p:Person)-[m:MEMBER_OF|LEADS|SECONDED_TO]->(body:Entity)
WHERE coalesce(p.reference, false) = false AND coalesce(m.until, body.end) IS NOT NULL
WITH p, body, coalesce(m.until, body.end) AS ends
WITH p, body, ends, CASE size(ends) WHEN 4 THEN ends + '-12-31' WHEN 7 THEN ends + '-31' ELSE ends END AS last
WHERE last >= coalesce($from, toString(date())) AND ends <= coalesce($to, toString(date() + duration({days: 90})))
MATCH (p)-[t:WORKED_ON|TAKEN_UP]->(thing:Entity)
WHERE coalesce(t.state, '') <> '意向'
WITH DISTINCT p, body, ends, thing
MATCH (other:Person)-[o:WORKED_ON|TAKEN_UP]->(thing)
WHERE coalesce(o.state, '') <> '意向'
WITH p, body, ends, thing, count(DISTINCT other.id) AS people
WHERE people = 1
WITH p, body, ends, thing ORDER BY thing.name
WITH p, body, ends, count(thing) AS things, collect(thing.name) AS names
RETURN ends, p.id AS person_id, p.name AS person, body.name AS body, things, names
ORDER BY ends, person_id, body
