import import_graph


def test_the_arrows_between_rooms_go_down_only() -> None:
    found = import_graph.arrows()
    assert found["desk", "clients"] > 0
    assert import_graph.upward(found) == []


def test_the_picture_shows_every_room_that_exists() -> None:
    picture = import_graph.PICTURE.read_text(encoding="utf-8")
    rooms = {room for pair in import_graph.arrows() for room in pair}
    assert [room for room in rooms if f">{room}<" not in picture] == []
