/* Draft of an unsent answer: sealed by the server, held by this window alone. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-draf]");
  const done = document.querySelector("[data-selesai]");
  const name = (path) => "draf:" + path;
  const key = name(location.pathname);
  let store;
  try { store = sessionStorage; } catch { return; }
  if (done) store.removeItem(name(done.dataset.selesai));
  if (!form) return;
  const say = (words) => { form.querySelector("[role=status]").textContent = words; };
  const post = (body) => fetch(form.dataset.draf, { method: "POST", headers: { "HX-Request": "true" }, body: new URLSearchParams(body) });
  let typed = 0, kept = 0, last = 0, timer = 0;
  const save = async () => {
    clearTimeout(timer);
    timer = 0;
    if (typed === kept) return;
    const now = typed;
    last = Date.now();
    try {
      const answer = await post(new FormData(form));
      if (!answer.ok) throw answer;
      const sealed = await answer.text();
      if (now > kept) { store.setItem(key, sealed); kept = now; }
      if (typed === kept) say("Draf tersimpan di jendela ini.");
    } catch {
      say("Draf belum tersimpan. Tekan “Periksa jawaban” untuk melihat sebabnya.");
    }
  };
  form.addEventListener("input", () => {
    if (typed === kept) say("Menyimpan draf …");
    typed += 1;
    timer = timer || setTimeout(save, Math.max(0, last + 20000 - Date.now()));
  });
  form.addEventListener("change", (event) => { if (event.target.type === "textarea") save(); });
  form.addEventListener("submit", (event) => {
    if (!event.submitter || event.submitter.value !== "draf") return;
    event.preventDefault();
    typed += 1;
    save();
  });
  const blob = store.getItem(key);
  if (!blob || "terisi" in form.dataset) return;
  post({ blob, csrf_token: form.elements["csrf_token"].value }).then(async (answer) => {
    if (answer.status === 422) store.removeItem(key);
    if (!answer.ok || typed) return;
    for (const [field, value] of Object.entries(await answer.json())) form.elements[field].value = value;
    say("Ini draf Anda.");
  }).catch(() => {});
})();
