// Waits until nothing has changed on the page for a moment, at most so many milliseconds; says whether that came.
({still, patience}) => new Promise(done => {
  let timer;
  const begin = () => { clearTimeout(timer); timer = setTimeout(() => finish(true), still); };
  const watcher = new MutationObserver(begin);
  const limit = setTimeout(() => finish(false), patience);
  const finish = calm => { watcher.disconnect(); clearTimeout(timer); clearTimeout(limit); done(calm); };
  watcher.observe(document, {subtree: true, childList: true, characterData: true});
  begin();
})
