import { monthOf } from './month.js';
import { DOORS } from './settings.js';

/** @import { Catalog } from './catalog.js' */
/** @import { Settings } from './settings.js' */

/** @param {string} id @returns {any} */
const byId = id => document.getElementById(id);

/**
 * The fields of the header and the dialog, tied to the settings.
 *
 * @param {Settings} settings Changed in place.
 * @param {Catalog} catalog
 * @param {() => void} changed
 */
export function bindFields(settings, catalog, changed) {
  /** @type {HTMLDialogElement} */
  const dialog = byId('settings');
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector('form'));

  function show() {
    const models = catalog.ids();
    const known = models.includes(settings.model) || settings.model === '' ? models : [settings.model, ...models];
    byId('model').replaceChildren(...known.map(model => new Option(catalog.nameOf(model), model)));
    byId('model').value = settings.model;
    byId('model').title = settings.model;
    byId('models').replaceChildren(...models.map(model => new Option(model, model)));
    const doors = Object.entries(DOORS).map(([name, { label, address }]) => {
      const option = new Option(label, name);
      option.disabled = settings[address] === '';
      return option;
    });
    byId('door').replaceChildren(...doors);
    byId('door').value = settings.door;
    document.documentElement.dataset.theme = settings.theme;
  }

  function fill() {
    for (const field of /** @type {Iterable<any>} */ (form.elements)) {
      if (field.type === 'checkbox') field.checked = settings.remember === 'yes';
      else if (field.name in settings) field.value = settings[/** @type {keyof Settings} */ (field.name)];
    }
  }

  function take() {
    for (const field of /** @type {Iterable<any>} */ (form.elements)) {
      if (field.type === 'checkbox') settings.remember = field.checked ? 'yes' : 'no';
      else if (field.name in settings) settings[/** @type {keyof Settings} */ (field.name)] = field.value.trim();
    }
    if (settings[DOORS[settings.door]?.address ?? 'functionUrl'] === '') settings.door = usableDoor(settings);
  }

  for (const name of /** @type {const} */ (['model', 'door'])) {
    byId(name).addEventListener('change', () => {
      settings[name] = byId(name).value;
      show();
      changed();
    });
  }
  const open = () => {
    fill();
    dialog.showModal();
    byId('month').textContent = '…';
    void monthOf(settings).then(line => {
      byId('month').textContent = line;
    });
  };
  byId('open-settings').addEventListener('click', open);
  byId('close-settings').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', () => {
    take();
    show();
    changed();
  });
  if (settings[DOORS[settings.door]?.address ?? 'functionUrl'] === '') settings.door = usableDoor(settings);
  show();
  return { open, show };
}

/** @param {Settings} settings */
const usableDoor = settings =>
  Object.keys(DOORS).find(name => settings[DOORS[name]?.address ?? 'functionUrl'] !== '') ?? 'sse';
