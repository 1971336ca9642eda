// The working day: its caption, its pace, and following it from group to group.
import { $, post } from "./dom.js";
import { pick, store, watch } from "./store.js";

let followed = "";

function draw() {
  const { state, at = 0, total = 1, caption = "", clock = "", speed = 1, chat } = store.day;
  const isOn = state !== "idle";
  $("day").hidden = !isOn;
  $("play").hidden = state === "playing" || state === "paused";
  if (!isOn) return;
  $("day-caption").textContent = caption;
  $("day-clock").textContent = clock || "08:50";
  $("day-progress").style.width = `${Math.min(100, (at / total) * 100)}%`;
  $("day-pause").textContent = state === "paused" ? "▶" : "❚❚";
  $("day-pause").hidden = state === "done";
  for (const button of document.querySelectorAll("[data-speed]")) button.setAttribute("aria-pressed", String(Number(button.dataset.speed) === speed));
  if (chat && chat !== followed && state === "playing") {
    followed = chat;
    if (store.chat !== chat) pick(chat);
  }
}

$("play").addEventListener("click", () => { followed = ""; document.body.dataset.tab = "chat"; post("day", { command: "play" }); });
$("day-pause").addEventListener("click", () => post("day", { command: store.day.state === "paused" ? "resume" : "pause" }));
$("day-stop").addEventListener("click", () => post("day", { command: "stop" }));
for (const button of document.querySelectorAll("[data-speed]")) {
  button.addEventListener("click", () => post("day", { command: "speed", speed: Number(button.dataset.speed) }));
}
watch((patch) => { if (patch.day || patch.isReset) draw(); });
