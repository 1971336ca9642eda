// What is known of the worlds, and what is looked at. Patches of the server are merged by id.

export const store = {
  sides: new Map(), groups: new Map(), members: new Map(), items: new Map(), deeds: new Map(), day: { state: "idle" },
  chat: "600700800", speakers: new Map(), quote: null, fresh: new Map(), privates: new Map(),
};
const watchers = new Set();
export const watch = (watcher) => watchers.add(watcher);

function itemsOf(chat) {
  if (!store.items.has(chat)) store.items.set(chat, new Map());
  return store.items.get(chat);
}

export function merge(patch) {
  if (patch.reset) {
    for (const part of ["sides", "groups", "members", "items", "deeds"]) store[part].clear();
    merge({ ...patch.reset, isReset: true });
    return;
  }
  for (const side of patch.sides ?? []) store.sides.set(side.platform, side);
  for (const group of patch.groups ?? []) store.groups.set(group.id, group);
  for (const [group, members] of Object.entries(patch.members ?? {})) store.members.set(group, members);
  for (const found of [...(patch.messages ?? []), ...(patch.lines ?? [])]) {
    const items = itemsOf(found.chat);
    const isNew = !items.has(found.id);
    items.set(found.id, found);
    if (found.chat.startsWith("p:") && !store.privates.has(found.chat)) openPrivate(found.chat, found.name);
    if (isNew && !patch.isReset && found.chat !== store.chat) store.fresh.set(found.chat, (store.fresh.get(found.chat) ?? 0) + 1);
  }
  for (const deed of patch.deeds ?? []) store.deeds.set(deed.id, deed);
  if (patch.day) store.day = patch.day;
  for (const watcher of watchers) watcher(patch);
}

export const itemsIn = (chat) => [...itemsOf(chat).values()].sort((a, b) => a.at - b.at);
export const platformOf = (chat) => (chat.startsWith("p:") ? chat.split(":")[1] : store.groups.get(chat)?.platform ?? "qq");
export const membersIn = (chat) => store.members.get(chat) ?? [];
export const botId = (platform) => store.sides.get(platform)?.account.id ?? "";

/** A private chat with the bot, as it is listed: who speaks is in its name. */
export function openPrivate(chat, fallback = "") {
  const user = chat.split(":").slice(2).join(":");
  const known = [...store.members.values()].flat().find((member) => member.id === user);
  store.privates.set(chat, { id: chat, platform: platformOf(chat), name: known?.name ?? fallback, user });
}

/** Who speaks in a chat: the one chosen last, else its owner. */
export function speakerIn(chat) {
  if (chat.startsWith("p:")) return store.privates.get(chat)?.user ?? "";
  const here = membersIn(chat).filter((member) => !member.left && member.id !== botId(platformOf(chat)));
  const chosen = store.speakers.get(chat);
  return here.some((member) => member.id === chosen) ? chosen : here[0]?.id ?? "";
}

export function pick(chat) {
  store.chat = chat;
  store.quote = null;
  store.fresh.delete(chat);
  for (const watcher of watchers) watcher({ picked: true });
}
