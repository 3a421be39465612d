// Waits until nothing has changed on the page for a moment, at most so many milliseconds; says whether that came.
// What has passed of the moment counts, unless it is to begin anew.
({still, patience, anew}) => new Promise(done => {
  let timer;
  const changed = window[Symbol.for('accessctl.changed')];  // from `every_page.js`
  const begin = milliseconds => { clearTimeout(timer); timer = setTimeout(() => finish(true), milliseconds); };
  const watcher = new MutationObserver(() => begin(still));
  const limit = setTimeout(() => finish(false), patience);
  const finish = calm => { watcher.disconnect(); clearTimeout(timer); clearTimeout(limit); done(calm); };
  watcher.observe(document, {subtree: true, childList: true, characterData: true});
  begin(changed && !anew ? Math.max(0, still - (performance.now() - changed())) : still);
})
