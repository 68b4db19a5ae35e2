"""Requests that Discord refuses, each with what to say about it, and requests that it takes."""

from tests.contract.by_hand import (
    Request,
    answer,
    button,
    choices,
    command,
    edit,
    event,
    form,
    label,
    option,
    row,
    select,
    send,
    shows,
    sync,
    takes,
    words,
)

Case = tuple[Request, str]

V2 = 1 << 15
FIELD = {"name": "Where", "value": " "}
MANY = [str(number) for number in range(101)]

BROKEN_RULES: dict[str, Case] = {
    # messages
    "content": (send(content="x" * 2001), "content has 2001 characters, Discord takes 2000"),
    "content of an edit": (edit(content="x" * 2001), "content has 2001 characters"),
    "content of an answer": (answer(4, {"content": "x" * 2001}), "content has 2001 characters"),
    "content of a changed answer": (answer(7, {"content": "x" * 2001}), "content has 2001 characters"),
    "empty message": (send(content="", embeds=[], flags=4), "the message is empty"),
    "blank message": (send(content=" \n"), "the message is empty"),
    "empty answer": (answer(4, {"flags": 64}), "the message is empty"),
    "empty follow-up": (("POST", "/webhooks/1/token", {"flags": 64}), "the message is empty"),
    "empty forum post": (
        ("POST", "/channels/1/threads", {"name": "Post", "message": {"flags": 0}}),
        "the message is empty",
    ),
    "emptying edit": (
        edit(content=None, embeds=[], components=[], attachments=[]),
        "the edit leaves the message empty",
    ),
    "embeds together": (
        send(embeds=[{"description": "x" * 3001}] * 2),
        "the text of all embeds together has 6002 characters",
    ),
    "blank embed field": (send(embeds=[{"fields": [FIELD]}]), "an embed's field has an empty value"),
    "nonce": (send(content="hi", nonce="n" * 26), "nonce has 26 characters, Discord takes 25"),
    "pings twice": (
        send(content="hi", allowed_mentions={"parse": ["users"], "users": ["1"]}),
        "allowed_mentions has users both in parse and as a list",
    ),
    "role pings twice": (
        send(content="hi", allowed_mentions={"parse": ["roles"], "roles": ["1"]}),
        "allowed_mentions has roles both in parse and as a list",
    ),
    "too many pings": (
        send(content="hi", allowed_mentions={"users": MANY}),
        "101 users in allowed_mentions, Discord takes 100",
    ),
    # components
    "six rows": (
        shows(*(row(button(str(number))) for number in range(6))),
        "6 rows without the Components V2 flag, Discord takes 5",
    ),
    "layout without flag": (shows(words()), "a component of type 10 needs the Components V2 flag"),
    "nested layout without flag": (
        shows({"type": 17, "components": [{"type": 14}]}),
        "a component of type 14 needs the Components V2 flag",
    ),
    "content beside layout": (
        send(content="hi", components=[words()], flags=V2),
        "content cannot stand beside Components V2",
    ),
    "embeds beside layout": (
        send(embeds=[{"title": "hi"}], components=[words()], flags=V2),
        "embeds cannot stand beside Components V2",
    ),
    "poll beside layout": (
        send(poll={"question": {"text": "?"}, "answers": []}, components=[words()], flags=V2),
        "poll cannot stand beside Components V2",
    ),
    "41 components": (
        shows({"type": 17, "components": [words("x") for _ in range(40)]}, flags=V2),
        "41 components, nested ones included, Discord takes 40",
    ),
    "text of a layout": (
        shows({"type": 17, "components": [words("x" * 2000)]}, words("x" * 2001), flags=V2),
        "the text of all text displays together has 4001 characters",
    ),
    "custom_id twice": (shows(row(button()), row(button())), "custom_id 'go' stands twice"),
    "custom_id twice in a layout": (
        shows({"type": 9, "components": [words()], "accessory": button()}, row(button()), flags=V2),
        "custom_id 'go' stands twice",
    ),
    "component id twice": (shows(words() | {"id": 7}, words() | {"id": 7}, flags=V2), "id 7 stands twice"),
    "button without custom_id": (shows(row(button(None))), "the button 'Go' needs a custom_id"),
    "button with url": (
        shows(row(button(url="https://example.org"))),
        "the button 'Go' of style 1 cannot have a url",
    ),
    "link with custom_id": (
        shows(row(button(style=5, url="https://example.org"))),
        "the button 'Go' of style 5 cannot have a custom_id",
    ),
    "link without url": (shows(row(button(None, style=5))), "the button 'Go' needs a url"),
    "premium with label": (
        shows(row(button(None, style=6, sku_id="1"))),
        "the button 'Go' of style 6 cannot have a label",
    ),
    "bare button": (shows(row(button(label=None))), "the button 'go' has neither label nor emoji"),
    "button label": (shows(row(button(label="x" * 81))), "a button's label has 81 characters"),
    "long custom_id": (shows(row(button("x" * 101))), "custom_id has 101 characters"),
    "six buttons": (
        shows(row(*(button(str(number)) for number in range(6)))),
        "6 buttons in one row, Discord takes 5",
    ),
    "empty row": (shows(row()), "a row is empty"),
    "mixed row": (shows(row(button(), select())), "a select and a button stand in one row"),
    "two selects": (shows(row(select(), select(custom_id="b"))), "2 selects in one row, Discord takes 1"),
    "26 options": (shows(row(select(26))), "26 options in the select 'pick', Discord takes 25"),
    "no options": (shows(row(select(0))), "the select 'pick' has no options"),
    "nameless select": (shows(row(select(custom_id=None))), "a select needs a custom_id"),
    "same option value": (
        shows(row(select(options=choices("a", "a")))),
        "the select 'pick' has the value 'a' twice",
    ),
    "min over max": (
        shows(row(select(min_values=2, max_values=1))),
        "the select 'pick' has min_values 2 over max_values 1",
    ),
    "min over default max": (shows(row(select(min_values=2))), "min_values 2 over max_values 1"),
    # answers
    "answer without data": (answer(4), "an answer of type 4 needs data"),
    "mixed row in an answer": (
        answer(4, {"content": "hi", "components": [row(button(), select())]}),
        "a select and a button stand in one row",
    ),
    "26 suggestions": (answer(8, {"choices": choices(*MANY[:26])}), "26 choices, Discord takes 25"),
    "modal without title": (form(label(), title=""), "the modal has no title"),
    "modal without custom_id": (form(label(), custom_id=None), "the modal has no custom_id"),
    "modal title": (form(label(), title="x" * 46), "the modal's title has 46 characters"),
    "modal custom_id": (form(label(), custom_id="x" * 101), "the modal's custom_id has 101 characters"),
    "six parts": (form(*(label(custom_id=str(n)) for n in range(6))), "6 parts in the modal, Discord takes 5"),
    "no parts": (form(), "the modal has no parts"),
    "button in a modal": (form(button()), "a component of type 2 cannot stand in a modal by itself"),
    "same input": (form(label(), label()), "custom_id 'name' stands twice"),
    "label": (form(label("x" * 46)), "a label's text has 46 characters, Discord takes 45"),
    "label description": (form(label() | {"description": "x" * 101}), "a label's description has 101"),
    "label without text": (form(label("")), "a label has no text"),
    "old input without label": (form(row(*label().values())), "a text input in a row needs a label"),
    "input min over max": (
        form(label(min_length=9, max_length=8)),
        "the input 'name' has min_length 9 over max_length 8",
    ),
    # commands
    "capitals": (sync(command("Meetup")), "the command name 'Meetup' has capitals"),
    "name with space": (sync(command("my meetup")), "the command name 'my meetup' must be 1 to 32"),
    "long name": (sync(command("x" * 33)), "must be 1 to 32 letters"),
    "option in capitals": (takes(option("Name")), "the option name 'Name' has capitals"),
    "no description": (sync(command(description="")), "the command 'meetup' has no description"),
    "long description": (sync(command(description="x" * 101)), "has 101 characters, Discord takes 100"),
    "option without description": (takes(option(description="")), "the option 'name' has no description"),
    "same command": (sync(command(), command()), "there are two commands 'meetup' of type 1"),
    "same option": (takes(option(), option()), "'meetup' has two options 'name'"),
    "same option inside": (takes(option("add", 1, options=[option(), option()])), "'add' has two options"),
    "required after optional": (
        takes(option("a"), option("b", required=True)),
        "the required option 'b' stands after 'a', which is not",
    ),
    "subcommand beside option": (takes(option("add", 1), option()), "both subcommands and options"),
    "26 command options": (takes(*(option(f"o{n}") for n in range(26))), "26 options, Discord takes 25"),
    "26 choices": (
        takes(option(choices=choices(*MANY[:26]))),
        "26 choices in the option 'name', Discord takes 25",
    ),
    "same choice": (takes(option(choices=choices("a", "a"))), "the option 'name' has two choices 'a'"),
    "choices and autocomplete": (
        takes(option(choices=choices("a"), autocomplete=True)),
        "the option 'name' has both choices and autocomplete",
    ),
    "option min over max": (takes(option(kind=4, min_value=3, max_value=2)), "has min_value 3 over max_value 2"),
    "101 commands": (sync(*(command(f"c{n}") for n in range(101))), "101 commands of type 1, Discord takes 100"),
    "16 menus": (
        sync(*({"name": f"Menu {number}", "type": 2} for number in range(16))),
        "16 commands of type 2, Discord takes 15",
    ),
    "menu with description": (sync(command(type=3)), "the context menu 'meetup' cannot have description"),
    "menu without name": (sync({"name": "", "type": 3}), "the context menu '' needs a name"),
    "8000 characters": (
        takes(*(option(f"o{n}", description="x" * 99, choices=choices("a" * 99, "b" * 99)) for n in range(17))),
        "characters in all, Discord takes 8000",
    ),
    "one command": (("POST", "/applications/1/guilds/2/commands", command("A")), "has capitals"),
    "changed command": (
        ("PATCH", "/applications/1/commands/2", {"options": [option("A")]}),
        "the option name 'A' has capitals",
    ),
    # scheduled events
    "event ends before it starts": (
        event(scheduled_end_time="2030-01-01T18:00:00Z"),
        "the event ends before it starts",
    ),
    "event without end": (event(scheduled_end_time=None), "an event outside Discord needs an end"),
    "event without place": (event(entity_metadata={}), "an event outside Discord needs a location"),
    "voice event without channel": (event(entity_type=2), "needs its channel_id"),
    # anything
    "no JSON": (send(content={1, 2}), "the body cannot be sent as JSON"),
}

