"""Eight readers and four writers at once: no write is lost, none is done twice, no reader sees half a transaction."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from graph.database import Database, Transaction

WRITERS, READERS, ROUNDS = 4, 8, 12


def test_no_write_is_lost_or_doubled(database: Database) -> None:
    database.write("CREATE (:Entity:Statistic {id: 'total', value: 0})")

    def write(writer: int) -> None:
        for round in range(ROUNDS):

            def work(transaction: Transaction, id: str = f"{writer}-{round}") -> None:
                transaction.run("CREATE (:Entity:Person {id: $id, pair: $id})", id=id)
                transaction.run("CREATE (:Entity:Person {id: $id + 'x', pair: $id})", id=id)
                transaction.run("MATCH (n:Entity {id: 'total'}) SET n.value = n.value + 1")

            database.transaction(work)

    def read(_: int) -> None:
        for _ in range(ROUNDS):
            rows = database.read("MATCH (n:Person) WITH n.pair AS pair, count(*) AS n WHERE n <> 2 RETURN pair, n")
            assert rows == []

    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        jobs = [pool.submit(write, each) for each in range(WRITERS)] + [
            pool.submit(read, each) for each in range(READERS)
        ]
        for job in jobs:
            job.result()
    people = database.read("MATCH (n:Person) RETURN count(n) AS n, count(DISTINCT n.id) AS ids")
    assert people == [{"n": 2 * WRITERS * ROUNDS, "ids": 2 * WRITERS * ROUNDS}]
    assert database.read("MATCH (n:Entity {id: 'total'}) RETURN n.value AS n") == [{"n": WRITERS * ROUNDS}]


def test_one_key_merged_at_once_is_made_once(database: Database) -> None:
    statement = "UNWIND $rows AS r MERGE (n:Entity:Person {id: r.id}) SET n = r.p"
    rows = [{"id": f"p{n}", "p": {"id": f"p{n}"}} for n in range(20)]
    with ThreadPoolExecutor(WRITERS) as pool:
        for job in [pool.submit(database.write, statement, {"rows": rows}) for _ in range(WRITERS)]:
            job.result()
    assert database.read("MATCH (n:Person) RETURN count(n) AS n") == [{"n": 20}]
