"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  document.querySelector(".tools").hidden = false;

  // What each ticket says, read once from the list; cards and rows elsewhere follow it by their data-id.
  const ranks = ["", "low", "medium", "high", "critical"];
  const list = document.querySelector(".tickets");
  const tickets = [...list.querySelectorAll(":scope > ul > li")].map((element, place) => {
    const row = element.querySelector("summary") ?? element;
    const ticket = { element, row, place, id: row.id || element.querySelector("[id]").id, words: null, st: "", tt: "", p: "", o: "", u: "", ls: [] };
    for (const part of row.children) {
      const name = part.classList[0];
      if (name === "ls") ticket.ls = [...part.children].map((label) => label.textContent);
      else if (name) ticket[name] = part.textContent.trim();
    }
    return ticket;
  });
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const others = new Map();
  for (const element of document.querySelectorAll(".card, .matrix [data-id]")) {
    if (!others.has(element.dataset.id)) others.set(element.dataset.id, []);
    others.get(element.dataset.id).push(element);
  }

  // MARK: Filters

  const fill = (select, values) => {
    for (const value of [...new Set(values)].sort()) {
      if (value) select.add(new Option(value, value));
    }
    select.disabled = select.options.length < 2;
  };
  const [query, status, owner, label, sort] = ["q", "fs", "fo", "fl", "sort"].map($);
  fill(status, tickets.map((ticket) => ticket.st));
  fill(owner, tickets.map((ticket) => ticket.o));
  fill(label, tickets.flatMap((ticket) => ticket.ls));

  const hide = (element, isHidden) => { if (element.hidden !== isHidden) element.hidden = isHidden; };
  const longest = Math.max(0, ...[...list.children].map((part) => part.children.length));
  let [sorted, shown] = [tickets, tickets];
  // Rows that do not fit are taken out: with long stretches of hidden ones browsers are slow.
  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    shown = sorted.filter((ticket) => {
      if (words.length) ticket.words ??= ticket.element.textContent.toLowerCase();
      const fits = (!status.value || ticket.st === status.value) && (!owner.value || ticket.o === owner.value)
        && (!label.value || ticket.ls.includes(label.value)) && words.every((word) => ticket.words.includes(word));
      for (const element of others.get(ticket.id) ?? []) hide(element, !fits);
      return fits;
    });
    [...list.children].forEach((part, place) => {
      const rows = shown.slice(place * longest, (place + 1) * longest);
      part.replaceChildren(...rows.map((ticket) => ticket.element));
      if (rows.length < longest) part.classList.remove("long"); else if (list.children.length > 1) part.classList.add("long");
    });
    hide($("none"), shown.length > 0 || !tickets.length);
    $("count").textContent = shown.length === tickets.length ? "" : `${shown.length} of ${tickets.length} tickets`;
  };
  const clear = () => {
    query.value = status.value = owner.value = label.value = "";
    filter();
  };
  let waiting;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 60); });
  for (const select of [status, owner, label]) select.addEventListener("change", filter);

  // MARK: Sorting

  const order = ["doing", "blocked", "todo", "done", "canceled", "broken"];
  const ways = {
    "": (a, b) => a.place - b.place,
    t: (a, b) => a.tt.localeCompare(b.tt),
    s: (a, b) => order.indexOf(a.st) - order.indexOf(b.st),
    p: (a, b) => ranks.indexOf(b.p) - ranks.indexOf(a.p),
    o: (a, b) => !a.o - !b.o || a.o.localeCompare(b.o),
    u: (a, b) => (a.u < b.u ? 1 : a.u > b.u ? -1 : 0),
  };
  sort.addEventListener("change", () => {
    sorted = [...tickets].sort((a, b) => ways[sort.value](a, b) || a.place - b.place);
    filter();
  });

  // MARK: Theme

  const themes = ["system", "light", "dark"];
  const show = (theme) => {
    if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
    $("theme").textContent = `Theme: ${theme}`;
  };
  // A page from a file may have no storage.
  const stored = (action) => { try { return action(localStorage); } catch { return null; } };
  let theme = stored((storage) => storage.getItem("tickets-theme"));
  if (!themes.includes(theme)) theme = "system";
  show(theme);
  $("theme").addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    show(theme);
    stored((storage) => storage.setItem("tickets-theme", theme));
  });

  // MARK: Going to a ticket

  const focus = ({ element, row }) => {
    if (row === element) row.tabIndex = -1;
    row.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  };
  const reveal = () => {
    const ticket = byId.get(location.hash.slice(1));
    if (!ticket) return;
    if (!ticket.element.isConnected) clear();
    const details = ticket.element.querySelector("details");
    if (details) details.open = true;
    ticket.element.scrollIntoView({ block: "start" });
    focus(ticket);
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  document.addEventListener("click", (event) => {
    const id = event.target.closest("svg [data-to]")?.dataset.to;
    if (id) location.hash = id;
  });

  // MARK: Keys

  const step = (by) => {
    const here = shown.findIndex((ticket) => ticket.element.contains(document.activeElement));
    const next = shown[here < 0 ? 0 : here + by];
    if (next) focus(next);
  };
  const help = $("help");
  $("keys").addEventListener("click", () => help.showModal());
  $("close").addEventListener("click", () => help.close());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target === query && event.key === "Escape") {
      query.value = "";
      filter();
      query.blur();
      return;
    }
    if (event.target.closest("input, select, textarea")) return;
    const actions = { "/": () => query.focus(), j: () => step(1), k: () => step(-1), "?": () => help.showModal() };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
})();
