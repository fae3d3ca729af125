/* Saving while typing. htmx sends the form; this file keeps what the link, the tab or the session would lose.
   A text that could not be sent is kept in this browser until it was saved, and is offered again on the same page. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-simpan]");
  const key = form && "tilik:" + form.elements["_pemilik"].value + ":" + location.pathname;

  /* A form sent by its button is kept until another page of ours answers: then the server has it. */
  try {
    const sent = sessionStorage.getItem("tilik:sent");
    if (sent && sent !== key) localStorage.removeItem(sent);
    sessionStorage.removeItem("tilik:sent");
  } catch { /* off */ }
  if (!form) return;

  const skip = new Set(["csrf_token", "_pemilik", "version", "editor", "seq", "password"]);
  const seq = form.elements["seq"];
  let dirty = false;
  let leaving = false;

  const texts = () => [...new FormData(form)].filter(([name]) => !skip.has(name));
  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: texts() })); } catch { /* full or off */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* off */ } };
  const next = () => { seq.value = String(Number(seq.value) + 1); return seq.value; };

  const say = (words) => {
    const place = document.getElementById("simpan");
    const version = place.querySelector("input[name=version]");
    place.className = "note warn";
    place.replaceChildren(words);
    if (version) place.append(version);
  };

  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { leaving = true; next(); keep(); try { sessionStorage.setItem("tilik:sent", key); } catch { /* off */ } });
  document.addEventListener("htmx:config:request", (event) => { event.detail.ctx.request.body.set("seq", next()); });
  document.addEventListener("htmx:after:request", (event) => {
    const status = event.detail.ctx.response.status;
    if (status < 300) { dirty = false; forget(); } else { keep(); }
  });
  document.addEventListener("htmx:error", () => {
    keep();
    say("Belum tersimpan: jaringan terputus. Tulisan Anda disimpan di komputer ini dan dikirim lagi saat Anda mengetik.");
  });

  /* The tab closes or goes to the background: send what is not saved, and keep it until a page confirms it. */
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !dirty || leaving) return;
    keep();
    const body = new FormData(form);
    body.set("seq", next());
    fetch(form.action, { method: "POST", body: new URLSearchParams(body), keepalive: true, headers: { "HX-Request": "true" } })
      .then((answer) => { if (answer.ok) { dirty = false; forget(); } }).catch(() => {});
  });

  /* Offer what an earlier visit could not save. */
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(key)); } catch { /* off or damaged */ }
  if (!kept) return;
  if (JSON.stringify(kept.fields) === JSON.stringify(texts())) { forget(); return; }
  const box = document.createElement("div");
  box.className = "note warn";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = "Ada tulisan dari kunjungan sebelumnya yang mungkin belum tersimpan (" + new Date(kept.at).toLocaleString("id-ID") + ").";
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "quiet";
    made.textContent = label;
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
  box.append(words, button("Pakai tulisan itu", restore), " ", button("Buang", forget));
  form.before(box);
})();
