from pathlib import Path

from benchmarks import report
from benchmarks.figures import Figure, at_most, median_ms, under
from benchmarks.run import machine, measured, modules, table


def test_a_figure_at_its_limit() -> None:
    assert [under("x", 5, "s", 5).ok, at_most("x", 5, "s", 5).ok, at_most("x", 6, "s", 5).ok] == [
        False,
        True,
        False,
    ]


def test_the_table_says_what_was_missed() -> None:
    rows = list(
        table(
            [
                Figure("pages", 12, "queries", "at most 12", True),
                Figure("list", 200.5, "ms", "under 150", False),
            ]
        )
    )
    assert [row.split() for row in rows] == [
        ["pages", "12.00", "queries", "at", "most", "12", "ok"],
        ["list", "200.50", "ms", "under", "150", "MISSED"],
    ]


def test_the_first_run_only_warms_up() -> None:
    calls: list[int] = []
    assert median_ms(lambda: calls.append(1), times=3) >= 0
    assert len(calls) == 4


def test_modules_are_found_by_a_part_of_their_name() -> None:
    assert modules("start") == ["bench_start"]
    assert modules("nothing_like_it") == []


def test_the_start_of_the_program_is_measured_for_real() -> None:
    (figure,) = measured("bench_start")
    assert 0.05 < figure.value < 60


def test_the_machine_has_a_name_and_a_processor() -> None:
    assert "cores" in machine()


def test_the_report_keeps_the_sections_that_were_not_measured_again(tmp_path: Path) -> None:
    page = tmp_path / "figures.md"
    report.put(page, "bench_search", [under("search", 58.7, "ms", 100)], "2 cores")
    report.put(page, "bench_export", [under("export", 9.0, "s", 3)], "2 cores")
    report.put(page, "bench_export", [under("export", 2.2, "s", 3)], "4 cores")
    text = page.read_text()
    assert text.startswith("# Measured figures")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## export", "## search"]
    assert "| export | 2.20 s | under 3 | ok |" in text
    assert "| search | 58.70 ms | under 100 | ok |" in text
    assert "9.00" not in text


def test_the_report_shows_what_was_missed(tmp_path: Path) -> None:
    page = tmp_path / "figures.md"
    report.put(page, "bench_export", [at_most("export", 12, "queries", 10)], "2 cores")
    assert "| export | 12.00 queries | at most 10 | **missed** |" in page.read_text()
