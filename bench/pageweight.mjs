#!/usr/bin/env node
/*
 * pageweight.mjs - what does each page of a site cost on the wire, and how long does it take on a slow link?
 *
 *   node pageweight.mjs --base http://127.0.0.1:8100 --plan plan.json [options]
 *
 * Options
 *   --profile none|A|B|DOWNkbps,UPkbps,RTTms   link to emulate (default none: loopback speed)
 *                 A = 128,64,400     B = 400,400,200
 *   --shaper cdp|relay   how the link is emulated (default cdp)
 *                 cdp   = Chromium's Network.emulateNetworkConditions: per-request latency + throughput cap.
 *                         It charges nothing for TCP/TLS set-up and does not throttle service workers.
 *                 relay = a TCP relay inside this script: every connection pays one RTT to open, bytes pass
 *                         a shared token bucket per direction, each direction is delayed RTT/2.  Closer to a
 *                         real link; a server that closes connections (no keep-alive) pays for it, as in life.
 *   --target HOST    with --shaper relay: where the server really is, when the base's name resolves nowhere
 *   --warm-delay S   seconds between the cold and the warm visit (default 2; use >60 to outlive "max-age=60")
 *   --no-warm        skip the second visit
 *   --externals block|allow   block (default): no name but the base's resolves, as on an intranet without
 *                         internet.  Requests to other hosts are listed either way.
 *   --runs N         repeat each page N times, report the run with the median load_ms (default 1)
 *   --only a,b       only these page names
 *   --settle MS      quiet time without requests that ends a page (default 800)
 *   --timeout S      limit per navigation (default 900)
 *   --settle-max S   longest wait for quiet after load (default 180); what was still open is listed in never_idle
 *   --sum-header H   also sum this numeric response header over a page's requests (e.g. X-SQL-Count)
 *   --chrome PATH    default /usr/bin/chromium
 *   --out FILE       write the JSON there (otherwise to stdout, before the table)
 *   --shots DIR      save a screenshot per page (a check that the page really rendered)
 *
 * Plan file
 *   { "login": [ step, ... ],                  // run once, unthrottled, after the anonymous pages
 *     "pages": [ { "name": "home", "path": "/", "anonymous": false,
 *                  "ready": "css selector",    // optional: ready_ms = until this has a box in the DOM; if fcp is later, fcp counts
 *                  "then": [ step, ... ] } ] } // optional: actions that count as part of the page (cold and warm)
 *   step: {"goto": "/path"} | {"fill": ["selector", "text"]} | {"click": "selector"} | {"press": ["selector", "Enter"]}
 *       | {"waitFor": "selector"} | {"waitUrlNot": "/login"} | {"sleep": ms}
 *
 * Per page: requests, wire_bytes_cold (header + body bytes as received, CDP encodedDataLength), split into html / js /
 * css / font / img / other, html_raw (decoded size of all HTML) and html_gzip6 (what gzip -6 would make of it),
 * wire_bytes_warm, requests_warm (those that reached the network), up_bytes (request heads, HTTP/1.1 estimate),
 * ttfb / fcp / lcp / dcl / load / settled / ready in ms since navigation start, external_hosts, failed requests, console errors.
 * Pages with "then" also get then_requests / then_bytes / then_ms: what the actions added (they are inside the page's totals too).
 * With --shaper relay also tcp_down/tcp_up: true bytes on the wire per visit, whoever fetched them (service workers too).
 *
 * Cold = HTTP cache, service workers and Cache Storage cleared, login cookies kept.  Warm = same page again, cache on.
 * Needs: playwright-core (looked up beside this file, in ./node, or in NODE_PATH), a Chromium.
 */
import { createRequire } from 'node:module';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';

