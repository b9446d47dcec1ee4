/* ---
title: {zh: 关键牵线渠道, en: Channels of introduction}
question:
  zh: 哪些镇长团、专家组、部门和平台在牵线，牵成多少，牵给几家？
  en: Which delegations, groups, agencies and platforms introduce, how much of it came about, and for how many?
reading:
  zh: 只统计“牵线引荐”，只列单位和组织；由个人牵线的不在此列，也不给个人排名。没有列出的是库中未收录，不等于没有牵线。
  en: Only 牵线引荐 counts, and only bodies are listed; what people introduced is not, and nobody is ranked. What is not listed is not on file, which does not mean that it has not introduced anybody.
columns:
  channel_id: {type: id, label: {zh: 编号, en: Id}}
  channel: {type: text, label: {zh: 渠道, en: Channel}}
  introductions: {type: integer, label: {zh: 牵线次数, en: Introductions}}
  brought_about: {type: integer, label: {zh: 已促成, en: Brought about}}
  recipients: {type: integer, label: {zh: 牵给几家, en: For how many}}
  latest: {type: date, label: {zh: 最近所见, en: Last seen}}
chart: introductions
order: 66
--- */
MATCH (i:Introduction)-[:BY]->(c:Entity)
WHERE i.kind = '牵线引荐' AND NOT 'Person' IN labels(c)
OPTIONAL MATCH (i)-[:TO]->(t:Entity)
RETURN c.id AS channel_id, c.name AS channel, count(DISTINCT i.id) AS introductions,
       count(DISTINCT CASE WHEN i.state = '已促成' THEN i.id END) AS brought_about,
       count(DISTINCT t.id) AS recipients, max(coalesce(i.date, i.observed)) AS latest
ORDER BY introductions DESC, channel_id
