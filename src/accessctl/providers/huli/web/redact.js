// Blanks a page in place, so that it can be kept as evidence: letters and digits become dots, save the map's own
// words, and in the part that the map names the labels of what can be clicked or filled in.
({words, titles, region, rows, keep}) => {
  const known = words.map(word => word.toLowerCase());
  const label = 'button, a, label, legend, [role=button], [role=link], [role=tab], [role=menuitem]';
  const heading = [...document.querySelectorAll('h1, h2, h3, [role=heading]')]
    .some(element => titles.includes(element.textContent.trim()));
  const parts = heading ? [...document.querySelectorAll(region)] : [];
  const lists = [...document.querySelectorAll('[aria-label]')]
    .filter(element => element.getAttribute('aria-label').trim() === rows);
  const blank = text => text.replace(/[\p{L}\p{N}]/gu, '·');
  const hidden = text => {
    const lower = text.toLowerCase();
    let out = '', at = 0;
    while (at < text.length) {
      const word = known.filter(item => lower.startsWith(item, at)).sort((a, b) => b.length - a.length)[0];
      const bounded = word && !/[\p{L}\p{N}]/u.test(text[at - 1] || ' ') && !/[\p{L}\p{N}]/u.test(text[at + word.length] || ' ');
      if (bounded) { out += text.slice(at, at + word.length); at += word.length; }
      else { out += blank(text[at]); at += 1; }
    }
    return out;
  };
  const tell = (text, element) => {
    const inside = parts.some(part => part.contains(element)) && !lists.some(list => list.contains(element));
    const control = inside ? element.closest(label) : null;
    const named = control && !/[@\d]/.test(control.textContent) && control.textContent.trim().length <= 40;
    return named ? text : hidden(text);
  };
  const drop = 'script, noscript, template, iframe, frame, object, embed, canvas, video, audio, img, picture, '
    + 'meta, base, link:not([rel=stylesheet]), input[type=hidden], svg, [srcdoc]';
  document.querySelectorAll(drop).forEach(element => element.remove());
  document.querySelectorAll('*').forEach(element => { if (element.shadowRoot) element.remove(); });
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  const comments = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.COMMENT_NODE) { comments.push(node); continue; }
    if (node.parentElement && node.parentElement.closest('style')) continue;
    if (node.data.trim()) node.data = tell(node.data, node.parentElement || document.body);
  }
  comments.forEach(node => node.remove());
  document.querySelectorAll('input, textarea, select').forEach(field => {
    if (field.matches('input:not([type=checkbox]):not([type=radio]), textarea')) {
      field.value = ''; field.defaultValue = '';
    }
  });
  document.querySelectorAll('*').forEach(element => {
    element.style.backgroundImage = 'none';
    for (const {name, value} of [...element.attributes]) {
      if (['aria-label', 'title', 'placeholder', 'alt'].includes(name)) {
        element.setAttribute(name, tell(value, element));
      } else if (element.matches('link') && ['rel', 'href'].includes(name)) continue;
      else if (!keep.includes(name) || value.includes('@')) element.removeAttribute(name);
    }
  });
  document.title = hidden(document.title);
}
