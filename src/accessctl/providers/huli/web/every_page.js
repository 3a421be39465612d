// Runs before a page's own scripts. Links that would open a window lead on in the same one, which is watched.
window.open = () => null;
addEventListener('click', event => {
  const link = event.target instanceof Element ? event.target.closest('a[target], form[target]') : null;
  if (link) link.removeAttribute('target');
}, true);
// When the page last changed: `quiet.js` asks, so that nobody waits for a page that has long been at rest.
{
  let changed = performance.now();
  new MutationObserver(() => { changed = performance.now(); })
    .observe(document, {subtree: true, childList: true, characterData: true});
  Object.defineProperty(window, Symbol.for('accessctl.changed'), {value: () => changed});
}
