// The conversation: bubbles, the lines between them, and what can be done to a message.
import { $, avatar, bytes, clockOf, closeMenu, el, item, lasting, openMenu, post, shortName } from "./dom.js";
import { itemsIn, membersIn, platformOf, speakerIn, store, watch } from "./store.js";
import { setQuote } from "./composer.js";

const ROLES = { owner: "群主", admin: "管理员" };
const EMOJI = [["76", "👍"], ["124", "👌"], ["66", "❤️"], ["99", "👏"], ["144", "🎉"]];
const drawn = new Map();

function partNode(part) {
  if (part.type === "at") return el("span", { className: `at ${part.self ? "self" : ""}` }, `@${part.name}`);
  if (part.type === "image") return el("img", { src: part.url, alt: part.name, onload: () => { if (isPinned) toEnd(); } });
  if (part.type === "file") {
    const kind = (part.name.split(".").pop() || "文件").slice(0, 4).toUpperCase();
    return el("a", { className: "card", href: part.url, download: part.name, onclick: (event) => event.stopPropagation() }, el("span", { className: "icon" }, kind), el("span", {}, part.name, el("small", {}, bytes(part.size))));
  }
  const command = /^\s*[/／][^\s]+/.exec(part.text);
  return command ? el("span", {}, el("span", { className: "cmd" }, command[0]), part.text.slice(command[0].length)) : document.createTextNode(part.text);
}

export function badges(member, isBot) {
  const found = [];
  if (isBot) found.push(el("span", { className: "role robot" }, "机器人"));
  if (ROLES[member?.role]) found.push(el("span", { className: `role ${member.role}` }, ROLES[member.role]));
  if (member?.left) found.push(el("span", { className: "role left" }, member.left === "kick" ? "已移出" : "已退群"));
  if (member?.mutedUntil > Date.now()) found.push(el("span", { className: "role mute", "data-until": member.mutedUntil }, `禁言 ${lasting(member.mutedUntil - Date.now())}`));
  return found;
}

function messageMenu(message, event) {
  const user = speakerIn(store.chat);
  const reactions = el("div", { className: "emoji" }, ...EMOJI.map(([emoji, glyph]) => el("button", { type: "button", title: "表情回应", onclick: () => { closeMenu(); post("react", { message: message.id, user, emoji }); } }, glyph)));
  openMenu(event.clientX, event.clientY, [
    ...(platformOf(store.chat) === "qq" && !store.chat.startsWith("p:") ? [reactions, el("hr")] : []),
    item("↩︎ 回复", () => setQuote(message)),
    ...(message.recalled ? [] : [item("撤回", () => post("recall", { message: message.id, user: message.chat.startsWith("p:") ? message.author : user }), "danger")]),
  ]);
}

function messageNode(message) {
  const isGroup = !message.chat.startsWith("p:");
  const member = isGroup ? membersIn(message.chat).find((found) => found.id === message.author) : undefined;
  const isMine = !isGroup && !message.bot;
  const recalled = message.recalled;
  const bubble = el("div", { className: "bubble", tabIndex: 0, "data-menu": "", onclick: (event) => messageMenu(message, event) });
  if (message.quote) bubble.append(el("span", { className: "cited" }, `${shortName(message.quote.name)}：${message.quote.recalled ? "（已撤回）" : ""}${message.quote.text}`));
  bubble.append(...message.parts.map(partNode));
  bubble.addEventListener("keydown", (event) => { if (event.key === "Enter") { const box = bubble.getBoundingClientRect(); messageMenu(message, { clientX: box.left, clientY: box.bottom }); } });
  const withdrawn = recalled && el("div", { className: "withdrawn" }, recalled.own ? "本人撤回" : `已被 ${shortName(recalled.by)} 撤回`);
  const reactions = message.reactions.length > 0 && el("div", { className: "reactions" }, ...message.reactions.map((found) => el("button", { type: "button", title: found.names.join("、"), onclick: () => post("react", { message: message.id, user: speakerIn(store.chat), emoji: found.emoji }) }, `${found.glyph} ${found.names.map(shortName).slice(0, 3).join("、")}${found.names.length > 3 ? ` 等 ${found.names.length} 人` : ""}`)));
  return el(
    "article",
    { className: `msg ${message.bot ? "bot" : ""} ${isMine ? "mine" : ""} ${recalled ? "recalled" : ""}`, "data-id": message.id },
    avatar(message.name, message.author, message.bot ? "bot" : ""),
    el("div", { className: "body" }, el("div", { className: "by" }, message.name, ...badges(member, message.bot)), bubble, withdrawn || null, reactions || null),
  );
}