OFF_THE_DESCRIPTION: dict[str, Case] = {
    "unknown route": (("POST", "/channels/1/message", {}), "Discord has no route POST /channels/1/message"),
    "unknown method": (("PUT", "/channels/1/messages", {}), "Discord has no route PUT"),
    "no ID": (("GET", "/channels/None/messages", None), "channel_id in the path cannot be 'None'"),
    "no body": (("POST", "/guilds/1/scheduled-events", None), "this route needs a body"),
    "body too much": (("PUT", "/channels/1/pins/2", {"why": "so"}), "this route takes no body"),
    "misspelt in a message": (send(contnet="hi"), "the body has no field contnet"),
    "misspelt in an edit": (edit(embed={}), "the body has no field embed"),
    "misspelt in an answer": (answer(4, {"content": "hi", "ephemeral": True}), "data has no field ephemeral"),
    "misspelt in a follow-up": (("POST", "/webhooks/1/t", {"body": "hi"}), "the body has no field body"),
    "misspelt in a button": (
        shows(row(button(lable="Go"))),
        "components[0].components[0] has no field lable",
    ),
    "misspelt in a command": (sync(command(descripton="x")), "[0] has no field descripton"),
    "misspelt in an option": (takes(option(requird=True)), "[0].options[0] has no field requird"),
    "misspelt in a modal": (form(label(maxlength=5)), "components[0].component has no field maxlength"),
    "button without row": (shows(button()), "components[0] of type 2 cannot stand here"),
    "input in a message": (shows(row(*label().values())), "components[0].components[0]"),
    "select in a section": (
        shows({"type": 9, "components": [words()], "accessory": select()}, flags=V2),
        "components[0].accessory of type 3 cannot stand here",
    ),
    "no style": (shows(row(button(style=9))), "components[0].components[0].style"),
    "long link": (
        shows(row(button(None, style=5, url=f"https://example.org/{'x' * 512}"))),
        "is longer than 512 characters",
    ),
    "wrong kind of part": (send(poll="Games?"), 'poll: "Games?" is not of type "object"'),
    "wrong kind": (send(content=7), "content: 7 is not of type"),
    "eleven embeds": (send(embeds=[{"title": "hi"}] * 11), "embeds: "),
    "no address": (send(embeds=[{"url": "nowhere"}]), 'embeds[0].url: "nowhere" is not a "uri"'),
    "long option label": (
        shows(row(select(options=[{"label": "x" * 101, "value": "a"}]))),
        "components[0].components[0].options[0].label",
    ),
    "no such answer": (answer(3, {}), "the body of type 3 cannot stand here"),
    "no such option type": (takes(option(kind=12)), "[0].options[0] of type 12 cannot stand here"),
    "no time": (event(scheduled_start_time="soon"), "scheduled_start_time"),
    "long thread name": (("POST", "/channels/1/messages/2/threads", {"name": "x" * 101}), "name: "),
}

