"""Rules for components: those of a message, and those of a modal."""

from collections.abc import Callable, Iterator

from tests.contract.parts import Json, crossed, inner, integer, kind, listed, number, repeated, text, too_long, too_many

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, TEXT, LABEL = 1, 2, 3, 4, 10, 18
SELECTS = {3, 5, 6, 7, 8}
LAYOUT = {9, 10, 11, 12, 13, 14, 17}  # stand in messages with the Components V2 flag only
IN_MODALS = {ROW, TEXT, LABEL}
LINK, PREMIUM = 5, 6


def walk(parts: list[Json]) -> Iterator[Json]:
    """Give each component and all within it."""
    for part in parts:
        yield part
        yield from walk(listed(part, "components"))
        yield from walk([inner(part, key) for key in ("accessory", "component") if inner(part, key)])


def each(parts: list[Json]) -> Iterator[str]:
    """Check each component for itself, and that no two answer to one name."""
    every = list(walk(parts))
    for part in every:
        if rule := RULES.get(kind(part)):
            yield from rule(part)
    for name in repeated(text(part, "custom_id") for part in every if text(part, "custom_id")):
        yield f"custom_id {name!r} stands twice"
    for which in repeated(number(part, "id") for part in every if number(part, "id")):
        yield f"component id {which} stands twice"


def modal(data: Json) -> Iterator[str]:
    """Check a modal."""
    parts = listed(data, "components")
    for key in ("title", "custom_id"):
        if not text(data, key):
            yield f"the modal has no {key}"
    yield from too_long("the modal's title", text(data, "title"), 45)
    yield from too_long("the modal's custom_id", text(data, "custom_id"), 100)
    yield from too_many("parts in the modal", len(parts), 5)
    if not parts:
        yield "the modal has no parts"
    for part in parts:
        if kind(part) not in IN_MODALS:
            yield f"a component of type {kind(part)} cannot stand in a modal by itself"
        if kind(part) == ROW:
            yield from _modal_row(listed(part, "components"))
    yield from each(parts)


def _modal_row(inputs: list[Json]) -> Iterator[str]:
    yield from too_many("text inputs in one row", len(inputs), 1)
    for part in inputs:
        if not text(part, "label"):
            yield "a text input in a row needs a label"


def _row(row: Json) -> Iterator[str]:
    kinds = [kind(part) for part in listed(row, "components")]
    selects = sum(each in SELECTS for each in kinds)
    if not kinds:
        yield "a row is empty"
    yield from too_many("buttons in one row", kinds.count(BUTTON), 5)
    yield from too_many("selects in one row", selects, 1)
    if selects and BUTTON in kinds:
        yield "a select and a button stand in one row"


def _button(button: Json) -> Iterator[str]:
    name = f"the button {text(button, 'label')!r}"
    style = integer(button, "style")
    must, must_not = NEEDS.get(style, ("custom_id", ("url", "sku_id")))
    if not button.get(must):
        yield f"{name} needs a {must}"
    for key in must_not:
        if button.get(key):
            yield f"{name} of style {style} cannot have a {key}"
    if style != PREMIUM and not button.get("label") and not button.get("emoji"):
        yield f"the button {text(button, 'custom_id')!r} has neither label nor emoji"
    yield from too_long("a button's label", text(button, "label"), 80)
    yield from _custom_id(button)


def _select(select: Json) -> Iterator[str]:
    name = f"the select {text(select, 'custom_id')!r}"
    options = listed(select, "options")
    if not text(select, "custom_id"):
        yield "a select needs a custom_id"
    if kind(select) == STRING_SELECT and not options:
        yield f"{name} has no options"
    yield from too_many(f"options in {name}", len(options), 25)
    yield from crossed(name, {"min_values": 1, "max_values": 1, **select}, "min_values", "max_values")
    for value in repeated(text(option, "value") for option in options):
        yield f"{name} has the value {value!r} twice"
    yield from _custom_id(select)


def _text_input(part: Json) -> Iterator[str]:
    yield from crossed(f"the input {text(part, 'custom_id')!r}", part, "min_length", "max_length")
    yield from too_long("an input's label", text(part, "label"), 45)
    yield from _custom_id(part)


def _label(part: Json) -> Iterator[str]:
    if not text(part, "label"):
        yield "a label has no text"
    yield from too_long("a label's text", text(part, "label"), 45)
    yield from too_long("a label's description", text(part, "description"), 100)


def _custom_id(part: Json) -> Iterator[str]:
    yield from too_long("custom_id", text(part, "custom_id"), 100)


NEEDS: dict[int, tuple[str, tuple[str, ...]]] = {
    LINK: ("url", ("custom_id", "sku_id")),
    PREMIUM: ("sku_id", ("custom_id", "url", "label", "emoji")),
}
RULES: dict[int, Callable[[Json], Iterator[str]]] = {
    ROW: _row,
    BUTTON: _button,
    TEXT_INPUT: _text_input,
    LABEL: _label,
    **dict.fromkeys(SELECTS, _select),
}
