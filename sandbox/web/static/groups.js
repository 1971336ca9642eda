// The left column: QQ groups, WeChat groups, private chats with the bot.
import { $, avatar, clockOf, el } from "./dom.js";
import { itemsIn, pick, store, watch } from "./store.js";

const NAMES = { qq: "QQ", wechat: "微信" };

function preview(chat) {
  const last = itemsIn(chat).at(-1);
  if (!last) return ["还没有消息", ""];
  const words = last.text ?? (last.recalled ? "撤回了一条消息" : last.parts.map((part) => part.text ?? (part.type === "at" ? `@${part.name} ` : `[${part.name}]`)).join(""));
  return [last.name ? `${last.name.split("-").pop()}：${words}` : words, clockOf(last.at)];
}

function row(chat) {
  const [words, time] = preview(chat.id);
  const fresh = store.fresh.get(chat.id) ?? 0;
  return el(
    "button",
    { type: "button", className: `group ${fresh ? "has-new" : ""}`, "data-chat": chat.id, "aria-current": store.chat === chat.id ? "true" : null, onclick: () => { pick(chat.id); document.body.dataset.tab = "chat"; } },
    avatar(chat.name, chat.id),
    el("b", {}, chat.name),
    el("time", {}, time),
    el("span", { className: "last" }, words),
    fresh ? el("span", { className: "new" }, String(Math.min(fresh, 99))) : null,
  );
}

function section(platform) {
  const groups = [...store.groups.values()].filter((group) => group.platform === platform);
  return [el("h3", {}, el("span", { className: `tag ${platform}` }, NAMES[platform]), "群聊"), ...groups.map(row)];
}

export function drawGroups() {
  const privates = [...store.privates.values()];
  $("groups").replaceChildren(
    ...section("qq"),
    ...section("wechat"),
    ...(privates.length ? [el("h3", {}, "私聊机器人"), ...privates.map(row)] : []),
  );
}

function drawLines() {
  $("lines").replaceChildren(...["qq", "wechat"].filter((name) => store.sides.has(name)).map((name) => {
    const side = store.sides.get(name);
    const [state, words] = !side.connected ? ["down", "等待机器人"] : side.account.online ? ["up", "已连接"] : ["down", "账号离线"];
    return el("span", { className: `pill ${state}`, title: side.trouble || `${side.account.name}（${side.account.id}）；在没有启用的群里只听 /启用` }, NAMES[name], el("span", { className: "word" }, words));
  }));
}

let isDue = false;
watch((patch) => {
  if (patch.sides || patch.isReset) drawLines();
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => { isDue = false; drawGroups(); });
});
