"""Requests and their parts, written by hand for the tests of the contract itself."""

Request = tuple[str, str, object]


def send(**message: object) -> Request:
    return "POST", "/channels/1/messages", message


def edit(**message: object) -> Request:
    return "PATCH", "/channels/1/messages/2", message


def shows(*parts: object, flags: int = 0) -> Request:
    return send(content=None if flags else "hi", components=list(parts), flags=flags)


def answer(kind: int, data: object = None) -> Request:
    return "POST", "/interactions/1/token/callback", {"type": kind, "data": data}


def form(*parts: object, **change: object) -> Request:
    return answer(9, {"title": "Form", "custom_id": "form", "components": list(parts), **change})


def sync(*commands: object) -> Request:
    return "PUT", "/applications/1/commands", list(commands)


def takes(*options: object) -> Request:
    return sync(command(options=list(options)))


def event(**change: object) -> Request:
    begins = {"name": "Games", "scheduled_start_time": "2030-01-01T19:00:00+00:00", "privacy_level": 2}
    place = {"entity_type": 3, "entity_metadata": {"location": "Leeds"}}
    ends = {"scheduled_end_time": "2030-01-01T21:00:00+00:00"}
    return "POST", "/guilds/1/scheduled-events", {**begins, **place, **ends, **change}


def row(*parts: object) -> dict[str, object]:
    return {"type": 1, "components": list(parts)}


def button(custom_id: str | None = "go", **change: object) -> dict[str, object]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id, **change}


def select(count: int = 2, **change: object) -> dict[str, object]:
    options = [{"label": str(number), "value": str(number)} for number in range(count)]
    return {"type": 3, "custom_id": "pick", "options": options, **change}


def label(text: str = "Name", custom_id: str = "name", **change: object) -> dict[str, object]:
    return {"type": 18, "label": text, "component": {"type": 4, "custom_id": custom_id, "style": 1, **change}}


def words(text: str = "hi") -> dict[str, object]:
    return {"type": 10, "content": text}


def command(name: str = "meetup", **change: object) -> dict[str, object]:
    return {"name": name, "description": "Show it.", "type": 1, **change}


def option(name: str = "name", kind: int = 3, **change: object) -> dict[str, object]:
    return {"name": name, "description": "Which.", "type": kind, **change}


def choices(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "value": name} for name in names]
