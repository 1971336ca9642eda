// The right column: what the bot did, and the members.
import { $, avatar, clockOf, el, item, openMenu, post, shortName } from "./dom.js";
import { botId, membersIn, openPrivate, pick, platformOf, speakerIn, store, watch } from "./store.js";
import { badges } from "./chat.js";
import { speakAs } from "./composer.js";
import { announceDialog, cardDialog } from "./dialogs.js";

const MARKS = [[/^delete_/, "🚫"], [/ban/, "🔇"], [/kick|delete_groupmember/, "🚪"], [/add_request/, "🙋"], [/notice|announcement/, "📢"], [/emoji/, "👍"], [/card|name/, "🏷"], [/file/, "📎"], [/^send_/, "💬"]];

function deedNode(deed) {
  const mark = MARKS.find(([pattern]) => pattern.test(deed.action))?.[1] ?? "⚙️";
  const group = store.groups.get(deed.chat);
  return el(
    "li",
    { className: `deed ${deed.tone} ${deed.speech ? "speech" : ""}` },
    el("span", { className: "mark" }, mark),
    el("p", {}, deed.words),
    el("time", {}, clockOf(deed.at)),
    el("div", { className: "result" }, el("span", { className: "chip" }, deed.outcome), el("span", {}, group ? group.name : platformOf(deed.chat) === "qq" && deed.platform === "qq" ? "QQ" : "微信"), el("code", {}, deed.action)),
  );
}

function drawDeeds() {
  const speech = $("show-speech").checked;
  const deeds = [...store.deeds.values()].filter((deed) => speech || !deed.speech).reverse().slice(0, 120);
  const hint = el("p", { className: "hint" }, "机器人撤回、禁言、移出、审核……每一次调用平台，都会用大白话记在这里。");
  $("deeds").replaceChildren(...(deeds.length ? deeds.map(deedNode) : [hint]));
}

function memberMenu(member, event) {
  const chat = store.chat;
  const platform = platformOf(chat);
  const operator = speakerIn(chat);
  const by = membersIn(chat).find((found) => found.id === operator);
  const act = (what, extra = {}) => post("act", { chat, operator, what, user: member.id, ...extra });
  const isBot = member.id === botId(platform);
  const items = [];
  if (!isBot && !member.left) {
    items.push(item("以此人身份发言", () => { speakAs(member.id); document.body.dataset.tab = "chat"; }));
    items.push(item("以此人身份私聊机器人", () => { const key = `p:${platform}:${member.id}`; openPrivate(key, member.name); pick(key); document.body.dataset.tab = "chat"; }));
    items.push(item("退出群聊", () => act("leave")), el("hr"));
  }
  if (!member.left && member.id !== operator) {
    items.push(el("button", { type: "button", disabled: true }, `由 ${shortName(by?.name ?? "")} 操作：`));
    if (platform === "qq") items.push(item("禁言 10 分钟", () => act("mute", { value: "600" })), item("解除禁言", () => act("unmute")));
    items.push(item("修改群名片", () => cardDialog(member, operator)));
    items.push(item(member.role === "admin" ? "取消管理员" : "设为管理员", () => act(member.role === "admin" ? "unadmin" : "admin")));
    items.push(item("移出群聊", () => act("kick"), "danger"));
  } else if (member.id === operator && member.role !== "member") {
    items.push(item("发布群公告", () => announceDialog(operator)));
  }
  if (items.length) openMenu(event.clientX - 90, event.clientY, items);
}

function memberNode(member) {
  const isBot = member.id === botId(platformOf(store.chat));
  return el("li", {}, el(
    "button",
    { type: "button", className: `member ${member.left ? "gone" : ""}`, "data-menu": "", "data-member": member.id, onclick: (event) => memberMenu(member, event) },
    avatar(member.name, member.id, `small ${isBot ? "bot" : ""}`),
    el("span", { className: "who" }, member.name, !member.name.endsWith(member.nickname) && !member.left ? el("small", {}, member.nickname) : null),
    ...badges(member, isBot),
  ));
}

function drawMembers() {
  const words = $("member-search").value.trim();
  const all = membersIn(store.chat);
  const fits = all.filter((member) => !words || member.name.includes(words) || member.nickname.includes(words));
  const here = fits.filter((member) => !member.left);
  const gone = fits.filter((member) => member.left);
  $("member-count").textContent = all.filter((member) => !member.left).length || "";
  $("members").replaceChildren(...here.slice(0, 200).map(memberNode), ...(gone.length ? [el("h4", {}, "已离开"), ...gone.map(memberNode)] : []));
}

for (const tab of document.querySelectorAll("[data-side]")) {
  tab.addEventListener("click", () => {
    for (const other of document.querySelectorAll("[data-side]")) other.setAttribute("aria-selected", String(other === tab));
    $("deeds-pane").hidden = tab.dataset.side !== "deeds";
    $("members-pane").hidden = tab.dataset.side !== "members";
  });
}
$("show-speech").addEventListener("change", drawDeeds);
$("member-search").addEventListener("input", drawMembers);
watch((patch) => {
  if (patch.deeds || patch.isReset) drawDeeds();
  if (patch.picked || patch.isReset || patch.members?.[store.chat]) drawMembers();
});
