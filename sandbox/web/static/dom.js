// Small helpers for making elements. Text of people only ever becomes text nodes.

export const $ = (id) => document.getElementById(id);

/** An element with properties and children; children are nodes or text. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The part of a card that is a name: 研发-李雷 is 李雷. */
export const shortName = (name) => name.split("-").pop() || name;

export function avatar(name, id, extra = "") {
  const node = el("span", { className: `avatar ${extra}` }, [...shortName(name)][0] ?? "?");
  let hash = 7;
  for (const letter of id) hash = (hash * 31 + letter.codePointAt(0)) % 3600;
  node.style.setProperty("--hue", String((hash * 47) % 360));
  node.setAttribute("aria-hidden", "true");
  return node;
}

export const clockOf = (millis) => new Date(millis).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });

export function lasting(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds >= 86400) return `${Math.floor(seconds / 86400)} 天 ${Math.floor((seconds % 86400) / 3600)} 小时`;
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} 小时 ${Math.floor((seconds % 3600) / 60)} 分`;
  if (seconds >= 60) return `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`;
  return `${seconds} 秒`;
}

export function bytes(size) {
  if (size >= 1048576) return `${(size / 1048576).toFixed(1)} MB`;
  return size >= 1024 ? `${(size / 1024).toFixed(1)} KB` : `${size} B`;
}

let toastTimer = 0;
export function toast(words) {
  const node = $("toast");
  node.textContent = words;
  node.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { node.hidden = true; }, 3200);
}

/** POST to the sandbox; what it refuses is said in a toast. Resolves to whether it was done. */
export async function post(path, body) {
  try {
    const answer = await fetch(`/api/${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (answer.ok) return true;
    toast((await answer.json()).error ?? "没有成功");
  } catch {
    toast("沙盒没有应答");
  }
  return false;
}

/** A menu at a place on the screen; ``items`` are nodes. It closes with the next click elsewhere. */
export function openMenu(x, y, items) {
  const menu = $("menu");
  menu.replaceChildren(...items);
  menu.hidden = false;
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
}
export const closeMenu = () => { $("menu").hidden = true; };
document.addEventListener("click", (event) => { if (!event.target.closest("#menu, [data-menu]")) closeMenu(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeMenu(); });

export const item = (words, act, className = "") => el("button", { type: "button", className, onclick: () => { closeMenu(); act(); } }, words);
