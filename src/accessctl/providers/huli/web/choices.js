// What a form would send beside what was filled in: boxes that are ticked, choices from a list, another's address.
(button, {group, ours}) => {
  const form = button.closest('form, dialog, [role=dialog], main, [role=main]') || document.body;
  const inside = element => group !== null && group.contains(element);
  const ticked = element => element.checked === true || element.getAttribute('aria-checked') === 'true';
  const boxes = 'input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch]';
  const lists = 'select, [role=combobox], [role=listbox]';
  const others = [...form.querySelectorAll(boxes)].some(element => ticked(element) && !inside(element))
    || [...form.querySelectorAll(lists)].some(element => element.checkVisibility());
  const found = (form.innerText.match(/[^\s@<>()"',;:]+@[^\s@<>()"',;:]+/g) || [])
    .map(text => text.toLowerCase().replace(/\.+$/, ''));
  return others || found.some(text => !ours.includes(text) && !text.endsWith('@hulipractice.com'));
}
