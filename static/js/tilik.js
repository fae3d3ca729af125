/* Saving while typing. htmx sends the form; this file keeps what the link, the tab or the session would lose.
   A text that could not be sent is kept in this browser until it was saved, and is offered again on the same page. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-simpan]");
  const exit = document.querySelector("form[data-keluar]");
  const key = form && "tilik:" + form.elements["_pemilik"].value + ":" + location.pathname;
  const RETRY_MS = 15000;

  const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const drop = (name) => { try { localStorage.removeItem(name); } catch { /* off */ } };
  const mine = () => {
    try { return Object.keys(localStorage).filter((name) => name.startsWith("tilik:" + exit.dataset.keluar + ":")); } catch { return []; }
  };
  const node = (tag, words, more) => Object.assign(document.createElement(tag), { textContent: words }, more);

  /* A form sent by its button is kept until another page of ours answers: then the server has it. */
  try {
    const sent = sessionStorage.getItem("tilik:sent");
    if (sent && sent !== key) drop(sent);
    sessionStorage.removeItem("tilik:sent");
  } catch { /* off */ }

  let edits = 0;
  let saved = 0;
  let leaving = false;
  let send = () => Promise.resolve();
  const dirty = () => edits > saved;

  /* Leaving a shared computer leaves no text behind, but none is thrown away unasked. */
  let warned = false;
  const exitNow = () => { leaving = true; mine().forEach(drop); exit.submit(); };
  const warn = () => {
    warned = true;
    const box = node("div", "", { className: "note warn" });
    box.setAttribute("role", "alert");
    box.append(node("p", "Anda belum keluar: masih ada tulisan yang belum tersimpan."));
    const list = node("ul", "");
    for (const name of mine()) {
      const line = node("li", "");
      line.append(node("a", (read(name) || {}).title || "Buka", { href: name.slice(name.indexOf("/")) }));
      list.append(line);
    }
    box.append(list, node("p", "Buka dan simpan, atau tekan Keluar sekali lagi untuk keluar dan membuangnya."));
    document.getElementById("isi").prepend(box);
    scrollTo(0, 0);
  };
  if (exit) exit.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!warned && dirty()) await send();
    if (warned || !mine().length) exitNow(); else warn();
  });
  if (!form) return;

  const promise = form.querySelector("[data-otomatis]");
  if (promise) promise.textContent = "Tersimpan otomatis saat Anda mengetik.";

  const skip = new Set(["csrf_token", "_pemilik", "version", "editor", "seq", "password"]);
  const seq = form.elements["seq"];
  const texts = () => [...new FormData(form)].filter(([name]) => !skip.has(name));
  const keep = () => {
    const title = document.querySelector("h1").textContent;
    try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), title, fields: texts() })); } catch { /* full or off */ }
  };
  const next = () => { seq.value = String(Number(seq.value) + 1); return seq.value; };
  const nudge = () => { if (dirty() && !leaving) form.dispatchEvent(new Event("input", { bubbles: true })); };
  const confirmed = (count) => { saved = Math.max(saved, count); if (!dirty()) drop(key); };

  const say = (words) => {
    const place = document.getElementById("simpan");
    const version = place.querySelector("input[name=version]");
    place.className = "note warn";
    place.replaceChildren(words);
    if (version) place.append(version);
  };
  let retry = 0;
  const failed = (why) => {
    say("Belum tersimpan: " + why + " Tulisan Anda disimpan di komputer ini dan dikirim lagi begitu tersambung.");
    clearTimeout(retry);
    retry = setTimeout(nudge, RETRY_MS);
  };

  form.addEventListener("input", () => { edits += 1; });
  form.addEventListener("submit", () => { leaving = true; next(); keep(); try { sessionStorage.setItem("tilik:sent", key); } catch { /* off */ } });
  addEventListener("online", nudge);

  /* While rows are added or removed their list is about to be replaced: nobody types into it, and the form is not sent
     with the old list. What is typed elsewhere meanwhile goes right after. */
  let changing = null;
  document.addEventListener("htmx:config:request", (event) => {
    const ctx = event.detail.ctx;
    if (changing || leaving) { event.preventDefault(); return; }
    ctx.edits = edits;
    ctx.request.body.set("seq", next());
    if (ctx.sourceElement === form) return;
    changing = ctx.sourceElement.closest("[data-baris]");
    ctx.rows = changing;
    if (changing) changing.inert = true;
  });
  document.addEventListener("htmx:after:request", (event) => {
    const ctx = event.detail.ctx;
    if (leaving) return;
    const ours = ctx.text.includes('id="simpan"') || ctx.hx.redirect;
    if (ours && ctx.response.status < 300) { confirmed(ctx.edits); return; }
    keep();
    if (ours) return;
    /* A page instead of a part: an error of ours, or of something between here and the server. */
    event.preventDefault();
    const lead = new DOMParser().parseFromString(ctx.text, "text/html").querySelector("#isi .lead");
    if (ctx.response.status < 500 && lead) say("Belum tersimpan. " + lead.textContent); else failed("server sedang bermasalah.");
  });
  document.addEventListener("htmx:error", () => { if (!leaving) { keep(); failed("jaringan terputus."); } });
  document.addEventListener("htmx:finally:request", (event) => {
    const ctx = event.detail.ctx;
    if (!ctx.rows) return;
    changing.inert = false;
    changing = null;
    const list = document.getElementById(ctx.rows.id);
    /* The pressed button is gone: whoever works by keyboard goes on at the new row, or at the button that adds one. */
    const added = list !== ctx.rows && ctx.request.body.get("action") === "add";
    const rows = list.querySelectorAll(":scope > fieldset");
    if (added && rows.length) rows[rows.length - 1].querySelector("input:not([type=hidden])").focus();
    else list.querySelector("button[value=add]").focus();
    nudge();
  });

  /* The tab closes or goes to the background: send what is not saved, and keep it until a page confirms it. */
  send = () => {
    keep();
    const count = edits;
    const body = new FormData(form);
    body.set("seq", next());
    // Not form.action: the buttons are named "action".
    return fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(body), keepalive: true, headers: { "HX-Request": "true" } })
      .then((answer) => { if (answer.ok) confirmed(count); }).catch(() => {});
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty() && !leaving) send();
  });

  /* Offer what an earlier visit could not save; a page that answers a refused save is itself not saved. */
  if ("belum" in form.dataset) { keep(); return; }
  const kept = read(key);
  if (!kept) return;
  if (JSON.stringify(kept.fields) === JSON.stringify(texts())) { drop(key); return; }
  const box = node("div", "", { className: "note warn" });
  box.setAttribute("role", "status");
  const when = new Date(kept.at).toLocaleString("id-ID");
  const button = (label, act) => {
    const made = node("button", label, { type: "button", className: "quiet" });
    made.addEventListener("click", () => { act(); box.remove(); });
    return made;
  };
  const restore = () => {
    const values = new Map();
    for (const [name, value] of kept.fields) values.set(name, [...(values.get(name) || []), value]);
    for (const field of form.elements) {
      if (!field.name || skip.has(field.name)) continue;
      const found = values.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = found.includes(field.value);
      else if (found.length && field.type !== "submit") field.value = found[0];
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  box.append(
    node("p", "Ada tulisan dari kunjungan sebelumnya yang mungkin belum tersimpan (" + when + ")."),
    button("Pakai tulisan itu", restore), " ", button("Buang", () => drop(key)),
  );
  form.before(box);
})();
