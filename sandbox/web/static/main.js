// Starts the page: one WebSocket brings the state and every change of it.
import { merge, store, watch } from "./store.js";
import "./groups.js";
import "./chat.js";
import "./composer.js";
import "./side.js";
import "./faults.js";
import "./day.js";

function connect() {
  const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/changes`);
  socket.addEventListener("message", (event) => {
    merge(JSON.parse(event.data));
    document.body.dataset.ready = "true";
  });
  socket.addEventListener("close", () => setTimeout(connect, 1000));
}

function drawTabs() {
  for (const button of document.querySelectorAll(".tabs [data-tab]")) {
    if (button.dataset.tab === document.body.dataset.tab) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}
for (const button of document.querySelectorAll(".tabs [data-tab]")) {
  button.addEventListener("click", () => { document.body.dataset.tab = button.dataset.tab; });
}
new MutationObserver(drawTabs).observe(document.body, { attributes: true, attributeFilter: ["data-tab"] });
drawTabs();
watch((patch) => {
  if (patch.picked) document.title = `${store.groups.get(store.chat)?.name ?? "私聊"} · 群规沙盒`;
});
connect();
