// Questions that need a form: joining, being invited, a new card, an announcement.
import { $, el, post } from "./dom.js";
import { botId, membersIn, platformOf, store } from "./store.js";

/** A form in a dialog; ``send`` gets its fields and says whether it may close. */
export function ask(title, note, fields, action, send) {
  const dialog = $("dialog");
  const inputs = fields.map(({ name, label, value = "", rows = 0, options }) => {
    let input;
    if (options) input = el("select", { name }, ...options.map(([key, words]) => el("option", { value: key }, words)));
    else if (rows) input = el("textarea", { name, rows, value });
    else input = el("input", { name, value, required: true, maxLength: 60 });
    return el("label", {}, label, input);
  });
  const submit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    if (await send(values)) dialog.close();
  };
  dialog.replaceChildren(el(
    "form",
    { onsubmit: submit },
    el("h2", {}, title),
    note ? el("p", {}, note) : null,
    ...inputs,
    el("div", { className: "row" }, el("button", { type: "button", className: "plain", onclick: () => dialog.close() }, "取消"), el("button", { className: "go" }, action)),
  ));
  dialog.showModal();
}

export function askInDialog() {
  const chat = store.chat;
  ask("申请入群", `向「${store.groups.get(chat).name}」提出申请，看机器人如何审核。`, [
    { name: "nickname", label: "昵称", value: "小陈" },
    { name: "comment", label: "验证信息", value: "问题：请写姓名和部门\n答案：孙悦 研发部", rows: 3 },
  ], "提交申请", (values) => post("join", { chat, ...values }));
}

export function inviteDialog() {
  const chat = store.chat;
  const people = membersIn(chat).filter((member) => !member.left && member.id !== botId(platformOf(chat)));
  ask("被邀请入群", "微信没有入群申请，由群成员邀请；机器人靠比对成员名单发现新人。", [
    { name: "nickname", label: "新人的昵称", value: "小陶" },
    { name: "inviter", label: "邀请人", options: people.map((member) => [member.id, member.name]) },
  ], "加入群聊", (values) => post("invite", { chat, ...values }));
}

export function cardDialog(member, operator) {
  const chat = store.chat;
  ask("修改群名片", "", [{ name: "value", label: "名片", value: member.name }], "保存", (values) => post("act", { chat, operator, what: "card", user: member.id, ...values }));
}

export function announceDialog(operator) {
  const chat = store.chat;
  ask("发布群公告", "", [{ name: "value", label: "公告内容", rows: 4 }], "发布", (values) => post("act", { chat, operator, what: "announce", ...values }));
}
