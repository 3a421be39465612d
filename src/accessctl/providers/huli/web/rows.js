// The rows of a list or a table, as texts: what is hidden is left out, and nothing is read as markup.
(list, {clinics, table}) => {
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
  return rows.filter(shown).map(row => {
    const inner = [...row.querySelectorAll('[aria-label]')]
      .filter(element => element.getAttribute('aria-label').trim() === clinics);
    const items = inner.length === 1 ? [...inner[0].querySelectorAll('li, [role=listitem]')] : [];
    return {
      texts: textsIn(row),
      clinics: inner.length === 1 ? items.filter(shown).map(item => textsIn(item).join(' ')) : null,
      times: [...row.querySelectorAll('time[datetime]')].filter(shown).map(time => time.dateTime),
    };
  });
}