RIGHT: dict[str, Request] = {
    "integer IDs": send(content="hi", allowed_mentions={"users": [1, "2"], "parse": ["roles"]}),
    "components alone": shows(row(button()), row(select())),
    "file alone": send(attachments=[{"id": 0, "filename": "a.txt"}]),
    "forward": send(message_reference={"type": 1, "message_id": 1, "channel_id": 1}),
    "edit that keeps the words": edit(components=[]),
    "edit into a layout": edit(content=None, embeds=[], components=[words()], flags=V2),
    "40 components": shows({"type": 17, "components": [words("x") for _ in range(39)]}, flags=V2),
    "private answer": answer(4, {"content": "hi", "flags": 64}),
    "deferred": answer(5, {"flags": 64}),
    "optional select in a modal": form(label() | {"component": select(min_values=0, required=False)}),
    "old modal": form(row({"type": 4, "custom_id": "a", "style": 1, "label": "A"})),
    "menu in capitals": sync(command(), {"name": "Introduce To", "type": 2}),
    "accented name": sync(command("réunion", options=[option("größe", required=True), option("b")])),
    "groups": takes(option("series", 2, options=[option("add", 1), option("skip", 1)])),
    "role permissions as text": ("POST", "/guilds/1/roles", {"name": "Host", "permissions": "1024"}),
    "literal before parameter": ("GET", "/channels/1/messages/pins", None),
    "event": event(),
    "voice event": event(entity_type=2, channel_id="5", scheduled_end_time=None, entity_metadata=None),
    "moved event": ("PATCH", "/guilds/1/scheduled-events/2", {"scheduled_start_time": "2030-01-02T19:00:00Z"}),
}
