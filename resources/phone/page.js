"use strict";
// The participants' page. It renders blocks, never step kinds; PROTOCOL.md says what it speaks.
// Plain ES2017 for phones from iOS 14 and Chrome 80, over http: no secure context, so ids come from
// getRandomValues and nothing needs a service worker. Texts are put in as text, never as markup.

// Small helpers

const $ = (id) => document.getElementById(id);
const hex = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
  (n) => n.toString(16).padStart(2, "0")).join("");
const PATIENCE = 15000; // what gets no answer in so long is asked again, with the same id
const api = (method, path, body) => {
  const end = new AbortController();
  const clock = setTimeout(() => end.abort(), PATIENCE);
  return fetch(path, asked(method, body, end.signal)).finally(() => clearTimeout(clock));
};
const asked = (method, body, signal) => ({
  method, signal, cache: "no-store",
  headers: Object.assign(body === undefined ? {} : { "Content-Type": "application/json" },
    me.token ? { Authorization: "Bearer " + me.token } : {}),
  body: body === undefined ? undefined : JSON.stringify(body),
});

function el(tag, props, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "text") made.textContent = value;
    else if (name in made && name !== "list") made[name] = value;
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

const p = (className, text) => el("p", { className, text });
function fill(made, ...inside) { // replaceChildren came with Chrome 86
  made.textContent = "";
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
}

function placed(parent, nodes) { // what stays is not moved: the focus would go, and with it the keys one types on
  for (const one of Array.from(parent.children)) if (!nodes.includes(one)) one.remove();
  nodes.forEach((node, place) => { if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] || null); });
}

// What this phone keeps: who it is, what it has not sent yet, what is being written

const KEPT = "workshop-studio";
function found() { // even to ask for the storage fails where a phone keeps nothing of pages
  try { return JSON.parse(localStorage.getItem(KEPT) || "{}"); } catch (_) { return {}; }
}
let me = Object.assign({ token: "", personal: "", joining: "", lang: "", outbox: [], drafts: {}, groups: {}, papers: {}, said: {} }, found());
const keep = () => {
  try { localStorage.setItem(KEPT, JSON.stringify(me)); } catch (_) { say(t("page.no_room")); }
};

// Words

const given = JSON.parse($("given").textContent); // came with the page: its words, and what the room says
let { words, about } = given;
let spoken = document.documentElement.lang;
const t = (key, params) => (words[key] === undefined ? key : words[key])
  .replace(/\{(\w+)\}/g, (whole, name) => (params && name in params ? params[name] : whole));
const known = (key) => words[key] !== undefined;
const word = (table, code) => known(table + code) ? t(table + code) : code;
function told(of) { // a text that the session carries in several languages
  if (!of) return "";
  const order = ["und", spoken, spoken === "nn" ? "nb" : "nn", "nb", "en"];
  for (const lang of order) if (of[lang]) return of[lang];
  return Object.values(of)[0] || "";
}
const reason = (refused) => !refused ? ""
  : refused.code === "session.finished" ? t("page.ended") // by itself that code is what the stage says then
  : known(refused.code) ? t(refused.code, refused.params) : t("page.refused");
const number = (n) => {
  const [whole, part] = String(Math.round(n * 100) / 100).replace("-", "−").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, spoken === "en" ? "," : "\u00a0");
  return part ? grouped + (spoken === "en" ? "." : ",") + part : grouped;
};
const day = (date) => date.split("-").reverse().join(".");
const titled = (text) => text.trim() ? text : t("page.untitled");

async function speak(lang) { // where no words come, it goes on in the language that it has
  try {
    const got = await fetch("/words/" + lang + ".json");
    if (!got.ok) throw new Error(got.status);
    words = await got.json();
  } catch (_) { return say(t("page.no_contact")); }
  document.documentElement.lang = spoken = lang;
  tongues();
}
function tongues() {
  const names = { nb: "Bokmål", nn: "Nynorsk", en: "English" };
  $("languages").setAttribute("aria-label", t("page.language"));
  if (!$("languages").firstChild) fill($("languages"), ...Object.keys(names).map((one) => el("button", {
    text: one, lang: one, "aria-label": one + " · " + names[one],
    onclick: () => { me.lang = one; keep(); speak(one).then(anew); },
  })));
  for (const one of $("languages").children) one.setAttribute("aria-pressed", String(one.lang === spoken));
}
function say(text) { if ($("line").textContent !== text) $("line").textContent = text; } // else it is read out again
let quiet = 0;
function announce(text) { // to who listens; who reads finds it where it belongs, and not here for long
  if (text && $("news").textContent !== text) $("news").textContent = text;
  clearTimeout(quiet);
  quiet = setTimeout(() => fill($("news")), 5000);
}

// Joining

let view = null;
let outdated = ""; // a key that lets nobody in any more: then the code is typed
const key = () => (location.hash.slice(1) === outdated ? "" : location.hash.slice(1));
addEventListener("hashchange", () => { if (!me.token) joinScreen("", typedIn()); }); // a newer QR code, in the same tab

