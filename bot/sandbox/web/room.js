// Beside simcord's own script, in the same page.

// Who looks at the newest message sees the next one whole: simcord measures while the composer and the message's
// buttons are still changing their height.

const NEAR = 160; // pixels from the end that still count as looking at the newest message
const SETTLING_MS = 600;

const timeline = document.getElementById("channel-timeline");
const messages = document.getElementById("channel-message-list");
let newest = null;
let pinnedUntil = 0;

function pin() {
  timeline.scrollTop = timeline.scrollHeight;
  if (performance.now() < pinnedUntil) requestAnimationFrame(pin);
}

new MutationObserver(() => {
  const last = messages.querySelector("[data-message-id]:last-child");
  if (last === null || last.dataset.messageId === newest) return;
  newest = last.dataset.messageId;
  const below = timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight;
  if (below - last.offsetHeight > NEAR) return;
  pinnedUntil = performance.now() + SETTLING_MS;
  requestAnimationFrame(pin);
}).observe(messages, { childList: true });

for (const moved of ["wheel", "touchmove", "keydown"]) {
  timeline.addEventListener(moved, () => { pinnedUntil = 0; }, { passive: true });
}

// Links to messages of Riverside are followed here. Others would leave this machine.

const MESSAGE = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)(?:\/(\d+))?$/;
const LOOKING_MS = 5000;

function follow(event) {
  const address = event.target.closest?.("a[href]")?.href ?? "";
  if (!/^(https?|mailto):/.test(address)) return;
  event.preventDefault();
  const [, place, message] = MESSAGE.exec(address) ?? [];
  parent.postMessage({ link: { place, message } }, location.origin);
}
for (const pressed of ["click", "auxclick"]) document.addEventListener(pressed, follow, true);

addEventListener("message", ({ origin, data }) => {
  if (origin === location.origin && data.scrollTo) scrollTo(data.scrollTo, performance.now() + LOOKING_MS);
});

function scrollTo(message, until) {
  const found = messages.querySelector(`[data-message-id="${CSS.escape(message)}"]`);
  if (found) {
    pinnedUntil = 0;
    found.scrollIntoView({ block: "center" });
    found.classList.add("linked");
    found.addEventListener("animationend", () => found.classList.remove("linked"), { once: true });
  } else if (performance.now() < until) requestAnimationFrame(() => scrollTo(message, until));
}