const nodeFor = (found) => (found.parts ? messageNode(found) : el("div", { className: "line" }, el("span", {}, found.text)));

let lastTop = 0;
let isPinned = true; // whether the newest message is kept in sight
function atEnd() {
  const stream = $("stream");
  return stream.scrollHeight - stream.scrollTop - stream.clientHeight < 60;
}

export function toEnd() {
  isPinned = true;
  $("stream").scrollTop = $("stream").scrollHeight;
  $("to-end").hidden = true;
}

function drawAll() {
  drawn.clear();
  const items = itemsIn(store.chat);
  const nodes = [];
  let before = 0;
  for (const found of items) {
    if (found.at - before > 300000) nodes.push(el("div", { className: "stamp" }, clockOf(found.at)));
    before = found.at;
    const node = nodeFor(found);
    drawn.set(found.id, node);
    nodes.push(node);
    if (isUnheard(found)) nodes.push(unheard());
  }
  const empty = el("div", { className: "empty" }, el("b", {}, "这里还没有消息"), "点上方「演示一个工作日」看一遍，或在下面以任何人的身份说话。机器人连接后，在没有启用的群里只听 /启用：先由群主陈立发送。");
  $("stream").replaceChildren(...(nodes.length ? nodes : [empty]));
  toEnd();
}

function drawSome(found) {
  const node = nodeFor(found);
  if (drawn.has(found.id)) {
    node.style.animation = "none";
    drawn.get(found.id).replaceWith(node);
  } else {
    if (!drawn.size) $("stream").replaceChildren();
    $("stream").append(node);
    if (isUnheard(found)) $("stream").append(unheard());
  }
  drawn.set(found.id, node);
}

/** A command in a group where the bot has not said anything yet: it is not enabled there, and stays silent. */
function isUnheard(found) {
  const words = found.parts?.[0]?.type === "text" ? found.parts[0].text.trim() : "";
  if (found.bot || store.chat.startsWith("p:") || !/^[/／]/.test(words) || /^[/／]\s*(启用|enable)/i.test(words)) return false;
  return !itemsIn(store.chat).some((item) => item.bot && item.at < found.at);
}

function unheard() {
  return el("div", { className: "stamp" }, "本群还没有启用，机器人不回答其他命令。先由群主陈立发送 /启用");
}

/** Roles, mutes and departures changed: the names above the bubbles follow. */
function drawBadges() {
  const members = new Map(membersIn(store.chat).map((member) => [member.id, member]));
  for (const found of itemsIn(store.chat)) {
    const by = found.parts && drawn.get(found.id)?.querySelector(".by");
    if (by) by.replaceChildren(found.name, ...badges(members.get(found.author), found.bot));
  }
}

function drawHead() {
  const platform = platformOf(store.chat);
  const group = store.groups.get(store.chat);
  const name = group?.name ?? `${shortName(store.privates.get(store.chat)?.name ?? "")} 与机器人的私聊`;
  $("chat-head").replaceChildren(
    el("h1", {}, name),
    el("span", { className: `tag ${platform}` }, platform === "qq" ? "QQ" : "微信"),
    el("span", {}, group ? `${group.count} 人` : ""),
    ...(group?.wholeMuted ? [el("span", { className: "role mute" }, "全员禁言中")] : []),
  );
  $("banner").hidden = !group?.announcement;
  if (group?.announcement) $("banner").replaceChildren("📢", el("span", {}, group.announcement.text));
}

watch((patch) => {
  if (patch.picked || patch.isReset) { drawHead(); drawAll(); return; }
  if (patch.members?.[store.chat]) drawBadges();
  if (patch.groups?.some((group) => group.id === store.chat)) drawHead();
  const mine = [...(patch.messages ?? []), ...(patch.lines ?? [])].filter((found) => found.chat === store.chat);
  if (!mine.length) return;
  mine.forEach(drawSome);
  if (isPinned) toEnd();
  else if (mine.some((found) => found.at > Date.now() - 3000)) $("to-end").hidden = false;
});
new ResizeObserver(() => { if (isPinned) toEnd(); }).observe($("stream"));
$("to-end").addEventListener("click", toEnd);
addEventListener("spoken", toEnd);
$("stream").addEventListener("scroll", () => {
  const { scrollTop } = $("stream");
  if (atEnd()) { isPinned = true; $("to-end").hidden = true; }
  else if (scrollTop < lastTop - 4) isPinned = false;
  lastTop = scrollTop;
});

setInterval(() => {
  for (const badge of document.querySelectorAll("[data-until]")) {
    const left = Number(badge.dataset.until) - Date.now();
    if (left > 0) badge.textContent = `禁言 ${lasting(left)}`;
    else badge.remove();
  }
}, 1000);
