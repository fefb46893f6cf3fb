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
        started = time.perf_counter()
        with counting() as counter:
            content = export_clients(filters={}, purpose="Meting van de snelheid", by=at.member)
        seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "queries": len(counter.statements), "bytes": len(content)}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
