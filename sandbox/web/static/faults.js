// The fault switches: what a platform or a network does at its worst.
import { $, el, post } from "./dom.js";
import { store, watch } from "./store.js";

const SWITCHES = { duplicate_events: "事件重复送达", lost_events: "事件丢失", no_join_events: "没有进退群事件", no_heartbeat: "心跳停止", stale_members: "成员名单是旧的", history_absent: "查不到历史消息", malformed_events: "事件残缺" };
const KINDS = { no_effect: "说成功但没生效", unknown: "生效了却报超时", lost_answer: "应答丢失", lost_call: "请求丢失", slow: "慢 3 秒", limited: "被限流", duplicate_answer: "应答重复", disconnect: "生效后断线" };
const ACTIONS = {
  qq: { "*": "所有调用", send_group_msg: "发消息", delete_msg: "撤回", set_group_ban: "禁言", set_group_kick: "踢人", set_group_add_request: "审核申请" },
  wechat: { "*": "所有调用", send_message: "发消息", "wx.delete_groupmember": "移出成员", "wx.set_group_announcement": "群公告" },
};
const options = (values) => Object.entries(values).map(([key, words]) => el("option", { value: key }, words));

function sideNode(side) {
  const { platform } = side;
  const action = el("select", { "aria-label": "调用" }, ...options(ACTIONS[platform]));
  const kind = el("select", { "aria-label": "故障" }, el("option", { value: "" }, "选一种故障…"), ...options(KINDS));
  kind.addEventListener("change", () => post("fault", { platform, action: action.value, kind: kind.value }));
  const line = (what, words) => el("button", { type: "button", onclick: () => post("line", { platform, what }) }, words);
  const standing = Object.entries(side.faults).map(([name, found]) => el("div", { className: "standing" }, `${ACTIONS[platform][name] ?? name}：${KINDS[found] ?? found}`, el("button", { type: "button", onclick: () => post("fault", { platform, action: name, kind: "" }) }, "✕")));
  const toggles = Object.entries(SWITCHES).map(([name, words]) => el("label", { className: "switch" }, el("input", { type: "checkbox", checked: side.switches.includes(name), onchange: (event) => post("fault", { platform, switch: name, on: event.target.checked }) }), words));
  return el(
    "div",
    { className: "set" },
    el("h4", {}, el("span", { className: `tag ${platform}` }, platform === "qq" ? "QQ" : "微信"), "连接与调用"),
    el("div", { className: "wires" }, side.connected ? line("drop", "断开连接") : line("reconnect", "恢复连接"), side.account.online ? line("offline", "账号掉线") : line("online", "账号上线")),
    el("div", { className: "pairs" }, action, kind),
    ...standing,
    ...toggles,
  );
}

watch((patch) => {
  if (!patch.sides && !patch.isReset) return;
  const sides = [...store.sides.values()];
  $("fault-list").replaceChildren(...sides.map(sideNode));
  const count = sides.reduce((sum, side) => sum + side.switches.length + Object.keys(side.faults).length, 0);
  $("fault-count").textContent = count ? `${count} 个开着` : "";
});
