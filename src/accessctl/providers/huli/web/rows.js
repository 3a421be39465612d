// The rows of a list or a table, as texts: what is hidden is left out, and nothing is read as markup. Beside them whether
// the page shows that they are not all: a row that is hidden or elsewhere, more than there are, a way to the next ones.
(list, {clinics, table, ours, unfinished}) => {
  const shown = element => element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const textsIn = root => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.replace(/\s+/g, ' ').trim();
      if (text && node.parentElement && shown(node.parentElement)) found.push(text);
    }
    return found;
  };
  const rows = table
    ? [...list.querySelectorAll('tbody > tr')]
    : [...list.children].filter(child => child.matches('li, [role=listitem]'));
  const seen = rows.filter(shown);
  const addresses = text => (text.match(/[^\s@<>()"',;:]+@[^\s@<>()"',;:]+/g) || [])
    .map(found => found.toLowerCase().replace(/\.+$/, ''));
  const known = new Set([...ours, ...seen.flatMap(row => textsIn(row).flatMap(addresses))]);
  const part = list.closest('main, [role=main]') || document.body;
  const outside = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  let elsewhere = false;
  for (let node = outside.nextNode(); node && !elsewhere; node = outside.nextNode()) {
    const held = node.parentElement;
    if (held.closest('script, style, template, noscript') || !shown(held) && !list.contains(held)) continue;
    elsewhere = addresses(node.data).some(found => !known.has(found) && !found.endsWith('@hulipractice.com'));
  }
  const label = element => (element.getAttribute('aria-label') || element.textContent).replace(/\s+/g, ' ').trim();
  const onward = [...part.querySelectorAll('a, button, [role=link], [role=button]')].some(element => shown(element)
    && !list.contains(element) && unfinished.includes(label(element))
    && !element.disabled && element.getAttribute('aria-disabled') !== 'true');
  const said = (element, name) => Number(element.getAttribute(name) || 0);
  const counted = seen.some(row => said(row, 'aria-setsize') > seen.length)
    || said(list, 'aria-rowcount') > list.querySelectorAll('tr').length || said(list, 'aria-rowcount') < 0;
  const busy = list.closest('[aria-busy=true]') !== null;
  return {unfinished: elsewhere || onward || counted || busy, rows: seen.map(row => {
    const inner = [...row.querySelectorAll('[aria-label]')]
      .filter(element => element.getAttribute('aria-label').trim() === clinics);
    const items = inner.length === 1 ? [...inner[0].querySelectorAll('li, [role=listitem]')] : [];
    return {
      texts: textsIn(row),
      clinics: inner.length === 1 ? items.filter(shown).map(item => textsIn(item).join(' ')) : null,
      times: [...row.querySelectorAll('time[datetime]')].filter(shown).map(time => time.dateTime),
    };
  })};
}
