"""`python -m benchmarks.exporting ROWS`: a list of so many clients to Excel, taken back afterwards."""

import json
import sys
import time

import django


def main(rows: int) -> None:
    django.setup()
    from benchmarks import crowded
    from benchmarks.pages import counting
    from trede.desk.actions.export import export_clients

    with crowded.seat(rows) as at:
        # Roles and colleagues who are away come with the login, as on every page.
        export_clients(filters={}, purpose="Opwarming", by=at.member)
        started, cpu = time.perf_counter(), time.process_time()
        with counting() as counter:
            content = export_clients(filters={}, purpose="Meting van de snelheid", by=at.member)
        seconds, busy = time.perf_counter() - started, time.process_time() - cpu
    queries = len(counter.statements)
    print(json.dumps({"seconds": seconds, "cpu": busy, "queries": queries, "bytes": len(content)}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
