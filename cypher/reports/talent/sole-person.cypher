/* ---
title: {zh: 只有一个人的项目和需求, en: Projects and needs with one person on file}
question:
  zh: 哪些项目、需求在库中只有一个人，这个人是谁？
  en: Which projects and needs have one person on file, and who is it?
reading:
  zh: 只看承担项目、承接需求的记载，只有意向的不计。库中只有一个人，不等于实际只有一个人；请先补充其他参与的人，再判断是否只靠一个人。按姓名排列，不排名。
  en: Only work on projects and needs taken up counts, mere intent does not. One person on file does not mean that there is nobody else; add who else takes part before concluding that it all hangs on one. In order of names, nobody is ranked.
columns:
  person_id: {type: id, label: {zh: 编号, en: Id}}
  person: {type: text, label: {zh: 人员, en: Who}}
  things: {type: integer, label: {zh: 项目和需求, en: Projects and needs}}
  names: {type: list, label: {zh: 名称, en: Names}}
order: 45
--- */
MATCH (p:Person)-[t:WORKED_ON|TAKEN_UP]->(thing:Entity)
WHERE coalesce(p.reference, false) = false AND coalesce(t.state, '') <> '意向'
WITH thing, count(DISTINCT p.id) AS people, min(p.id) AS only
WHERE people = 1
MATCH (p:Entity {id: only})
WITH p, thing ORDER BY thing.name
WITH p, count(thing) AS things, collect(thing.name) AS names
RETURN p.id AS person_id, p.name AS person, things, names
ORDER BY person, person_id