// ---------------------------------------------------------------- arguments
const PROFILES = { none: null, A: [128, 64, 400], B: [400, 400, 200] };
const args = parseArgs(process.argv.slice(2));
if (!args.base || !args.plan) { console.error('usage: pageweight.mjs --base URL --plan FILE [--profile A] [--out FILE] (see the head of this file)'); process.exit(2); }
for (const sig of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(sig, () => setTimeout(() => process.exit(1), 3000));   // playwright closes the browser first
const base = new URL(args.base);
const plan = JSON.parse(fs.readFileSync(args.plan, 'utf8'));
const profile = (args.profile ?? 'none') in PROFILES ? PROFILES[args.profile ?? 'none'] : args.profile.split(',').map(Number);
const shaper = args.shaper ?? 'cdp';
const settleMs = Number(args.settle ?? 800);
const settleMax = Number(args['settle-max'] ?? 180) * 1000;
const navTimeout = Number(args.timeout ?? 900) * 1000;
const warmDelay = Number(args['warm-delay'] ?? 2) * 1000;
const runs = Number(args.runs ?? 1);
const only = args.only ? new Set(args.only.split(',')) : null;
const sumHeader = args['sum-header']?.toLowerCase();

function parseArgs(list) {
  const out = {};
  for (let i = 0; i < list.length; i++) {
    const key = list[i].replace(/^--/, '');
    if (i + 1 < list.length && !list[i + 1].startsWith('--')) out[key] = list[++i]; else out[key] = true;
  }
  return out;
}
const sleep = ms => new Promise(r => setTimeout(r, ms));

function loadPlaywright() {
  const here = path.dirname(new URL(import.meta.url).pathname);
  for (const dir of [here, path.join(here, 'node'), process.cwd(), ...(process.env.NODE_PATH ?? '').split(':').filter(Boolean)]) {
    try { return createRequire(path.join(dir, 'x.js'))('playwright-core'); } catch { /* next place */ }
  }
  throw new Error('playwright-core not found: npm i playwright-core beside this script');
}

// ---------------------------------------------------------------- TCP relay: counts bytes, optionally shapes them
// One token bucket per direction is shared by all connections, as on one access line.
class Bucket {
  constructor(kbps) { this.bytesPerMs = kbps / 8; this.free = 0; }     // free = time at which the line is idle again
  delayFor(n) { const now = performance.now(); this.free = Math.max(now, this.free) + n / this.bytesPerMs; return this.free - now; }
}
async function startRelay(target) {
  const relay = { down: 0, up: 0, connections: 0, link: null };
  const open = new Set();
  const server = net.createServer(client => {
    relay.connections++;
    const link = relay.link;
    const upstream = net.connect(target.port, target.host);
    client.setNoDelay(true); upstream.setNoDelay(true);
    const opened = performance.now();
    pipe(client, upstream, n => { relay.up += n; }, link && link.up, link, opened);
    pipe(upstream, client, n => { relay.down += n; }, link && link.down, link, opened);
    const drop = () => { client.destroy(); upstream.destroy(); };
    client.on('error', drop); upstream.on('error', drop);
    open.add(drop);
    client.on('close', () => { upstream.end(); open.delete(drop); });
  });
  // Copy from -> to in 1460-byte segments: wait for the line, then for half an RTT (and for the handshake RTT at the start).
  function pipe(from, to, count, bucket, link, opened) {
    let queue = Promise.resolve(), waiting = 0;
    from.on('data', chunk => {
      count(chunk.length);
      if (!bucket) { if (!to.write(chunk)) { from.pause(); to.once('drain', () => from.resume()); } return; }
      for (let i = 0; i < chunk.length; i += 1460) {
        const part = chunk.subarray(i, i + 1460);
        waiting += part.length;
        queue = queue.then(async () => {
          const handshake = Math.max(0, opened + link.rtt - performance.now());
          await sleep(handshake);
          await sleep(bucket.delayFor(part.length));                    // serialisation on the shared line
          setTimeout(() => { if (!to.destroyed) to.write(part); }, link.rtt / 2); // propagation
          waiting -= part.length;
          if (waiting < 32768) from.resume();
        });
      }
      if (waiting > 65536) from.pause();
    });
    from.on('end', () => queue.then(() => setTimeout(() => to.end(), bucket ? link.rtt / 2 + 1 : 0)));
  }
  await new Promise(r => server.listen(0, '127.0.0.1', r));
  relay.port = server.address().port;
  relay.close = () => server.close();
  // Kept-alive connections belong to the link they were opened on, so a change of link closes them.
  relay.shape = p => { for (const drop of open) drop(); open.clear(); relay.link = p && { down: new Bucket(p[0]), up: new Bucket(p[1]), rtt: p[2] }; };
  return relay;
}

// ---------------------------------------------------------------- CDP network recorder for one page
function kindOf(type, mime) {
  if (type === 'Document' || /html/.test(mime)) return 'html';
  if (type === 'Script' || /javascript|ecmascript/.test(mime)) return 'js';
  if (type === 'Stylesheet' || /css/.test(mime)) return 'css';
  if (type === 'Font' || /font/.test(mime)) return 'font';
  if (type === 'Image' || /^image\//.test(mime)) return 'img';
  return 'other';
}
class Recorder {
  constructor(cdp) {
    this.cdp = cdp; this.reset();
    cdp.on('Network.requestWillBeSent', e => {
      if (!/^https?:/.test(e.request.url)) return;
      if (e.redirectResponse) {                                        // the hop that redirected is finished
        const hop = this.live.get(e.requestId);
        if (hop) { hop.wire = e.redirectResponse.encodedDataLength; hop.status = e.redirectResponse.status; hop.done = true; }
      }
      const r = { url: e.request.url, type: e.type, method: e.request.method, wire: 0, mime: '', cached: false, done: false, body: (e.request.postData ?? '').length, up: 0, id: e.requestId };
      this.live.set(e.requestId, r); this.all.push(r); this.touch();
      if (this.early.has(e.requestId)) { this.headSize(r, this.early.get(e.requestId)); this.early.delete(e.requestId); }
    });
    cdp.on('Network.requestWillBeSentExtraInfo', e => {                  // the head as sent, cookies included;
      const r = this.live.get(e.requestId);                              // it may arrive before its requestWillBeSent
      if (r && !r.up) this.headSize(r, e.headers); else this.early.set(e.requestId, e.headers);
    });
    cdp.on('Network.requestServedFromCache', e => { const r = this.live.get(e.requestId); if (r) r.cached = true; });
    cdp.on('Network.responseReceived', e => {
      const r = this.live.get(e.requestId); if (!r) return;
      r.type = e.type; r.mime = e.response.mimeType; r.status = e.response.status;
      r.cached ||= e.response.fromDiskCache || e.response.fromPrefetchCache || e.response.fromServiceWorker;
      r.encoding = header(e.response.headers, 'content-encoding'); r.protocol = e.response.protocol;
      r.summed = sumHeader ? Number(header(e.response.headers, sumHeader) || 0) : 0;
      r.wire = e.response.encodedDataLength;
    });
    cdp.on('Network.loadingFinished', e => { const r = this.live.get(e.requestId); if (r) { r.wire = Math.max(r.wire, e.encodedDataLength); r.done = true; this.touch(); this.keepHtml(r); } });
    cdp.on('Network.loadingFailed', e => { const r = this.live.get(e.requestId); if (r) { r.failed = e.blockedReason || e.errorText; r.done = true; this.touch(); } });
  }
  reset() { this.live = new Map(); this.early = new Map(); this.all = []; this.pending = []; this.neverIdle = []; this.touch(); }
  headSize(r, headers) {                                                // bytes of the request as HTTP/1.1 text
    const u = new URL(r.url); let n = r.method.length + u.pathname.length + u.search.length + 14;
    for (const [k, v] of Object.entries(headers)) if (!k.startsWith(':')) n += k.length + String(v).length + 4;
    r.up = n + r.body;
  }
  touch() { this.last = performance.now(); }
  keepHtml(r) {                                                          // decoded size + what gzip would make of it
    if (kindOf(r.type, r.mime) !== 'html') return;
    this.pending.push(this.cdp.send('Network.getResponseBody', { requestId: r.id }).then(b => {
      const buf = Buffer.from(b.body, b.base64Encoded ? 'base64' : 'utf8'); r.raw = buf.length; r.gzip6 = zlib.gzipSync(buf, { level: 6 }).length;
    }).catch(() => {}));
  }
  async settled() {                                                      // until nothing is in flight for settleMs
    const end = performance.now() + settleMax;
    while (performance.now() < end) {
      const open = this.all.some(r => !r.done);
      if (!open && performance.now() - this.last >= settleMs) return;
      await sleep(50);
    }
    this.neverIdle = this.all.filter(r => !r.done).map(r => r.url.slice(0, 140));
  }
  async summary() {
    await Promise.all(this.pending);
    const own = r => new URL(r.url).host === base.host;
    const s = { requests: this.all.length, requests_net: 0, wire: 0, up: 0, html: 0, js: 0, css: 0, font: 0, img: 0, other: 0, html_raw: 0, html_gzip6: 0, cache_hits: 0 };
    const hosts = new Map();
    for (const r of this.all) {
      if (!own(r)) hosts.set(new URL(r.url).host, (hosts.get(new URL(r.url).host) ?? 0) + 1);
      if (r.cached && r.status !== 304) { s.cache_hits++; if (!r.wire) continue; }
      if (r.cached) { continue; }
      s.requests_net++; s.wire += r.wire; s.up += r.up; s[kindOf(r.type, r.mime)] += r.wire;
      s.html_raw += r.raw ?? 0; s.html_gzip6 += r.gzip6 ?? 0;
    }
    s.external_hosts = [...hosts].map(([h, n]) => `${h} (${n})`);
    s.failed = this.all.filter(r => r.failed).map(r => `${r.url.slice(0, 140)} ${r.failed}`);
    s.http_errors = this.all.filter(r => r.status >= 400).map(r => `${r.status} ${r.url.slice(0, 140)}`);
    s.never_idle = this.neverIdle;
    if (sumHeader) s.header_sum = this.all.reduce((a, r) => a + (r.summed || 0), 0);
    s.biggest = [...this.all].filter(r => !r.cached).sort((a, b) => b.wire - a.wire).slice(0, 8).map(r => `${r.wire} ${r.url.replace(base.origin, '').slice(0, 110)}`);
    return s;
  }
}
const header = (h, name) => { for (const k in h) if (k.toLowerCase() === name) return h[k]; return ''; };

// ---------------------------------------------------------------- steps and one visit
async function doStep(page, step) {
  if (step.goto) await page.goto(new URL(step.goto, base).href, { waitUntil: 'load', timeout: navTimeout });
  else if (step.fill) await page.fill(step.fill[0], step.fill[1]);
  else if (step.click) await page.click(step.click, { timeout: navTimeout });
  else if (step.press) await page.press(step.press[0], step.press[1]);
  else if (step.waitFor) await page.waitForSelector(step.waitFor, { timeout: navTimeout });
  else if (step.waitUrlNot) await page.waitForURL(u => !u.pathname.startsWith(step.waitUrlNot), { timeout: 60000 });
  else if (step.sleep) await sleep(step.sleep);
  else throw new Error('unknown step ' + JSON.stringify(step));
}
async function visit(page, rec, spec, relay) {
  rec.reset();
  const errors = []; const onError = e => errors.push(String(e.message ?? e).slice(0, 160)); page.on('pageerror', onError);
  const tcp0 = relay ? { down: relay.down, up: relay.up, connections: relay.connections } : null;
  const t0 = performance.now();
  // Watch for the "ready" element from the first byte on, beside the load event (it may come before it or well after).
  const response = await page.goto(new URL(spec.path, base).href, { waitUntil: 'commit', timeout: navTimeout });
  const visible = spec.ready && page.waitForSelector(spec.ready, { state: 'visible', timeout: navTimeout }).then(() => performance.now() - t0, () => -1);
  await page.waitForLoadState('load', { timeout: navTimeout });
  const ready = visible ? await Promise.race([visible, sleep(30000).then(() => -1)]) : null;   // -1: not within 30 s after load
  await rec.settled();
  const settled = rec.last - t0;
  // Actions after the load: what they add, and the time from the first action to the last byte.
  const before = { n: rec.all.length, t: performance.now() };
  for (const step of spec.then ?? []) { await doStep(page, step); await rec.settled(); }
  const then = spec.then ? { then_requests: rec.all.length - before.n, then_bytes: rec.all.slice(before.n).reduce((a, r) => a + (r.cached ? 0 : r.wire), 0), then_ms: rec.last - before.t } : {};
  const t = await page.evaluate(() => new Promise(done => {
    const nav = performance.getEntriesByType('navigation')[0]; let lcp = 0;
    try { new PerformanceObserver(l => { for (const e of l.getEntries()) lcp = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true }); } catch { /* old browser */ }
    setTimeout(() => done({ ttfb: nav.responseStart, dcl: nav.domContentLoadedEventEnd, load: nav.loadEventEnd, lcp, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 }), 60);
  }));
  page.off('pageerror', onError);
  return { status: response?.status(), final_url: page.url().replace(base.origin, ''), ...await rec.summary(), ...t, settled, ready, js_errors: errors, ...then,
    ...(relay ? { tcp_down: relay.down - tcp0.down, tcp_up: relay.up - tcp0.up, tcp_connections: relay.connections - tcp0.connections } : {}) };
}

// ---------------------------------------------------------------- run
const { chromium } = loadPlaywright();
const basePort = Number(base.port || (base.protocol === 'https:' ? 443 : 80));
const relay = shaper === 'relay' ? await startRelay({ host: args.target ?? base.hostname, port: basePort }) : null;
// The relay is reached by remapping the name, so Host, cookies and TLS names stay those of the base URL.
// (First matching MAP wins; an EXCLUDE would beat every MAP, hence none with the relay.)
const rules = [relay && `MAP ${base.hostname}:${basePort} 127.0.0.1:${relay.port}`, args.externals !== 'allow' && (relay ? 'MAP * ~NOTFOUND' : `MAP * ~NOTFOUND, EXCLUDE ${base.hostname}`)].filter(Boolean).join(', ');
const profileDir = fs.mkdtempSync(path.join(os.tmpdir(), 'pageweight-'));
const context = await chromium.launchPersistentContext(profileDir, {                 // persistent: a real disk cache
  executablePath: args.chrome ?? '/usr/bin/chromium', headless: true, viewport: { width: 1280, height: 900 }, ignoreHTTPSErrors: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(rules ? [`--host-resolver-rules=${rules}`] : [])],
});
const results = [];
try {
  const version = context.browser()?.version() ?? '';
  let loggedIn = false;
  const pages = plan.pages.filter(p => !only || only.has(p.name)).sort((a, b) => Number(!a.anonymous) - Number(!b.anonymous));
  for (const spec of pages) {
    if (!spec.anonymous && !loggedIn && plan.login?.length) {
      const page = await context.newPage();
      for (const step of plan.login) await doStep(page, step).catch(e => { throw new Error(`login step ${JSON.stringify(step).replace(/("fill":\[[^,]*,).*/, '$1 ...')} failed: ${e.message.split('\n')[0]}`); });
      await page.close(); loggedIn = true;
    }
    const tries = [];
    for (let i = 0; i < runs; i++) {
      const page = await context.newPage();
      const cdp = await context.newCDPSession(page);
      await cdp.send('Network.enable', { maxPostDataSize: 65536, maxTotalBufferSize: 200e6, maxResourceBufferSize: 50e6 });
      await cdp.send('Network.clearBrowserCache');
      await cdp.send('Storage.clearDataForOrigin', { origin: base.origin, storageTypes: 'service_workers,cache_storage' });
      if (profile && shaper === 'cdp') await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: profile[2], downloadThroughput: profile[0] * 125, uploadThroughput: profile[1] * 125 });
      if (relay) relay.shape(profile);
      const rec = new Recorder(cdp);
      try {
        const cold = await visit(page, rec, spec, relay);
        if (args.shots) { fs.mkdirSync(args.shots, { recursive: true }); await page.screenshot({ path: path.join(args.shots, spec.name.replace(/\W+/g, '_') + '.png') }); }
        let warm = null;
        if (!args['no-warm']) { await page.goto('about:blank'); await sleep(warmDelay); warm = await visit(page, rec, spec, relay); }
        tries.push({ cold, warm });
      } catch (e) { tries.push({ error: String(e.message).split('\n')[0] }); }
      await page.close();
      if (relay) relay.shape(null);
    }
    const good = tries.filter(t => t.cold).sort((a, b) => a.cold.load - b.cold.load);
    const pick = good[Math.floor(good.length / 2)];
    const row = pick ? flatten(spec, pick) : { name: spec.name, path: spec.path, error: tries[0].error };
    results.push(row);
    console.error(`${spec.name}: ${row.error ?? `${row.requests} requests, ${row.wire_bytes_cold} B cold, ${row.wire_bytes_warm} B warm, load ${row.load_ms} ms`}`);
  }
  const report = { base: base.href, profile: profile ? { down_kbps: profile[0], up_kbps: profile[1], rtt_ms: profile[2], shaper } : 'none', warm_delay_s: warmDelay / 1000, externals: args.externals ?? 'block', chromium: version, at: new Date().toISOString(), pages: results };
  if (args.out) fs.writeFileSync(args.out, JSON.stringify(report, null, 1)); else console.log(JSON.stringify(report, null, 1));
  printTable(results);
} catch (e) { console.error(e.message); process.exitCode = 1; } finally {
  await context.close(); relay?.close(); fs.rmSync(profileDir, { recursive: true, force: true });
}

