"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  document.querySelector(".tools").hidden = false;

  // What each ticket says, read once from the list; cards and rows elsewhere follow it by their data-id.
  const ranks = ["", "low", "medium", "high", "critical"];
  const list = document.querySelector(".tickets");
  const tickets = [...list.children].map((element, place) => {
    const text = (selector) => element.querySelector(selector)?.textContent.trim() ?? "";
    return {
      element, place, id: element.querySelector("[id]").id, words: null,
      s: text(".st"), p: ranks.indexOf(text(".p")), u: text(".u"), t: text(".tt"), o: text(".o"),
      l: [...element.querySelectorAll(".ls .l")].map((label) => label.textContent),
    };
  });
  const others = new Map();
  for (const element of document.querySelectorAll(".card, .matrix [data-id]")) {
    others.set(element.dataset.id, [...(others.get(element.dataset.id) ?? []), element]);
  }

  // MARK: Filters

  const fill = (select, values) => {
    for (const value of [...new Set(values)].sort()) {
      if (value) select.add(new Option(value, value));
    }
    select.disabled = select.options.length < 2;
  };
  const [query, status, owner, label, sort] = ["q", "fs", "fo", "fl", "sort"].map($);
  fill(status, tickets.map((ticket) => ticket.s));
  fill(owner, tickets.map((ticket) => ticket.o));
  fill(label, tickets.flatMap((ticket) => ticket.l));

  const hide = (element, isHidden) => { if (element.hidden !== isHidden) element.hidden = isHidden; };
  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const ticket of tickets) {
      if (words.length) ticket.words ??= ticket.element.textContent.toLowerCase();
      const fits = (!status.value || ticket.s === status.value) && (!owner.value || ticket.o === owner.value)
        && (!label.value || ticket.l.includes(label.value)) && words.every((word) => ticket.words.includes(word));
      if (fits) shown += 1;
      hide(ticket.element, !fits);
      for (const element of others.get(ticket.id) ?? []) hide(element, !fits);
    }
    hide($("none"), shown > 0 || !tickets.length);
    $("count").textContent = shown === tickets.length ? "" : `${shown} of ${tickets.length} tickets`;
  };
  let waiting;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 60); });
  for (const select of [status, owner, label]) select.addEventListener("change", filter);

  // MARK: Sorting

  const order = ["doing", "blocked", "todo", "done", "canceled", "broken"];
  const ways = {
    "": (a, b) => a.place - b.place,
    t: (a, b) => a.t.localeCompare(b.t),
    s: (a, b) => order.indexOf(a.s) - order.indexOf(b.s),
    p: (a, b) => b.p - a.p,
    o: (a, b) => !a.o - !b.o || a.o.localeCompare(b.o),
    u: (a, b) => (a.u < b.u ? 1 : a.u > b.u ? -1 : 0),
  };
  sort.addEventListener("change", () => {
    const sorted = [...tickets].sort((a, b) => ways[sort.value](a, b) || a.place - b.place);
    list.append(...sorted.map((ticket) => ticket.element));
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

  const focus = (element) => {
    const place = element.querySelector("summary, .row");
    if (place.matches(".row")) place.tabIndex = -1;
    place.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  };
  const reveal = () => {
    const target = $(decodeURIComponent(location.hash.slice(1)));
    const ticket = target?.closest(".tickets > li");
    if (!ticket) return;
    if (ticket.hidden) {
      query.value = status.value = owner.value = label.value = "";
      filter();
    }
    const details = ticket.querySelector("details");
    if (details) details.open = true;
    ticket.scrollIntoView({ block: "start" });
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
    const shown = tickets.filter((ticket) => !ticket.element.hidden)
      .sort((a, b) => a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
    const here = shown.findIndex((ticket) => ticket.element.contains(document.activeElement));
    const next = shown[here < 0 ? 0 : here + by]?.element;
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