async function begin() {
  $("title").textContent = about.title || "Workshop Studio";
  if (me.token) {
    const got = await ask("GET", "/view");
    if (got.status === 200) { show(await got.json()); return live(); }
    if (got.status !== 401 && got.status !== 403) return later(begin);
    me.token = "";
    keep();
  }
  joinScreen("");
}
async function anewcomer() { // the laptop does not know this phone: the room may be another now
  me.token = "";
  keep();
  const got = await ask("GET", "/about");
  if (got.status !== 200) return later(anewcomer);
  about = await got.json();
  begin();
}
let silent = 0; // how often in a row nothing was heard: then the laptop may be at another address
function lost() {
  silent += 1;
  say(t("page.no_contact") + (silent > 3 && me.personal ? " " + t("page.new_address", { code: me.personal }) : ""));
}
function later(again) {
  lost();
  setTimeout(again, 2000);
}
async function ask(method, path, body) {
  try { return await api(method, path, body); } catch (_) { return { status: 0, json: async () => ({}) }; }
}
function joinScreen(fault, typed) {
  const id = me.joining = me.joining || hex(); // kept, for a reload while one joins makes nobody twice
  keep();
  const parts = [el("h2", { text: t("page.join") })];
  const field = (name, label, extra) => {
    const input = el("input", Object.assign({ id: name, autocomplete: "off" }, extra));
    parts.push(el("label", { htmlFor: name, text: label }), input);
    return input;
  };
  const code = key() ? null : field("code", t("page.code"), { autocapitalize: "characters" });
  const name = about.names === "none" ? null : field("name",
    t(about.names === "required" ? "page.name" : "page.name_optional"),
    { maxLength: 40, required: about.names === "required" });
  const heads = about.tables ? field("heads", t("page.heads"),
    { type: "number", min: 1, max: 50, value: 1, inputMode: "numeric", oninput: () => { shared.hidden = !(heads.value > 1); } }) : null;
  const shared = el("p", { className: "soft small", hidden: true, role: "status", text: t("page.one_ballot") });
  if (heads) parts.push(shared);
  const mine = field("personal", t("page.personal_have"), { autocapitalize: "characters" });
  parts.push(p("soft", t("page.promise")),
    p("soft small", t("page.privacy")));
  const error = el("p", { className: "danger", role: "alert", text: fault });
  const go = async (event) => {
    event.preventDefault();
    const body = { id };
    if (mine.value.trim()) body.personal = mine.value;
    else if (code) body.code = code.value;
    else body.key = key();
    if (name && name.value.trim()) body.name = name.value.trim();
    if (heads && Number(heads.value) > 1) body.heads = Number(heads.value);
    const got = await ask("POST", "/join", body);
    const answer = await got.json().catch(() => ({}));
    if (got.status !== 200) {
      error.textContent = got.status ? reason(answer.rejection) : t("page.no_contact");
      if (got.status === 403) await otherwise(body, answer.rejection);
      return;
    }
    me.token = answer.token;
    me.joining = "";
    me.groups = {}; // another session, or another person, is asked anew
    me.papers = {};
    for (const vote of Object.keys(papers)) delete papers[vote];
    me.personal = answer.personal;
    keep();
    say("");
    const first = await ask("GET", "/view");
    if (first.status === 200) show(await first.json());
    live();
  };
  fill($("main"), el("form", { className: "card", onsubmit: go }, ...parts,
    el("button", { className: "primary", type: "submit", text: t("page.join_now") }), error));
  for (const [field_, value] of Object.entries(typed || {})) if ($(field_)) $(field_).value = value;
  $("foot").textContent = "";
}
async function otherwise(body, refused) { // one joins in another way than when this page came
  if (refused.code === "join.wrong_code" && body.key) outdated = body.key;
  const got = await ask("GET", "/about");
  const next = got.status === 200 ? await got.json() : about;
  if (outdated !== body.key && JSON.stringify(next) === JSON.stringify(about)) return;
  about = next;
  joinScreen(reason(refused), typedIn());
}
function typedIn() {
  const typed = {};
  for (const one of $("main").querySelectorAll("input")) typed[one.id] = one.value;
  return typed;
}
function over(text) {
  view = null;
  stopped = true;
  me.papers = {};
  keep();
  fill($("main"), el("section", {}, el("h2", { text }),
    el("button", { text: t("page.join"), onclick: () => { stopped = false; me.token = ""; keep(); joinScreen(""); } })));
  $("foot").textContent = "";
  $("main").focus();
  announce(text);
}

// What comes from the laptop: by WebSocket, else by asking

let socket = null;
let stopped = false;
let tries = 0;
let skew = 0; // the laptop's time less our monotonic clock, in milliseconds

let slept = false; // a clock that stood still meanwhile counts down wrongly: the view is asked for whole
const seen = () => (view && !slept ? view.epoch + "." + view.seq : "");
function live() {
  if (stopped || !me.token) return;
  if (socket) { socket.onclose = null; socket.close(); }
  socket = new WebSocket("ws://" + location.host + "/live");
  socket.onopen = () => { tries = silent = 0; say(""); socket.send(JSON.stringify({ token: me.token, seen: seen() })); flush(); if (me.said.heard === false) poll(true); };
  socket.onmessage = (event) => show(JSON.parse(event.data));
  socket.onclose = (event) => {
    socket = null;
    if (event.code === 4401) return anewcomer();
    if (event.code === 4403) return over(t("page.removed"));
    tries += 1;
    poll();
    setTimeout(live, Math.min(8000, 500 * 2 ** Math.min(tries, 4)));
  };
}
async function poll(anyway) { // a socket may seem open that nothing comes through any more
  if (stopped || !me.token || (socket && !anyway)) return;
  const got = await ask("GET", "/view" + (seen() ? "?seen=" + seen() : ""));
  if (got.status === 200) show(await got.json());
  if (got.status === 401) return anewcomer();
  if (got.status === 403) return over(t("page.removed"));
  if (got.status === 0) return lost();
  silent = 0;
  say("");
  if (got.status === 204) seenSent();
  if (got.status === 200 || got.status === 204) { flush(); tell(); }
}
setInterval(() => { if (!socket || socket.readyState !== 1) poll(); }, 2000);
addEventListener("online", () => { live(); flush(); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  slept = true;
  if (socket && socket.readyState === 1) poll(true); else live();
  flush();
});

// What goes to the laptop: kept until it says that it is on the disk, with the same id each time

