// simcord's pages, each in a frame: one is one person looking at one place.

const KEPT_OPEN = 6; // so that going back to one is quick

const frames = new Map();
let shown = null;

export function showRoom(secret, person, place, title) {
  const key = `${person.key}/${place.key}`;
  shown = frames.get(key) ?? open(`/room#${secret}.${place.id}.${person.id}`);
  shown.title = `${title}, as ${person.name} sees it`;
  frames.delete(key);
  frames.set(key, shown); // the one used last stands last
  if (frames.size > KEPT_OPEN) {
    const [oldest, unused] = frames.entries().next().value;
    unused.remove();
    frames.delete(oldest);
  }
  for (const frame of frames.values()) frame.classList.toggle("away", frame !== shown);
}

function open(address) {
  const frame = document.createElement("iframe");
  frame.src = address;
  document.getElementById("rooms").append(frame);
  return frame;
}

export function forgetRooms() {
  for (const frame of frames.values()) frame.remove();
  frames.clear();
}

// A frame that is still loading scrolls as soon as it can.
export function scrollTo(message) {
  const frame = shown;
  const tell = () => frame.contentWindow?.postMessage({ scrollTo: message }, location.origin);
  tell();
  frame.addEventListener("load", tell, { once: true });
}

// What a link in a room leads to: {place, message} here, or {} elsewhere.
export function onLink(follow) {
  addEventListener("message", ({ origin, data }) => {
    if (origin === location.origin && data.link) follow(data.link);
  });
}