function flatten(spec, { cold, warm }) {
  const ms = v => v == null ? null : Math.round(v);
  return {
    name: spec.name, path: spec.path, final_url: cold.final_url, status: cold.status,
    requests: cold.requests, wire_bytes_cold: cold.wire, html_bytes: cold.html, html_raw: cold.html_raw, html_gzip6: cold.html_gzip6,
    js_bytes: cold.js, css_bytes: cold.css, font_bytes: cold.font, img_bytes: cold.img, other_bytes: cold.other, up_bytes: cold.up,
    wire_bytes_warm: warm?.wire ?? null, requests_warm: warm?.requests_net ?? null, up_bytes_warm: warm?.up ?? null,
    ttfb_ms: ms(cold.ttfb), fcp_ms: ms(cold.fcp), lcp_ms: ms(cold.lcp), dcl_ms: ms(cold.dcl), load_ms: ms(cold.load), settled_ms: ms(cold.settled), ready_ms: ms(cold.ready),
    warm_fcp_ms: ms(warm?.fcp), warm_dcl_ms: ms(warm?.dcl), warm_load_ms: ms(warm?.load), warm_settled_ms: ms(warm?.settled), warm_ready_ms: ms(warm?.ready),
    external_hosts: cold.external_hosts, failed: cold.failed, http_errors: cold.http_errors, never_idle: cold.never_idle, js_errors: cold.js_errors, biggest: cold.biggest,
    ...(spec.then ? { then_requests: cold.then_requests, then_bytes: cold.then_bytes, then_ms: ms(cold.then_ms), then_bytes_warm: warm?.then_bytes ?? null, then_ms_warm: ms(warm?.then_ms) } : {}),
    ...(sumHeader ? { [sumHeader]: cold.header_sum } : {}),
    ...(cold.tcp_down != null ? { tcp_down: cold.tcp_down, tcp_up: cold.tcp_up, tcp_connections: cold.tcp_connections, tcp_down_warm: warm?.tcp_down ?? null, tcp_up_warm: warm?.tcp_up ?? null } : {}),
  };
}
function printTable(rows) {
  const cols = ['name', 'requests', 'wire_bytes_cold', 'html_bytes', 'html_gzip6', 'js_bytes', 'css_bytes', 'font_bytes', 'img_bytes', 'wire_bytes_warm', 'requests_warm', 'fcp_ms', 'dcl_ms', 'load_ms', 'settled_ms', 'warm_load_ms', ...(sumHeader ? [sumHeader] : []), 'external_hosts'];
  console.log('| ' + cols.join(' | ') + ' |\n|' + cols.map(() => '---').join('|') + '|');
  for (const r of rows) console.log('| ' + cols.map(c => r.error && c !== 'name' ? (c === 'requests' ? 'ERROR ' + r.error : '') : Array.isArray(r[c]) ? r[c].join(', ') : r[c] ?? '').join(' | ') + ' |');
}