let flushing = false;
let wait = 0;
let again = 0;
function send(command, told_, draft, form) { // told_: what it is called while it waits, or is refused
  me.outbox.push({ id: hex(), command, text: told_, draft: draft || "", form: form || "", state: "waiting", why: "" });
  keep();
  render();
  flush();
}
const onItsWay = (vote) => me.outbox.filter((one) => one.state === "waiting" && one.command.vote === vote).pop();
async function flush() {
  if (flushing || !me.token || !me.outbox.length) return;
  flushing = true;
  try {
    const first = () => me.outbox.find((one) => one.state === "waiting");
    for (let item = first(); item; item = first()) { // also what is written while something is sent
      const got = await ask("POST", "/send", { id: item.id, command: item.command });
      const answer = await got.json().catch(() => ({}));
      if (got.status === 200) {
        wait = 0;
        if (answer.accepted) item.state = "sent";
        else { item.state = "refused"; item.why = reason(answer.rejection); }
        settle(item);
        outboxShown();
        if (!socket) poll();
      } else if ([400, 403, 413].includes(got.status) && !(answer.rejection && answer.rejection.code === "join.waiting")) {
        item.state = "refused";
        item.why = reason(answer.rejection);
        settle(item);
      } else { // no answer, not on the disk, not let in yet: again, with the same id
        if (got.status === 503) say(t("server.not_saved"));
        wait = Math.min(8000, wait ? wait * 2 : 500);
        clearTimeout(again);
        again = setTimeout(flush, wait); // one, however often something was written meanwhile
        break;
      }
    }
  } finally { flushing = false; }
  let kept = 50; // what was refused is told, and not for ever; what waits is never let go
  me.outbox = me.outbox.reverse().filter((one) => one.state !== "refused" || kept-- > 0).reverse();
  keep();
  outboxShown();
  setTimeout(() => { if (me.outbox.some((one) => one.state === "sent")) poll(true); }, 1500); // no push has come
}
function seenSent() { // what was sent is shown as such until the laptop shows it
  const left = me.outbox.filter((one) => one.state !== "sent");
  if (left.length === me.outbox.length) return;
  me.outbox = left;
  keep();
  outboxShown();
}
const settled = new Set();
addEventListener("storage", (event) => { // another tab of this phone: they are one participant, and keep what waits in both
  if (event.key !== KEPT || !event.newValue) return;
  const theirs = JSON.parse(event.newValue);
  if (!me.token && theirs.token && !stopped) { me = Object.assign(me, theirs); begin(); return; }
  if (theirs.token !== me.token) return;
  const here = new Set(me.outbox.map((one) => one.id));
  const more = theirs.outbox.filter((one) => one.state === "waiting" && !here.has(one.id) && !settled.has(one.id));
  me = Object.assign(theirs, { outbox: me.outbox }); // else what is kept here next would undo what was written there
  if (!more.length) return;
  me.outbox.push(...more);
  keep();
  outboxShown();
  flush();
});
function settle(item) {
  settled.add(item.id);
  if (item.form && item.state === "sent") {
    taken.add(item.form);
    announce(t("page.taken"));
    shown = shown.filter((one) => one.name !== item.form); // made anew, as the laptop has it now
  }
  if (item.command.type !== "CastVote") return;
  const paper = papers[item.command.vote];
  if (item.state === "sent" && me.papers[item.command.vote] && isOn(me.papers[item.command.vote], item.command)) delete me.papers[item.command.vote];
  if (paper && item.state === "sent") { paper.dirty = paper.dirty && !isOn(paper, item.command); paper.cast = true; }
  if (paper) { paper.why = item.state === "refused" ? item.why : ""; announce(paper.why || t("page.received")); }
  if (item.state === "refused") me.outbox = me.outbox.filter((one) => one !== item);
  render();
}
const lines = el("ul", { className: "items" });
const outbox = el("section", { "aria-live": "polite" }, lines);
let heard = new Map(); // the lines there are, by what they say: who listens hears only what is new
const mends = (item) => item.draft && $("e" + item.draft); // there is a place to write it in still
function outboxShown() {
  const items = me.outbox.filter((one) => one.text);
  outbox.hidden = !items.length;
  heard = new Map(items.map((item) => {
    const says = JSON.stringify([spoken, item.id, item.state, item.why, !!mends(item)]);
    return [says, heard.get(says) || line(item)];
  }));
  placed(lines, [...heard.values()]);
}
function line(item) {
  return el("li", {},
    el("span", { text: item.text }), " ",
    el("span", { className: item.state === "refused" ? "danger" : "soft",
      text: item.state === "refused" ? t("page.not_sent", { why: item.why }) : t(item.state === "sent" ? "page.sent" : "page.waiting") }), " ",
    item.state === "refused" ? el("button", { className: "plain", text: t(mends(item) ? "page.mend" : "page.put_away"), onclick: () => {
      if (mends(item)) me.drafts[item.draft] = [item.text, me.drafts[item.draft]].filter(Boolean).join("\n");
      me.outbox = me.outbox.filter((one) => one !== item);
      keep(); drop(); outboxShown();
      ($("e" + item.draft) || $("main")).focus();
    }, "aria-label": t(mends(item) ? "page.mend" : "page.put_away") + ": " + item.text.slice(0, 40) }) : null);
}

// Showing: a block that is the same as before is left alone, so that nothing jumps while one writes

let shown = [];
let asked_ = ""; // what was read out when it came
const drop = () => { shown = []; render(); };
const anew = () => { $("title").textContent = about.title || "Workshop Studio"; if (view) drop(); else if (!me.token) joinScreen("", typedIn()); };

function show(next) {
  if (!next || next.type !== "view") return;
  if (view && next.epoch === view.epoch && next.seq < view.seq) return;
  skew = Date.parse(next.now) - performance.now();
  slept = false;
  const isLetIn = view && view.status === "waiting" && next.status === "in";
  view = next;
  if (!view.asks_more_time) delete me.said.more_time; // it was given, or is asked anew
  if (view.you.personal !== me.personal) { me.personal = view.you.personal; keep(); } // made one with another
  render();
  if (view.status !== "waiting") {
    if (me.said.at && me.said.at !== asking()) { me.said = {}; keep(); }
    tidied();
  }
  if (isLetIn) flush();
  seenSent();
}
function render() {
  if (!view) return;
  const blocks = view.blocks.filter((block) => block.block in RENDER);
  const next = [];
  const main = $("main"), held = main.contains(document.activeElement) && document.activeElement;
  blocks.forEach((block, place) => {
    const name = nameOf(block, place);
    const text = JSON.stringify(block) + (block.block === "ballot" ? JSON.stringify([papers[block.fixed.vote], onItsWay(block.fixed.vote)]) : "");
    const before = shown.find((one) => one.name === name);
    if (before && before.text === text) next.push(before);
    else if (before && before.update) { before.update(block); before.text = text; next.push(before); }
    else {
      const made = RENDER[block.block](block);
      const node = made.node || made;
      next.push({ name, text, node, update: made.update });
    }
  });
  shown = next;
  const nodes = [...next.map((one) => one.node), outbox, ...signals()];
  placed(main, nodes);
  if (held && document.activeElement !== held) { // has the focus again at once: a second press on the same key counts too
    (held.dataset.key && main.querySelector('[data-key="' + CSS.escape(held.dataset.key) + '"]') || main).focus({ preventScroll: true });
  }
  outboxShown();
  const now = view.status === "ended" ? t("page.ended") : blocks.map((b) => b.block === "prompt" ? told(b.prompt) || told(b.title) : b.block === "waiting" ? t(b.code) : "")
    .concat(view.asks_more_time ? t("page.more_time") : "").filter(Boolean).join(". ");
  if (now !== asked_) announce(asked_ = now);
  if (view.status === "ended") { $("foot").textContent = t("page.ended"); return; }
  fill($("foot"), el("p", { text: t("page.your_code", { code: view.you.personal || me.personal }) }),
    view.you.heads > 1 ? el("p", { text: t("page.answers_for", { n: view.you.heads }) }) : null);
}

