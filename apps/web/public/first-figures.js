/*
 * The results of a workbook as a plain table, while the code of the sheet is on its way: on a bad line that takes a
 * quarter of a minute, and these take a second. In a file of its own, because whatever the app is packed into comes later.
 * The table goes when the page shows anything else than that it waits (`data-waiting`), and can only be read.
 */
(function () {
  'use strict';
  const address = /^\/w\/([^/]+)\/?$/.exec(location.pathname);
  const root = document.getElementById('root');
  // A browser that keeps the app needs nothing in its place.
  if (!address || !root || navigator.serviceWorker?.controller) return;

  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  /** Shown no earlier than this after the page was asked for, in milliseconds. */
  const SOON_MS = 1_500;
  const WORDS = {
    en: 'The figures, until the sheet is here',
    ar: 'الأرقام، ريثما تصل الورقة',
  };
  const asked = new URLSearchParams(location.search).get('lang') ?? kept('tallystick.language');
  const spoken = [asked, ...navigator.languages].map((each) => each?.split('-')[0]);
  const language = spoken.find((each) => each in WORDS) ?? 'en';
  const region = navigator.languages.find((each) => each.split('-')[0] === language) ?? language;
  let numbers;
  try {
    numbers = new Intl.NumberFormat(region);
  } catch {
    // Some browsers name what no language is called.
    numbers = new Intl.NumberFormat(language);
  }
  const gone = new AbortController();
  let box;

  const headers = { accept: 'application/json' };
  try {
    // For whom the page was last: the server answers nobody else.
    const me = JSON.parse(kept('tallystick.me') ?? 'null');
    if (typeof me?.person === 'string') headers['x-tallystick-person'] = me.person;
  } catch {
    // Not ours.
  }
  const path = `/api/workbooks/${address[1]}/results`;
  fetch(path, { headers, credentials: 'same-origin', signal: gone.signal })
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .then(async (view) => {
      // On a good line the sheet itself is there before anybody could read this.
      await new Promise((soon) => setTimeout(soon, Math.max(0, SOON_MS - performance.now())));
      if (view && !gone.signal.aborted) show(view.results);
    })
    .catch(() => undefined);
  const watch = new MutationObserver(follow);
  watch.observe(root, { childList: true, subtree: true });
  addEventListener('resize', follow, { signal: gone.signal });

  /** Lies where the page waits, and ends with that. */
  function follow() {
    const waiting = root.querySelector('[data-waiting]');
    if (root.childElementCount > 0 && !waiting) {
      watch.disconnect();
      gone.abort();
      box?.remove();
    } else if (box) {
      const place = waiting?.getBoundingClientRect() ?? {
        left: 0,
        top: 0,
        width: innerWidth,
        height: innerHeight,
      };
      for (const side of ['left', 'top', 'width', 'height']) box.style[side] = `${place[side]}px`;
    }
  }

  function element(name, text, style) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    Object.assign(made.style, style);
    return made;
  }

  function show(results) {
    const scheme = kept('mantine-color-scheme-value');
    box = element('section', undefined, {
      position: 'fixed',
      zIndex: '10',
      overflow: 'auto',
      boxSizing: 'border-box',
      padding: '12px 16px',
      background: 'Canvas',
      color: 'CanvasText',
      colorScheme: scheme === 'dark' || scheme === 'light' ? scheme : 'light dark',
      font: '14px/1.5 system-ui, sans-serif',
    });
    Object.assign(box, { id: 'first-figures', lang: language, tabIndex: 0 });
    box.dir = language === 'ar' ? 'rtl' : 'ltr';
    box.setAttribute('aria-busy', 'true');
    const table = element('table', undefined, { borderCollapse: 'collapse' });
    const caption = element('caption', WORDS[language], { textAlign: 'start', padding: '0 0 8px' });
    table.append(caption, ...results.map(rowOf));
    box.append(table);
    box.setAttribute('aria-label', caption.textContent);
    document.body.append(box);
    follow();
  }

  function rowOf({ kpi, name, status, text, decimal, unit }) {
    const row = document.createElement('tr');
    const cell = { padding: '2px 12px', borderBottom: '1px solid GrayText' };
    const code = element('td', kpi, { ...cell, paddingInlineStart: '0', whiteSpace: 'nowrap' });
    const label = element('th', name, { ...cell, fontWeight: '400', textAlign: 'start' });
    const isFigure = status === 'reported' && decimal !== null && Number.isFinite(Number(decimal));
    const words = isFigure ? numbers.format(Number(decimal)) : text;
    const figure = element('td', words, { ...cell, textAlign: 'end', whiteSpace: 'nowrap' });
    label.scope = 'row';
    const counted = element('td', isFigure ? unit : '', cell);
    for (const each of [code, label, counted]) Object.assign(each, { lang: 'en', dir: 'ltr' });
    for (const each of [code, figure]) each.translate = false;
    row.append(code, label, figure, counted);
    return row;
  }
})();
