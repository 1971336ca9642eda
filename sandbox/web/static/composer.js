// The box below the conversation: who speaks, mention, quote, image, file, joining.
import { $, el, item, openMenu, post, shortName, toast } from "./dom.js";
import { botId, membersIn, platformOf, speakerIn, store, watch } from "./store.js";
import { askInDialog, inviteDialog } from "./dialogs.js";

const ROLES = { owner: "群主", admin: "管理员" };
let mentions = [];

export function setQuote(message) {
  store.quote = message;
  const words = message && message.parts.map((part) => part.text ?? part.name ?? "").join("");
  $("quoting").hidden = !message;
  if (message) $("quoting").replaceChildren(el("span", {}, `回复 ${shortName(message.name)}：${words}`), el("button", { type: "button", title: "不回复", onclick: () => setQuote(null) }, "✕"));
  if (message) $("words").focus();
}

function drawSpeakers() {
  const chat = store.chat;
  const isPrivate = chat.startsWith("p:");
  const here = isPrivate ? [store.privates.get(chat)].filter(Boolean).map((found) => ({ id: found.user, name: found.name })) : membersIn(chat).filter((member) => !member.left && member.id !== botId(platformOf(chat)));
  const chosen = speakerIn(chat);
  const option = (member) => el("option", { value: member.id, selected: member.id === chosen }, `${member.name}${ROLES[member.role] ? `（${ROLES[member.role]}）` : ""}`);
  $("speaker").replaceChildren(...here.map(option));
  $("come-in").textContent = platformOf(chat) === "qq" ? "申请入群" : "被邀请入群";
  $("come-in").hidden = $("mention").hidden = isPrivate;
}

export function speakAs(user) {
  store.speakers.set(store.chat, user);
  drawSpeakers();
  $("words").focus();
}

function grow() {
  const box = $("words");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 130)}px`;
}

function addMention(user, name) {
  const box = $("words");
  const at = box.selectionStart ?? box.value.length;
  const before = box.value.slice(0, at).replace(/@$/, "");
  box.value = `${before}@${name} ${box.value.slice(at)}`;
  mentions.push({ user, name });
  box.focus();
  grow();
}

function mentionMenu() {
  const box = $("mention").getBoundingClientRect();
  const people = membersIn(store.chat).filter((member) => !member.left);
  const all = platformOf(store.chat) === "qq" ? [item("全体成员", () => addMention("all", "全体成员")), el("hr")] : [];
  openMenu(box.left, box.top - 440, [...all, ...people.map((member) => item(member.name, () => addMention(member.id, member.name)))]);
}

async function send(event) {
  event.preventDefault();
  const words = $("words").value.trim();
  if (!words) return;
  const named = mentions.filter(({ name }) => words.includes(`@${name}`)).map(({ user }) => user);
  const done = await post("say", { chat: store.chat, user: speakerIn(store.chat), text: words, quote: store.quote?.id, mentions: [...new Set(named)] });
  if (!done) return;
  dispatchEvent(new Event("spoken"));
  $("words").value = "";
  mentions = [];
  setQuote(null);
  grow();
}

function choose(kind) {
  const pick = $("pick");
  pick.accept = kind === "image" ? "image/*" : "";
  pick.value = "";
  pick.onchange = async () => {
    const file = pick.files[0];
    if (!file) return;
    const query = new URLSearchParams({ chat: store.chat, user: speakerIn(store.chat), name: file.name, kind });
    const answer = await fetch(`/api/upload?${query}`, { method: "POST", headers: { "Content-Type": file.type || "application/octet-stream" }, body: file });
    if (!answer.ok) toast((await answer.json()).error ?? "没有成功");
  };
  pick.click();
}

$("composer").addEventListener("submit", send);
$("words").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event); });
$("words").addEventListener("input", (event) => { grow(); if (event.data === "@" && !store.chat.startsWith("p:")) mentionMenu(); });
$("speaker").addEventListener("change", () => store.speakers.set(store.chat, $("speaker").value));
$("mention").dataset.menu = "";
$("words").dataset.menu = "";
$("mention").addEventListener("click", mentionMenu);
$("image").addEventListener("click", () => choose("image"));
$("file").addEventListener("click", () => choose("file"));
$("come-in").addEventListener("click", () => (platformOf(store.chat) === "qq" ? askInDialog() : inviteDialog()));
watch((patch) => {
  if (patch.picked) setQuote(null);
  if (patch.picked || patch.isReset || patch.members?.[store.chat]) drawSpeakers();
});