// "I am done" and "more time": the last that one said is said until it is heard, or something else is asked

const takes = (block) => ["entry", "ballot", "form"].includes(block.block);
const asking = () => JSON.stringify([view.step, ...view.blocks.filter(takes).map((block) => nameOf(block))]);
const saidHere = () => (view && me.said.at === asking() ? me.said : {});
const isDone = () => { const said = saidHere(); return said.heard || said.done === undefined ? view.you.done : said.done; };
let telling = false;
let retell = 0;
function signal(what) {
  me.said = Object.assign({}, saidHere(), what, { at: asking(), heard: false });
  keep();
  render();
  tell();
}
async function tell() {
  const said = saidHere();
  if (telling || said.heard !== false || !me.token) return;
  telling = true;
  const got = await ask("POST", "/signal", { done: said.done, more_time: view.asks_more_time ? said.more_time : undefined });
  telling = false;
  clearTimeout(retell);
  if (!got.status || got.status === 401 || got.status > 428) retell = setTimeout(poll, 2000, true); // which tells first whether it is asked still
  else if (said === me.said) {
    if (view && said.done !== undefined) view.you.done = said.done;
    said.heard = true;
    keep();
  } else tell();
}
const doneKey = el("button", { onclick: () => signal({ done: !isDone() }) });
const timeKeys = [true, false].map((yes) => el("button", { onclick: () => signal({ more_time: yes }) }));
const timeWords = el("h3");
const moreTime = el("div", { className: "card" }, timeWords, el("div", { className: "row" }, ...timeKeys));
function signals() { // the same keys each time, so that they keep the focus
  doneKey.textContent = t(isDone() ? "page.done_already" : "page.done");
  doneKey.setAttribute("aria-pressed", String(isDone()));
  timeWords.textContent = t("page.more_time");
  timeKeys.forEach((one, place) => {
    one.textContent = t(place ? "page.no" : "page.yes");
    one.setAttribute("aria-label", one.textContent + " · " + timeWords.textContent);
    one.setAttribute("aria-pressed", String(saidHere().more_time === !place));
  });
  return [view.blocks.some(takes) && view.status === "in" ? doneKey : null, view.asks_more_time ? moreTime : null].filter(Boolean);
}

// Blocks

