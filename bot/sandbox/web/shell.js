// Our page around simcord's: who you are, where you look, what time it is, and how Kith is doing.

import { forgetRooms, onLink, scrollTo, showRoom } from "/rooms.js";
import { cityOf, clockTime, utcTime } from "/times.js";

const POLL_MS = 1000;
const NO_SECRET = "This address lacks its end. Open the whole one that the terminal shows.";
const OUTSIDE = "That link leads to another machine, so it is not followed here.";
const ENDED = "The sandbox does not answer. If you ended it, start it again and open the new address.";

const secret = location.hash.slice(1);
const element = (id) => document.getElementById(id);
const isWide = matchMedia("(min-width: 50rem)"); // as in shell.css
let state = null;
let chosen = recall("chosen") ?? {};
let seen = recall("seen") ?? { world: null, newest: {} };
let noticed = null;
let busy = false;

function recall(name) {
  return JSON.parse(sessionStorage.getItem(`${secret}/${name}`));
}
function remember(name, value) {
  sessionStorage.setItem(`${secret}/${name}`, JSON.stringify(value));
}
function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// Asking

async function ask(path, body) {
  const options = { headers: { "X-Simcord-Capability": secret } };
  if (body !== undefined) Object.assign(options, { method: "POST", body: JSON.stringify(body) });
  const response = await fetch(`/sandbox/${path}`, options);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

async function act(path, body = {}) {
  if (busy) return;
  setBusy(true);
  closeDrawer();
  try {
    show(await ask(path, body));
  } catch (error) {
    tell(error instanceof TypeError ? ENDED : error.message);
  } finally {
    setBusy(false);
  }
}

async function poll() {
  if (!busy) {
    try {
      const found = await ask("state");
      if (!busy) show(found);
    } catch (error) {
      tell(error instanceof TypeError ? ENDED : error.message);
    }
  }
  setTimeout(poll, POLL_MS);
}

// On a narrow screen the controls cover what they change.
function closeDrawer() {
  const controls = element("controls");
  if (isWide.matches || !controls.open) return;
  controls.open = false;
  controls.querySelector("summary").focus();
}

function setBusy(value) {
  busy = value;
  document.body.ariaBusy = String(value);
  for (const button of document.querySelectorAll("[data-do]")) button.disabled = value || isIdle(button);
}
function isIdle(button) {
  return button.dataset.by === "next" && !state?.next;
}

// Showing

function show(found) {
  const first = state === null;
  state = found;
  if (seen.world !== state.world) startAfresh();
  if (first) noticed = state.notice.number;
  if (state.notice.number !== noticed) {
    noticed = state.notice.number;
    tell(state.notice.words);
  }
  const person = personNow();
  const place = placeNow(person);
  markSeen(person, place);
  showPeople(person);
  showPlaces(person, place);
  showTime(person);
  showMenus(person, place);
  showRoom(secret, person, place, titleOf(place));
  setBusy(busy);
}

function startAfresh() {
  forgetRooms();
  seen = { world: state.world, newest: {} };
  for (const person of state.people) for (const place of person.places) markSeen(person, place);
}

function personNow() {
  const key = chosen.person ?? state.first.person;
  return state.people.find((person) => person.key === key) ?? state.people[0];
}
function placeNow(person) {
  const wanted = [chosen.place, state.first.place];
  const open = wanted.map((key) => person.places.find((place) => place.key === key));
  return open.find(Boolean) ?? person.places[0];
}

function markSeen(person, place) {
  const key = `${person.key}/${place.key}`;
  if (seen.newest[key] === place.newest) return;
  seen.newest[key] = place.newest;
  remember("seen", seen);
}
function isUnread(person, place) {
  return BigInt(place.newest) > BigInt(seen.newest[`${person.key}/${place.key}`] ?? 0);
}

// Lists are drawn anew only when they have changed: otherwise they would lose the keyboard's focus each second.
function redraw(id, content, draw) {
  const list = element(id);
  const drawn = JSON.stringify(content);
  if (list.dataset.drawn === drawn) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.dataset.drawn = drawn;
  list.replaceChildren(...draw());
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function showPeople(now) {
  const label = (person) => {
    const unread = person.places.filter((place) => isUnread(person, place)).length;
    return `${person.name}, ${person.role}${unread && person !== now ? ` (${unread} unread)` : ""}`;
  };
  const people = state.people.map((person) => [person.key, label(person)]);
  redraw("person", people, () => people.map(([value, text]) => make("option", { value, textContent: text })));
  element("person").value = now.key;
  element("initials").textContent = now.initials;
  element("initials").style.background = now.colour;
}

const SIGNS = { channel: "#", thread: "↳", direct: "@" };
const TITLES = { channel: (name) => `#${name}`, thread: (name) => name, direct: () => "Kith, direct messages" };
function titleOf(place) {
  return TITLES[place.kind](place.name);
}

function showPlaces(person, now) {
  const places = person.places.map((place) => [place, place === now, isUnread(person, place)]);
  redraw("places", places, () => places.map(([place, current, unread]) => {
    const button = make("button", { type: "button", className: place.kind },
      make("span", { className: "sign", ariaHidden: "true", textContent: SIGNS[place.kind] }),
      make("span", { className: "name", textContent: place.kind === "direct" ? titleOf(place) : place.name }));
    button.dataset.key = place.key;
    if (current) button.ariaCurrent = "true";
    if (unread) button.append(make("span", { className: "unread", textContent: "new" }));
    button.addEventListener("click", () => choose({ place: place.key }));
    return make("li", {}, button);
  }));
}

function firstName(person) {
  return person.name.split(" ")[0];
}

function showTime(person) {
  redraw("now", [state.now, person.key], () => [
    make("span", { textContent: clockTime(state.now, person.zone) }),
    make("small", { textContent: `by ${firstName(person)}'s clock in ${cityOf(person.zone)}; ${utcTime(state.now, person.zone)}` }),
  ]);
  const next = state.next && `Next comes ${state.next.what}: ${clockTime(state.next.at, person.zone)}.`;
  element("next").textContent = next ?? "Nothing is waiting for its time.";
}

function showMenus(person, place) {
  element("menus").hidden = place.menus.length === 0;
  const others = state.people.map((other) => [other.key, other.name]);
  redraw("target", others, () => others.map(([value, text]) => make("option", { value, textContent: text })));
  redraw("menu-buttons", [place.menus, person.key, place.id], () => place.menus.map((name) => {
    const button = make("button", { type: "button", textContent: name });
    button.dataset.do = "menu";
    button.addEventListener("click", () => {
      act("menu", { name, person: person.key, place: place.id, target: element("target").value });
    });
    return button;
  }));
}

function tell(words) {
  const notice = element("notice-words");
  if (notice.textContent !== words) notice.textContent = words;
  element("notice").hidden = words === "";
}

function showGuide(open) {
  element("guide").hidden = !open;
  element("guide-open").ariaExpanded = String(open);
  remember("guide", open);
}

// Choosing

function choose(change) {
  chosen = { ...chosen, ...change };
  remember("chosen", chosen);
  show(state);
}

element("person").addEventListener("change", (event) => choose({ person: event.target.value }));
element("notice-close").addEventListener("click", () => tell(""));
element("guide-open").addEventListener("click", () => showGuide(element("guide").hidden));
element("guide-close").addEventListener("click", () => showGuide(false));
for (const button of document.querySelectorAll("button[data-do]")) {
  button.addEventListener("click", () => act(button.dataset.do, { by: button.dataset.by }));
}
onLink((link) => {
  const place = personNow().places.find((open) => open.id === link.place);
  if (link.place === undefined) tell(OUTSIDE);
  else if (place === undefined) tell(`${personNow().name} can't open that.`);
  else {
    choose({ place: place.key });
    scrollTo(link.message);
  }
});
addEventListener("hashchange", () => location.reload());

element("controls").open = isWide.matches;
showGuide(recall("guide") ?? true);
if (secret) poll();
else tell(NO_SECRET);
