
(() => {
  'use strict';
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const name = () => { button.textContent = dark() ? 'Light' : 'Dark'; button.setAttribute('aria-label', (dark() ? 'Light' : 'Dark') + ' colours'); };
  button.addEventListener('click', () => { root.dataset.theme = dark() ? 'light' : 'dark'; name(); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
  button.hidden = false;
  name();

  const form = document.getElementById('filters');
  if (form) {
    const verdicts = [...document.querySelectorAll('.verdict')];
    const sift = () => {
      const levels = new Set([...form.querySelectorAll('[name=level]:checked')].map(box => box.value));
      const fits = (choice, value) => choice.value === '*' || choice.value === value;
      let count = 0;
      for (const verdict of verdicts) {
        const shown = levels.has(verdict.dataset.level) && fits(form.elements.stack, verdict.dataset.stack) && fits(form.elements.rule, verdict.dataset.rule);
        verdict.hidden = !shown;
        count += shown ? 1 : 0;
      }
      document.getElementById('shown').textContent = count === verdicts.length ? count + ' shown' : count + ' of ' + verdicts.length + ' shown';
      document.getElementById('none').hidden = count > 0;
    };
    form.addEventListener('input', sift);
    form.addEventListener('submit', event => event.preventDefault());
    form.hidden = false;
    sift();
  }

  for (const picture of document.querySelectorAll('.picture svg')) {
    const boxes = [...picture.querySelectorAll('.box')];
    const links = boxes.filter(box => box.tagName.toLowerCase() === 'a');
    const place = box => { const r = box.querySelector('rect'); return [r.x.baseVal.value, r.y.baseVal.value]; };
    const light = box => {
      picture.classList.toggle('dim', box !== null);
      const near = new Set(box ? [box.dataset.box] : []);
      for (const arrow of picture.querySelectorAll('.arrow')) {
        const touches = box !== null && (arrow.dataset.from === box.dataset.box || arrow.dataset.to === box.dataset.box);
        arrow.classList.toggle('lit', touches);
        if (touches) { near.add(arrow.dataset.from); near.add(arrow.dataset.to); }
      }
      for (const one of boxes) one.classList.toggle('lit', near.has(one.dataset.box));
    };
    for (const box of boxes) {
      box.addEventListener('mouseenter', () => light(box));
      box.addEventListener('mouseleave', () => light(null));
    }
    // Only links take the focus: a listener for it alone would make the others stops of the Tab key.
    for (const link of links) {
      link.addEventListener('focus', () => light(link));
      link.addEventListener('blur', () => light(null));
    }
    // One stop for the Tab key; the arrow keys go on from there, to the nearest box in their direction.
    links.forEach((link, i) => link.setAttribute('tabindex', i === 0 ? '0' : '-1'));
    picture.addEventListener('keydown', event => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      const from = event.target.closest('.box');
      if (!way || !from) return;
      event.preventDefault();
      const [x, y] = place(from);
      let best = null, least = Infinity;
      for (const link of links) {
        const [a, b] = place(link);
        const along = (a - x) * way[0] + (b - y) * way[1];
        const across = Math.abs((a - x) * way[1]) + Math.abs((b - y) * way[0]);
        if (along > 0 && along + 3 * across < least) { least = along + 3 * across; best = link; }
      }
      if (best) { from.setAttribute('tabindex', '-1'); best.setAttribute('tabindex', '0'); best.focus(); }
    });
  }

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    const details = target.querySelector('details');
    if (details && target.tagName === 'LI') details.open = true;
    if (target.hasAttribute('tabindex')) target.focus({ preventScroll: true });
  };
  addEventListener('hashchange', reveal);
  reveal();
  addEventListener('beforeprint', () => { for (const details of document.querySelectorAll('details')) details.open = true; });
})();