const papers = {};
const RENDER = {
  prompt: (b) => el("section", { className: "bare" },
    el("p", { className: "eyebrow", text: [told(b.activity), told(b.part) || (b.code === "vote.dots" && b.count ? t("page.dots_each", { n: b.count }) : b.code && known(b.code) ? t(b.code) : "")].filter(Boolean).join(" · ") }),
    el("h2", { text: told(b.prompt) || told(b.title) })),
  heading: (b) => el("h" + Math.min(3, b.level + 1), { text: told(b.words) }),
  waiting: (b) => el("section", {}, p("big", t(b.code))),
  notes: (b) => el("section", {}, b.text && known(b.code) ? el("h3", { text: t(b.code) }) : null, el("p", { text: b.text || t(b.code) })),
  people: (b) => el("p", { className: "soft", text: t("people." + b.code + (b.of ? "_of" : ""), { n: b.count, of: b.of }) }),
  timer: timer,
  entry: entry,
  ideas: ideas,
  board: (b) => el("div", {}, ...b.clusters.map((pile) => group(titled(pile.title), pile.ideas)), b.loose.length ? group(t("page.loose"), b.loose) : null),
  frame: (b) => el("section", {}, el("h3", { text: titled(b.title) }), el("dl", {}, ...[].concat(...b.parts.map(([code, value]) => [
    el("dt", { text: word("", code) }), el("dd", { text: code === "date" ? day(value) : String(value) })])))),
  agenda: (b) => el("section", {}, el("ol", { className: "items" }, ...b.activities.map((one) => activity(one)))),
  join: (b) => el("section", {}, el("h3", { text: t("page.join") }), el("p", { text: b.place }), p("code", b.code),
    el("p", { className: "soft", text: t("page.joined" + (b.of ? "_of" : ""), { n: b.joined, of: b.of }) })),
  table: (b) => el("section", {}, el("h3", { text: word("table.", b.code) }), b.rows.length ? grid(b.columns.map((code) => word("", code)), b.rows.map((row) => row.cells.map((cell) =>
    cell.date ? day(cell.date) : cell.code ? word("", cell.code) : told(cell.words) || cell.text))) : p("soft", word("empty.", b.code))),
  chart: chart,
  form: form,
  ballot: ballot,
};
function activity(one) {
  const now = one.state === "current", done = one.state === "done";
  return el("li", { "aria-current": now ? "step" : null },
    el("span", { className: now ? "big" : done ? "soft" : "", text: (done ? "✓ " : "") + told(one.name) }), " ",
    el("span", { className: "soft", text: [t("page.minutes", { n: one.minutes }), known("state." + one.state) ? t("state." + one.state) : ""].filter(Boolean).join(" · ") }),
    now ? el("ol", { className: "steps" }, ...one.steps.map((step) => el("li", { className: step.state === "current" ? "" : "soft", "aria-current": step.state === "current" ? "step" : null,
      text: (step.state === "done" ? "✓ " : step.state === "current" ? "› " : "") + told(step.title) }))) : null);
}
const off = (is) => (is ? "true" : null); // for aria-disabled: a key that is disabled lets the focus go
const why = (block, is) => (is ? (block.asks.length ? "a" + block.fixed.vote + " " : "") + "l" + block.fixed.vote : null); // what stands above says it
const group = (title, notes) => el("section", {}, el("h3", { text: title + " · " + notes.length }), ...notes.map((note) => p("note", note.text)));
function grid(head, rows) {
  return el("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": head.join(", ") }, el("table", {},
    el("thead", {}, el("tr", {}, ...head.map((one) => el("th", { scope: "col", text: one })))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((one, at) => at ? el("td", { text: one }) : el("th", { scope: "row", text: one })))))));
}
function timer(block) {
  const face = el("p", { className: "clock", role: "timer" });
  const node = el("section", { className: "bare" }, face);
  let now = block;
  const tick = () => {
    if (!node.isConnected && node.dataset.was) return clearInterval(ticking);
    node.dataset.was = node.isConnected ? "1" : node.dataset.was || "";
    let left = now.seconds;
    if (now.ends_at) left = (Date.parse(now.ends_at) - performance.now() - skew) / 1000;
    else if (now.left !== null) left = now.left;
    const over_ = left < 0;
    const whole = Math.abs(over_ ? Math.floor(left) : Math.ceil(left));
    face.textContent = (over_ ? "+" : "") + String(Math.floor(whole / 60)).padStart(2, "0") + ":" + String(whole % 60).padStart(2, "0");
    face.className = over_ ? "clock over" : "clock";
  };
  const ticking = setInterval(tick, 500);
  tick();
  return { node, update: (next) => { now = next; tick(); } };
}
function entry(block) {
  const draft = block.fixed.step || "entry";
  let now = block;
  const isFull = () => now.most !== null && now.used >= now.most;
  const hint = el("p", { id: "h" + draft, className: "soft small" });
  const input = el("textarea", { id: "e" + draft, "data-key": "entry", "aria-describedby": hint.id, value: me.drafts[draft] || "",
    oninput: () => { me.drafts[draft] = input.value; keep(); } });
  const go = () => {
    const text = input.value;
    if (!text.trim() || isFull()) return;
    input.value = "";
    delete me.drafts[draft];
    send(Object.assign({ type: now.command }, now.fixed, { text }), text, draft);
    input.focus();
  };
  input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); go(); } });
  const button = el("button", { className: "primary", text: t("page.send"), "aria-describedby": hint.id, onclick: go });
  const update = (next) => {
    now = next;
    button.setAttribute("aria-disabled", String(isFull()));
    hint.textContent = [next.promise && known(next.promise) ? t(next.promise) : "", next.most !== null ? t("page.used", { used: next.used, most: next.most }) : ""].filter(Boolean).join(" ");
  };
  update(block);
  return { node: el("section", {}, el("label", { htmlFor: "e" + draft, text: t("page.your_idea") }), input, hint, button), update };
}
function ideas(block) {
  if (block.code === "hidden") return el("p", { className: "soft", text: t("page.ideas_hidden", { n: block.count }) });
  const own = block.code === "own";
  const head = el("h3"), list_ = el("ul", { className: "items" }), node = el("section", {}, head, list_);
  let rows = new Map();
  const update = (next) => {
    node.hidden = !next.ideas.length;
    head.textContent = own ? t("page.yours", { n: next.count }) : next.code === "one" ? t("page.count_of", { n: next.number, of: next.count })
      : known("ideas." + next.code) ? t("ideas." + next.code) + " · " + next.count : t("page.ideas", { n: next.count });
    rows = new Map(next.ideas.map((note) => {
      const row = rows.get(note.id);
      return [note.id, row && (row.said === note.text || me.drafts["i" + note.id] !== undefined) ? row : own ? mine(note) : el("li", {}, el("span", { text: note.text }))];
    }));
    placed(list_, [...rows.values()]);
  };
  update(block);
  return { node, update };
}
function mine(note) { // one's own idea; while it is changed, what is written is kept as a draft
  const draft = "i" + note.id;
  const row = Object.assign(el("li", { className: "row" }), { said: note.text });
  const edit = () => {
    const input = el("textarea", { value: me.drafts[draft], "data-key": draft, "aria-label": t("page.change_idea", { idea: note.text.slice(0, 40) }), oninput: () => { me.drafts[draft] = input.value; keep(); } });
    const end = (text) => {
      delete me.drafts[draft];
      if (text.trim() && text !== note.text) send({ type: "EditIdea", idea: note.id, text }, text);
      keep();
      drop();
    };
    const back = "edit" + note.id; // what has the focus then
    fill(row, input, el("div", { className: "row" }, el("button", { text: t("page.save"), "data-key": back, onclick: () => end(input.value) }),
      el("button", { className: "plain", text: t("page.cancel"), "data-key": back, onclick: () => end("") })));
    return input;
  };
  if (me.drafts[draft] !== undefined) edit();
  else fill(row, el("span", { className: "grow", text: note.text }), el("button", { className: "plain", text: t("page.change"), "data-key": "edit" + note.id, "aria-label": t("page.change_idea", { idea: note.text.slice(0, 40) }),
    onclick: () => { me.drafts[draft] = note.text; keep(); edit().focus(); } }));
  return row;
}

// Ballots: what is marked lies here until it is sent; it can be changed and sent again

function ballot(block) {
  const vote = block.fixed.vote;
  const sent = onItsWay(vote);
  const paper = papers[vote] = papers[vote] || begun(block, me.papers[vote] || (sent && sent.command));
  if (!paper.dirty) { paper.marks = Object.assign({}, block.marks); paper.cast = block.cast; }
  if (!paper.dirty && block.cast) { paper.group = block.group; paper.kept = false; }
  const mark = (key, value) => {
    if (value === null) delete paper.marks[key]; else paper.marks[key] = value;
    marked(block, paper);
  };
  const set = (marks) => { paper.marks = marks; marked(block, paper); };
  const rows = PAPERS[block.method](block, paper.marks, mark, set);
  const state = paper.why ? "" : sent ? t("page.waiting") : paper.dirty ? "" : paper.cast ? t("page.received") : "";
  const idle = sent || (paper.cast && !paper.dirty);
  const go = () => idle || send(Object.assign({ type: block.command, vote, marks: Object.assign({}, paper.marks) }, block.groups.length ? { group: paper.group } : {}), "");
  return el("section", {},
    p("soft small", known(block.promise) ? t(block.promise) : ""),
    block.asks.length ? el("p", { id: "a" + vote, className: "soft", text: block.asks.map((code) => t("asks." + code, block.rule)).join(" ") }) : null,
    el("p", { id: "l" + vote, className: "big", text: left(block, paper.marks) }),
    el("ul", { className: "items" }, ...rows),
    block.groups.length ? belongs(block, paper) : null,
    el("button", { className: "primary", "data-key": "cast", text: t(paper.cast ? "page.vote_again" : "page.vote"), "aria-disabled": off(idle), onclick: go }),
    el("p", { className: paper.why ? "danger" : "soft", text: paper.why || state }));
}
function begun(block, before) { // before: what was marked or handed in here, when this page was loaded anew
  if (before) return { marks: Object.assign({}, before.marks), dirty: true, cast: block.cast, why: "", group: before.group || "", kept: false };
  return { marks: Object.assign({}, block.marks), dirty: false, cast: block.cast, why: "", group: block.cast ? block.group : me.groups[JSON.stringify(block.groups)] || "", kept: !block.cast };
}
function marked(block, paper) { // kept until it is handed in or the vote is over
  paper.dirty = true;
  paper.why = "";
  me.papers[block.fixed.vote] = { marks: paper.marks, group: paper.group };
  keep();
  render();
  announce(left(block, paper.marks));
}
function tidied() { // nothing is left of a vote that is over, or was another session's: an open one is shown
  const open = view.blocks.filter((block) => block.block === "ballot").map((block) => block.fixed.vote);
  for (const vote of Object.keys(me.papers)) if (!open.includes(vote)) { delete me.papers[vote]; keep(); }
}
function isOn(paper, command) { // what is on the paper now is what was handed in
  const ids = Object.keys(paper.marks);
  return ids.length === Object.keys(command.marks).length && ids.every((one) => paper.marks[one] === command.marks[one])
    && (command.group === undefined || command.group === paper.group);
}
function belongs(block, paper) { // the group that a voter may say is theirs
  const box = el("select", { id: "g" + block.fixed.vote, "data-key": "group", onchange: () => {
    paper.group = box.value; paper.kept = false;
    me.groups[JSON.stringify(block.groups)] = box.value;
    marked(block, paper);
  } }, el("option", { value: "", text: t("page.group_none") }), ...block.groups.map((one) => el("option", { value: one, text: one })));
  box.value = paper.group;
  return el("div", {}, el("label", { htmlFor: box.id, text: t("group." + block.by) }), box,
    el("p", { className: "soft small", text: [paper.kept && paper.group ? t("page.group_before") : "", t("page.group_told", { least: block.least })].filter(Boolean).join(" ") }));
}
function left(block, marks) {
  const given = Object.values(marks).reduce((sum, n) => sum + n, 0);
  const count = Object.keys(marks).length;
  const rule = block.rule;
  if (block.method === "dots") return t("page.dots_left", { left: rule.dots - given, most: rule.dots });
  if (block.method === "budget" && rule.budget !== null && rule.budget !== undefined) return t("page.money_left", { left: number(rule.budget - spent(block, marks)) });
  if (rule.most) return t("page.of_most", { n: count, most: rule.most });
  if (block.method === "approval" || block.method === "budget") return t("page.chosen", { n: count });
  const of = block.method === "pairwise" ? block.pairs.length : keys(block).length * (block.method === "axes" ? block.scales.length : 1);
  return t("page.answered", { n: count, of });
}
const spent = (block, marks) => block.options.reduce((sum, one) => sum + (marks[one.id] ? one.cost || 0 : 0), 0);
function keys(block) { // what is marked, with what it is called
  if (!block.scales.length || block.method === "axes" || block.method === "columns") return block.options.map((one) => [one.id, titled(one.text)]);
  return [].concat(...block.scales.map((scale) => block.options.map((one) => [scale.id + "/" + one.id, told(scale.name) + " · " + titled(one.text)])));
}
const choices = (name, key, values, marks, mark) => el("div", { className: "choices", role: "group", "aria-label": name },
  ...values.map(([value, text]) => el("button", { text, "data-key": key + "=" + value, "aria-label": text + " · " + name, "aria-pressed": String(marks[key] === value),
    onclick: () => mark(key, marks[key] === value ? null : value) })));
const scaled = (low, high) => (block, marks, mark) => keys(block).map(([key, text]) => {
  const from = low(block), to = high(block);
  if (to - from > 10) {
    const input = el("input", { type: "number", min: from, max: to, inputMode: "numeric", value: key in marks ? marks[key] : "", "data-key": key, "aria-label": text,
      onchange: () => mark(key, input.value === "" ? null : Number(input.value)) });
    return el("li", {}, el("div", { text }), input);
  }
  const values = [];
  for (let n = from; n <= to; n += 1) values.push([n, String(n)]);
  return el("li", {}, el("div", { text }), choices(text, key, values, marks, mark));
});
const PAPERS = {
  dots: (block, marks, mark) => block.options.map((one) => {
    const given = marks[one.id] || 0;
    const all = Object.values(marks).reduce((sum, n) => sum + n, 0);
    const most = Math.min(given + block.rule.dots - all, block.rule.most_per_option || block.rule.dots);
    const full = given >= most;
    const typed = block.rule.dots > 20 ? el("input", { type: "number", min: 0, max: most, inputMode: "numeric", value: given || "", placeholder: "0", "data-key": one.id, "aria-label": titled(one.text),
      onchange: () => { typed.value = Math.max(0, Math.min(most, Math.round(Number(typed.value)))) || ""; mark(one.id, Number(typed.value) || null); } }) : null;
    return el("li", { className: "row" }, el("span", { className: "grow", text: titled(one.text) }), el("span", { className: "step" },
      el("button", { text: "−", "data-key": one.id + "-", "aria-label": t("page.less", { option: titled(one.text) }), "aria-disabled": off(!given), onclick: () => given && mark(one.id, given > 1 ? given - 1 : null) }),
      typed || el("strong", { text: String(given) }),
      el("button", { text: "+", "data-key": one.id + "+", "aria-label": t("page.more", { option: titled(one.text) }), "aria-disabled": off(full), "aria-describedby": why(block, full), onclick: () => full || mark(one.id, given + 1) })));
  }),
  approval: ticks(() => ""),
  budget: ticks((one) => one.cost === null ? "" : " · " + number(one.cost)),
  score: scaled((block) => block.rule.low, (block) => block.rule.high),
  fist: scaled(() => 0, () => 5),
  consent: (block, marks, mark) => keys(block).map(([key, text]) => el("li", {}, el("div", { text }),
    choices(text, key, [2, 1, 0].map((n) => [n, t("consent.own." + n)]), marks, mark))),
  columns: (block, marks, mark) => keys(block).map(([key, text]) => el("li", {}, el("div", { text }),
    choices(text, key, block.scales.map((scale, n) => [n, told(scale.name) + (scale.most ? " (≤ " + scale.most + ")" : "")]), marks, mark))),
  pairwise: (block, marks, mark) => {
    const open = block.pairs.findIndex((pair) => !(pair in marks));
    return block.pairs.map((pair, place) => {
      const [one, other] = two(block, pair);
      const row = el("li", {}, el("div", { className: "soft small", text: t("page.pair", { n: place + 1, of: block.pairs.length }) }),
        choices(t("page.pair", { n: place + 1, of: block.pairs.length }), pair, [[1, titled(one.text)], [0, t("page.level")], [-1, titled(other.text)]], marks, mark));
      row.hidden = open !== -1 && place !== open && !(pair in marks); // one at a time; what is answered can be changed
      return row;
    });
  },
  rank: (block, marks, mark, set) => {
    const order = Object.keys(marks).sort((a, b) => marks[a] - marks[b]);
    const put = (list) => { const next = {}; list.forEach((key, n) => { next[key] = n + 1; }); set(next); };
    const names = new Map(keys(block));
    const listed = [...order, ...block.options.map((one) => one.id).filter((id) => !(id in marks))];
    return listed.map((key) => {
      const ranked = key in marks, place = order.indexOf(key), text = names.get(key) || "";
      const move = (by) => { const next = order.slice(); next.splice(place, 1); next.splice(Math.max(0, place + by), 0, key); put(next); };
      const full = block.rule.most && order.length >= block.rule.most;
      return el("li", { className: "row" },
        el("button", { text: ranked ? String(marks[key]) : "", "data-key": key, "aria-pressed": String(ranked), "aria-disabled": off(!ranked && full), "aria-describedby": why(block, !ranked && full), "aria-label": ranked ? t("page.ranked", { rank: marks[key], option: text }) : t("page.unranked", { option: text }),
          onclick: () => { if (ranked || !full) put(ranked ? order.filter((one) => one !== key) : [...order, key]); } }),
        el("span", { className: "grow", text }),
        ranked ? el("span", { className: "step" }, el("button", { text: "↑", "data-key": key + "u", "aria-label": t("page.better", { option: text }), "aria-disabled": off(!place), onclick: () => move(-1) }),
          el("button", { text: "↓", "data-key": key + "d", "aria-label": t("page.worse", { option: text }), "aria-disabled": off(place === order.length - 1), onclick: () => move(1) })) : null);
    });
  },
  axes: (block, marks, mark, set) => block.options.map((one) => {
    const [x, y] = block.scales, low = block.rule.low || 0, high = block.rule.high || 100;
    const at = (scale) => marks[scale.id + "/" + one.id];
    const plot = el("canvas", { className: "plot", width: 480, height: 480, "aria-hidden": "true", onclick: (event) => {
      const box = plot.getBoundingClientRect();
      const part = (n) => Math.round(low + (high - low) * Math.min(1, Math.max(0, n)));
      set(Object.assign({}, marks, { [x.id + "/" + one.id]: part((event.clientX - box.left) / box.width), [y.id + "/" + one.id]: part(1 - (event.clientY - box.top) / box.height) }));
    } });
    const pen = plot.getContext("2d");
    if (pen) { // which way is which, and where it lies
      const colours = getComputedStyle(document.documentElement);
      pen.fillStyle = colours.getPropertyValue("--edge");
      pen.fillRect(240, 0, 1, 480);
      pen.fillRect(0, 240, 480, 1);
      pen.fillStyle = colours.getPropertyValue("--soft");
      pen.font = Math.min(48, 1.5 * parseFloat(colours.fontSize)) + "px sans-serif";
      pen.fillText("↑ " + told(y.name), 10, 48, 460);
      pen.textAlign = "right";
      pen.fillText(told(x.name) + " →", 470, 466, 460);
      pen.fillStyle = colours.getPropertyValue("--accent");
      pen.beginPath();
      if (at(x) !== undefined && at(y) !== undefined) pen.arc(480 * (at(x) - low) / (high - low), 480 * (1 - (at(y) - low) / (high - low)), 20, 0, 7);
      pen.fill();
    }
    return el("li", {}, el("div", { className: "big", text: titled(one.text) }), plot, ...block.scales.map((scale) => {
      const key = scale.id + "/" + one.id, way = told(scale.name) + (told(scale.low) ? " · " + told(scale.low) + " – " + told(scale.high) : "");
      const range = el("input", { type: "range", min: low, max: high, value: key in marks ? marks[key] : (low + high) / 2, "data-key": key, "aria-label": titled(one.text) + ": " + way, "aria-valuetext": key in marks ? null : t("page.unplaced"),
        onchange: () => mark(key, Number(range.value)), onclick: () => key in marks || mark(key, Number(range.value)), // also where it stands already
        onkeydown: (event) => { if (event.key === "Enter") mark(key, Number(range.value)); } });
      return el("div", {}, el("span", { className: "small soft", text: way + (key in marks ? "" : " · " + t("page.unplaced")) }), range);
    }));
  }),
};
function ticks(more) {
  return (block, marks, mark) => block.options.map((one) => {
    const count = Object.keys(marks).length;
    const dear = block.method === "budget" && block.rule.budget && spent(block, marks) + (one.cost || 0) > block.rule.budget;
    const full = (block.rule.most && count >= block.rule.most) || dear;
    const box = el("input", { type: "checkbox", checked: !!marks[one.id], "data-key": one.id, "aria-disabled": off(!marks[one.id] && full), "aria-describedby": why(block, !marks[one.id] && full),
      onclick: (event) => { if (!marks[one.id] && full) event.preventDefault(); }, onchange: () => mark(one.id, box.checked ? 1 : null) });
    return el("li", {}, el("label", { className: "tick" }, box, el("span", { text: titled(one.text) + more(one) })));
  });
}
function two(block, pair) {
  for (const one of block.options) for (const other of block.options) if (pair === one.id + "/" + other.id) return [one, other];
  return [{ text: "" }, { text: "" }];
}

// Results and forms

function chart(block) {
  const beside = [block.together ? t("page.together") : t("page.voted", { n: block.voters - block.abstentions }), block.abstentions ? t("page.abstained", { n: block.abstentions }) : "", block.beside ? t("page.beside", { n: block.voters + block.beside }) : "", block.hands ? t("page.hands", { n: block.hands }) : ""];
  const parts = [el("h3", { text: word("method.", block.method) + (block.round > 1 ? " · " + t("page.round", { n: block.round }) : "") }), p("soft", beside.filter(Boolean).join(" · "))];
  const rows = block.bars || block.rows || block.points || [];
  const texts = new Map(rows.map((row) => [row.id, titled(row.text)]));
  if (block.chart === "bars") {
    const most = Math.max(...rows.map((row) => row.value), 1);
    parts.push(el("ol", { className: "items" }, ...rows.map((row) => el("li", {}, el("div", { className: "row" }, el("span", { className: "soft", text: String(row.rank) }), el("span", { className: "grow", text: titled(row.text) }), el("b", { text: (block.paid && block.paid.options.includes(row.id) ? "✓ " : "") + number(row.value) })),
      bar(row.value / most)))));
  } else if (block.chart === "stack") parts.push(grid([t("page.option"), ...(block.names.length ? block.names.map(told) : block.scale.map(String)), t("page.mean")], rows.map((row) => [titled(row.text), ...row.counts.map(String), row.mean === null ? "–" : number(row.mean)])));
  else if (block.chart === "axes") parts.push(grid([t("page.option"), told(block.x.name), told(block.y.name)], rows.map((row) => [titled(row.text), number(row.x * 100), number(row.y * 100)])), block.quadrants.length ? list(rows.map((row) => titled(row.text) + ": " + told(block.quadrants[(row.y < 0.5 ? 2 : 0) + (row.x >= 0.5 ? 1 : 0)]))) : null);
  else if (block.chart === "columns") parts.push(...block.columns.map((pile) => group(told(pile.name), pile.cards)));
  else if (block.chart === "matrix") parts.push(grid([t("page.option"), ...block.criteria.map((one) => told(one.name)), t("page.total")], rows.map((row) => [titled(row.text), ...row.cells.map((n) => n === null ? "–" : number(n)), row.total === null ? "–" : number(row.total)])));
  else parts.push(grid([t("page.option"), ...[1, 2].map((n) => t("page.vote_of", { n }))], rows.map((row) => [titled(row.text), number(row.before), number(row.after)])));
  for (const tie of block.ties) if (tie.some((id) => texts.has(id))) parts.push(el("p", { className: "warn", text: t("page.tied", { options: tie.filter((id) => texts.has(id)).map((id) => texts.get(id)).join(", ") }) }));
  for (const id of (block.agreement ? block.agreement.divided : [])) if (texts.has(id)) parts.push(el("p", { text: t("page.split", { option: texts.get(id) }) }));
  for (const one of block.settled) parts.push(el("p", { text: t("settled." + one.way, { order: one.order.map((id) => texts.get(id)).filter(Boolean).join(", ") }) + (one.reason ? " " + one.reason : "") }));
  return el("section", {}, ...parts);
}
const list = (lines) => el("ul", { className: "items" }, ...lines.map((text) => el("li", { text })));
function bar(part) {
  const inside = el("i", {});
  inside.style.width = Math.round(100 * Math.max(0, Math.min(1, part))) + "%";
  return el("div", { className: "bar", "aria-hidden": "true" }, inside);
}
const taken = new Set(); // forms that have been received, by the name of their block
const nameOf = (block, place) => block.block + (block.code || "") + JSON.stringify(block.fixed || place);
function form(block) {
  const reads = {}, name = nameOf(block);
  const said = (one) => told(one.words) || titled(one.text);
  const set = (field, note, boxes) => el("fieldset", {}, el("legend", { text: word("field.", field.label) }), note ? p("soft small", note) : null,
    ...boxes.map(([one, box]) => el("label", { className: "tick " + box.className }, box, el("span", { text: said(one) }))));
  const parts = block.fields.map((field) => {
    if (field.kind === "items") {
      const boxes = field.options.map((one) => [one, el("input", { type: "checkbox", checked: (field.value || []).includes(one.id) })]);
      reads[field.name] = () => boxes.filter((pair) => pair[1].checked).map(([one]) => ({ kind: one.kind, id: one.id }));
      return set(field, "", boxes);
    }
    if (field.kind === "counts") {
      const boxes = field.options.map((one) => [one, el("input", { className: "count", type: "number", min: 0, inputMode: "numeric", value: (field.value || {})[one.id] || 0 })]);
      reads[field.name] = () => Object.fromEntries(boxes.map(([one, box]) => [one.id, Number(box.value)]).filter((pair) => pair[1]));
      return set(field, field.each !== null ? t("page.each", { n: field.each }) : "", boxes);
    }
    const id = "f" + name + field.name, props = { id, required: field.required };
    const input = field.kind === "long" ? el("textarea", props)
      : field.kind === "choice" ? el("select", props, ...field.options.map((one) => el("option", { value: one.id, text: word("", one.kind) })))
      : field.kind === "item" ? el("select", props, el("option", { value: "", text: "–" }), ...field.options.map((one) => el("option", { value: one.id, text: said(one) })))
        : el("input", Object.assign(props, { type: field.kind }, field.kind === "number" ? { inputMode: "numeric" } : {}));
    input.value = field.value === null ? field.words.map(told).join("\n") : field.value;
    const ways = { number: () => input.value === "" ? null : Number(input.value), date: () => input.value || null,
      item: () => field.options.filter((one) => one.id === input.value).map((one) => ({ kind: one.kind, id: one.id }))[0] || null };
    reads[field.name] = ways[field.kind] || (() => input.value);
    return el("div", {}, el("label", { htmlFor: id, text: word("field.", field.label) }), input);
  });
  const status = p("soft", taken.has(name) ? t("page.taken") : "");
  const made = el("form", { className: "card", oninput: () => {
    taken.delete(name);
    status.textContent = "";
    me.drafts[name] = inputs().map((one) => one.type === "checkbox" ? one.checked : one.value);
    keep();
  }, onsubmit: (event) => {
    event.preventDefault();
    const values = {};
    for (const key of Object.keys(reads)) values[key] = reads[key]();
    delete me.drafts[name];
    send(Object.assign({ type: block.command }, block.fixed, values), word("form.", block.code), "", name);
  } }, el("h3", { text: word("form.", block.code) }), ...parts, el("button", { className: "primary", type: "submit", text: known("send." + block.code) ? t("send." + block.code) : t("page.send") }), status);
  const inputs = () => Array.from(made.querySelectorAll("input, textarea, select"));
  const draft = me.drafts[name] || [];
  if (draft.length === inputs().length) inputs().forEach((one, place) => { one[one.type === "checkbox" ? "checked" : "value"] = draft[place]; });
  return made;
}

tongues();
if (me.lang && me.lang !== spoken) speak(me.lang).then(begin); // another than the phone's was chosen by hand
else begin();
